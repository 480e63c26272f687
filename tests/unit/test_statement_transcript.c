#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "statement_help.h"

static void expect(enum dt_kind kind, const char *speaker, const char *byline,
                   const char *text, const char *expected)
{
    struct statement_case c;
    const char *shown;

    statement_open(&c, text, statement_town);
    c.meta.kind = kind;
    c.meta.speaker_name = speaker;
    c.meta.byline = &byline;
    c.meta.byline_count = byline ? 1 : 0;
    statement_run(&c);
    shown = statement_show(&c);
    cr_expect(strcmp(shown, expected) == 0, "in: %s\nwant: %sgot:  %s", text,
              expected, shown);
    statement_release(&c);
}

Test(statement_transcript, one_speaker_says_every_paragraph)
{
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "Amira Voss spoke at the harbour in May.\n\nFriends.\n\n"
           "# The wall\n\nThe point is: it holds.\n\n(Applause)\n\n"
           "“Mind the gap,” they say.",
           "speech amira-voss | Friends.\n"
           "speech amira-voss | The point is: it holds.\n"
           "speech amira-voss | “Mind the gap,” they say.\n");
    expect(DT_KIND_TRANSCRIPT, "Ann Cole", NULL, "Friends.",
           "speech (Ann Cole) | Friends.\n");
}

Test(statement_transcript, turns_go_by_their_labels)
{
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "This is a record.\n\n"
           "Josephine Harrow (Chair): Good evening.\n\n"
           "AMIRA VOSS: I have three points.\n\nHere is one.\n\n"
           "[Laughter.]\n\n"
           "Chair: Go on.\n\n"
           "Ann Cole: What of the wall?\n\n"
           "Question from the floor: And the bus?\n\n"
           "Q: Who pays?\n\n"
           "Voss: You do.",
           "speech josephine-harrow | Good evening.\n"
           "speech amira-voss | I have three points.\n"
           "speech amira-voss | Here is one.\n"
           "speech josephine-harrow | Go on.\n"
           "speech (Ann Cole) | What of the wall?\n"
           "speech (Question from the floor) | And the bus?\n"
           "speech amira-voss | You do.\n");
}

Test(statement_transcript, an_office_may_stand_before_the_name_of_a_label)
{
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "Mayor Amira Voss: It holds.\n\n"
           "Chief Councillor Idris Calloway: It leaks.",
           "speech amira-voss | It holds.\n"
           "speech idris-calloway | It leaks.\n");
}

Test(statement_transcript, a_colon_in_speech_is_no_label)
{
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "Remember: it rains.\n\nTime: never enough.",
           "speech amira-voss | Remember: it rains.\n"
           "speech amira-voss | Time: never enough.\n");
}

Test(statement_transcript, a_label_may_come_only_once)
{
    expect(DT_KIND_INTERVIEW, NULL, NULL,
           "Cole: I do not oppose it.\n\nSelwyn: And the mayor?\n\n"
           "Cole: She is a friend. We argue.",
           "speech (Cole) | I do not oppose it.\n"
           "speech (Selwyn) | And the mayor?\n"
           "speech (Cole) | She is a friend. We argue.\n");
    expect(DT_KIND_INTERVIEW, NULL, NULL,
           "Selwyn: And the mayor?\n\nCole: She is a friend.",
           "speech (Selwyn) | And the mayor?\n"
           "speech (Cole) | She is a friend.\n");
    expect(DT_KIND_INTERVIEW, NULL, NULL,
           "We met in May.\n\nSelwyn: And the mayor?\n\n"
           "Cole: She is a friend.\n\nWe argue.\n\nReporting by Ann Reed.",
           "speech (Selwyn) | And the mayor?\n"
           "speech (Cole) | She is a friend.\n"
           "speech (Cole) | We argue.\n");
    /* Between the paragraphs of one turn it may be no name. */
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "Cole: It rains.\n\nIt does.\n\nNote: It pours.\n\n"
           "Selwyn: Does it?\n\nCole: Yes.\n\nSelwyn: No.",
           "speech (Cole) | It rains.\n"
           "speech (Cole) | It does.\n"
           "speech (Cole) | Note: It pours.\n"
           "speech (Selwyn) | Does it?\n"
           "speech (Cole) | Yes.\n"
           "speech (Selwyn) | No.\n");
}

Test(statement_transcript, closing_notes_are_nobodys)
{
    expect(DT_KIND_INTERVIEW, NULL, NULL,
           "Cole: It rains.\n\nSelwyn: Does it?\n\nCole: I spoke to her.\n\n"
           "Ann Cole was speaking to Tom Selwyn.\n\n"
           "This interview has been edited for length.",
           "speech (Cole) | It rains.\n"
           "speech (Selwyn) | Does it?\n"
           "speech (Cole) | I spoke to her.\n");
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "Friends.\n\nThe meeting closed at noon, I am told.\n\n"
           "It was late.\n\nThe meeting closed at 9.15 pm.",
           "speech amira-voss | Friends.\n"
           "speech amira-voss | The meeting closed at noon, I am told.\n"
           "speech amira-voss | It was late.\n");
    expect(DT_KIND_INTERVIEW, NULL, NULL,
           "Cole: Es regnet.\n\nSelwyn: Wirklich? Das ist nicht so.\n\n"
           "Cole: Ja, und es ist auch nicht kalt.\n\n"
           "Das Gespräch führte Jörg Weiß.",
           "speech (Cole) | Es regnet.\n"
           "speech (Selwyn) | Wirklich? Das ist nicht so.\n"
           "speech (Cole) | Ja, und es ist auch nicht kalt.\n");
}

Test(statement_transcript, an_interview_told_in_prose_is_read_as_a_report)
{
    static const char prose[] =
        "We met in May.\n\n“The wall holds,” said Amira Voss.\n\n"
        "Ann Cole said the town could pay a third.";
    static const char told[] =
        "direct amira-voss | The wall holds,\n"
        "indirect (Ann Cole) | the town could pay a third\n";
    char text[512], all[512];

    expect(DT_KIND_INTERVIEW, NULL, NULL, prose, told);
    (void)snprintf(text, sizeof text, "%s\n\nQ: Why?\n\nA: I had to.", prose);
    (void)snprintf(all, sizeof all, "%sspeech idris-calloway | I had to.\n",
                   told);
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL, text, all);
    (void)snprintf(text, sizeof text, "%s\n\nWhy?\n\nI had to.", prose);
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL, text, all);
}

Test(statement_transcript, the_interviewed_person_answers)
{
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL,
           "We met in May.\n\nQ: Why?\n\nA: I had to.\n\nTwice.\n\nQ: Again?"
           "\n\nA: No.",
           "speech idris-calloway | I had to.\n"
           "speech idris-calloway | Twice.\n"
           "speech idris-calloway | No.\n");
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL,
           "We met in May.\n\n# Why did you go\n\nI had to.",
           "speech idris-calloway | I had to.\n");
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL,
           "We met in May.\n\nWhy did you go?\n\nI had to.",
           "speech idris-calloway | I had to.\n");
}

Test(statement_transcript, what_is_bold_between_answers_asks)
{
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL,
           "We met in May.\n\n* Why did you go?\n\nI had to.\n\n"
           "* The others say it leaks.\n\nThey would.",
           "speech idris-calloway | I had to.\n"
           "speech idris-calloway | They would.\n");
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL,
           "# The wall\n\n* Why did you go?\n\nI had to.\n\n"
           "* The others say it leaks.\n\nThey would.",
           "speech idris-calloway | I had to.\n"
           "speech idris-calloway | They would.\n");
    /* Who asks in plain letters is answered in bold ones. */
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL,
           "We met in May.\n\nWhy did you go?\n\n* I had to.\n\n"
           "And the others?\n\n* They would.\n\nWhat next?\n\n* I rest.",
           "speech idris-calloway | I had to.\n"
           "speech idris-calloway | They would.\n"
           "speech idris-calloway | I rest.\n");
}

Test(statement_transcript, a_title_names_who_is_interviewed)
{
    static const struct {
        const char *title, *speaker;
    } cases[] = {
        {"The wall: an interview with Amira Voss", "amira-voss"},
        {"Interview with the mayor, Amira Voss, on the wall", "amira-voss"},
        {"In conversation with Amira Voss", "amira-voss"},
        {"Interview with Amira Voss and Idris Calloway", "-"},
        {"Amira Voss on the wall", "-"},
        {"An interview with Ann Cole", "-"},
    };
    static const char text[] = "We met in May.\n\nQ: Why?\n\nA: I had to.";

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct statement_case c;
        char want[80];

        statement_open(&c, text, statement_town);
        c.meta.kind = DT_KIND_INTERVIEW;
        c.meta.title = cases[i].title;
        statement_run(&c);
        (void)snprintf(want, sizeof want, "speech %s | I had to.\n",
                       cases[i].speaker);
        cr_expect(eq(str, (char *)statement_show(&c), want), "%s",
                  cases[i].title);
        statement_release(&c);
    }
}

Test(statement_transcript, an_opinion_is_its_authors)
{
    expect(DT_KIND_OPINION, NULL, "Amira Voss",
           "Idris Calloway must act.\n\n# Act now\n\n> ‘He must act’\n\n"
           "- First, go.\n\n“I shall,” Idris Calloway said.\n\n"
           "Amira Voss is County Commissioner.",
           "authored amira-voss | Idris Calloway must act.\n"
           "authored amira-voss | First, go.\n"
           "direct idris-calloway | I shall,\n");
    expect(DT_KIND_POST, NULL, "Ann Cole", "It rains.",
           "authored (Ann Cole) | It rains.\n");
    expect(DT_KIND_OPINION, NULL, NULL, "Sir,\n\nIt rains.\n\nYours, a reader",
           "authored - | It rains.\n");
}

Test(statement_transcript, many_signatures_are_no_one_author)
{
    const char *names[] = {"Amira Voss", "Ann Cole"};
    struct statement_case c;

    statement_open(&c,
                   "Dear all,\n\nIt rains.\n\nYours sincerely,\n\n"
                   "Amira Voss, Commissioner\n\nDr Ann Cole",
                   statement_town);
    c.meta.kind = DT_KIND_OPINION;
    c.meta.byline = names;
    c.meta.byline_count = 2;
    statement_run(&c);
    cr_expect(eq(str, (char *)statement_show(&c),
                 "authored (Amira Voss, Ann Cole) | It rains.\n"));
    statement_release(&c);
}

Test(statement_transcript, whom_an_author_quotes)
{
    expect(DT_KIND_OPINION, NULL, "Amira Voss",
           "Last week Idris Calloway told the council: “It will not last.” I "
           "believe him. “The sea,” he said, “has no friends.”",
           "authored amira-voss | Last week Idris Calloway told the council: | "
           "I believe him.\n"
           "direct idris-calloway | It will not last.\n"
           "direct idris-calloway | The sea, | has no friends.\n");
    /* Her own words, a fragment, and nobody's stay in her paragraph. */
    expect(DT_KIND_OPINION, NULL, "Amira Voss",
           "“It will last,” I said then.\n\n“It must,” Amira Voss wrote.\n\n"
           "They call it “the old lady of the sea” here.",
           "authored amira-voss | “It will last,” I said then.\n"
           "authored amira-voss | “It must,” Amira Voss wrote.\n"
           "authored amira-voss | They call it “the old lady of the sea” "
           "here.\n");
}

Test(statement_transcript, labels_of_many_shapes)
{
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "The Chair (Josephine Harrow): We begin.\n\n"
           "AMIRA VOSS — We do.\n\nUnidentified speaker: No.\n\n"
           "Idris Calloway [by telephone]: Yes.\n\n(Interruption)\n\n"
           "ANN COLE – Shame.\n\nThe Chair: We end.",
           "speech josephine-harrow | We begin.\n"
           "speech amira-voss | We do.\n"
           "speech (Unidentified speaker) | No.\n"
           "speech idris-calloway | Yes.\n"
           "speech (ANN COLE) | Shame.\n"
           "speech josephine-harrow | We end.\n");
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "Amira Voss\n\nIt is off.\n\nIdris Calloway\n\nIt is on.",
           "speech amira-voss | It is off.\n"
           "speech idris-calloway | It is on.\n");
    expect(DT_KIND_INTERVIEW, "Idris Calloway", NULL,
           "Q. Will it last?\n\nA. It will not.\n\nQ2: Why?\n\nA: Rust.",
           "speech idris-calloway | It will not.\n"
           "speech idris-calloway | Rust.\n");
}

/* One name alone is a byline, and one initial is no answer. */
Test(statement_transcript, what_only_looks_like_a_label)
{
    expect(DT_KIND_TRANSCRIPT, "Idris Calloway", NULL,
           "Idris Calloway\n\nIt rained.\n\nA. Cole came — late, she did.",
           "speech idris-calloway | Idris Calloway\n"
           "speech idris-calloway | It rained.\n"
           "speech idris-calloway | A. Cole came — late, she did.\n");
}

Test(statement_transcript, a_time_stamp_is_no_part_of_a_turn)
{
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "[00:00:05] Amira Voss: Good evening.\n\n"
           "00:00:15 Thomas Harrow (Opposition): The boat is late.\n\n"
           "(0:22) Amira Voss: It was late twice.\n\n"
           "Thomas Harrow [00:00:35]: It was late on nine days.\n\n"
           "Amira Voss (00:45):\n\nWe have a second engine.\n\n"
           "[00:01:10]\n\nIt comes in May.\n\n"
           "01:15 – 01:22 Thomas Harrow: Too late.\n\n"
           "7 00:01:25,000 --> 00:01:30,500\n\n"
           "00:01:25.000 --> 00:01:30.500 Nobody waits [00:01:28] so long.\n\n"
           "Amira Voss 00:02:10\n\n9:30 is not late.\n\n"
           "Ann Cole, 02:15\n\n[02:16] It is.\n\n"
           "[02:18] Thomas Harrow\n\n[02:19]",
           "speech amira-voss | Good evening.\n"
           "speech thomas-harrow | The boat is late.\n"
           "speech amira-voss | It was late twice.\n"
           "speech thomas-harrow | It was late on nine days.\n"
           "speech amira-voss | We have a second engine.\n"
           "speech amira-voss | It comes in May.\n"
           "speech thomas-harrow | Too late.\n"
           "speech thomas-harrow | Nobody waits | so long.\n"
           "speech amira-voss | 9:30 is not late.\n"
           "speech (Ann Cole) | It is.\n");
}

Test(statement_transcript, how_a_turn_is_spoken_is_no_part_of_its_name)
{
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "Idris Calloway (Chief Executive) (off mic): Good evening.\n\n"
           "Ann Cole (via interpreter): It is late.\n\n"
           "Mr Calloway (interrupting) [00:12]: It is not.\n\n"
           "Ann Cole [00:14] (laughing): It is.\n\n"
           "Mrs Calloway: Who knows?",
           "speech idris-calloway | Good evening.\n"
           "speech (Ann Cole) | It is late.\n"
           "speech idris-calloway | It is not.\n"
           "speech (Ann Cole) | It is.\n"
           "speech (Mrs Calloway) | Who knows?\n");
}

static void expect_on(const char *date, const char *text, const char *expected)
{
    struct statement_case c;

    statement_open(&c, text, statement_town);
    c.meta.kind = DT_KIND_TRANSCRIPT;
    c.meta.published = date;
    statement_run(&c);
    cr_expect(eq(str, (char *)statement_show(&c), (char *)expected), "in: %s",
              text);
    statement_release(&c);
}

Test(statement_transcript, an_office_alone_is_a_label)
{
    /* Whoever held the office on that day, and nobody where it is unknown. */
    expect_on("2015-05-01",
              "Idris Calloway: Will it hold?\n\nThe Harbour Master: It will."
              "\n\nThe Speaker: Order.\n\nTHE HARBOUR MASTER: It must.",
              "speech idris-calloway | Will it hold?\n"
              "speech amira-voss | It will.\n"
              "speech (The Speaker) | Order.\n"
              "speech amira-voss | It must.\n");
    expect_on("2020-05-01",
              "Idris Calloway: Will it hold?\n\nThe Harbour Master: It will.",
              "speech idris-calloway | Will it hold?\n"
              "speech (The Harbour Master) | It will.\n");
    expect_on(NULL,
              "Thomas Harrow: Will it hold?\n\nThe Harbour Master: It will."
              "\n\nThe Chief Executive: It may.",
              "speech thomas-harrow | Will it hold?\n"
              "speech (The Harbour Master) | It will.\n"
              "speech idris-calloway | It may.\n");
    expect_on("2020-05-01",
              "Idris Calloway: Will it hold?\n\n"
              "The Chancellor of the Exchequer: It costs.\n\n"
              "An hon. Member: Shame.\n\nThe Minister: It does not.\n\n"
              "The Minister: a word that few like.\n\n"
              "The Wall: it leaks.",
              "speech idris-calloway | Will it hold?\n"
              "speech (The Chancellor of the Exchequer) | It costs.\n"
              "speech (An hon. Member) | Shame.\n"
              "speech (The Minister) | It does not.\n"
              "speech (The Minister) | The Minister: a word that few like.\n"
              "speech (The Minister) | The Wall: it leaks.\n");
}

Test(statement_transcript, a_label_in_no_list_ends_the_turn_before)
{
    static const char *const labels[] = {
        "The Convener",     "The Deputy Convener",
        "The Lord Provost", "The Rapporteur",
        "A member",         "Several members",
        "railfan_77",       "A member of the public",
        "The Witness",      "The Returning Officer",
        "The Host",         "The Convener (Ingrid Sall)"};
    static const char *const said[] = {
        "Let me say this",   "Three things",    "My answer",
        "The result",        "One Nation",      "This Wall",
        "The point is this", "The wall I love", "The wall of 1912"};
    char text[256], want[256];

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        (void)snprintf(text, sizeof text,
                       "Amira Voss: It was counted twice.\n\n"
                       "%s: You should resign.\n\nAnn Cole: So it was.",
                       labels[i]);
        (void)snprintf(want, sizeof want,
                       "speech amira-voss | It was counted twice.\n"
                       "speech (%s) | You should resign.\n"
                       "speech (Ann Cole) | So it was.\n",
                       labels[i]);
        expect(DT_KIND_TRANSCRIPT, NULL, NULL, text, want);
    }
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        (void)snprintf(text, sizeof text,
                       "Amira Voss: It was counted twice.\n\n"
                       "%s: You should resign.\n\nAnn Cole: So it was.",
                       said[i]);
        (void)snprintf(want, sizeof want,
                       "speech amira-voss | It was counted twice.\n"
                       "speech amira-voss | %s: You should resign.\n"
                       "speech (Ann Cole) | So it was.\n",
                       said[i]);
        expect(DT_KIND_TRANSCRIPT, NULL, NULL, text, want);
    }
    /* In the first turn, and used again in small letters. */
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "The Convener (Josephine Harrow): Good morning.\n\n"
           "Amira Voss: It holds.\n\nThe caller: Does it?\n\n"
           "The Convener: It does.\n\nThe caller: No.",
           "speech josephine-harrow | Good morning.\n"
           "speech amira-voss | It holds.\n"
           "speech (The caller) | Does it?\n"
           "speech josephine-harrow | It does.\n"
           "speech (The caller) | No.\n");
    /* A sentence is none, however often it is said. */
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "Amira Voss: The minister came.\n\nThe minister said: It holds.\n\n"
           "The minister said: It falls.\n\nAnn Cole: No.",
           "speech amira-voss | The minister came.\n"
           "speech amira-voss | The minister said: It holds.\n"
           "speech amira-voss | The minister said: It falls.\n"
           "speech (Ann Cole) | No.\n");
    /* A speech has none of them. */
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "Friends.\n\nThe Wall: It leaks.\n\nThe Wall: It falls.",
           "speech amira-voss | Friends.\n"
           "speech amira-voss | The Wall: It leaks.\n"
           "speech amira-voss | The Wall: It falls.\n");
}

Test(statement_transcript, an_office_is_whose_label_had_it)
{
    expect_on(NULL,
              "The First Minister (Amira Voss): We begin.\n\n"
              "Idris Calloway: We do.\n\nFIRST MINISTER: We end.",
              "speech amira-voss | We begin.\n"
              "speech idris-calloway | We do.\n"
              "speech amira-voss | We end.\n");
    expect_on(NULL,
              "The Minister (Amira Voss): We begin.\n\n"
              "The Minister (Idris Calloway): We do.\n\n"
              "The Minister: We end.",
              "speech amira-voss | We begin.\n"
              "speech idris-calloway | We do.\n"
              "speech (The Minister) | We end.\n");
}

Test(statement_transcript, what_a_record_says_itself_is_nobodys)
{
    expect_on(NULL,
              "Amira Voss: I move it.\n\nIdris Calloway: No.\n\n"
              "The House divided: Ayes 41, Noes 37.\n\n"
              "Question put and agreed to.\n\nThe doors were shut.\n\n"
              "Amira Voss: Question put, said the chair.",
              "speech amira-voss | I move it.\n"
              "speech idris-calloway | No.\n"
              "speech amira-voss | Question put, said the chair.\n");
}

Test(statement_transcript, a_label_may_be_a_line_that_names_nobody_known)
{
    expect_on(NULL,
              "AMIRA VOSS\n\nGood morning.\n\nREPORTER\n\nWhen?\n\n"
              "AMIRA VOSS\n\nOn Friday.\n\nHARBOUR\n\nIt is a good one.",
              "speech amira-voss | Good morning.\n"
              "speech (REPORTER) | When?\n"
              "speech amira-voss | On Friday.\n"
              "speech amira-voss | It is a good one.\n");
    expect_on(NULL,
              "# Amira Voss\n\nGood morning.\n\n# Ann Cole\n\nWhen?\n\n"
              "# Amira Voss\n\nOn Friday.\n\n# The wall and the sea\n\nNo.",
              "speech amira-voss | Good morning.\n"
              "speech (Ann Cole) | When?\n"
              "speech amira-voss | On Friday.\n"
              "speech amira-voss | No.\n");
    expect_on(NULL,
              "ANN COLE\n\nGood morning.\n\nREPORTER\n\nWhen?\n\n"
              "ANN COLE\n\nOn Friday.",
              "speech (ANN COLE) | Good morning.\n"
              "speech (REPORTER) | When?\n"
              "speech (ANN COLE) | On Friday.\n");
    /* In a speech they are headings, or what stands about it. */
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "Friends.\n\nRead More\n\nIt rains.\n\nRead More\n\nIt pours.",
           "speech amira-voss | Friends.\n"
           "speech amira-voss | Read More\n"
           "speech amira-voss | It rains.\n"
           "speech amira-voss | Read More\n"
           "speech amira-voss | It pours.\n");
}

/* As the records of parliaments print them; of which one proves nothing. */
Test(statement_transcript, a_label_may_end_with_a_stop)
{
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "The PRESIDENT. The House will come to order.\n\n"
           "Mr. ADEYEMI. Mr. President, I rise.\n\nThe wall stands.\n\n"
           "Ms. BELL of Harrow (Sands). I object.\n\n"
           "Mr. President. That is how she began.\n\n"
           "Mr. J. T. O’HARA, Jr. It does.\n\n"
           "Dr. VOSS. It does not.\n\n"
           "The Wall. It is old.\n\n"
           "Mr. Hale? Nobody heard him. Mr. Hale. Mr. Hale.",
           "speech (The PRESIDENT) | The House will come to order.\n"
           "speech (Mr. ADEYEMI) | Mr. President, I rise.\n"
           "speech (Mr. ADEYEMI) | The wall stands.\n"
           "speech (Ms. BELL of Harrow (Sands)) | I object.\n"
           "speech (Ms. BELL of Harrow (Sands)) | Mr. President. That is how "
           "she began.\n"
           "speech (Mr. J. T. O’HARA, Jr) | It does.\n"
           "speech (Dr. VOSS) | It does not.\n"
           "speech (Dr. VOSS) | The Wall. It is old.\n"
           "speech (Dr. VOSS) | Mr. Hale? Nobody heard him. Mr. Hale. Mr. "
           "Hale.\n");
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "M. le président. La parole est à Mme Lenoir, pour la commission."
           "\n\nMme Claire Lenoir. Le port est là depuis deux siècles, et "
           "nous tiendrons nos promesses.\n\n"
           "M. Jonas Brandt, ministre des transports. Très bien !\n\n"
           "Mme la vice-présidente. Merci.",
           "speech (M. le président) | La parole est à Mme Lenoir, pour la "
           "commission.\n"
           "speech (Mme Claire Lenoir) | Le port est là depuis deux siècles, "
           "et nous tiendrons nos promesses.\n"
           "speech (M. Jonas Brandt, ministre des transports) | Très bien !\n"
           "speech (Mme la vice-présidente) | Merci.\n");
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "Mr. Hale. He built it.\n\nWe thank him.",
           "speech amira-voss | Mr. Hale. He built it.\n"
           "speech amira-voss | We thank him.\n");
}

Test(statement_transcript, what_is_heard_is_nobodys_words)
{
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "We stay. (Laughter.) We do [applause] stay (all of us).\n\n"
           "(Cheers (and applause) from the floor.)\n\n"
           "(Prolonged applause.) (Cries of “Hear, hear”)",
           "speech amira-voss | We stay. | We do | stay (all of us).\n");
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "Präsidentin Lena Vogt: Das Wort hat der Abgeordnete.\n\n"
           "Dr. Jonas Brandt (SPD): Der Hafen ist wieder offen. (Beifall bei "
           "der SPD) Und er bleibt es.\n\n"
           "(Zuruf des Abg. Ulf Meier (CDU): Unsinn!)\n\nDanke.\n\n"
           "Präsidentin Lena Vogt: Die Sitzung ist geschlossen.",
           "speech (Präsidentin Lena Vogt) | Das Wort hat der "
           "Abgeordnete.\n"
           "speech (Dr. Jonas Brandt (SPD)) | Der Hafen ist wieder offen. | "
           "Und er bleibt es.\n"
           "speech (Dr. Jonas Brandt (SPD)) | Danke.\n"
           "speech (Präsidentin Lena Vogt) | Die Sitzung ist geschlossen.\n");
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "The President (spoke in French): I give the floor.\n\n"
           "Mr. Adeyemi (Harrow): We agree.",
           "speech (The President) | I give the floor.\n"
           "speech (Mr. Adeyemi (Harrow)) | We agree.\n");
}

/* As the records of press briefings print them. */
Test(statement_transcript, a_bare_q_asks_and_a_clock_says_nothing)
{
    expect(DT_KIND_TRANSCRIPT, NULL, NULL,
           "11:35 A.M. EDT\n\nTHE PRESIDENT: I have two points. (Applause.)"
           "\n\nQ Mr. President, when?\n\nTHE PRESIDENT: In May.\n\n"
           "END 11:52 A.M. EDT",
           "speech (THE PRESIDENT) | I have two points.\n"
           "speech (THE PRESIDENT) | In May.\n");
    expect(DT_KIND_TRANSCRIPT, "Amira Voss", NULL,
           "Q Branch is closed.\n\nIt was 11:35.",
           "speech amira-voss | Q Branch is closed.\n"
           "speech amira-voss | It was 11:35.\n");
}

/* The speech of Amira Voss, under its page's own description. */
static void expect_lead(const char *text, const char *description,
                        const char *expected)
{
    struct statement_case c;

    statement_open(&c, text, statement_town);
    c.meta.kind = DT_KIND_TRANSCRIPT;
    c.meta.speaker_name = "Amira Voss";
    c.meta.description = description;
    statement_run(&c);
    cr_expect_str_eq(statement_show(&c), expected);
    statement_release(&c);
}

Test(statement_transcript, the_pages_description_over_a_speech_is_not_spoken)
{
    expect_lead("Amira Voss sets out how the wall will be paid for.\n\n"
                "The wall will hold.",
                "Amira Voss sets out how the wall will be paid for",
                "speech amira-voss | The wall will hold.\n");
    expect_lead("The tide does not wait for a budget.\n\n"
                "The wall will hold.",
                "The tide does not wait for a budget.",
                "speech amira-voss | The tide does not wait for a budget.\n"
                "speech amira-voss | The wall will hold.\n");
    expect_lead("Good morning, I am Amira Voss.\n\nThe wall will hold.",
                "Good morning, I am Amira Voss.",
                "speech amira-voss | Good morning, I am Amira Voss.\n"
                "speech amira-voss | The wall will hold.\n");
}

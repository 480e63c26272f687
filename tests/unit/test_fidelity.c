#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "statement/fidelity.h"

/* What was said; the second by somebody else. */
static const char speech[] =
    "The old mole was not beaten by one storm. It was beaten by thirty years "
    "of small economies (applause). I signed four of those reports, and I did "
    "not shout. We are not finished. The West Pier is older than this one was, "
    "and it stands on the same sand. I would rather you heard that from me, on "
    "a good day, than from the sea, on a bad one. There are twenty-one doors "
    "in it, and 1,000 bolts. We will not ask this town to buy its own harbour "
    "twice.";
static const char other[] =
    "Nobody in this chamber has ever counted the bolts of a harbour by hand.";

static const struct dt_occasion speaker = {1, DT_SOME_DAY, DT_SOME_LANGUAGE},
                                another = {2, DT_SOME_DAY, DT_SOME_LANGUAGE};
static struct dt_transcripts transcripts;
static struct dt_judge *judge;
static struct dt_fidelity f;
static struct dt_words words;
static struct dt_err err;

static void start(void)
{
    transcripts = DT_TRANSCRIPTS_INIT;
    f = DT_FIDELITY_INIT;
    words = DT_WORDS_INIT;
    cr_assert(zero(
        int, dt_transcripts_add(&transcripts, DT_STR(speech), speaker, &err)));
    cr_assert(zero(
        int, dt_transcripts_add(&transcripts, DT_STR(other), another, &err)));
    cr_assert(zero(int, dt_transcripts_seal(&transcripts, &err)));
    cr_assert(zero(int, dt_judge_new(&judge, &err)));
}

static void stop(void)
{
    dt_judge_free(judge);
    dt_fidelity_release(&f);
    dt_words_release(&words);
    dt_transcripts_release(&transcripts);
}

TestSuite(fidelity, .init = start, .fini = stop);

/* The verdict on what the first speaker is quoted with; "|" parts spans. */
static const char *verdict(const char *quote)
{
    const char *bar = strchr(quote, '|');
    struct dt_str text = DT_STR(quote);
    size_t end = bar ? (size_t)(bar - quote) : text.len;

    words.count = 0;
    cr_assert(zero(int, dt_words_scan(&words, text, 0, end, &err)));
    if (bar) {
        size_t first = words.count;

        cr_assert(
            zero(int, dt_words_scan(&words, text, end + 1, text.len, &err)));
        words.items[first].marks |= DT_MARK_SPAN;
    }
    cr_assert(zero(int, dt_fidelity_judge(judge, &transcripts, &words, speaker,
                                          &f, &err)));
    return dt_verdict_name(f.verdict);
}

Test(fidelity, typography_case_and_names_of_numbers_do_not_count)
{
    cr_expect(eq(str, (char *)verdict("we are NOT finished"), "verbatim"));
    cr_expect(eq(str,
                 (char *)verdict("It was beaten by 30 years of small "
                                 "economies. I signed 4 of those reports"),
                 "verbatim"));
    cr_expect(eq(str, (char *)verdict("21 doors in it – and 1000 bolts"),
                 "verbatim"));
    cr_expect(eq(u32, f.transcript, 0));
    cr_expect(eq(uint, f.word_error, 0));
}

Test(fidelity, marks_license_what_is_left_out_and_put_in)
{
    cr_expect(eq(str,
                 (char *)verdict("We are not finished. The West Pier is older "
                                 "than this one was … I would rather you heard "
                                 "that from me"),
                 "elided"));
    cr_expect(eq(str,
                 (char *)verdict("[She] signed four of those reports, and I "
                                 "did not shout"),
                 "bracketed"));
    cr_expect(eq(str,
                 (char *)verdict("We are not finished.|The West Pier is older "
                                 "than this one was"),
                 "verbatim"));
}

Test(fidelity, passages_turned_round_are_stitched)
{
    cr_expect(eq(str,
                 (char *)verdict("We will not ask this town to buy its own "
                                 "harbour twice. The old mole was not beaten "
                                 "by one storm."),
                 "stitched"));
    cr_expect(eq(str,
                 (char *)verdict("I would rather you heard that from me|We are "
                                 "not finished"),
                 "stitched"));
}

Test(fidelity, changed_words_are_told_by_kind)
{
    cr_expect(eq(str,
                 (char *)verdict("We will ask this town to buy its own harbour "
                                 "twice"),
                 "altered"));
    cr_expect(eq(uint, f.changed, DT_CHANGE_NEGATION));
    cr_expect(eq(uint, f.word_error, 91)); /* 1 of 11 */
    cr_expect(eq(str, (char *)verdict("There are twenty-two doors in it"),
                 "altered"));
    cr_expect(eq(uint, f.changed, DT_CHANGE_NUMBER));
    cr_expect(eq(str,
                 (char *)verdict("We must not ask this town to buy its own "
                                 "harbour twice"),
                 "altered"));
    cr_expect(eq(uint, f.changed, DT_CHANGE_MODAL));
    cr_expect(eq(str,
                 (char *)verdict("They will not ask this town to buy its own "
                                 "harbour twice"),
                 "altered"));
    cr_expect(eq(uint, f.changed, DT_CHANGE_SUBJECT));
}

Test(fidelity, parts_are_bytes_of_both_texts)
{
    static const struct dt_fidelity_part want[] = {
        {0, 7, 389, 396, DT_ALIGN_EQUAL},
        {8, 8, 397, 400, DT_ALIGN_DELETE},
        {8, 21, 401, 414, DT_ALIGN_EQUAL},
    };

    cr_expect(eq(str, (char *)verdict("We will ask this town"), "altered"));
    cr_assert(eq(sz, f.count, 3));
    for (size_t i = 0; i < 3; i++) {
        cr_expect(eq(u32, f.parts[i].quote, want[i].quote));
        cr_expect(eq(u32, f.parts[i].quote_end, want[i].quote_end));
        cr_expect(eq(u32, f.parts[i].source, want[i].source), "part %zu", i);
        cr_expect(eq(u32, f.parts[i].source_end, want[i].source_end));
        cr_expect(eq(u8, f.parts[i].op, want[i].op));
    }
}

Test(fidelity, what_others_said_is_found_elsewhere)
{
    cr_expect(eq(str,
                 (char *)verdict("Nobody in this chamber has ever counted the "
                                 "bolts"),
                 "found-elsewhere"));
    cr_expect(eq(u32, f.transcript, 1));
}

Test(fidelity, what_nobody_said_is_not_found)
{
    cr_expect(eq(str,
                 (char *)verdict("A goat stood on the roof of the library"),
                 "not-found"));
    cr_expect(eq(u32, f.transcript, UINT32_MAX));
    cr_expect(eq(sz, f.count, 0));
    cr_expect(eq(str, (char *)verdict("…"), "not-found"));
}

/* What a change in words of another language means, and their numbers. */
Test(fidelity, each_language_has_its_numbers_and_negations)
{
    static const struct {
        const char *language, *said, *quote, *verdict;
        unsigned changed;
    } cases[] = {
        {"de", "Wir werden die Halle nicht vor dem Winter schließen.",
         "Wir werden die Halle vor dem Winter schließen", "altered",
         DT_CHANGE_NEGATION},
        {"de", "Es fehlen uns dreißig Betten und eine Küche.",
         "Es fehlen uns 30 Betten und eine Küche", "verbatim", 0},
        {"de", "Es fehlen uns dreißig Betten und eine Küche.",
         "Es fehlen uns zwanzig Betten und eine Küche", "altered",
         DT_CHANGE_NUMBER},
        {"fr", "Nous avons perdu vingt-deux emplois cette année-là.",
         "Nous avons perdu 22 emplois cette année-là", "verbatim", 0},
        {"fr", "Il ne faut jamais vendre le port à la ville.",
         "Il faut vendre le port à la ville", "altered", DT_CHANGE_NEGATION},
        /* Numbers are the same however their unit is spelt … */
        {"en", "We will spend £18 million, and eighteen thousand on the quay.",
         "We will spend £18m, and 18,000 on the quay", "verbatim", 0},
        {"en", "It was £18bn in all, and 18k of it is ours to spend.",
         "It was £18 billion in all, and 18000 of it is ours to spend",
         "verbatim", 0},
        {"en", "We raise the dues by 5 per cent and the rent by 1.5%.",
         "We raise the dues by 5pc and the rent by 1.5 percent", "verbatim", 0},
        {"en", "We raise the dues by five percent, 2 million in all.",
         "We raise the dues by 5% , 2,000,000 in all", "verbatim", 0},
        {"de", "Wir geben 18 Millionen aus, das sind 5 Prozent.",
         "Wir geben 18 Mio. aus, das sind 5 %", "verbatim", 0},
        {"fr", "Nous perdons 5 pour cent, soit 18 millions par an.",
         "Nous perdons 5 %, soit 18 millions par an", "verbatim", 0},
        {"de", "Es kostet 18.000 Euro, 4,5 Millionen im Jahr und 1.250.000 €.",
         "Es kostet 18000 €, 4,5 Mio. im Jahr und 1 250 000 Euro", "verbatim",
         0},
        {"fr", "Il coûte 18 000 euros et la ville perd 4,5 millions par an.",
         "Il coûte 18.000 € et la ville perd 4,5 millions par an", "verbatim",
         0},
        {"en", "We will spend £18 million and 25,000 pounds on the quay.",
         "We will spend £18m and 25000 pounds on the quay", "verbatim", 0},
        {"en", "It is 12 km to the mole and five kilometres of cable.",
         "It is 12 kilometres to the mole and 5km of cable", "verbatim", 0},
        {"fr", "Nous étions dix-sept au port, soixante-quinze avec les autres.",
         "Nous étions 17 au port, 75 avec les autres", "verbatim", 0},
        {"fr", "Nous avons perdu quatre-vingt-douze emplois, puis vingt-deux.",
         "Nous avons perdu 92 emplois, puis 22", "verbatim", 0},
        /* … wherever what is paid stands, and however one is said. */
        {"en", "We will spend £4m a year on the quay, and £21 on rope.",
         "We will spend 4m pounds a year on the quay, and twenty-one pounds on "
         "rope",
         "verbatim", 0},
        {"en", "We will spend 4.5 million euros a year on the quay.",
         "We will spend €4.5m a year on the quay", "verbatim", 0},
        {"en", "We will build a thousand homes, a million pounds in all.",
         "We will build 1,000 homes, £1m in all", "verbatim", 0},
        {"de", "Der Kai kostet uns 18 Millionen Euro im Jahr.",
         "Der Kai kostet uns € 18 Mio. im Jahr", "verbatim", 0},
        /* … and others where it is another number. */
        {"en", "We will spend £4m a year on the quay, as we said.",
         "We will spend 4m dollars a year on the quay", "altered",
         DT_CHANGE_NUMBER},
        {"en", "We will spend £4m a year on the quay, as we said.",
         "We will spend 4m a year on the quay", "altered", DT_CHANGE_NUMBER},
        {"en", "We will build a thousand homes on the quay.",
         "We will build 2,000 homes on the quay", "altered", DT_CHANGE_NUMBER},
        {"de", "Wir haben 4,5 Millionen für den Hafen ausgegeben.",
         "Wir haben 45 Millionen für den Hafen ausgegeben", "altered",
         DT_CHANGE_NUMBER},
        {"de", "Wir haben 18.000 Karten für den Hafen ausgegeben.",
         "Wir haben 18,000 Karten für den Hafen ausgegeben", "altered",
         DT_CHANGE_NUMBER},
        {"en", "We have spent 4.5 tonnes of paint on the harbour.",
         "We have spent 4,500 tonnes of paint on the harbour", "altered",
         DT_CHANGE_NUMBER},
        {"fr", "Nous avons dépensé 4,5 millions pour le port.",
         "Nous avons dépensé 45 millions pour le port", "altered",
         DT_CHANGE_NUMBER},
        {"en", "We will spend £18m on the quay this year.",
         "We will spend €18m on the quay this year", "altered",
         DT_CHANGE_NUMBER},
        {"de", "Wir haben zwölf Kilometer Kabel im Hafen verlegt.",
         "Wir haben 12 Meter Kabel im Hafen verlegt", "altered",
         DT_CHANGE_NUMBER},
        {"en", "We will spend £18 million on the quay this year.",
         "We will spend £18bn on the quay this year", "altered",
         DT_CHANGE_NUMBER},
        {"en", "We will spend £18,000 on the quay this year.",
         "We will spend £18m on the quay this year", "altered",
         DT_CHANGE_NUMBER},
        {"en", "We will spend £18m on the quay this year.",
         "We will spend £80 million on the quay this year", "altered",
         DT_CHANGE_NUMBER},
        {"en", "We raise the dues by 5 per cent in the spring.",
         "We raise the dues by 5 in the spring", "altered", DT_CHANGE_NUMBER},
        /* A reporter's contraction is the same words, either way round … */
        {"en", "We will not sell the harbour. I cannot promise you a date.",
         "We won’t sell the harbour. I CAN'T promise you a date", "verbatim",
         0},
        {"en", "They don’t know it, they shan't ask, and we're tired of it.",
         "They do not know it, they shall not ask, and we are tired of it",
         "verbatim", 0},
        {"en", "I can not say what is not there, and I am not sorry for it.",
         "I cannot say what isn't there, and I’m not sorry for it", "verbatim",
         0},
        {"en", "They will say that you have seen it and I have not.",
         "They’ll say that you've seen it and I HAVEN’T", "verbatim", 0},
        {"en", "We dont know what the harbour costs this town.",
         "We don’t know what the harbour costs this town", "verbatim", 0},
        /* … each half a word that may be changed, … */
        {"en", "We won’t sell the harbour to anybody at all.",
         "We will sell the harbour to anybody at all", "altered",
         DT_CHANGE_NEGATION},
        {"en", "We do not sell the harbour to anybody at all.",
         "We won’t sell the harbour to anybody at all", "altered",
         DT_CHANGE_MODAL},
        {"en", "We cannot sell the harbour to anybody at all.",
         "We don't sell the harbour to anybody at all", "altered",
         DT_CHANGE_MODAL},
        {"en", "They’re ready to sell the harbour to anybody.",
         "We’re ready to sell the harbour to anybody", "altered",
         DT_CHANGE_SUBJECT},
        /* … but for what may be several words, and in other languages. */
        {"en", "He is ready to sell the harbour to anybody.",
         "He’s ready to sell the harbour to anybody", "altered", 0},
        {"fr", "Le port can not reste à la ville pour toujours.",
         "Le port cannot reste à la ville pour toujours", "altered", 0},
        /* What is turned into its opposite is found, however short, … */
        {"en", "The harbour belongs to me and to the whole town of Skerrow.",
         "The harbour does not belong to me", "altered", DT_CHANGE_NEGATION},
        {"en", "The bridge does not need new piers this year or next.",
         "The bridge needs new piers", "altered", DT_CHANGE_NEGATION},
        {"en", "It belongs to me as it belonged to my father before me.",
         "It doesn’t belong to me", "altered", DT_CHANGE_NEGATION},
        {"fr", "Cet argent m’appartient, comme il appartenait à mon père.",
         "Cet argent ne m’appartient pas", "altered", DT_CHANGE_NEGATION},
        {"de", "Das Geld gehört mir, wie es vorher meinem Vater gehört hat.",
         "Das Geld gehört mir nicht", "altered", DT_CHANGE_NEGATION},
        /* … also by the marks that admit a change, which admit no such one. */
        {"en", "The old bridge does not need new piers this year or next.",
         "The old bridge does … need new piers this year", "altered",
         DT_CHANGE_NEGATION},
        {"en", "The old bridge needs new piers this year or next.",
         "The old bridge [does not need] new piers this year", "altered",
         DT_CHANGE_NEGATION},
        {"en", "The old bridge needs new piers this year or next.",
         "The old bridge needs [no] new piers this year", "altered",
         DT_CHANGE_NEGATION},
        {"en", "The old bridge, which is not safe, needs new piers this year.",
         "The old bridge … needs new piers [and not paint] this year", "elided",
         0},
        /* What was said may be one sentence, of which one word differs … */
        {"en", "We will not let it go again.", "We will let it go again",
         "altered", DT_CHANGE_NEGATION},
        {"en", "We will not build this bridge", "We will build this bridge",
         "altered", DT_CHANGE_NEGATION},
        {"de", "Wir werden diese Brücke bauen.",
         "Wir werden diese Brücke nicht bauen", "altered", DT_CHANGE_NEGATION},
        {"en", "It costs 14 million", "It costs 40 million", "altered",
         DT_CHANGE_NUMBER},
        /* … and what all sentences share is still no evidence. */
        {"en", "It was the mayor.", "It was the council", "not-found", 0},
        {"en", "We have to be in the house at the time of the vote.",
         "We have to be there", "not-found", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dt_transcripts own = DT_TRANSCRIPTS_INIT;
        struct dt_str quote = DT_STR(cases[i].quote);

        own.words.lexicon = words.lexicon =
            dt_lexicon_of(cases[i].language, (struct dt_str){"", 0});
        words.count = 0;
        cr_assert(zero(int, dt_transcripts_add(&own, DT_STR(cases[i].said),
                                               speaker, &err)));
        cr_assert(zero(int, dt_transcripts_seal(&own, &err)));
        cr_assert(zero(int, dt_words_scan(&words, quote, 0, quote.len, &err)));
        cr_assert(zero(
            int, dt_fidelity_judge(judge, &own, &words, speaker, &f, &err)));
        cr_expect(eq(str, (char *)dt_verdict_name(f.verdict),
                     (char *)cases[i].verdict),
                  "%s", cases[i].quote);
        cr_expect(eq(uint, f.changed, cases[i].changed), "%s", cases[i].quote);
        dt_transcripts_release(&own);
    }
}

Test(fidelity, fragments_of_one_clause_stand_for_themselves)
{
    static const char quote[] =
        "not finished / by thirty years of small economies / a dozen "
        "talking herrings";
    struct dt_str text = DT_STR(quote);
    size_t last = 0;

    words.count = 0;
    for (size_t i = 0; i <= text.len; i++) {
        size_t before = words.count;

        if (i < text.len && quote[i] != '/')
            continue;
        cr_assert(zero(int, dt_words_scan(&words, text, last, i, &err)));
        words.items[before].marks |= DT_MARK_FRAGMENT;
        last = i + 1;
    }
    cr_assert(zero(int, dt_fidelity_judge(judge, &transcripts, &words, speaker,
                                          &f, &err)));
    cr_expect(eq(int, f.verdict, DT_VERDICT_ALTERED));
    cr_expect(eq(uint, f.word_error, 333)); /* 4 of 12, all of one fragment */
    words.count -= 4;
    cr_assert(zero(int, dt_fidelity_judge(judge, &transcripts, &words, speaker,
                                          &f, &err)));
    cr_expect(eq(int, f.verdict, DT_VERDICT_VERBATIM));
}

Test(fidelity, a_sentence_that_is_not_there_changes_nothing)
{
    /* "and … was" stand there, far from what is before them. */
    cr_expect(eq(str,
                 (char *)verdict("The old mole was not beaten by one storm.|"
                                 "Ten dull herrings must swim and it was me"),
                 "altered"));
    cr_expect(eq(uint, f.word_error, 500)); /* 9 of 18 */
    cr_expect(eq(uint, f.changed, 0));
    cr_expect(eq(u64, f.count, 2));
    /* What is changed where it goes on is changed. */
    cr_expect(eq(str,
                 (char *)verdict("I signed four of those reports,|and I must "
                                 "not shout"),
                 "altered"));
    cr_expect(eq(uint, f.changed, DT_CHANGE_MODAL));
    cr_expect(eq(str,
                 (char *)verdict("We are not finished. The West Pier is older "
                                 "than this one was,|and they stood on the "
                                 "same sand"),
                 "altered"));
    cr_expect(eq(uint, f.changed, DT_CHANGE_SUBJECT));
}

/* One speech on one occasion, and its first words asked for of three. */
static void expect_of_occasions(struct dt_occasion spoken,
                                const struct dt_occasion asked[3],
                                const enum dt_verdict want[3])
{
    static const char text[] = "Every gull on this wall has a name, says she.";
    struct dt_transcripts own = DT_TRANSCRIPTS_INIT;

    cr_assert(zero(int, dt_transcripts_add(&own, DT_STR(text), spoken, &err)));
    cr_assert(zero(int, dt_transcripts_seal(&own, &err)));
    words.count = 0;
    cr_assert(zero(int, dt_words_scan(&words, DT_STR(text), 0, 35, &err)));
    for (size_t i = 0; i < 3; i++) {
        cr_assert(zero(
            int, dt_fidelity_judge(judge, &own, &words, asked[i], &f, &err)));
        cr_expect(eq(int, f.verdict, want[i]), "occasion %zu", i);
    }
    dt_transcripts_release(&own);
}

Test(fidelity, words_in_another_language_are_not_found)
{
    const struct dt_occasion english = {3, DT_SOME_DAY, 1},
                             german = {3, DT_SOME_DAY, 2};
    const struct dt_occasion asked[] = {english, german, speaker};
    static const enum dt_verdict want[] = {
        DT_VERDICT_VERBATIM, DT_VERDICT_NOT_FOUND, DT_VERDICT_ELSEWHERE};

    expect_of_occasions(english, asked, want);
}

Test(fidelity, the_same_words_on_another_day_are_found_elsewhere)
{
    const struct dt_occasion monday = {3, 100, DT_SOME_LANGUAGE},
                             friday = {3, 104, DT_SOME_LANGUAGE},
                             some_day = {3, DT_SOME_DAY, DT_SOME_LANGUAGE};
    const struct dt_occasion asked[] = {monday, friday, some_day};
    static const enum dt_verdict want[] = {
        DT_VERDICT_VERBATIM, DT_VERDICT_ELSEWHERE, DT_VERDICT_VERBATIM};

    expect_of_occasions(monday, asked, want);
}

Test(fidelity, a_part_ends_where_somebody_else_speaks)
{
    static const char text[] =
        "Voss: The wall stands and.\n\nReed: Words of another.\n\n"
        "Voss: Not in my name, (applause) ever.\n\nIt holds.";
    static const char quote[] = "stands and not in my name";
    static const struct {
        unsigned op;
        uint32_t quote, quote_end, source, source_end;
    } want[] = {{DT_ALIGN_EQUAL, 0, 10, 15, 25},
                {DT_ALIGN_GAP, 11, 11, 25, 59},
                {DT_ALIGN_EQUAL, 11, 25, 59, 73}};
    struct dt_transcripts own = DT_TRANSCRIPTS_INIT;

    cr_assert(zero(int, dt_transcripts_add(&own, DT_STR(""), speaker, &err)));
    cr_assert(
        zero(int, dt_transcripts_extend(&own, DT_STR(text), 6, 26, &err)));
    cr_assert(
        zero(int, dt_transcripts_extend(&own, DT_STR(text), 59, 91, &err)));
    cr_assert(
        zero(int, dt_transcripts_extend(&own, DT_STR(text), 93, 102, &err)));
    cr_assert(zero(int, dt_transcripts_seal(&own, &err)));
    words.count = 0;
    cr_assert(zero(
        int, dt_words_scan(&words, DT_STR(quote), 0, sizeof quote - 1, &err)));
    cr_assert(
        zero(int, dt_fidelity_judge(judge, &own, &words, speaker, &f, &err)));
    cr_expect(eq(int, f.verdict, DT_VERDICT_VERBATIM));
    cr_assert(eq(sz, f.count, 3));
    for (size_t i = 0; i < 3; i++) {
        cr_expect(eq(uint, f.parts[i].op, want[i].op));
        cr_expect(eq(u32, f.parts[i].quote, want[i].quote));
        cr_expect(eq(u32, f.parts[i].quote_end, want[i].quote_end));
        cr_expect(eq(u32, f.parts[i].source, want[i].source));
        cr_expect(eq(u32, f.parts[i].source_end, want[i].source_end));
    }
    words.count = 0; /* between its own paragraphs nobody else speaks */
    cr_assert(
        zero(int, dt_words_scan(&words, DT_STR("in my name, ever. It holds"), 0,
                                26, &err)));
    cr_assert(
        zero(int, dt_fidelity_judge(judge, &own, &words, speaker, &f, &err)));
    for (size_t i = 0; i < f.count; i++)
        cr_expect(ne(uint, f.parts[i].op, DT_ALIGN_GAP));
    dt_transcripts_release(&own);
}

/* Bytes of the words of text[from, to), as "0-2 2-5", and the same ids. */
static void expect_words(const char *text, size_t from, size_t to,
                         const char *same, const char *bytes)
{
    struct dt_words others = DT_WORDS_INIT;
    char shown[100] = "";
    size_t len = 0;

    words.count = 0;
    cr_assert(zero(int, dt_words_scan(&words, DT_STR(text), from, to, &err)));
    cr_assert(
        zero(int, dt_words_scan(&others, DT_STR(same), 0, strlen(same), &err)));
    cr_assert(eq(sz, words.count, others.count), "%s", text);
    for (size_t i = 0; i < words.count; i++) {
        cr_expect(eq(u64, words.items[i].id, others.items[i].id), "%s", text);
        len += (size_t)snprintf(shown + len, sizeof shown - len, "%s%u-%u",
                                i > 0 ? " " : "", words.items[i].start,
                                words.items[i].end);
    }
    cr_expect(eq(str, shown, (char *)bytes), "%s", text);
    dt_words_release(&others);
}

Test(fidelity, a_contraction_is_two_words_of_its_bytes)
{
    expect_words("I won't", 0, 7, "i will not", "0-1 2-4 4-7");
    expect_words("CAN’T we’ll", 0, 15, "can not we will", "0-2 2-7 8-10 10-15");
    expect_words("cannot you've", 0, 13, "can not you have",
                 "0-3 3-6 7-10 10-13");
    expect_words("it's he'd n't 'll", 0, 17, "its hed nt ll",
                 "0-4 5-9 10-13 15-17");
    expect_words("cannots can'ts", 0, 14, "cannots cants", "0-7 8-14");
}

Test(fidelity, half_a_contraction_is_the_word_that_it_is_in_the_whole)
{
    expect_words("I won’t go", 0, 4, "i will", "0-1 2-4");
    expect_words("I won’t go", 4, 12, "not go", "4-9 10-12");
    expect_words("I won’t go", 2, 4, "will", "2-4");
    expect_words("I won’t go", 4, 9, "not", "4-9");
    expect_words("we're", 2, 5, "are", "2-5");
    expect_words("we're", 0, 2, "we", "0-2");
    expect_words("cannot", 3, 6, "not", "3-6");
    expect_words("I wo go", 0, 4, "i wo", "0-1 2-4"); /* no half of any */
    expect_words("I wonder", 0, 4, "i wo", "0-1 2-4");
    expect_words("18m", 0, 2, "18", "0-2");
    expect_words("18m or", 2, 6, "million or", "2-3 4-6");
    expect_words("18,000,000", 2, 10, "million", "2-10");
    expect_words("5 km of 3km", 0, 11, "5 kilometre of 3 kilometre",
                 "0-1 2-4 5-7 8-9 9-11");
    expect_words("5%", 1, 2, "percent", "1-2");
    expect_words("five km or km", 5, 13, "kilometre or km", "5-7 8-10 11-13");
    expect_words("fifteen. km", 9, 11, "km", "9-11");
    expect_words("the won’ts", 4, 6, "wo", "4-6");
}

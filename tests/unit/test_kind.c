/* Which kind of article a text is, by its form alone. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "article/article.h"
#include "base/buf.h"

static enum dt_kind kind_of_input(const struct dt_article_input *in)
{
    struct dt_article *article = NULL;
    struct dt_err err;
    enum dt_kind kind;

    cr_assert(zero(int, dt_article_normalise(in, &article, &err)), "%s",
              err.msg);
    kind = article->meta.kind;
    dt_article_free(article);
    return kind;
}

static enum dt_kind kind_of_text(const char *text, bool attributed)
{
    const struct dt_article_input in = {.bytes = DT_STR(text),
                                        .media_type = "text/plain",
                                        .attributed = attributed};

    return kind_of_input(&in);
}

/* The kind of a text of so many paragraphs of each sort, the first first. */
static enum dt_kind kind_of(const char *some, unsigned how_many,
                            const char *others, unsigned of_those)
{
    struct dt_buf text = DT_BUF_INIT(1 << 20);
    struct dt_article_input in = {.media_type = "text/plain",
                                  .attributed = true};
    enum dt_kind kind;

    for (unsigned i = 0; i < how_many + of_those; i++) {
        const char *form = i < how_many ? some : others;

        for (; *form; form++)
            if (*form == '#')
                dt_buf_addf(&text, "%u", i);
            else
                dt_buf_addc(&text, *form);
        dt_buf_adds(&text, "\n\n");
    }
    in.bytes = dt_buf_str(&text);
    kind = kind_of_input(&in);
    dt_buf_release(&text);
    return kind;
}

#define PLAIN                                                               \
    "The harbour wall of winter number # was rebuilt, and the town walked " \
    "out along it on the first dry Sunday of that year."

Test(kind, four_questions_in_sixteen_paragraphs_make_an_interview)
{
    static const char question[] = "Why was the wall of winter # rebuilt?";

    cr_expect(eq(int, kind_of(PLAIN, 12, question, 4), DT_KIND_INTERVIEW));
    cr_expect(ne(int, kind_of(PLAIN, 13, question, 4), DT_KIND_INTERVIEW));
    cr_expect(ne(int, kind_of(PLAIN, 3, question, 3), DT_KIND_INTERVIEW));
    cr_expect(eq(int, kind_of("Q: Tell me of winter #.", 4, PLAIN, 12),
                 DT_KIND_INTERVIEW));
}

Test(kind, pairs_of_question_and_answer_make_an_interview)
{
    static const char *const texts[] = {
        "Q: Who pays us for our wall?\nA: We do. I think we have to.\n",
        ("Question: Who pays us for it?\n\nAnswer: We do. I pay a third.\n\n"
         "Our harbour pays the rest.\n"),
        "Q1: Who pays us for our wall?\n\nA1: We do.\n",
        "Q. Who pays us for our wall?\n\nA. We do.\n",
        "F: Wer zahlt?\n\nA: Die Stadt, in zwei Jahren.\n",
        "Frage: Wer zahlt?\nAntwort: Die Stadt, in zwei Jahren.\n"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cr_expect(eq(int, kind_of_text(texts[i], true), DT_KIND_INTERVIEW),
                  "%s", texts[i]);
        cr_expect(eq(int, kind_of_text(texts[i], false), DT_KIND_INTERVIEW),
                  "%s", texts[i]);
    }
    /* Nobody answers; the answer comes first; they are a box at the end. */
    cr_expect(ne(int, kind_of_text("Q: Who pays for it?\n\nThe town.\n", 0),
                 DT_KIND_INTERVIEW));
    cr_expect(ne(int, kind_of_text("A: The town.\n\nQ: Who pays?\n", 0),
                 DT_KIND_INTERVIEW));
    cr_expect(ne(int,
                 kind_of(PLAIN, 5, "Q: Who pays?\n\nA: Winter #, I hope.", 1),
                 DT_KIND_INTERVIEW));
}

Test(kind, one_paragraph_in_three_that_quotes_makes_a_report)
{
    static const char quoting[] =
        "“Winter # was the worst of all the winters here,” the mayor said.";

    cr_expect(eq(int, kind_of(PLAIN, 6, quoting, 3), DT_KIND_REPORT));
    cr_expect(eq(int, kind_of(PLAIN, 7, quoting, 3), DT_KIND_UNKNOWN));
}

Test(kind, the_first_person_outside_quotations_makes_an_opinion)
{
    static const char own[] = "In winter # we asked what our wall is worth.";
    static const char quoted[] = "“In winter # we asked what it is worth.”";

    cr_expect(eq(int, kind_of(PLAIN, 4, own, 2), DT_KIND_OPINION));
    cr_expect(ne(int, kind_of(PLAIN, 4, quoted, 2), DT_KIND_OPINION));
}

Test(kind, views_of_nobody_who_is_named_are_no_opinion)
{
    static const char views[] = "We built our wall, and we like it.\n";

    cr_expect(eq(int, kind_of_text(views, true), DT_KIND_OPINION));
    cr_expect(eq(int, kind_of_text(views, false), DT_KIND_UNKNOWN));
    cr_expect(eq(int,
                 kind_of_text("The wall\n\nBy Ada Marlowe\n\nWe built our "
                              "wall, and we like it as it is, but not the "
                              "stairs that lead down to our boats.\n",
                              false),
                 DT_KIND_OPINION));
}

Test(kind, a_page_may_call_itself_an_opinion)
{
    struct dt_article_input in = {
        .bytes = DT_STR("<!DOCTYPE html><title>The wall</title>"
                        "<meta property=article:section content='Opinion'>"
                        "<article><h1>The wall</h1><p>We built our wall, and "
                        "we like it as it is, but not the stairs that lead "
                        "down to our boats, which we shall have to mend."
                        "</article>"),
        .media_type = "text/html"};

    cr_expect(eq(int, kind_of_input(&in), DT_KIND_OPINION));
}

Test(kind, the_views_of_several_who_post_are_no_opinion)
{
#define POST(name, words)                                               \
    "<div class=post><p class=author>by <a class=username>" name        \
    "</a> on Wed Mar 06, 2024 8:14 pm</p><div class=postbody><p>" words \
    "</p></div></div>"
    struct dt_article_input in = {
        .bytes = DT_STR(
            "<!DOCTYPE html><title>The wall again</title><body id=phpbb "
            "class=section-viewtopic><h2 class=topic-title>The wall "
            "again</h2>" POST("Ada Marlowe",
                              "I will answer what you ask me until nine.")
                POST("sixpence", "I say that you sold my gran's house to us.")
                    POST("Ada Marlowe",
                         "I am sorry for it, and I will write to her.")),
        .media_type = "text/html"};

    cr_expect(eq(int, kind_of_input(&in), DT_KIND_UNKNOWN));
#undef POST
}

Test(kind, a_narrator_who_says_what_others_said_reports)
{
    static const char narrated[] =
        "Helen Ashdown received us in her office.\n\n"
        "She said the wall would cost four million pounds. We asked her who "
        "pays for it. The town, she told us.\n";
    static const char own[] =
        "We said that our wall would hold, and we said so when nobody asked "
        "us. The town said it would not.\n";

    cr_expect(eq(int, kind_of_text(narrated, true), DT_KIND_REPORT));
    cr_expect(eq(int, kind_of_text(narrated, false), DT_KIND_REPORT));
    cr_expect(eq(int, kind_of_text(own, true), DT_KIND_OPINION));
}

Test(kind, turns_make_a_transcript)
{
    cr_expect(eq(int,
                 kind_of("Ada Marlowe: Winter # is over, and the wall stands.",
                         3, PLAIN, 6),
                 DT_KIND_TRANSCRIPT));
    cr_expect(ne(int,
                 kind_of("Ada Marlowe: Winter # is over, and the wall stands.",
                         2, PLAIN, 4),
                 DT_KIND_TRANSCRIPT));
}

Test(kind, words_that_only_releases_have_make_a_release)
{
    cr_expect(
        eq(int, kind_of(PLAIN, 3, "Notes to editors:", 1), DT_KIND_RELEASE));
}

Test(kind, turns_keep_their_names_beside_time_stamps)
{
    static const char *const turns[] = {
        "[00:0#:05] Ann Cole: Good morning.",
        "00:00:1# Ann Cole: Good morning.",
        "(00:1#) Ann Cole: Good morning.",
        "Ann Cole [00:00:1#]: Good morning.",
        "Ann Cole (Chair): Good morning.",
        "00:05 - 00:1# Ann Cole: Good morning.",
        "Ann Cole 00:1#",
        "[00:1#] Ann Cole",
    };

    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
        cr_expect(eq(int, kind_of(turns[i], 4, PLAIN, 4), DT_KIND_TRANSCRIPT),
                  "%s", turns[i]);
    cr_expect(
        ne(int, kind_of("Good Morning 1#", 4, PLAIN, 4), DT_KIND_TRANSCRIPT));
    cr_expect(eq(int, kind_of("Ann Cole: Good morning.", 3, "[00:1#:00]", 9),
                 DT_KIND_TRANSCRIPT));
}

Test(kind, a_name_that_thrice_begins_a_turn_makes_no_opinion)
{
    static const char own[] =
        "I said that we would walk my wall in winter #, and I did, for myself.";

    cr_expect(eq(int, kind_of("Ann Cole: I walk to my wall.", 3, own, 12),
                 DT_KIND_INTERVIEW));
    cr_expect(eq(int, kind_of("Ann Cole: I walk to my wall.", 2, own, 12),
                 DT_KIND_OPINION));
}

static enum dt_kind kind_of_page(const char *title, const char *mark)
{
    struct dt_buf page = DT_BUF_INIT(1 << 14);
    struct dt_article_input in = {.media_type = "text/html"};
    enum dt_kind kind;

    dt_buf_addf(&page,
                "<html><head><meta name=author content='Lena Fisk'></head>"
                "<body><article><h1>%s: the bridge that would not close</h1>",
                title);
    for (unsigned i = 0; i < 3; i++)
        dt_buf_addf(&page,
                    "<p><%s>Tell me about winter number %u%s</%s></p>"
                    "<p>We had ice on the piles, and I had a team of %u. I "
                    "learned more in those weeks than in my years at school."
                    "</p><p>I never had a quarrel with them; my door was open "
                    "to all of us on day %u.</p>",
                    mark, i, i == 1 ? "?" : ".", mark, i, i);
    dt_buf_adds(&page, "</article></body></html>");
    in.bytes = dt_buf_str(&page);
    kind = kind_of_input(&in);
    dt_buf_release(&page);
    return kind;
}

Test(kind, a_title_and_bold_questions_make_an_interview_of_its_author_too)
{
    cr_expect(eq(int, kind_of_page("Interview with Marcus Oduya", "strong"),
                 DT_KIND_INTERVIEW));
    cr_expect(eq(int, kind_of_page("Interview mit Marcus Oduya", "b"),
                 DT_KIND_INTERVIEW));
    cr_expect(eq(int, kind_of_page("Marcus Oduya", "strong"), DT_KIND_OPINION));
    cr_expect(eq(int, kind_of_page("Interview with Marcus Oduya", "span"),
                 DT_KIND_OPINION));
}

static const struct dt_article *titled(const char *title)
{
    static struct dt_article *article;
    struct dt_buf text = DT_BUF_INIT(1 << 12);
    struct dt_article_input in = {.media_type = "text/plain"};
    struct dt_err err;

    dt_article_free(article);
    dt_buf_addf(&text, "%s\n\n%s\n\n%s\n\n%s\n", title, PLAIN, PLAIN, PLAIN);
    in.bytes = dt_buf_str(&text);
    cr_assert(zero(int, dt_article_normalise(&in, &article, &err)), "%s",
              err.msg);
    dt_buf_release(&text);
    return article;
}

Test(kind, a_title_that_calls_it_an_opinion_makes_it_one_with_a_byline)
{
    cr_expect(eq(int, titled("Opinion: the wall\n\nBy Ada Marlowe")->meta.kind,
                 DT_KIND_OPINION));
    cr_expect(ne(int, titled("Opinion: the wall")->meta.kind, DT_KIND_OPINION));
    cr_expect(ne(int,
                 titled("Opinion polls: the wall\n\nBy Ada Marlowe")->meta.kind,
                 DT_KIND_OPINION));
}

Test(kind, a_name_in_a_title_speaks_only_where_somebody_says_i)
{
    cr_expect(eq(ptr,
                 (void *)titled("Harbour Calverley: a wall")->meta.speaker_name,
                 NULL));
    cr_expect(eq(ptr,
                 (void *)titled("Ann Cole: a wall\n\nBy Ada Marlowe\n\n"
                                "We built our wall and I say so for all "
                                "of us who live here by the sea, now as "
                                "then, and for all who come to see it.")
                     ->meta.speaker_name,
                 NULL));
    cr_expect(eq(str,
                 (char *)titled("Ann Cole: a wall\n\nWe built our wall and I "
                                "say so for all of us who live here by the "
                                "sea, now as then, and for all who come here.")
                     ->meta.speaker_name,
                 "Ann Cole"));
}

Test(kind, labels_of_offices_and_with_stops_are_turns)
{
    cr_expect(eq(int,
                 kind_of_text("The PRESIDENT. We begin.\n\n"
                              "Mr. ADEYEMI. I rise for the wall.\n\n"
                              "The wall is old.\n\n"
                              "Ms. BELL of Harrow. I object.\n",
                              false),
                 DT_KIND_TRANSCRIPT));
    cr_expect(eq(int,
                 kind_of_text("THE CHAIR (Ms Bell): We begin.\n\n"
                              "MR ADEYEMI: The wall is old.\n\n"
                              "THE CHAIR: It is.\n",
                              false),
                 DT_KIND_TRANSCRIPT));
    cr_expect(ne(int,
                 kind_of_text("Chair: Ann Cole\n\nMinister: Ben Hale\n\n"
                              "Moderator: Jo Marsh\n\nWe meet at noon.\n",
                              false),
                 DT_KIND_TRANSCRIPT));
}

/* Nor is its first question a title. */
Test(kind, a_first_question_is_no_title)
{
    struct dt_article_input in = {
        .bytes = DT_STR("Q. How long will the wall stand?\n\n"
                        "A. " PLAIN "\n\nQ. And the cost?\n\n"
                        "A. Four million.\n"),
        .media_type = "text/plain"};
    struct dt_article *article;
    struct dt_err err;

    cr_assert(zero(int, dt_article_normalise(&in, &article, &err)));
    cr_expect(eq(int, (int)article->meta.kind, DT_KIND_INTERVIEW));
    cr_expect(article->meta.title == NULL);
    cr_expect(dt_str_starts(article->text, DT_STR("Q. How long")));
    dt_article_free(article);
}

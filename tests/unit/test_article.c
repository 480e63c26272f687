#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "article/article.h"
#include "article/date.h"
#include "article/rules.h"

static struct dt_article *article;
static struct dt_err err;

static void teardown(void)
{
    dt_article_free(article);
}

TestSuite(article, .fini = teardown);

static const struct dt_meta *read_as(const char *type, const char *bytes)
{
    struct dt_article_input in = {.bytes = DT_STR(bytes), .media_type = type};

    dt_article_free(article);
    article = NULL;
    cr_assert(zero(int, dt_article_normalise(&in, &article, &err)), "%s",
              err.msg);
    cr_assert(zero(int, dt_article_check_text(article->text, &err)), "%s",
              err.msg);
    return &article->meta;
}

static char *text(const char *bytes)
{
    (void)read_as("text/plain", bytes);
    return (char *)article->text.ptr;
}

/* The blocks of one kind, "|" between them. */
static char *blocks(enum dt_block_kind kind)
{
    static char out[4096];
    size_t len = 0;

    for (size_t i = 0; i < article->block_count; i++) {
        const struct dt_block *b = &article->blocks[i];
        size_t n = b->span.end - b->span.start;

        if (b->kind != kind || len + n + 2 > sizeof out)
            continue;
        if (len)
            out[len++] = '|';
        memcpy(out + len, article->text.ptr + b->span.start, n);
        len += n;
    }
    out[len] = '\0';
    return out;
}

#define PROSE                                                               \
    "The harbour wall was rebuilt in two winters, and the town walked out " \
    "along it on the first dry Sunday of the year."
#define MORE                                                                  \
    "A second paragraph says what it cost, who paid for it, and how long it " \
    "is meant to last in such a sea."

Test(article, text_has_only_the_characters_of_the_profile)
{
    cr_expect(eq(str,
                 text("\xEF\xBB\xBFone\xC2\xA0 two\tthree.  \r\n\r\n\r\n"
                      "co\xC2\xADop zero\xE2\x80\x8Bwidth cafe\xCC\x81 "
                      "bell\x07."),
                 "one two three.\n\ncoop zerowidth café bell.\n"));
    cr_expect(eq(str, text("no\xF3\xA0\x81\xA9\xF3\xA0\x80\x81 tags."),
                 "no tags.\n"));
    cr_expect(eq(str, text(""), ""));
    cr_expect(eq(str, text(" \n * * *\n"), ""));
}

Test(article, lines_are_joined_where_the_next_word_would_not_have_fitted)
{
    cr_expect(eq(str,
                 text("These lines were wrapped at\nthirty characters, so "
                      "they\nare one.\n\nShort line.\nAnd another line.\n"),
                 "These lines were wrapped at thirty characters, so they are "
                 "one.\n\nShort line.\n\nAnd another line.\n"));
    cr_expect(eq(str, text(PROSE "\n" MORE "\n"), PROSE "\n\n" MORE "\n"));
}

Test(article, lines_broken_off_by_hand_are_joined_inside_sentences)
{
    cr_expect(eq(
        str,
        text("The board met on Tuesday in the hall at Lower Mill, and\n"
             "spoke for two hours about the gauge, which has\n"
             "been read by nobody since the office was flooded\n"
             "in the week before last, and so it was that Mr\n"
             "Aldous took his notebook home. He said that he would,\n"
             "and that somebody else should look after the stones.\n\n"
             "Pim asked:\n> Will it read the old gauges? I have two of them,\n"
             "> and they are dry.\nIt will.\n"),
        "The board met on Tuesday in the hall at Lower Mill, and spoke for "
        "two hours about the gauge, which has been read by nobody since the "
        "office was flooded in the week before last, and so it was that Mr "
        "Aldous took his "
        "notebook home. He said that he would, and that somebody else should "
        "look after the stones.\n\nPim asked:\n\n> Will it read the old "
        "gauges? I have two of them, and they are dry.\n\nIt will.\n"));
    cr_expect(eq(str,
                 text("the ferry leaves at nine\nand nobody is there\n"
                      "but a gull on the rail and the rope in the water "
                      "below\nand the bell\n"),
                 "the ferry leaves at nine\n\nand nobody is there\n\n"
                 "but a gull on the rail and the rope in the water below "
                 "and the bell\n"));
}

Test(article, bullets_become_items)
{
    cr_expect(eq(str,
                 text(PROSE "\n· one\n• two\n  * three\n- four\n– five\n"
                            "-no bullet, no gap.\n"),
                 PROSE "\n\n- one\n\n- two\n\n- three\n\n- four\n\n- five\n\n"
                       "-no bullet, no gap.\n"));
    cr_expect(
        eq(str, blocks(DT_BLOCK_ITEM), "- one|- two|- three|- four|- five"));
}

Test(article, what_stands_over_a_saved_transcript_is_metadata)
{
    const struct dt_meta *m = read_as(
        "text/plain",
        "Ada Marlowe: What a wall is for\n\n"
        "This content relates to harbours:\n\n"
        "Article information\n\n"
        "  • Posted:Friday 14 May 2021\n\n"
        "Ada Marlowe, harbour master, spoke at the reopening of the wall.\n\n"
        "This talk was recorded at our event Walls and the sea on 12 May "
        "2021.\n\n\n" PROSE "\n\n" MORE "\n\nThank you.\n\n\n"
        "Add your comment\n\nYour name\n");

    cr_expect(eq(str, (char *)article->text.ptr,
                 PROSE "\n\n" MORE "\n\nThank you.\n"));
    cr_expect(eq(str, (char *)m->title, "Ada Marlowe: What a wall is for"));
    cr_expect(eq(str, (char *)m->speaker_name, "Ada Marlowe"));
    cr_expect(eq(str, (char *)m->published, "2021-05-14"));
    cr_expect(eq(str, (char *)m->description,
                 "Ada Marlowe, harbour master, spoke at the reopening of the "
                 "wall."));
    cr_expect(eq(str, (char *)m->event.name, "Walls and the sea"));
    cr_expect(eq(str, (char *)m->event.date, "2021-05-12"));
    cr_expect(eq(int, m->kind, DT_KIND_TRANSCRIPT));
}

Test(article, turn_labels_stay_as_printed)
{
    cr_expect(eq(str,
                 text("Wall meeting\n\nChair: " PROSE "\n\nAda Marlowe: "
                      "Yes.\n"),
                 "Chair: " PROSE "\n\nAda Marlowe: Yes.\n"));
}

Test(article, an_opinion_names_its_author_and_repeats_itself_in_display)
{
    const struct dt_meta *m =
        read_as("text/plain",
                PROSE "\n\nEasier to say\n\n" MORE
                      "\n\n‘Paragraph says what it cost and how long it is "
                      "meant to last’\n\nI would ask for one more thing.\n\n"
                      "Ada Marlowe is director of the Wall Institute\n\n"
                      "Whelk stall changes hands\n");

    cr_expect(eq(str, blocks(DT_BLOCK_HEADING), "Easier to say"));
    cr_expect(eq(str, blocks(DT_BLOCK_PULL_QUOTE),
                 "‘Paragraph says what it cost and how long it is meant to "
                 "last’"));
    cr_expect(eq(str, blocks(DT_BLOCK_NOTE),
                 "Ada Marlowe is director of the Wall Institute"));
    cr_assert(eq(sz, m->byline_count, 1));
    cr_expect(eq(str, (char *)m->byline[0], "Ada Marlowe"));
    cr_expect(m->published == NULL);
    cr_expect(strstr(article->text.ptr, "Whelk") == NULL);
}

Test(article, a_quotation_that_nothing_repeats_is_a_paragraph)
{
    (void)text(PROSE
               "\n\n‘We never once thought of giving it all up’\n\n" MORE);
    cr_expect(eq(str, blocks(DT_BLOCK_PULL_QUOTE), ""));
}

Test(article, a_report_says_where_it_came_from_and_where_it_was_said)
{
    const struct dt_meta *m =
        read_as("text/plain", PROSE
                "\n" MORE "\n" PROSE "\n"
                "Speaking at Wall Expo today (11 June), she said that it "
                "would last for a hundred years, and that it had to.\n"
                "This report first appeared in our sister paper The Harbour "
                "Post.\n");

    cr_expect(eq(str, (char *)m->syndicated_from, "The Harbour Post"));
    cr_expect(eq(str, (char *)m->event.name, "Wall Expo"));
    cr_expect(eq(str, (char *)m->event.date, "XXXX-06-11"));
    cr_expect(m->published == NULL);
    cr_expect(eq(sz, article->block_count, 3)); /* printed twice, kept once */
}

static const char page[] =
    "<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8>"
    "<title>A wall | The Tide</title>"
    "<link rel=canonical href=https://tide.example/wall>"
    "<meta property=og:site_name content='The Tide'>"
    "<script type=application/ld+json>{\"@graph\":[{\"@type\":[\"NewsArticle\"]"
    ",\"headline\":\"A wall\",\"datePublished\":\"2024-05-02T09:14:00+01:00\","
    "\"author\":[{\"name\":\"Ada Marlowe\"},{\"name\":\"Joe "
    "Tate\"}]}]}</script>"
    "</head><body><div class=cookie-banner><p>We use cookies, to count, and "
    "to do so again, and to tell you of it at length.</p></div>"
    "<nav><ul><li><a href=/>Home</a></li></ul></nav><article><h1>A wall</h1>"
    "<p class=byline>By Ada Marlowe and Joe Tate, harbour reporters</p>"
    "<figure><img src=x><figcaption>The wall, in the rain, at "
    "noon.</figcaption>"
    "</figure><p>" PROSE "</p><div class=ad>Advertisement</div><p>Yes.</p>"
    "<h2>What it cost</h2><p>" MORE "</p><ul><li>granite<ul><li>red</li></ul>"
    "</li><li>lime</li></ul><blockquote><p>It was rubble, and a boot, and "
    "nothing else at all.</p></blockquote><aside class=pullquote>who paid for "
    "it</aside><p>Read more: <a href=/r>Other walls</a></p><p>" PROSE "</p>"
    "</article><aside><h2>Most read</h2><p>Somebody, somewhere, moved the "
    "bench, and nobody has said who, or why.</p></aside><section id=comments>"
    "<p>First! And I was there, on the day, in the rain, with my dog.</p>"
    "</section><footer><p>The Tide, 1 Quay.</p></footer></body></html>";

Test(article, a_page_is_its_article_and_nothing_else)
{
    (void)read_as(NULL, page);
    cr_expect(eq(str, (char *)article->text.ptr,
                 PROSE "\n\nYes.\n\nWhat it cost\n\n" MORE
                       "\n\n- granite\n\n- red\n\n- lime\n\nIt was rubble, and "
                       "a boot, and nothing else at all.\n\nwho paid for it"
                       "\n"));
    cr_expect(eq(str, blocks(DT_BLOCK_HEADING), "What it cost"));
    cr_expect(eq(str, blocks(DT_BLOCK_PULL_QUOTE), "who paid for it"));
    cr_expect(eq(str, blocks(DT_BLOCK_QUOTE),
                 "It was rubble, and a boot, and nothing else at all."));
    cr_expect(eq(str, (char *)article->media_type, "text/html"));
}

/* The paragraph that the page begins with. */
static const char *first_paragraph(const char *html)
{
    char *end;

    (void)read_as("text/html", html);
    end = strchr(article->text.ptr, '\n');
    if (end)
        *end = '\0';
    return article->text.ptr;
}

Test(article, marks_of_footnotes_are_no_text)
{
    cr_expect(eq(str,
                 (char *)first_paragraph(
                     "<h1>Wall</h1><p>" PROSE " Nobody<sup id=r1><a href=#n1>1"
                     "</a></sup> came<a href=#n2><sup>b</sup></a>, it said."
                     "<sup class=footnote>*</sup></p><p>" MORE "</p>"),
                 PROSE " Nobody came, it said."));
    cr_expect(eq(str,
                 (char *)first_paragraph(
                     "<h1>Wall</h1><p>" PROSE " Nobody<sup>1</sup> came.<sup>"
                     "2</sup></p><p>" MORE "</p><p><sup>1</sup> " PROSE "</p>"
                     "<p><sup>2</sup> Or so it was told.</p>"),
                 PROSE " Nobody came."));
    cr_expect(strstr(article->text.ptr + sizeof PROSE + sizeof "Nobody came.",
                     "1 " PROSE) != NULL);
}

Test(article, what_is_raised_and_no_mark_stays)
{
    cr_expect(eq(str,
                 (char *)first_paragraph(
                     "<h1>Wall</h1><p>" PROSE " On the 1<sup>st</sup>, 40 m"
                     "<sup>2</sup>, E = mc<sup>2</sup>, Nobody<sup>3</sup>."
                     "</p><p>" MORE "</p><ol class=footnotes><li>One.</li>"
                     "<li>Two.</li></ol>"),
                 PROSE " On the 1st, 40 m2, E = mc2, Nobody3."));
}

Test(article, an_item_of_code_without_a_character_is_none)
{
    (void)read_as(NULL, "<article><p>" PROSE "</p><p>" MORE
                        "</p><pre>quay 1\n<li> \n</pre></article>");
    cr_expect(
        eq(str, (char *)article->text.ptr, PROSE "\n\n" MORE "\n\nquay 1\n"));
}

Test(article, a_line_of_a_town_and_a_date_dates_a_plain_text)
{
    static const char *const lines[] = {
        "Leeds, 13 March 2024", "Leeds, 13. März 2024",
        "Newcastle upon Tyne, Wednesday 13 March 2024",
        "Leeds, West Yorkshire, March 13, 2024", "Bad Tölz, den 13. März 2024"};
    static const char *const others[] = {
        "The wall that held until Leeds, 13 March 2024",
        "in Leeds, 13 March 2024", "Leeds: the wall, 13 March 2024",
        "Leeds, 13 March 2024, was dry", "Leeds, 13 March"};
    char made[512];

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        (void)snprintf(made, sizeof made, "The wall\n\n%s\n\n" PROSE "\n",
                       lines[i]);
        cr_expect(eq(str, text(made), PROSE "\n"));
        cr_expect(eq(str, (char *)article->meta.published, "2024-03-13"));
        cr_expect(eq(str, (char *)article->meta.title, "The wall"));
        cr_expect(article->meta.event.place == NULL);
        (void)snprintf(made, sizeof made, "%s\n\nIt rains.\n\nMuch.\n",
                       lines[i]);
        cr_expect(eq(str, text(made), "It rains.\n\nMuch.\n"));
        cr_expect(eq(str, (char *)article->meta.published, "2024-03-13"));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        (void)snprintf(made, sizeof made, "It rains.\n\n%s\n\nMuch.\n",
                       others[i]);
        cr_expect(strstr(text(made), others[i]) != NULL, "%s", others[i]);
        cr_expect(article->meta.published == NULL);
    }
    /* Of two, the first is the text's. */
    cr_expect(eq(str,
                 text("Leeds, 13 March 2024\n\nHull, 14 March 2024\n\n"
                      "It rains.\n"),
                 "Hull, 14 March 2024\n\nIt rains.\n"));
}

Test(article, a_page_says_what_it_is)
{
    const struct dt_meta *m = read_as("text/html", page);

    cr_expect(eq(str, (char *)m->title, "A wall"));
    cr_expect(eq(str, (char *)m->publisher, "The Tide"));
    cr_expect(eq(str, (char *)m->published, "2024-05-02T09:14:00+01:00"));
    cr_expect(eq(str, (char *)m->language, "en-GB"));
    cr_expect(eq(str, (char *)m->url, "https://tide.example/wall"));
    cr_assert(eq(sz, m->byline_count, 2));
    cr_expect(eq(str, (char *)m->byline[0], "Ada Marlowe"));
    cr_expect(eq(str, (char *)m->byline[1], "Joe Tate"));
}

Test(article, the_visible_line_serves_where_no_element_speaks)
{
    const struct dt_meta *m = read_as(
        "text/html",
        "<title>Wall - The Tide</title><body><h1>Wall</h1><p>By Ada Marlowe "
        "and "
        "Joe Tate, harbour reporters</p><p>Published: Friday 5 January 2018"
        "</p><p>" PROSE "</p><p>" MORE "</p>");

    cr_assert(eq(sz, m->byline_count, 2));
    cr_expect(eq(str, (char *)m->byline[1], "Joe Tate"));
    cr_expect(eq(str, (char *)m->published, "2018-01-05"));
    cr_expect(eq(str, (char *)m->publisher, "The Tide"));
    cr_expect(eq(str, (char *)article->text.ptr, PROSE "\n\n" MORE "\n"));
}

Test(article, invalid_utf_8_is_replaced_and_counted)
{
    (void)read_as("text/html", "<meta charset=utf-8><p>" PROSE " \xFF\xC3.");
    cr_expect(eq(u64, article->replaced, 2));
    cr_expect(eq(str, (char *)article->charset, "utf-8"));
    cr_expect(strstr(article->text.ptr, "\xEF\xBF\xBD\xEF\xBF\xBD.") != NULL);
}

Test(article, a_snapshot_over_the_bound_is_refused)
{
    struct dt_article_input in = {.bytes = {"", (size_t)DT_ARTICLE_MAX + 1}};

    cr_expect(eq(int, dt_article_normalise(&in, &article, &err), DT_EFORMAT));
    cr_expect(strstr(err.msg, "67108864") != NULL, "%s", err.msg);
    article = NULL;
}

Test(article, check_text_looks_at_every_byte)
{
    enum { LEN = 50 };
    char text[LEN + 2] = "", expected[64];

    for (size_t i = 0; i < LEN; i++)
        for (size_t later = i; later < LEN; later += 3) {
            memset(text, 'a', LEN);
            text[LEN] = '\n';
            text[later] = 0x7F;
            text[i] = 0x01;
            (void)snprintf(expected, sizeof expected, "byte %zu: U+0001", i);
            cr_expect(
                eq(int, dt_article_check_text(DT_STR(text), &err), DT_EFORMAT));
            cr_expect(zero(int, strncmp(err.msg, expected, strlen(expected))),
                      "%s", err.msg);
        }
}

Test(article, check_text_names_the_byte_and_the_rule)
{
    static const struct {
        const char *text, *byte;
    } cases[] = {
        {"one\ntwo\n", "byte 4:"},
        {"one\n\n\ntwo\n", "byte 5:"},
        {"one", "byte 3:"},
        {"one\n\n", "byte 5:"},
        {"\none\n", "byte 0:"},
        {"a  b\n", "byte 2:"},
        {" a\n", "byte 0:"},
        {"a \n", "byte 1:"},
        {"a\tb\n", "byte 1:"},
        {"a\xC2\xA0"
         "b\n",
         "byte 1:"},
        {"a\xC2\xAD"
         "b\n",
         "byte 1:"},
        {"\xEF\xBB\xBF"
         "a\n",
         "byte 0:"},
        {"a\x07\n", "byte 1:"},
        {"a\xFF\n", "byte 1:"},
        {"a\r\n", "byte 1:"},
        {"e\xCC\x81\n", "NFC"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect(eq(int, dt_article_check_text(DT_STR(cases[i].text), &err),
                     DT_EFORMAT),
                  "case %zu", i);
        cr_expect(strstr(err.msg, cases[i].byte) != NULL, "case %zu: %s", i,
                  err.msg);
    }
    cr_expect(zero(int, dt_article_check_text(DT_STR(""), &err)));
    cr_expect(zero(
        int, dt_article_check_text(DT_STR("“one” – £2\n\n- two…\n"), &err)));
}

Test(article, dates_are_read_and_never_guessed)
{
    static const struct {
        const char *text, *edtf;
    } cases[] = {
        {"Posted:Tuesday 03 October 2017", "2017-10-03"},
        {"on January 5th, 2018, and", "2018-01-05"},
        {"the 11th of June 2020", "2020-06-11"},
        {"today (11 June), he", "XXXX-06-11"},
        {"in May 2021", "2021-05"},
        {"2024-05-02T09:14+01:00", "2024-05-02T09:14:00+01:00"},
        {"2024-05-02T09:14:03.123Z", "2024-05-02T09:14:03Z"},
        {"2024-05-02T09:14:00", "2024-05-02T09:14:00"},
        {"2024-05-02 09:14:00 +0200", "2024-05-02T09:14:00+02:00"},
        {"Thu, 02 May 2024 09:14:00 GMT", "2024-05-02"},
        {"30 February 2021", ""},
        {"3/4/2021", ""},
        {"4/4/2021", "2021-04-04"},
        {"19/11/2021", "2021-11-19"},
        {"11/19/2021", "2021-11-19"},
        {"3. 4. 2021 um 9 Uhr", "2021-04-03"},
        {"den 1. März 2014", "2014-03-01"},
        {"1er décembre 2014", "2014-12-01"},
        {"5 de mayo de 2020", "2020-05-05"},
        {"12 ОКТЯБРЯ 2019 г.", "2019-10-12"},
        {"7 Ağustos 2018", "2018-08-07"},
        {"2020年2月14日", "2020-02-14"},
        {"2020. február 14.", "2020-02-14"},
        {"1.19.11.2021", ""},
        {"08-AUG-2017", "2017-08-08"},
        {"the march of 11 men", ""},
        {"may 5 be enough", ""},
        {"on May 5 it", "XXXX-05-05"},
        {"version 2021", ""},
    };
    struct dt_date date;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool found = dt_date_find(DT_STR(cases[i].text), 0, &date);

        cr_expect(
            eq(str, found ? date.edtf : (char *)"", (char *)cases[i].edtf),
            "%s", cases[i].text);
    }
}

Test(article, rules_are_found_by_their_fold)
{
    cr_expect(dt_rules_has(DT_RULES_CLUTTER_LINES, DT_STR("read more")));
    cr_expect(not(dt_rules_has(DT_RULES_CLUTTER_LINES, DT_STR("read"
                                                              " mor"))));
    cr_expect(eq(sz,
                 dt_rules_starts(DT_RULES_CLUTTER_STARTS,
                                 DT_STR("sign up to our letter")),
                 10));
    cr_expect(eq(sz,
                 dt_rules_starts(DT_RULES_CLUTTER_STARTS,
                                 DT_STR("signs up to our letter")),
                 0));
    cr_expect(eq(int, dt_rules_month(DT_STR("Sept")), 9));
    cr_expect(eq(int, dt_rules_month(DT_STR("Marching")), 0));
    cr_expect(eq(int, dt_rules_month(DT_STR("\xb2\xb2\xf1\xf1\xcf\xc9")), 0));
}

Test(article, a_paragraph_that_is_all_bold_or_italic_is_marked)
{
    char marks[8];
    size_t count;

    (void)read_as("text/html",
                  "<article><h1>The wall</h1><p>" PROSE "</p>"
                  "<p><strong>The others say that it leaks.</strong></p>"
                  "<p>" MORE "</p><p><em>And <b>what</b> of it?</em> </p>"
                  "<p><b>It</b> is built of stone, and it stands.</p>"
                  "</article>");
    count = article->block_count;
    cr_assert(eq(sz, count, 5));
    for (size_t i = 0; i < count; i++)
        marks[i] = article->blocks[i].marked ? 'm' : '-';
    marks[count] = '\0';
    cr_expect(eq(str, marks, "-m-m-"));
}

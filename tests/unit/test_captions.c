#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "article/article.h"
#include "article/form.h"
#include "statement_help.h"

static struct dt_article *article;
static struct dt_err err;

static void teardown(void)
{
    dt_article_free(article);
}

TestSuite(captions, .fini = teardown);

static char *text_as(const char *type, const char *bytes)
{
    struct dt_article_input in = {.bytes = DT_STR(bytes), .media_type = type};

    dt_article_free(article);
    article = NULL;
    cr_assert(zero(int, dt_article_normalise(&in, &article, &err)), "%s",
              err.msg);
    cr_assert(zero(int, dt_article_check_text(article->text, &err)), "%s",
              err.msg);
    return (char *)article->text.ptr;
}

static char *text(const char *bytes)
{
    return text_as(NULL, bytes);
}

/* WebVTT, sections 4.1 and 4.2.2. */
Test(captions, voices_are_turns_and_styles_and_notes_go)
{
    cr_expect(
        eq(str,
           text("WEBVTT - The quay is open\nLanguage: en-GB\n\n"
                "STYLE\n::cue(v[voice=\"Ada\"]) { color: lime }\n\n"
                "NOTE\nChecked by the office.\nTwice.\n\n"
                "intro\n00:01.000 --> 00:04.000 align:start position:0%\n"
                "<v.loud Ada Example>We said we would be back\n"
                "by May &amp; we <i>are</i> back,</v>\n\n"
                "00:04.000 --> 00:06.500\n"
                "<v Ada Example>with a wall that <00:05.000><c.lime>stands.\n\n"
                "NOTE cost\n\n"
                "00:06.500 --> 00:08.000\n"
                "<v Ben O&apos;Hara>What did it cost?\n"
                "<v Ada Example>Four million.\n"),
           "Ada Example: We said we would be back by May & we are back, with "
           "a wall that stands.\n\nBen O'Hara: What did it cost?\n\n"
           "Ada Example: Four million.\n"));
    cr_expect(eq(str, (char *)article->media_type, "text/vtt"));
    cr_expect(eq(str, (char *)article->meta.title, "The quay is open"));
    cr_expect(eq(str, (char *)article->meta.language, "en-GB"));
    cr_expect(eq(int, (int)article->meta.kind, DT_KIND_TRANSCRIPT));
}

Test(captions, subrip_has_labels_dashes_and_blank_lines)
{
    cr_expect(
        eq(str,
           text("1\r\n00:00:01,000 --> 00:00:03,000\r\n"
                "<i>MINISTER VOSS: We have rebuilt</i>\r\nthe wall.\r\n\r\n"
                "2\r\n00:00:03,200 --> 00:00:05,000  X1:100 X2:200\r\n"
                "{\\an8}It was -5 degrees,\r\n\r\nand we worked.\r\n"
                "3\r\n00:00:05,000 --> 00:00:07,000\r\n"
                "- Who paid for it?\r\n-The county did.\r\n\r\n"
                "4\r\n00:00:08,000 --> 00:00:09,000\r\n"
                "MINISTER VOSS:\r\nAll of it, I <3 them.\r\n\r\n"
                "5\r\n00:00:09,000 --> 00:00:10,000\r\n"
                "MINISTER VOSS: And in time.\r\n\r\n"
                "6\r\n00:00:10,000 --> 00:00:11,000\r\n"
                "Dr. Ann Cole: Was it?\r\n\r\n"
                "7\r\n00:00:11,000 --> 00:00:12,000\r\n>> It was.\r\n"),
           "MINISTER VOSS: We have rebuilt the wall. It was -5 degrees, and "
           "we worked.\n\n- Who paid for it?\n\n- The county did.\n\n"
           "MINISTER VOSS: All of it, I <3 them. And in time.\n\n"
           "Dr. Ann Cole: Was it?\n\n- It was.\n"));
    cr_expect(eq(str, (char *)article->media_type, "application/x-subrip"));
}

#define ROLL(from, to, lines) \
    "00:00:" from " --> 00:00:" to " align:start\n" lines "\n\n"

Test(captions, lines_that_roll_stand_once)
{
    cr_expect(
        eq(str,
           text("WEBVTT\nKind: captions\n\n" ROLL(
               "00.100", "02.300",
               " \ngood<00:00:00.400><c> morning</c><00:00:00.900><c> all</c>")
                    ROLL("02.300", "02.310", "good morning all\n ")
                        ROLL("02.310", "04.500",
                             "good morning all\nthe<00:00:03.000><c> wall</c>")
                            ROLL("04.500", "04.510", "the wall\n ")
                                ROLL("04.510", "06.000",
                                     "the wall\nthe wall is "
                                     "back")),
           "good morning all the wall the wall is back\n"));
    /* A line that grows, and one that another comes under. */
    cr_expect(eq(str,
                 text("WEBVTT\n\n" ROLL("01.000", "02.000", "We")
                          ROLL("02.000", "03.000", "We shall")
                              ROLL("03.000", "04.000", "We shall stay.") ROLL(
                                  "04.000", "05.000", "We shall stay.\nHere.")),
                 "We shall stay. Here.\n"));
    /* Somebody may say a thing twice. */
    cr_expect(eq(str,
                 text("WEBVTT\n\n" ROLL("01.000", "02.000", "No.")
                          ROLL("02.000", "03.000", "No.")
                              ROLL("03.000", "04.000", "We shall stay.")
                                  ROLL("04.000", "05.000", "All of us.")
                                      ROLL("05.000", "06.000", "Always.")),
                 "No. No. We shall stay. All of us. Always.\n"));
}

Test(captions, a_pause_behind_a_sentence_ends_a_paragraph)
{
    cr_expect(
        eq(str,
           text("WEBVTT\n\n" ROLL("01.000", "02.000", "We shall stay.")
                    ROLL("05.000", "06.000", "[Applause]")
                        ROLL("06.000", "07.000", "The wall")
                            ROLL("10.000", "11.000", "is back.")
                                ROLL("14.000", "15.000", "♪ La\nla la ♪")
                                    ROLL("15.000", "16.000", "♪♪♪")
                                        ROLL("16.000", "17.000", "So are we.")),
           "We shall stay.\n\n[Applause]\n\nThe wall is back.\n\n♪ La\n\n"
           "la la ♪\n\nSo are we.\n"));
    cr_expect(eq(int, (int)article->blocks[3].kind, DT_BLOCK_NOTE));
    cr_expect(eq(int, (int)article->blocks[4].kind, DT_BLOCK_NOTE));
}

/* Servers call SubRip plain text, and WebVTT too. */
Test(captions, are_known_by_their_first_bytes)
{
    static const struct {
        const char *bytes;
        enum dt_form form;
    } cases[] = {
        {"WEBVTT", DT_FORM_VTT},
        {"\xEF\xBB\xBFWEBVTT\n", DT_FORM_VTT},
        {"WEBVTT\tx", DT_FORM_VTT},
        {"WEBVTTX", DT_FORM_TEXT},
        {"\n1\n00:00:01,000 --> 00:00:02,000\nA\n", DT_FORM_SRT},
        {"1\r\n0:00:01.5 --> 0:00:02.000\r\nA\r\n", DT_FORM_SRT},
        {"1\n\nWords.", DT_FORM_TEXT},
        {"12 00:00:01,000 --> 00:00:02,000 A", DT_FORM_TEXT},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int said = 0; said < 2; said++)
            cr_expect(eq(int,
                         (int)dt_form_of(said ? "text/plain" : NULL,
                                         DT_STR(cases[i].bytes)),
                         (int)cases[i].form),
                      "%s", cases[i].bytes);
    cr_expect(eq(int,
                 (int)dt_form_of("application/octet-stream", DT_STR("WEBVTT")),
                 DT_FORM_VTT));
    cr_expect(eq(int, (int)dt_form_of("text/srt; charset=utf-8", DT_STR("x")),
                 DT_FORM_SRT));
    cr_expect(eq(str, (char *)dt_form_of_name("a/b.vtt"), "text/vtt"));
    cr_expect(
        eq(str, (char *)dt_form_of_name("b.srt"), "application/x-subrip"));
}

Test(captions, without_a_cue_have_no_text)
{
    cr_expect(eq(str, text("WEBVTT\n\nNOTE\nNothing was said.\n"), ""));
    cr_expect(eq(str, text_as("text/vtt", "no captions at all\n"), ""));
    cr_expect(
        eq(str, text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A></v>"), "A:\n"));
}

/* What a dash gives to nobody who is named is nobody's statement. */
/* A cue of more lines than one holds: nobody's words go to the one before. */
Test(captions, a_voice_behind_many_lines_keeps_its_name)
{
    struct dt_buf in = DT_BUF_INIT(1 << 16), out = DT_BUF_INIT(1 << 16);

    dt_buf_adds(&in, "WEBVTT\n\n00:01.000 --> 00:09.000\n<v Ada Example>");
    dt_buf_adds(&out, "Ada Example:");
    for (int i = 1; i <= 40; i++) {
        dt_buf_addf(&in, "line %d\n", i);
        dt_buf_addf(&out, " line %d", i);
    }
    dt_buf_adds(&in, "of mine. <v Ben Example>And mine.\n\n"
                     "00:09.000 --> 00:12.000\n");
    dt_buf_adds(&out, " of mine.\n\nBen Example: And mine.\n");
    for (int i = 1; i <= 20; i++) {
        dt_buf_addf(&in, "<v Voice %c>Word %d.", 'A' + i % 3, i);
        dt_buf_addf(&out, "\nVoice %c: Word %d.\n", 'A' + i % 3, i);
    }
    dt_buf_addc(&in, '\n');
    cr_expect(eq(str, text(in.ptr), out.ptr));
    dt_buf_release(&in);
    dt_buf_release(&out);
}

Test(captions, a_dash_names_nobody)
{
    static const char said[] =
        "AMIRA VOSS: We stay.\n\n- For how long?\n\nFor ever, they hope.\n\n"
        "AMIRA VOSS: For good.\n\n♪ We shall not be moved ♪";
    struct statement_case c;

    statement_open(&c, said, statement_town);
    c.meta.kind = DT_KIND_TRANSCRIPT;
    c.article.media_type = "application/x-subrip";
    statement_run(&c);
    cr_expect(eq(str, (char *)statement_show(&c),
                 "speech amira-voss | We stay.\n"
                 "speech amira-voss | For good.\n"));
    statement_release(&c);
    statement_open(&c, "We stay.\n\n- For how long?\n\nFor good.",
                   statement_town);
    c.meta.kind = DT_KIND_TRANSCRIPT;
    c.meta.speaker_name = "Amira Voss";
    c.article.media_type = "text/vtt";
    statement_run(&c);
    cr_expect(eq(str, (char *)statement_show(&c),
                 "speech amira-voss | We stay.\n"
                 "speech amira-voss | For good.\n"));
    statement_release(&c);
}

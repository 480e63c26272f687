#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "article/article.h"

static struct dt_article *article;
static struct dt_err err;

static void teardown(void)
{
    dt_article_free(article);
}

TestSuite(markdown, .fini = teardown);

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
    return text_as("text/markdown", bytes);
}

#define PROSE                                                               \
    "The harbour wall was rebuilt in two winters, and the town walked out " \
    "along it on the first dry Sunday of the year."

/* CommonMark 0.30, sections 4 to 6. */
Test(markdown, marks_go_and_words_stay)
{
    cr_expect(
        eq(str,
           text("The *harbour* **wall** was [rebuilt](/x \"t\") in `two`\n"
                "winters,  \nand ![a picture](x.png) the town <b>walked</b> "
                "[out][o] \\*along\\* it &amp; so on.\n\n"
                "[o]: /out\n\n" PROSE "\n"),
           "The harbour wall was rebuilt in two winters, and the town "
           "walked out *along* it & so on.\n\n" PROSE "\n"));
}

Test(markdown, blocks_keep_their_kind)
{
    cr_expect(eq(str,
                 text(PROSE "\n\nWhat it cost\n---\n\n> Quoted: " PROSE "\n\n"
                            "- two cranes\n- one barge\n\n  of oak\n\n"
                            "3. third\n\n```c\nint wall;\n```\n\n***\n\n" PROSE
                            " Twice.\n"),
                 PROSE "\n\nWhat it cost\n\nQuoted: " PROSE
                       "\n\n- two cranes\n\n"
                       "- one barge\n\nof oak\n\n- third\n\nint wall;\n\n" PROSE
                       " Twice.\n"));
}

/* CommonMark 0.30, section 4.6. */
Test(markdown, the_text_of_a_block_of_html_stays)
{
    cr_expect(
        eq(str,
           text(PROSE "\n\n<div class=note>\n<h2>What it cost</h2>\n<p>Two "
                      "<b>cranes</b> &amp; one<br>barge.</p>\n"
                      "<ul><li>oak</ul></div>\n\n"
                      "<!-- nothing -->\n\n<script>\nvar wall;\n"
                      "</script>\n\n<details>\n\n" PROSE
                      " Twice.\n\n</details>\n"),
           PROSE "\n\nWhat it cost\n\nTwo cranes & one barge.\n\n"
                 "- oak\n\n" PROSE " Twice.\n"));
}

/* GitHub Flavored Markdown 0.29, section 4.10. */
Test(markdown, a_table_is_its_rows)
{
    cr_expect(eq(str,
                 text(PROSE "\n\n| Speaker | Words |\n|:---|---|\n"
                            "| Ines Pallister | *“We* will rebuild.” |  \n"
                            "Ada Marlowe | “Not \\| again.”\n\n" PROSE
                            " Twice.\n\nOnce a day:\nBoat | Hour\n-|-\n"
                            "Gull | nine\n"),
                 PROSE "\n\nSpeaker Words\n\nInes Pallister “We will "
                       "rebuild.”\n\nAda Marlowe “Not again.”\n\n" PROSE
                       " Twice.\n\nOnce a day:\n\nBoat Hour\n\nGull nine\n"));
}

Test(markdown, pipes_without_a_rule_under_heads_are_text)
{
    cr_expect(eq(str,
                 text(PROSE "\n\nboat | hour\ngull | nine\n\n"
                            "boat | hour\n|---|\n\n`a | b`\n"),
                 PROSE "\n\nboat | hour gull | nine\n\n"
                       "boat | hour |---|\n\na | b\n"));
}

Test(markdown, footnotes_lose_their_marks)
{
    cr_expect(
        eq(str,
           text("The wall stood.[^1] It fell[^log] *once[^2].* `[^1]`\n\n" PROSE
                "\n\n[^1]: So the log has it.\n"
                "[^log]: And so has *the map*.\n[^2]: /map\n"),
           "The wall stood. It fell once. [^1]\n\n" PROSE
           "\n\nSo the log has it.\n\nAnd so has the map.\n\n/map\n"));
    cr_expect(eq(str, text(PROSE " [^a]\n"), PROSE " [^a]\n"));
    cr_expect(eq(str, text(PROSE "[^a]\n\n[^a]: /map\n\n[^b]: So it was.\n"),
                 PROSE "\n\nSo it was.\n"));
}

/* GitHub Flavored Markdown 0.29, section 6.5. */
Test(markdown, words_struck_through_lose_their_tildes)
{
    cr_expect(eq(str,
                 text(PROSE " ~~Never~~ once, ~~ ~~ ~~~x~~~ `~~y~~` ~~z\n"),
                 PROSE " Never once, ~~ ~~ ~~~x~~~ ~~y~~ ~~z\n"));
}

Test(markdown, front_matter_is_metadata)
{
    cr_expect(
        eq(str,
           text("---\ntitle: What a wall is for\nauthors:\n"
                "  - Ada Marlowe\n  - name: Ben Sample\n"
                "date: 2021-05-14\nlang: en-GB\nsummary: Of walls\n---\n\n"
                "# What a wall is for\n\n" PROSE "\n"),
           PROSE "\n"));
    cr_expect(eq(str, (char *)article->meta.title, "What a wall is for"));
    cr_assert(eq(sz, article->meta.byline_count, 2));
    cr_expect(eq(str, (char *)article->meta.byline[0], "Ada Marlowe"));
    cr_expect(eq(str, (char *)article->meta.byline[1], "Ben Sample"));
    cr_expect(eq(str, (char *)article->meta.published, "2021-05-14"));
    cr_expect(eq(str, (char *)article->meta.language, "en-GB"));
    cr_expect(eq(str, (char *)article->meta.description, "Of walls"));
}

Test(markdown, a_first_heading_is_the_title)
{
    cr_expect(eq(str, text("# A *wall*\n\n" PROSE "\n"), PROSE "\n"));
    cr_expect(eq(str, (char *)article->meta.title, "A wall"));
}

Test(markdown, a_line_of_dashes_that_opens_no_front_matter_is_a_rule)
{
    cr_expect(eq(str, text("---\n\n" PROSE "\n"), PROSE "\n"));
}

Test(markdown, nested_without_end_ends_in_time)
{
    enum { DEEP = 200 * 1000 };
    static char deep[DEEP + 1];

    memset(deep, '>', DEEP);
    (void)text(deep);
    memset(deep, '[', DEEP);
    (void)text(deep);
}

/* What an HTML parser would read otherwise. */
Test(xhtml, elements_closed_where_they_open_are_closed)
{
    cr_expect(eq(str,
                 text_as("application/xhtml+xml",
                         "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x "
                         "'y'>]><html xmlns='http://www.w3.org/1999/xhtml'>"
                         "<head><title>A wall</title><script src='x'/>"
                         "<style/></head><body><article><p>" PROSE
                         " <a name='x'/>It is <![CDATA[<long> & dry]]>.</p>"
                         "<br/><p>" PROSE " Twice.</p></article></body>"
                         "</html>"),
                 PROSE " It is <long> & dry.\n\n" PROSE " Twice.\n"));
    cr_expect(eq(str, (char *)article->media_type, "application/xhtml+xml"));
}

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "adapt/html.h"
#include "adapt/html_scan.h"
#include "base/utf8.h"

static struct dt_arena arena;
static struct dt_html html;
static struct dt_err err;

static void setup(void)
{
    arena = DT_ARENA_INIT(1 << 28);
}

static void teardown(void)
{
    dt_arena_release(&arena);
}

TestSuite(html, .init = setup, .fini = teardown);

static void parse(struct dt_str page)
{
    cr_assert(zero(int, dt_html_parse(page, &arena, &html, &err)));
}

/* All text of the page, "|" between runs. */
static char *texts(const char *page)
{
    static char out[4096];
    size_t len = 0;

    parse(DT_STR(page));
    for (uint32_t i = 0; i < html.count; i++)
        if (html.nodes[i].tag == DT_TAG_TEXT)
            len += (size_t)snprintf(out + len, sizeof out - len, "%s%.*s",
                                    len ? "|" : "",
                                    DT_STR_ARG(html.nodes[i].text));
    out[len] = '\0';
    return out;
}

static char *scanned(const char *page)
{
    static struct dt_buf out = {NULL, 0, 0, 1 << 20, false, false};

    dt_buf_reset(&out);
    dt_html_scan(DT_STR(page), &out);
    return out.ptr;
}

Test(html, nodes_stand_in_document_order_and_know_where_they_end)
{
    uint32_t p = 0;

    parse(DT_STR("<body><p id=x CLASS='a b'>one<b>two</b></p>three"));
    cr_assert(eq(u32, html.nodes[0].end, html.count));
    while (html.nodes[p].tag != DT_TAG_P)
        p++;
    cr_expect(eq(int, html.nodes[html.nodes[p].parent].tag, DT_TAG_BODY));
    cr_expect(eq(u32, html.nodes[p].end, p + 4));
    cr_expect(eq(int, html.nodes[p + 2].tag, DT_TAG_B));
    cr_expect(dt_str_is(dt_html_attribute(&html.nodes[p], "class"), "a b"));
    cr_expect(dt_str_is(dt_html_attribute(&html.nodes[p], "id"), "x"));
    cr_expect(dt_html_attribute(&html.nodes[p], "lang").ptr == NULL);
    cr_expect(dt_str_is(html.nodes[p + 4].text, "three"));
}

/* WHATWG HTML, 13.2.6.1 to 13.2.6.4: implied ends, foster parents. */
Test(html, broken_markup_is_mended_as_the_standard_says)
{
    cr_expect(eq(str, texts("<body><p>a<p>b<div>c"), "a|b|c"));
    cr_expect(
        eq(str, texts("<body><table><tr><td>in</td>out</table>"), "out|in"));
    cr_expect(eq(str, texts("<body>&amp;&notit;&copy 5 &#x80;"), "&¬it;© 5 €"));
    cr_expect(eq(str, texts("<body>a<svg><text>b</text></svg>c"), "a|c"));
    cr_expect(eq(str, texts("<body>a<template>b</template>c"), "a|c"));
}

Test(html, a_reference_beyond_all_numbers_is_still_utf_8)
{
    parse(DT_STR("<body>x&#x7DDDDDDDDDDDDDDDDDDD9;y"));
    for (uint32_t i = 0; i < html.count; i++)
        cr_expect(
            eq(sz, dt_utf8_valid(html.nodes[i].text), html.nodes[i].text.len));
}

Test(html, the_scan_leaves_out_scripts_styles_and_comments)
{
    cr_expect(eq(str, scanned("a<!-- <p> -->b<!-->c<!--->d"), "abcd"));
    cr_expect(eq(str, scanned("<style>p > a {}</style>x"), "<style></style>x"));
    cr_expect(eq(str, scanned("<script>if (a<b) '</p>'</script>x"),
                 "<script></script>x"));
    cr_expect(eq(str, scanned("<script><!--<script></script>--></script>x"),
                 "<script></script>x"));
    cr_expect(eq(str, scanned("<title>a <b></title>"), "<title>a <b></title>"));
    cr_expect(eq(str, scanned("<script type=application/ld+json>{}</script>"),
                 "<script type=application/ld+json>{}</script>"));
    cr_expect(
        eq(str, scanned("<a title='>'>1 < 2</a>"), "<a title='>'>1 < 2</a>"));
    cr_expect(eq(str, scanned("x<!-- open"), "x"));
}

static struct dt_str repeated(const char *what, size_t times,
                              struct dt_buf *out)
{
    dt_buf_reset(out);
    for (size_t i = 0; i < times; i++)
        dt_buf_adds(out, what);
    dt_buf_adds(out, "deep");
    return dt_buf_str(out);
}

static uint32_t depth_of_text(void)
{
    uint32_t i = html.count - 1, depth = 0;

    while (html.nodes[i].tag != DT_TAG_TEXT)
        i--;
    cr_assert(dt_str_ends(html.nodes[i].text, DT_STR("deep")));
    for (; i; i = html.nodes[i].parent)
        depth++;
    return depth;
}

/* A tree builder without bounds takes minutes for each of these. */
Test(html, nesting_without_end_is_flattened, .timeout = 20)
{
    static const char *const nests[] = {"<div>",          "<span>",   "<b>",
                                        "<font size=1>",  "<ul><li>", "<x-y>",
                                        "<blockquote><p>"};
    struct dt_buf page = DT_BUF_INIT(1 << 24);

    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        parse(repeated(nests[i], 100000, &page));
        cr_expect(le(u32, depth_of_text(), 3 * DT_HTML_DEPTH), "%s", nests[i]);
        dt_arena_reset(&arena);
    }
    dt_buf_release(&page);
}

Test(html, attributes_without_end_are_cut, .timeout = 10)
{
    struct dt_buf page = DT_BUF_INIT(1 << 24);

    dt_buf_adds(&page, "<body><a ");
    for (int i = 0; i < 200000; i++)
        dt_buf_addf(&page, "a%d=1 ", i);
    dt_buf_adds(&page, ">text");
    parse(dt_buf_str(&page));
    cr_expect(dt_str_is(html.nodes[html.count - 1].text, "text"));
    cr_expect(eq(int, html.nodes[html.count - 2].attribute_count,
                 DT_HTML_ATTRIBUTES));
    dt_buf_release(&page);
}

Test(html, a_page_over_its_memory_is_refused)
{
    struct dt_arena small = DT_ARENA_INIT(100000);
    struct dt_buf page = DT_BUF_INIT(1 << 24);

    cr_expect(eq(
        int,
        dt_html_parse(repeated("<p>x</p>", 10000, &page), &small, &html, &err),
        DT_EFORMAT));
    cr_expect(strstr(err.msg, "100000 bytes") != NULL, "%s", err.msg);
    dt_arena_release(&small);
    dt_buf_release(&page);
}

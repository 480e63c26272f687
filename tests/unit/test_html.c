#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/html.h"
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

/* The tree under the html element: b{...} an element, else a text. */
static char *shape(const char *page)
{
    static struct dt_buf out = {NULL, 0, 0, 1 << 20, false, false};
    uint32_t ends[DT_HTML_DEPTH * 4];
    size_t depth = 0;

    parse(DT_STR(page));
    dt_buf_reset(&out);
    for (uint32_t i = 1; i < html.count; i++) {
        const struct dt_html_node *n = &html.nodes[i];

        for (; depth && ends[depth - 1] == i; depth--)
            dt_buf_addc(&out, '}');
        if (n->tag == DT_TAG_TEXT) {
            dt_buf_addstr(&out, n->text);
            continue;
        }
        dt_buf_addf(&out, "%s{", dt_html_tag_name((enum dt_tag)n->tag));
        ends[depth++] = n->end;
    }
    for (; depth; depth--)
        dt_buf_addc(&out, '}');
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

/* The examples of WHATWG HTML, 13.2.10, and cases worked out by hand. */
Test(html, the_tree_is_the_one_of_the_standard)
{
    static const struct {
        const char *page, *tree;
    } cases[] = {
        /* 13.2.10.1 and .2: misnested formatting, the adoption agency */
        {"<p>1<b>2<i>3</b>4</i>5</p>", "head{}body{p{1b{2i{3}}i{4}5}}"},
        {"<b>1<p>2</b>3</p>", "head{}body{b{1}p{b{2}3}}"},
        {"<b><b><b><b><p>x", "head{}body{b{b{b{b{p{x}}}}}}"},
        {"<p><b><b><b><b><p>x", "head{}body{p{b{b{b{b{}}}}}p{b{b{b{x}}}}}"},
        {"<a>1<a>2", "head{}body{a{1}a{2}}"},
        {"<i>1<div>2</div></i>3", "head{}body{i{1div{2}}3}"},
        /* 13.2.10.3: unexpected markup in tables */
        {"<table><b><tr><td>aaa</td></tr>bbb</table>ccc",
         "head{}body{b{}b{bbb}table{tbody{tr{td{aaa}}}}b{ccc}}"},
        {"<!DOCTYPE html><p>1<table><td>2</table>3",
         "head{}body{p{1}table{tbody{tr{td{2}}}}3}"},
        {"<p>1<table><td>2</table>3",
         "head{}body{p{1table{tbody{tr{td{2}}}}3}}"},
        /* what is implied */
        {"x", "head{}body{x}"},
        {"<title>a<b></title><p>b", "head{title{a<b>}}body{p{b}}"},
        {"<ul><li>1<li>2<ul><li>3</ul><li>4</ul>5",
         "head{}body{ul{li{1}li{2ul{li{3}}}li{4}}5}"},
        {"<dl><dt>1<dd>2<dt>3</dl>", "head{}body{dl{dt{1}dd{2}dt{3}}}"},
        {"<p>1<h1>2</h2>3", "head{}body{p{1}h1{2}3}"},
        {"<p>1<br/>2<hr>3<img src=x>4</p></p>",
         "head{}body{p{1br{}2}hr{}3img{}4p{}p{}}"},
        {"<select><option>1<option>2</select>3",
         "head{}body{select{option{1}option{2}}3}"},
        {"<body>1</body>2</html>3", "head{}body{123}"},
        {"<noscript><img></noscript>1", "head{noscript{}}body{img{}1}"},
        {"<body><noscript><p>1</p></noscript>2", "head{}body{noscript{p{1}}2}"},
        {"<frameset><frame></frameset>1", "head{}frameset{frame{}}"},
        /* what is not laid out, and what that leaves */
        {"<body>1<svg><desc>x</desc><p>2", "head{}body{1p{2}}"},
        {"<body>1<math><mi>x</mi></math>2", "head{}body{12}"},
        {"<body>1<template><p>x</template>2", "head{}body{12}"},
        {"<body>1<!-- x -->2<script>'</p>'</script>3",
         "head{}body{12script{}3}"},
        {"<script><!--<script></script>--></script>1", "head{script{}}body{1}"},
        {"<script type=application/ld+json>{}</script>",
         "head{script{{}}}body{}"},
        {"<pre>\n\n1\r\n2\r3</pre>", "head{}body{pre{\n1\n2\n3}}"},
        {"<plaintext></p>1", "head{}body{plaintext{</p>1}}"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect(eq(str, shape(cases[i].page), (char *)cases[i].tree), "%s",
                  cases[i].page);
        dt_arena_reset(&arena);
    }
}

Test(html, tags_are_read_as_the_standard_says)
{
    cr_expect(eq(str, texts("a<!-- <p> -->b<!-->c<!--->d"), "abcd"));
    cr_expect(eq(str, texts("1 < 2<3</>4</ x>5<?x>6<!x>7"), "1 < 2<34567"));
    cr_expect(eq(str, texts("x<a title='>'>y</a b='>'>z<p"), "x|y|z"));
    parse(DT_STR("<p a=1 A=2 =b c d=e/ f='&lt;&ltx&lt=' g=\"\n\" h/>"));
    cr_expect(dt_str_is(dt_html_attribute(&html.nodes[3], "a"), "1"));
    cr_expect(dt_str_is(dt_html_attribute(&html.nodes[3], "=b"), ""));
    cr_expect(dt_str_is(dt_html_attribute(&html.nodes[3], "d"), "e/"));
    cr_expect(dt_str_is(dt_html_attribute(&html.nodes[3], "f"), "<&ltx&lt="));
    cr_expect(eq(int, html.nodes[3].attribute_count, 7));
}

Test(html, every_tag_is_found_by_its_name)
{
    struct dt_html_tags tags;

    dt_html_tags_init(&tags);
    for (unsigned i = DT_TAG_OTHER + 1; i < DT_TAG_COUNT; i++) {
        struct dt_str name = DT_STR(dt_html_tag_name((enum dt_tag)i));
        uint32_t hash = dt_html_tag_hash_all(name);

        cr_expect(eq(uint, dt_html_tags_find(&tags, name, hash), i), "%s",
                  name.ptr);
    }
    cr_expect(eq(uint, dt_html_tags_find(&tags, DT_STR("x"), 0), DT_TAG_OTHER));
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
Test(html, nesting_without_end_is_flattened)
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

/*
 * A walk over all that is open for each tag, at worst: a megabyte of it takes
 * some 0.1 s; of what is quadratic, minutes.
 */
Test(html, misnesting_without_end_takes_time_in_its_length)
{
    static const char *const tags[] = {
        "<p><button><div>", "<a><div></a>",  "<b><i><p></b></i>",
        "<table><tr>x",     "<table><a>x",   "<table><td><object></table>",
        "<svg><g></x>",     "<select><div>", "<form><div></form>",
        "<template><tr>",   "<x-y></y-x>",   "<!--x-->y</q>",
        "<nobr>x",          "<font a><p>x",  "</><![CDATA[]]>",
        "&notinva",         "<svg><![CDATA["};
    struct dt_buf page = DT_BUF_INIT(1 << 24);

    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        parse(repeated(tags[i], 40000, &page));
        cr_expect(le(u32, html.count, page.len + page.len / DT_HTML_REOPEN),
                  "%s", tags[i]);
        dt_arena_reset(&arena);
    }
    dt_buf_release(&page);
}

Test(html, attributes_without_end_are_cut)
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

/* On real pages, the text that gumbo finds, in the same order. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/html.h"
#include "base/utf8.h"
#include "html_pages.h"

enum { TEXT_MAX = 256 * 1024 * 1024, AROUND = 120 };

/* What gumbo makes U+FFFD of, and the standard (13.2.3.5) keeps. */
static bool is_odd(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* Text with its white space collapsed, whatever nodes it stands in. */
static void add_text(struct dt_buf *out, struct dt_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = dt_utf8_next(text, &at);
        char utf8[4];

        if (c != ' ' && c != '\n' && c != '\t' && c != '\f' && c != '\r')
            dt_buf_add(out, utf8, dt_utf8_put(is_odd(c) ? 0xFFFD : c, utf8));
        else if (out->len && out->ptr[out->len - 1] != ' ')
            dt_buf_addc(out, ' ');
    }
}

static bool is_json(const GumboElement *script)
{
    const GumboAttribute *type = gumbo_get_attribute(&script->attributes,
                                                     "type");

    return type && strstr(type->value, "ld+json");
}

/* Whether html.h says that what stands in it is laid out. */
static bool is_kept(const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT ||
        node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return false;
    switch (node->v.element.tag) {
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
        return false;
    case GUMBO_TAG_SCRIPT:
        return is_json(&node->v.element);
    default:
        return true;
    }
}

static void add_oracle(struct dt_buf *out, const GumboNode *root)
{
    const GumboNode *node = root;

    for (;;) {
        const GumboNode *up;
        size_t next;

        if (is_kept(node) && node->v.element.children.length) {
            node = node->v.element.children.data[0];
            continue;
        }
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
            node->type == GUMBO_NODE_WHITESPACE)
            add_text(out, DT_STR(node->v.text.text));
        do {
            if (node == root)
                return;
            up = node->parent;
            next = node->index_within_parent + 1;
            node = up;
        } while (next == up->v.element.children.length);
        node = up->v.element.children.data[next];
    }
}

struct comparison {
    unsigned same, different;
};

/* The two texts around their first difference. */
static void tell(const char *path, struct dt_str ours, struct dt_str theirs)
{
    size_t at = 0, from;

    while (at < ours.len && at < theirs.len && ours.ptr[at] == theirs.ptr[at])
        at++;
    from = at > AROUND ? at - AROUND : 0;
    fprintf(stderr,
            "%s: byte %zu of %zu and %zu\n  ours:  %.*s\n  gumbo: %.*s\n", path,
            at, ours.len, theirs.len, 2 * AROUND, ours.ptr + from, 2 * AROUND,
            theirs.ptr + from);
}

static void compare(void *context, const char *path, struct dt_str page)
{
    struct comparison *comparison = context;
    struct dt_buf ours = DT_BUF_INIT(TEXT_MAX), theirs = DT_BUF_INIT(TEXT_MAX);
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 30);
    GumboOutput *parsed = gumbo_parse_with_options(&kGumboDefaultOptions,
                                                   page.ptr, page.len);
    struct dt_html html;
    struct dt_err err;

    cr_assert(zero(int, dt_html_parse(page, &arena, &html, &err)));
    for (uint32_t i = 0; i < html.count; i++)
        add_text(&ours, html.nodes[i].text);
    add_oracle(&theirs, parsed->root);
    if (dt_str_eq(dt_buf_str(&ours), dt_buf_str(&theirs))) {
        comparison->same++;
    } else {
        comparison->different++;
        tell(path, dt_buf_str(&ours), dt_buf_str(&theirs));
    }
    gumbo_destroy_output(&kGumboDefaultOptions, parsed);
    dt_arena_release(&arena);
    dt_buf_release(&ours);
    dt_buf_release(&theirs);
}

Test(html_oracle, the_text_of_our_own_pages_is_that_of_gumbo)
{
    struct comparison comparison = {0, 0};

    cr_expect(gt(
        int, dt_pages_each("corpus/northmoor/snapshots", compare, &comparison),
        0));
    cr_expect(
        gt(int, dt_pages_each("tests/fixtures", compare, &comparison), -1));
    cr_expect(zero(uint, comparison.different));
}

Test(html_oracle, the_text_of_real_pages_is_that_of_gumbo)
{
    static const char *const sets[] = {"aeb", "fundus", "trafilatura",
                                       "cleanportaleval"};
    const char *base = getenv("DICTUM_EVAL");
    struct comparison comparison = {0, 0};

    if (!base || !*base)
        cr_skip_test("DICTUM_EVAL: no pages here");
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        char path[4096];

        snprintf(path, sizeof path, "%s/data/%s", base, sets[i]);
        cr_expect(gt(int, dt_pages_each(path, compare, &comparison), 0), "%s",
                  path);
    }
    cr_log_info("pages: %u alike, %u not", comparison.same,
                comparison.different);
    cr_expect(zero(uint, comparison.different));
}

/* Any text as HTML: no crash, a tree in order, within the bounds of html.h. */
#include <stdlib.h>

#include "base/html.h"
#include "base/html_tree.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { IMPLIED = 1024 + 8 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_node(const struct dt_html *html, uint32_t i)
{
    const struct dt_html_node *n = &html->nodes[i];

    require(n->tag < DT_TAG_COUNT && n->end > i && n->end <= html->count);
    require(n->attribute_count <= DT_HTML_ATTRIBUTES);
    for (unsigned k = 0; k < n->attribute_count; k++)
        require(dt_utf8_valid(n->attributes[k].value) ==
                n->attributes[k].value.len);
    if (n->tag == DT_TAG_TEXT)
        require(n->end == i + 1 && n->text.len > 0 &&
                dt_utf8_valid(n->text) == n->text.len);
    if (i == 0)
        return;
    require(n->parent < i && n->end <= html->nodes[n->parent].end);
    require(html->nodes[n->parent].tag != DT_TAG_TEXT);
}

/* Every node but the root is the child of its parent, between its siblings. */
static void check_links(const struct dt_html_builder *tree)
{
    for (uint32_t i = 1; i < tree->count; i++) {
        const struct dt_html_tree_node *n = &tree->nodes[i];
        const struct dt_html_tree_node *parent = &tree->nodes[n->parent];

        require(!n->next || tree->nodes[n->next].previous == i);
        require(!n->previous || tree->nodes[n->previous].next == i);
        require(!n->next || tree->nodes[n->next].parent == n->parent);
        require(n->next || parent->last == i || n->parent == 0);
        require(n->previous || parent->first == i || n->parent == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct dt_html_builder tree;
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 28);
    struct dt_html html;
    struct dt_err err;
    struct dt_str page = {(const char *)data, size};

    if (dt_utf8_valid(page) != size)
        return 0;
    require(dt_html_parse(page, &arena, &html, &err) == DT_OK);
    require(html.count <= size + size / DT_HTML_REOPEN + IMPLIED);
    require(html.nodes[0].end == html.count);
    for (uint32_t i = 0; i < html.count; i++)
        check_node(&html, i);
    require(dt_html_build(&tree, page, true, &arena, &err) == DT_OK);
    check_links(&tree);
    dt_html_build_release(&tree);
    dt_arena_release(&arena);
    return 0;
}

#include "base/html.h"

#include <stdlib.h>

#include "base/html_tree.h"

struct layout {
    const struct dt_html_tree_node *from;
    struct dt_html_node *nodes;
    uint32_t count;
    struct dt_arena *arena;
};

static bool is_kept(const struct dt_html_tree_node *n)
{
    return n->kind == DT_KIND_TEXT ||
           (n->kind == DT_KIND_ELEMENT && n->space == DT_HTML_SPACE_HTML &&
            n->tag != DT_TAG_TEMPLATE);
}

/* Texts that are one; *last becomes the last of them. */
static bool join(const struct layout *l, uint32_t *last, struct dt_str *out)
{
    uint32_t first = *last, i = first;
    size_t len = 0, at = 0;
    char *joined;

    for (; i && l->from[i].kind == DT_KIND_TEXT; i = l->from[i].next) {
        len += l->from[i].text.len;
        *last = i;
    }
    joined = dt_arena_alloc(l->arena, len);
    if (!joined)
        return false;
    for (i = first; at < len; i = l->from[i].next) {
        memcpy(joined + at, l->from[i].text.ptr, l->from[i].text.len);
        at += l->from[i].text.len;
    }
    *out = (struct dt_str){joined, len};
    return true;
}

/* Append a node of the tree; false when there is no memory. */
static bool add(struct layout *l, uint32_t *at, uint32_t parent)
{
    const struct dt_html_tree_node *from = &l->from[*at];
    struct dt_html_node *n = &l->nodes[l->count++];

    n->parent = parent;
    n->end = l->count;
    if (from->kind == DT_KIND_ELEMENT) {
        n->tag = from->tag;
        n->attributes = from->attributes;
        n->names = from->names;
        n->attribute_count = from->attribute_count;
        return true;
    }
    n->tag = DT_TAG_TEXT;
    n->text = from->text;
    return !from->next || l->from[from->next].kind != DT_KIND_TEXT ||
           join(l, at, &n->text);
}

static bool lay_out(struct layout *l, uint32_t root)
{
    const struct dt_html_tree_node *from = l->from;
    uint32_t at = root, parent = 0;

    for (;;) {
        if (is_kept(&from[at])) {
            uint32_t index = l->count;

            if (!add(l, &at, parent))
                return false;
            if (from[at].first) {
                parent = index;
                at = from[at].first;
                continue;
            }
        }
        while (at != root && !from[at].next) {
            at = from[at].parent;
            l->nodes[parent].end = l->count;
            parent = l->nodes[parent].parent;
        }
        if (at == root)
            return true;
        at = from[at].next;
    }
}

static int copy_tree(const struct dt_html_builder *tree, struct dt_arena *arena,
                     struct dt_html *out, struct dt_err *err)
{
    struct layout l = {tree->nodes,
                       dt_arena_array(arena, tree->count, sizeof *l.nodes), 0,
                       arena};

    if (!l.nodes || !lay_out(&l, tree->stack[0].node))
        return DT_FAIL(err, DT_EFORMAT,
                       "a page needs more than %zu bytes of memory",
                       arena->max);
    *out = (struct dt_html){l.nodes, l.count};
    return DT_OK;
}

int dt_html_parse(struct dt_str page, struct dt_arena *arena,
                  struct dt_html *out, struct dt_err *err)
{
    struct dt_html_builder *tree = malloc(sizeof *tree);
    int rc;

    if (!tree)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    rc = dt_html_build(tree, page, false, arena, err);
    if (rc == DT_OK)
        rc = copy_tree(tree, arena, out, err);
    dt_html_build_release(tree);
    free(tree);
    return rc;
}

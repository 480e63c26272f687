#include "base/html_tree.h"

#include <stdlib.h>

/* -- nodes ---------------------------------------------------------------- */

uint32_t dt_html_new_node(struct dt_html_builder *b,
                          struct dt_html_tree_node node)
{
    if (b->count == b->cap) {
        uint32_t cap = b->cap ? b->cap * 2 : 4096;
        struct dt_html_tree_node *nodes =
            b->cap > UINT32_MAX / 4 ? NULL
                                    : realloc(b->nodes, cap * sizeof *nodes);

        if (!nodes) {
            b->failed = true;
            return 0;
        }
        b->nodes = nodes;
        b->cap = cap;
    }
    b->nodes[b->count] = node;
    return b->count++;
}

void dt_html_append(struct dt_html_builder *b, uint32_t parent, uint32_t node)
{
    struct dt_html_tree_node *to = &b->nodes[parent], *n = &b->nodes[node];

    n->parent = parent;
    n->previous = to->last;
    n->next = 0;
    if (to->last)
        b->nodes[to->last].next = node;
    else
        to->first = node;
    to->last = node;
}

static void insert_before(struct dt_html_builder *b, uint32_t node,
                          uint32_t next)
{
    struct dt_html_tree_node *n = &b->nodes[node], *behind = &b->nodes[next];

    n->parent = behind->parent;
    n->previous = behind->previous;
    n->next = next;
    if (behind->previous)
        b->nodes[behind->previous].next = node;
    else
        b->nodes[behind->parent].first = node;
    behind->previous = node;
}

void dt_html_remove(struct dt_html_builder *b, uint32_t node)
{
    struct dt_html_tree_node *n = &b->nodes[node];
    struct dt_html_tree_node *from = &b->nodes[n->parent];

    if (n->previous)
        b->nodes[n->previous].next = n->next;
    else if (from->first == node)
        from->first = n->next;
    if (n->next)
        b->nodes[n->next].previous = n->previous;
    else if (from->last == node)
        from->last = n->previous;
    n->parent = n->previous = n->next = 0;
}

/* -- places: 13.2.6.1 ----------------------------------------------------- */

static struct dt_html_place foster_place(const struct dt_html_builder *b)
{
    for (unsigned i = b->depth; i-- > 0;) {
        const struct dt_html_open *open = &b->stack[i];

        if (dt_html_is_tag(open, DT_TAG_TEMPLATE))
            return (struct dt_html_place){open->node, 0};
        if (!dt_html_is_tag(open, DT_TAG_TABLE) || i == 0)
            continue;
        if (b->nodes[open->node].parent)
            return (struct dt_html_place){b->nodes[open->node].parent,
                                          open->node};
        return (struct dt_html_place){b->stack[i - 1].node, 0};
    }
    return (struct dt_html_place){b->stack[0].node, 0};
}

struct dt_html_place dt_html_place(const struct dt_html_builder *b,
                                   const struct dt_html_open *target)
{
    const struct dt_html_open *open = target ? target : dt_html_top(b);

    if (b->foster && open->space == DT_HTML_SPACE_HTML)
        switch (open->tag) {
        case DT_TAG_TABLE:
        case DT_TAG_TBODY:
        case DT_TAG_TFOOT:
        case DT_TAG_THEAD:
        case DT_TAG_TR:
            return foster_place(b);
        default:
            break;
        }
    return (struct dt_html_place){open->node, 0};
}

void dt_html_put(struct dt_html_builder *b, struct dt_html_place place,
                 uint32_t node)
{
    if (node == 0)
        return;
    if (place.before)
        insert_before(b, node, place.before);
    else
        dt_html_append(b, place.parent, node);
}

/* -- elements ------------------------------------------------------------- */

static const struct dt_html_attribute *
copy_attributes(struct dt_html_builder *b, const struct dt_html_attribute *from,
                unsigned count)
{
    struct dt_html_attribute *copy;

    if (count == 0)
        return NULL;
    copy = dt_arena_array(b->tokens.arena, count, sizeof *copy);
    if (copy)
        memcpy(copy, from, count * sizeof *copy);
    else
        b->failed = true;
    return copy;
}

static uint32_t element(struct dt_html_builder *b,
                        const struct dt_html_token *token,
                        enum dt_html_space space)
{
    const struct dt_html_attribute *attributes =
        copy_attributes(b, token->attributes, token->attribute_count);

    return dt_html_new_node(
        b, (struct dt_html_tree_node){
               .kind = DT_KIND_ELEMENT,
               .tag = (uint8_t)token->tag,
               .space = (uint8_t)space,
               .text = token->text,
               .attributes = attributes,
               .names = token->names,
               .attribute_count = (uint16_t)(attributes ? token->attribute_count
                                                        : 0)});
}

/* Put a node, if there is one, into its place, and leave it open. */
static uint32_t insert_open(struct dt_html_builder *b, uint32_t node)
{
    if (node == 0)
        return 0;
    dt_html_make_room(b);
    dt_html_put(b, dt_html_place(b, NULL), node);
    dt_html_push(b, node);
    return node;
}

uint32_t dt_html_insert_in(struct dt_html_builder *b,
                           const struct dt_html_token *token,
                           enum dt_html_space space)
{
    return insert_open(b, element(b, token, space));
}

uint32_t dt_html_insert(struct dt_html_builder *b,
                        const struct dt_html_token *token)
{
    return dt_html_insert_in(b, token, DT_HTML_SPACE_HTML);
}

uint32_t dt_html_insert_implied(struct dt_html_builder *b, enum dt_tag tag)
{
    struct dt_html_tree_node n = {.kind = DT_KIND_ELEMENT,
                                  .tag = (uint8_t)tag,
                                  .text = DT_STR(dt_html_tag_name(tag))};

    return insert_open(b, dt_html_new_node(b, n));
}

void dt_html_insert_void(struct dt_html_builder *b,
                         const struct dt_html_token *token)
{
    dt_html_put(b, dt_html_place(b, NULL),
                element(b, token, DT_HTML_SPACE_HTML));
}

static bool has_attribute(const struct dt_html_tree_node *n, struct dt_str name)
{
    for (unsigned i = 0; i < n->attribute_count; i++)
        if (dt_str_eq(n->attributes[i].name, name))
            return true;
    return false;
}

void dt_html_merge_attributes(struct dt_html_builder *b, uint32_t node,
                              const struct dt_html_token *token)
{
    struct dt_html_attribute merged[DT_HTML_ATTRIBUTES];
    struct dt_html_tree_node *n = &b->nodes[node];
    unsigned count = n->attribute_count;

    if (count)
        memcpy(merged, n->attributes, count * sizeof *merged);
    for (unsigned i = 0;
         i < token->attribute_count && count < DT_HTML_ATTRIBUTES; i++)
        if (!has_attribute(n, token->attributes[i].name))
            merged[count++] = token->attributes[i];
    if (count == n->attribute_count)
        return;
    n->names |= token->names;
    n->attributes = copy_attributes(b, merged, count);
    n->attribute_count = (uint16_t)(n->attributes ? count : 0);
}

/* -- text and comments ---------------------------------------------------- */

void dt_html_insert_text(struct dt_html_builder *b, struct dt_str text)
{
    struct dt_html_place place = dt_html_place(b, NULL);
    uint32_t before = place.before ? b->nodes[place.before].previous
                                   : b->nodes[place.parent].last;
    bool joins = before && b->nodes[before].kind == DT_KIND_TEXT;

    if (text.len == 0)
        return;
    if (joins) {
        struct dt_str *last = &b->nodes[before].text;

        if (last->ptr + last->len == text.ptr) {
            last->len += text.len;
            return;
        }
    }
    dt_html_put(
        b, place,
        dt_html_new_node(b, (struct dt_html_tree_node){.kind = DT_KIND_TEXT,
                                                       .text = text,
                                                       .joins = joins}));
}

void dt_html_insert_comment(struct dt_html_builder *b,
                            const struct dt_html_token *token, int64_t parent)
{
    uint32_t node;

    if (!b->keep_all)
        return;
    node = dt_html_new_node(b,
                            (struct dt_html_tree_node){.kind = DT_KIND_COMMENT,
                                                       .text = token->text});
    dt_html_put(b,
                parent == DT_HTML_CURRENT
                    ? dt_html_place(b, NULL)
                    : (struct dt_html_place){(uint32_t)parent, 0},
                node);
}

void dt_html_insert_doctype(struct dt_html_builder *b,
                            const struct dt_html_token *token)
{
    struct dt_html_attribute ids[] = {{DT_STR("public"), token->public_id},
                                      {DT_STR("system"), token->system_id}};

    if (b->keep_all)
        dt_html_put(
            b, (struct dt_html_place){DT_HTML_DOCUMENT, 0},
            dt_html_new_node(b, (struct dt_html_tree_node){
                                    .kind = DT_KIND_DOCTYPE,
                                    .text = token->text,
                                    .attributes = copy_attributes(b, ids, 2),
                                    .attribute_count = 2}));
}

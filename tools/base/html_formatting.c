/*
 * The list of active formatting elements, and the adoption agency: 13.2.4.3,
 * 13.2.6.1 and 13.2.6.4.7 (html_tree.h).
 */
#include "base/html_tree.h"

enum { MARKER = 0, ALIKE = 3, OUTER_LOOPS = 8, INNER_LOOPS = 3 };

/* Index of a node in the list, or its length. */
static unsigned find(const struct dt_html_builder *b, uint32_t node)
{
    unsigned i = b->formatting_count;

    while (i-- > 0)
        if (b->formatting[i] == node)
            return i;
    return b->formatting_count;
}

static void remove_at(struct dt_html_builder *b, unsigned i)
{
    b->formatting_count--;
    memmove(&b->formatting[i], &b->formatting[i + 1],
            (b->formatting_count - i) * sizeof *b->formatting);
}

static void insert_at(struct dt_html_builder *b, unsigned i, uint32_t node)
{
    memmove(&b->formatting[i + 1], &b->formatting[i],
            (b->formatting_count - i) * sizeof *b->formatting);
    b->formatting[i] = node;
    b->formatting_count++;
}

static void append(struct dt_html_builder *b, uint32_t node)
{
    if (b->formatting_count == DT_HTML_LIST)
        remove_at(b, 0);
    b->formatting[b->formatting_count++] = node;
}

void dt_html_add_marker(struct dt_html_builder *b)
{
    append(b, MARKER);
}

void dt_html_clear_to_marker(struct dt_html_builder *b)
{
    while (b->formatting_count && b->formatting[--b->formatting_count])
        continue;
}

void dt_html_remove_formatting(struct dt_html_builder *b, uint32_t node)
{
    unsigned i = find(b, node);

    if (i < b->formatting_count)
        remove_at(b, i);
}

uint32_t dt_html_find_formatting(const struct dt_html_builder *b,
                                 enum dt_tag tag)
{
    for (unsigned i = b->formatting_count; i-- > 0;) {
        uint32_t node = b->formatting[i];

        if (node == MARKER)
            break;
        if (b->nodes[node].tag == tag)
            return node;
    }
    return 0;
}

/* Same tag and same attributes, in any order. */
static bool is_alike(const struct dt_html_tree_node *a,
                     const struct dt_html_tree_node *b)
{
    if (a->tag != b->tag || a->attribute_count != b->attribute_count)
        return false;
    for (unsigned i = 0; i < a->attribute_count; i++) {
        unsigned k = 0;

        while (k < b->attribute_count &&
               !dt_str_eq(a->attributes[i].name, b->attributes[k].name))
            k++;
        if (k == b->attribute_count ||
            !dt_str_eq(a->attributes[i].value, b->attributes[k].value))
            return false;
    }
    return true;
}

/* 13.2.4.3, with the Noah's Ark clause, and a bound on what differs. */
void dt_html_add_formatting(struct dt_html_builder *b, uint32_t node)
{
    unsigned alike = 0, since = 0, first = 0, first_alike = 0;

    for (unsigned i = b->formatting_count; i-- > 0;) {
        if (b->formatting[i] == MARKER)
            break;
        since++;
        first = i;
        if (is_alike(&b->nodes[b->formatting[i]], &b->nodes[node])) {
            alike++;
            first_alike = i;
        }
    }
    if (alike >= ALIKE)
        remove_at(b, first_alike);
    else if (since >= DT_HTML_FORMAT)
        remove_at(b, first);
    append(b, node);
}

/* A new element for the token that a formatting element was made for. */
static uint32_t clone(struct dt_html_builder *b, uint32_t node)
{
    struct dt_html_tree_node n = b->nodes[node];

    b->reopened++;
    n.parent = n.previous = n.next = n.first = n.last = 0;
    n.open = false;
    return dt_html_new_node(b, n);
}

void dt_html_reopen_formatting(struct dt_html_builder *b)
{
    unsigned i = b->formatting_count;

    while (i > 0 && b->formatting[i - 1] != MARKER &&
           !b->nodes[b->formatting[i - 1]].open)
        i--;
    if (b->reopened >= b->reopened_max)
        b->formatting_count = i;
    for (; i < b->formatting_count; i++) {
        uint32_t node = clone(b, b->formatting[i]);

        if (node == 0)
            return;
        dt_html_make_room(b);
        dt_html_put(b, dt_html_place(b, NULL), node);
        dt_html_push(b, node);
        b->formatting[i] = node;
    }
}

/* -- the adoption agency algorithm: 13.2.6.4.7 ---------------------------- */

static unsigned stack_index(const struct dt_html_builder *b, uint32_t node)
{
    unsigned i = b->depth;

    while (i > 0 && b->stack[i - 1].node != node)
        i--;
    return i - 1;
}

/* The stack index of the furthest block, or b->depth. */
static unsigned furthest_block(const struct dt_html_builder *b,
                               unsigned formatting)
{
    unsigned i = formatting + 1;

    while (i < b->depth && !(b->stack[i].traits & DT_TRAIT_SPECIAL))
        i++;
    return i;
}

/*
 * Step 13, the inner loop: what is open between the formatting element and
 * the furthest block is closed, and formatting there cloned, around *last.
 */
static void adopt_between(struct dt_html_builder *b, unsigned formatting,
                          unsigned furthest, uint32_t *last, unsigned *bookmark)
{
    const uint32_t block = b->stack[furthest].node;
    unsigned loops = 0;

    for (unsigned at = furthest; --at > formatting;) {
        struct dt_html_open *open = &b->stack[at];
        unsigned entry = find(b, open->node);
        uint32_t made;

        if (++loops > INNER_LOOPS && entry < b->formatting_count) {
            remove_at(b, entry);
            *bookmark -= entry < *bookmark;
            entry = b->formatting_count;
        }
        if (entry == b->formatting_count) {
            dt_html_close(b, open->node);
            continue;
        }
        made = clone(b, open->node);
        if (made == 0)
            return;
        b->nodes[open->node].open = false;
        b->nodes[made].open = true;
        b->formatting[entry] = open->node = made;
        if (*last == block)
            *bookmark = entry + 1;
        dt_html_remove(b, *last);
        dt_html_append(b, made, *last);
        *last = made;
    }
}

/* Steps 14 to 19: the block's children get a formatting element of theirs. */
static void adopt_block(struct dt_html_builder *b, uint32_t subject,
                        uint32_t block, unsigned bookmark)
{
    uint32_t made = clone(b, subject);
    struct dt_html_tree_node *nodes = b->nodes;
    unsigned entry = find(b, subject), at;

    if (made == 0)
        return;
    nodes[made].first = nodes[block].first;
    nodes[made].last = nodes[block].last;
    nodes[block].first = nodes[block].last = 0;
    for (uint32_t i = nodes[made].first; i; i = nodes[i].next)
        nodes[i].parent = made;
    dt_html_append(b, block, made);
    remove_at(b, entry);
    insert_at(b, bookmark - (entry < bookmark), made);
    dt_html_close(b, subject);
    at = stack_index(b, block) + 1;
    memmove(&b->stack[at + 1], &b->stack[at],
            (b->depth - at) * sizeof *b->stack);
    b->depth++;
    b->stack[at] = (struct dt_html_open){
        .node = made,
        .traits = (uint16_t)dt_html_tag_traits(DT_HTML_SPACE_HTML,
                                               (enum dt_tag)nodes[made].tag),
        .tag = nodes[made].tag,
        .space = DT_HTML_SPACE_HTML};
    b->open[nodes[made].tag]++;
    nodes[made].open = true;
}

/* One turn of the outer loop; false when the algorithm returns. */
static bool adopt_once(struct dt_html_builder *b, enum dt_tag tag)
{
    uint32_t subject = dt_html_find_formatting(b, tag), last, block;
    unsigned at, furthest, bookmark;
    struct dt_html_open ancestor;

    if (!b->nodes[subject].open) {
        dt_html_remove_formatting(b, subject);
        return false;
    }
    at = stack_index(b, subject);
    for (unsigned i = at + 1; i < b->depth; i++)
        if (b->stack[i].traits & DT_TRAIT_SCOPE)
            return false; /* is not in scope */
    furthest = furthest_block(b, at);
    if (furthest == b->depth || b->reopened >= b->reopened_max) {
        while (b->depth > at && b->depth > 1)
            dt_html_pop(b);
        dt_html_remove_formatting(b, subject);
        return false;
    }
    ancestor = b->stack[at - 1];
    last = block = b->stack[furthest].node;
    bookmark = find(b, subject);
    adopt_between(b, at, furthest, &last, &bookmark);
    dt_html_remove(b, last);
    dt_html_put(b, dt_html_place(b, &ancestor), last);
    adopt_block(b, subject, block, bookmark);
    return !b->failed;
}

void dt_html_adopt(struct dt_html_builder *b, const struct dt_html_token *token)
{
    const struct dt_html_open *top = dt_html_top(b);

    if (dt_html_is_tag(top, token->tag) &&
        find(b, top->node) == b->formatting_count) {
        dt_html_pop(b);
        return;
    }
    for (unsigned i = 0; i < OUTER_LOOPS; i++) {
        if (dt_html_find_formatting(b, token->tag) == 0) {
            dt_html_end_other(b, token);
            return;
        }
        if (!adopt_once(b, token->tag))
            return;
    }
}

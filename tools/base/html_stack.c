/* The stack of open elements: 13.2.4.2 (html_tree.h). */
#include "base/html_tree.h"

void dt_html_push(struct dt_html_builder *b, uint32_t node)
{
    struct dt_html_tree_node *n = &b->nodes[node];
    unsigned traits = dt_html_tag_traits((enum dt_html_space)n->space,
                                         (enum dt_tag)n->tag);

    dt_html_make_room(b);
    if (n->tag == DT_TAG_ANNOTATION_XML && dt_html_holds_html(n))
        traits |= DT_TRAIT_HTML_POINT;
    b->stack[b->depth++] = (struct dt_html_open){
        .node = node,
        .hash = n->tag == DT_TAG_OTHER ? dt_html_tag_hash_all(n->text) : 0,
        .traits = (uint16_t)traits,
        .tag = n->tag,
        .space = n->space};
    b->open[n->tag] += n->space == DT_HTML_SPACE_HTML;
    n->open = true;
}

static void forget(struct dt_html_builder *b, const struct dt_html_open *open)
{
    b->open[open->tag] -= open->space == DT_HTML_SPACE_HTML;
    b->nodes[open->node].open = false;
}

void dt_html_pop(struct dt_html_builder *b)
{
    if (b->depth > 1) {
        b->depth--;
        forget(b, &b->stack[b->depth]);
    }
}

void dt_html_close(struct dt_html_builder *b, uint32_t node)
{
    unsigned i = b->depth;

    while (i > 1 && b->stack[i - 1].node != node)
        i--;
    if (i <= 1)
        return;
    forget(b, &b->stack[i - 1]);
    memmove(&b->stack[i - 1], &b->stack[i], (b->depth - i) * sizeof *b->stack);
    b->depth--;
}

void dt_html_make_room(struct dt_html_builder *b)
{
    struct dt_html_open top = *dt_html_top(b);

    if (b->depth < DT_HTML_DEPTH)
        return;
    dt_html_pop(b);
    if (top.space != DT_HTML_SPACE_HTML)
        return;
    switch (top.tag) {
    case DT_TAG_TEMPLATE:
        b->template_count -= b->template_count > 0;
        dt_html_clear_to_marker(b);
        break;
    case DT_TAG_CAPTION:
    case DT_TAG_TD:
    case DT_TAG_TH:
        dt_html_clear_to_marker(b);
        break;
    case DT_TAG_COLGROUP:
    case DT_TAG_TABLE:
    case DT_TAG_TBODY:
    case DT_TAG_TFOOT:
    case DT_TAG_THEAD:
    case DT_TAG_TR:
        break;
    default:
        return; /* the insertion mode does not depend on it */
    }
    dt_html_reset_mode(b);
}

void dt_html_pop_until(struct dt_html_builder *b, enum dt_tag tag)
{
    bool found = false;

    while (!found && b->depth > 1) {
        found = dt_html_is_tag(dt_html_top(b), tag);
        dt_html_pop(b);
    }
}

bool dt_html_in_scope(const struct dt_html_builder *b, enum dt_tag tag,
                      unsigned bounds)
{
    if (b->open[tag] == 0)
        return false;
    for (unsigned i = b->depth; i-- > 0;) {
        if (dt_html_is_tag(&b->stack[i], tag))
            return true;
        if (b->stack[i].traits & bounds)
            return false;
    }
    return false;
}

void dt_html_imply_end_tags(struct dt_html_builder *b, enum dt_tag except)
{
    while (dt_html_top(b)->traits & DT_TRAIT_IMPLIED &&
           dt_html_top(b)->tag != except)
        dt_html_pop(b);
}

void dt_html_imply_all_end_tags(struct dt_html_builder *b)
{
    while (dt_html_top(b)->traits &
           (DT_TRAIT_IMPLIED | DT_TRAIT_IMPLIED_THOROUGHLY))
        dt_html_pop(b);
}

void dt_html_close_p(struct dt_html_builder *b)
{
    if (!dt_html_in_scope(b, DT_TAG_P, DT_SCOPE_BUTTON))
        return;
    dt_html_imply_end_tags(b, DT_TAG_P);
    dt_html_pop_until(b, DT_TAG_P);
}

/* The mode that an element at depth i of the stack asks for, if any. */
static bool mode_of(const struct dt_html_builder *b, unsigned i,
                    enum dt_html_mode *mode)
{
    switch (b->stack[i].tag) {
    case DT_TAG_TD:
    case DT_TAG_TH:
        *mode = DT_MODE_IN_CELL;
        return i > 0;
    case DT_TAG_TR:
        *mode = DT_MODE_IN_ROW;
        return true;
    case DT_TAG_TBODY:
    case DT_TAG_THEAD:
    case DT_TAG_TFOOT:
        *mode = DT_MODE_IN_TABLE_BODY;
        return true;
    case DT_TAG_CAPTION:
        *mode = DT_MODE_IN_CAPTION;
        return true;
    case DT_TAG_COLGROUP:
        *mode = DT_MODE_IN_COLUMN_GROUP;
        return true;
    case DT_TAG_TABLE:
        *mode = DT_MODE_IN_TABLE;
        return true;
    case DT_TAG_TEMPLATE:
        *mode =
            b->template_count
                ? (enum dt_html_mode)b->template_modes[b->template_count - 1]
                : DT_MODE_IN_BODY;
        return true;
    case DT_TAG_HEAD:
        *mode = DT_MODE_IN_HEAD;
        return true;
    case DT_TAG_BODY:
        *mode = DT_MODE_IN_BODY;
        return true;
    case DT_TAG_FRAMESET:
        *mode = DT_MODE_IN_FRAMESET;
        return true;
    case DT_TAG_HTML:
        *mode = b->head ? DT_MODE_AFTER_HEAD : DT_MODE_BEFORE_HEAD;
        return true;
    default:
        return false;
    }
}

void dt_html_reset_mode(struct dt_html_builder *b)
{
    for (unsigned i = b->depth; i-- > 0;)
        if (b->stack[i].space == DT_HTML_SPACE_HTML && mode_of(b, i, &b->mode))
            return;
    b->mode = DT_MODE_IN_BODY;
}

/* The insertion mode "in body": 13.2.6.4.7, its end tags. */
#include "base/html_tree.h"

void dt_html_end_other(struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    unsigned i = b->open[token->tag] ? b->depth : 0;

    while (i-- > 1) {
        const struct dt_html_open *open = &b->stack[i];

        if (open->space == DT_HTML_SPACE_HTML &&
            dt_html_has_name(b, open, token)) {
            uint32_t node = open->node;

            dt_html_imply_end_tags(b, token->tag);
            while (b->nodes[node].open)
                dt_html_pop(b);
            return;
        }
        if (open->traits & DT_TRAIT_SPECIAL)
            return;
    }
}

/* A block: closed when it is in scope, with all that it holds. */
static void end_block(struct dt_html_builder *b, enum dt_tag tag)
{
    if (!dt_html_in_scope(b, tag, DT_SCOPE))
        return;
    dt_html_imply_end_tags(b, DT_TAG_TEXT);
    dt_html_pop_until(b, tag);
}

static void end_form(struct dt_html_builder *b)
{
    uint32_t form = b->form;

    if (b->open[DT_TAG_TEMPLATE]) {
        end_block(b, DT_TAG_FORM);
        return;
    }
    b->form = 0;
    if (!form || !b->nodes[form].open)
        return;
    for (unsigned i = b->depth; b->stack[--i].node != form;)
        if (b->stack[i].traits & DT_TRAIT_SCOPE)
            return;
    dt_html_imply_end_tags(b, DT_TAG_TEXT);
    dt_html_close(b, form);
}

static void end_p(struct dt_html_builder *b, const struct dt_html_token *token)
{
    if (!dt_html_in_scope(b, DT_TAG_P, DT_SCOPE_BUTTON))
        dt_html_insert_implied(b, token->tag);
    dt_html_close_p(b);
}

static void end_item(struct dt_html_builder *b, enum dt_tag tag, unsigned scope)
{
    if (!dt_html_in_scope(b, tag, scope))
        return;
    dt_html_imply_end_tags(b, tag);
    dt_html_pop_until(b, tag);
}

static void end_heading(struct dt_html_builder *b)
{
    unsigned i = b->depth, traits = 0;

    while (i-- > 0) {
        traits = b->stack[i].traits;
        if (traits & (DT_TRAIT_HEADING | DT_TRAIT_SCOPE))
            break;
    }
    if (!(traits & DT_TRAIT_HEADING))
        return;
    dt_html_imply_end_tags(b, DT_TAG_TEXT);
    while (b->depth > i)
        dt_html_pop(b);
}

static void end_marked(struct dt_html_builder *b, enum dt_tag tag)
{
    if (!dt_html_in_scope(b, tag, DT_SCOPE))
        return;
    end_block(b, tag);
    dt_html_clear_to_marker(b);
}

static void end_br(struct dt_html_builder *b, struct dt_html_token *token)
{
    token->type = DT_TOKEN_START_TAG;
    token->attribute_count = 0;
    dt_html_in_body(b, token);
}

/* Elements with rules of their own; false for others. */
static bool end_single(struct dt_html_builder *b, struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_TEMPLATE:
        dt_html_in_head(b, token);
        return true;
    case DT_TAG_FORM:
        end_form(b);
        return true;
    case DT_TAG_P:
        end_p(b, token);
        return true;
    case DT_TAG_LI:
        end_item(b, DT_TAG_LI, DT_SCOPE_LIST);
        return true;
    case DT_TAG_DD:
    case DT_TAG_DT:
        end_item(b, token->tag, DT_SCOPE);
        return true;
    case DT_TAG_APPLET:
    case DT_TAG_MARQUEE:
    case DT_TAG_OBJECT:
        end_marked(b, token->tag);
        return true;
    case DT_TAG_BR:
        end_br(b, token);
        return true;
    case DT_TAG_BUTTON:
    case DT_TAG_LISTING:
    case DT_TAG_PRE:
    case DT_TAG_SELECT:
        end_block(b, token->tag);
        return true;
    default:
        return false;
    }
}

bool dt_html_end_in_body(struct dt_html_builder *b, struct dt_html_token *token)
{
    unsigned traits = dt_html_tag_traits(DT_HTML_SPACE_HTML, token->tag);

    if (token->tag == DT_TAG_BODY || token->tag == DT_TAG_HTML) {
        if (!dt_html_in_scope(b, DT_TAG_BODY, DT_SCOPE))
            return true;
        b->mode = DT_MODE_AFTER_BODY;
        return token->tag == DT_TAG_BODY;
    }
    if (end_single(b, token))
        return true;
    if (traits & DT_TRAIT_BLOCK)
        end_block(b, token->tag);
    else if (traits & DT_TRAIT_HEADING)
        end_heading(b);
    else if (traits & DT_TRAIT_FORMATTING)
        dt_html_adopt(b, token);
    else
        dt_html_end_other(b, token);
    return true;
}

/* The rules for parsing tokens in foreign content: 13.2.6.5. */
#include "base/html_tree.h"

bool dt_html_holds_html(const struct dt_html_tree_node *annotation)
{
    for (unsigned i = 0; i < annotation->attribute_count; i++) {
        struct dt_str value = annotation->attributes[i].value;

        if (dt_str_is(annotation->attributes[i].name, "encoding"))
            return dt_html_is(value, "text/html") ||
                   dt_html_is(value, "application/xhtml+xml");
    }
    return false;
}

static void add_text(struct dt_html_builder *b,
                     const struct dt_html_token *token)
{
    dt_html_insert_text(b, dt_html_replace_nul(&b->tokens, token->text));
    if (b->frameset_ok)
        for (size_t i = 0; i < token->text.len; i++)
            if (token->text.ptr[i] && !dt_html_is_space(token->text.ptr[i]))
                b->frameset_ok = false;
}

/* Whether a start tag can only be one of HTML. */
static bool breaks_out(const struct dt_html_token *token)
{
    if (token->tag != DT_TAG_FONT)
        return dt_html_tag_traits(DT_HTML_SPACE_HTML, token->tag) &
               DT_TRAIT_BREAKS_OUT;
    for (unsigned i = 0; i < token->attribute_count; i++)
        if (dt_str_is(token->attributes[i].name, "color") ||
            dt_str_is(token->attributes[i].name, "face") ||
            dt_str_is(token->attributes[i].name, "size"))
            return true;
    return false;
}

/* Back to HTML, where the token is processed by the insertion mode. */
static bool leave(struct dt_html_builder *b, struct dt_html_token *token)
{
    while (dt_html_top(b)->space != DT_HTML_SPACE_HTML &&
           !(dt_html_top(b)->traits &
             (DT_TRAIT_HTML_POINT | DT_TRAIT_MATHML_TEXT)))
        dt_html_pop(b);
    return dt_html_by_mode(b, token);
}

static bool end_foreign(struct dt_html_builder *b, struct dt_html_token *token)
{
    for (unsigned i = b->depth; i-- > 1;) {
        const struct dt_html_open *open = &b->stack[i];

        if (open->space == DT_HTML_SPACE_HTML)
            return dt_html_by_mode(b, token);
        if (dt_html_has_name(b, open, token)) {
            while (b->depth > i)
                dt_html_pop(b);
            return true;
        }
    }
    return true;
}

bool dt_html_in_foreign(struct dt_html_builder *b, struct dt_html_token *token)
{
    switch (token->type) {
    case DT_TOKEN_TEXT:
        add_text(b, token);
        return true;
    case DT_TOKEN_COMMENT:
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        return true;
    case DT_TOKEN_START_TAG:
        if (breaks_out(token))
            return leave(b, token);
        dt_html_insert_in(b, token, (enum dt_html_space)dt_html_top(b)->space);
        if (token->self_closing)
            dt_html_pop(b);
        return true;
    case DT_TOKEN_END_TAG:
        if (token->tag == DT_TAG_BR || token->tag == DT_TAG_P)
            return leave(b, token);
        return end_foreign(b, token);
    default:
        return true;
    }
}

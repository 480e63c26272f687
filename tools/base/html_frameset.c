/* The insertion modes of framesets: 13.2.6.4.18, .19 and .21. */
#include "base/html_tree.h"

/* Of text, only white space stays. */
static void insert_spaces(struct dt_html_builder *b,
                          struct dt_html_token *token)
{
    while (token->text.len) {
        dt_html_insert_text(b, dt_html_take_space(token));
        while (token->text.len && !dt_html_is_space(*token->text.ptr)) {
            token->text.ptr++;
            token->text.len--;
        }
    }
}

static bool start_in_frameset(struct dt_html_builder *b,
                              struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_HTML:
        return dt_html_in_body(b, token);
    case DT_TAG_FRAMESET:
        dt_html_insert(b, token);
        break;
    case DT_TAG_FRAME:
        dt_html_insert_void(b, token);
        break;
    case DT_TAG_NOFRAMES:
        return dt_html_in_head(b, token);
    default:
        break;
    }
    return true;
}

/* 13.2.6.4.18 */
bool dt_html_in_frameset(struct dt_html_builder *b, struct dt_html_token *token)
{
    switch (token->type) {
    case DT_TOKEN_TEXT:
        insert_spaces(b, token);
        break;
    case DT_TOKEN_COMMENT:
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        break;
    case DT_TOKEN_START_TAG:
        return start_in_frameset(b, token);
    case DT_TOKEN_END_TAG:
        if (token->tag != DT_TAG_FRAMESET)
            break;
        dt_html_pop(b);
        if (!dt_html_is_tag(dt_html_top(b), DT_TAG_FRAMESET))
            b->mode = DT_MODE_AFTER_FRAMESET;
        break;
    default:
        break;
    }
    return true;
}

/* 13.2.6.4.19 */
bool dt_html_after_frameset(struct dt_html_builder *b,
                            struct dt_html_token *token)
{
    switch (token->type) {
    case DT_TOKEN_TEXT:
        insert_spaces(b, token);
        break;
    case DT_TOKEN_COMMENT:
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        break;
    case DT_TOKEN_START_TAG:
        if (token->tag == DT_TAG_HTML)
            return dt_html_in_body(b, token);
        if (token->tag == DT_TAG_NOFRAMES)
            return dt_html_in_head(b, token);
        break;
    case DT_TOKEN_END_TAG:
        if (token->tag == DT_TAG_HTML)
            b->mode = DT_MODE_AFTER_AFTER_FRAMESET;
        break;
    default:
        break;
    }
    return true;
}

/* 13.2.6.4.21 */
bool dt_html_after_after_frameset(struct dt_html_builder *b,
                                  struct dt_html_token *token)
{
    switch (token->type) {
    case DT_TOKEN_TEXT:
        insert_spaces(b, token);
        break;
    case DT_TOKEN_COMMENT:
        dt_html_insert_comment(b, token, DT_HTML_DOCUMENT);
        break;
    case DT_TOKEN_START_TAG:
        if (token->tag == DT_TAG_HTML)
            return dt_html_in_body(b, token);
        if (token->tag == DT_TAG_NOFRAMES)
            return dt_html_in_head(b, token);
        break;
    default:
        break;
    }
    return true;
}

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

/*
 * What the three modes have in common; a comment goes below place. Start and
 * end tags that are not named here are dropped.
 */
static bool outside_frames(struct dt_html_builder *b,
                           struct dt_html_token *token, int64_t place)
{
    switch (token->type) {
    case DT_TOKEN_TEXT:
        insert_spaces(b, token);
        break;
    case DT_TOKEN_COMMENT:
        dt_html_insert_comment(b, token, place);
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

static bool is_tag(const struct dt_html_token *token, enum dt_token_type type,
                   enum dt_tag tag)
{
    return token->type == type && token->tag == tag;
}

/* 13.2.6.4.18 */
bool dt_html_in_frameset(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (is_tag(token, DT_TOKEN_START_TAG, DT_TAG_FRAMESET)) {
        dt_html_insert(b, token);
    } else if (is_tag(token, DT_TOKEN_START_TAG, DT_TAG_FRAME)) {
        dt_html_insert_void(b, token);
    } else if (is_tag(token, DT_TOKEN_END_TAG, DT_TAG_FRAMESET)) {
        dt_html_pop(b);
        if (!dt_html_is_tag(dt_html_top(b), DT_TAG_FRAMESET))
            b->mode = DT_MODE_AFTER_FRAMESET;
    } else {
        return outside_frames(b, token, DT_HTML_CURRENT);
    }
    return true;
}

/* 13.2.6.4.19 */
bool dt_html_after_frameset(struct dt_html_builder *b,
                            struct dt_html_token *token)
{
    if (is_tag(token, DT_TOKEN_END_TAG, DT_TAG_HTML))
        b->mode = DT_MODE_AFTER_AFTER_FRAMESET;
    return outside_frames(b, token, DT_HTML_CURRENT);
}

/* 13.2.6.4.21 */
bool dt_html_after_after_frameset(struct dt_html_builder *b,
                                  struct dt_html_token *token)
{
    return outside_frames(b, token, DT_HTML_DOCUMENT);
}

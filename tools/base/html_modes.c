/* The insertion modes around the body: 13.2.6.4.1 to .6, .8, .18 to .23. */
#include "base/html_tree.h"

struct dt_str dt_html_take_space(struct dt_html_token *token)
{
    struct dt_str rest = dt_html_skip_space(token->text);
    struct dt_str space = {token->text.ptr, token->text.len - rest.len};

    token->text = rest;
    return space;
}

/* Ignore the white space at the front; whether that was all of the token. */
static bool is_blank(struct dt_html_token *token)
{
    if (token->type != DT_TOKEN_TEXT)
        return false;
    dt_html_take_space(token);
    return token->text.len == 0;
}

static bool is_start(const struct dt_html_token *token, enum dt_tag tag)
{
    return token->type == DT_TOKEN_START_TAG && token->tag == tag;
}

static bool is_end(const struct dt_html_token *token, enum dt_tag tag)
{
    return token->type == DT_TOKEN_END_TAG && token->tag == tag;
}

/* Insert the white space at the front; whether that was all of the token. */
static bool insert_space(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (token->type != DT_TOKEN_TEXT)
        return false;
    dt_html_insert_text(b, dt_html_take_space(token));
    return token->text.len == 0;
}

/* 13.2.6.4.1 */
bool dt_html_initial(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (is_blank(token))
        return true;
    if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, DT_HTML_DOCUMENT);
        return true;
    }
    b->mode = DT_MODE_BEFORE_HTML;
    if (token->type != DT_TOKEN_DOCTYPE) {
        b->quirks = true;
        return false;
    }
    dt_html_insert_doctype(b, token);
    b->quirks = dt_html_is_quirky(token);
    return true;
}

/* Whether an end tag is one of the four that imply what is missing. */
static bool implies(const struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_HEAD:
    case DT_TAG_BODY:
    case DT_TAG_HTML:
    case DT_TAG_BR:
        return true;
    default:
        return token->type != DT_TOKEN_END_TAG;
    }
}

/* 13.2.6.4.2 */
bool dt_html_before_html(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (token->type == DT_TOKEN_DOCTYPE || is_blank(token))
        return true;
    if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, DT_HTML_DOCUMENT);
        return true;
    }
    if (!implies(token))
        return true;
    b->mode = DT_MODE_BEFORE_HEAD;
    if (is_start(token, DT_TAG_HTML)) {
        dt_html_insert(b, token);
        return true;
    }
    dt_html_insert_implied(b, DT_TAG_HTML);
    return false;
}

/* 13.2.6.4.3 */
bool dt_html_before_head(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (token->type == DT_TOKEN_DOCTYPE || is_blank(token))
        return true;
    if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        return true;
    }
    if (is_start(token, DT_TAG_HTML))
        return dt_html_in_body(b, token);
    if (!implies(token))
        return true;
    b->mode = DT_MODE_IN_HEAD;
    if (is_start(token, DT_TAG_HEAD)) {
        b->head = dt_html_insert(b, token);
        return true;
    }
    b->head = dt_html_insert_implied(b, DT_TAG_HEAD);
    return false;
}

void dt_html_insert_raw(struct dt_html_builder *b,
                        const struct dt_html_token *token,
                        enum dt_token_state state)
{
    dt_html_insert(b, token);
    b->tokens.state = state;
    b->original_mode = b->mode;
    b->mode = DT_MODE_TEXT;
}

static void start_template(struct dt_html_builder *b,
                           const struct dt_html_token *token)
{
    dt_html_insert(b, token);
    dt_html_add_marker(b);
    b->frameset_ok = false;
    b->mode = DT_MODE_IN_TEMPLATE;
    if (b->template_count < DT_HTML_DEPTH)
        b->template_modes[b->template_count++] = DT_MODE_IN_TEMPLATE;
}

static void end_template(struct dt_html_builder *b)
{
    if (b->open[DT_TAG_TEMPLATE] == 0)
        return;
    dt_html_imply_all_end_tags(b);
    dt_html_pop_until(b, DT_TAG_TEMPLATE);
    dt_html_clear_to_marker(b);
    b->template_count -= b->template_count > 0;
    dt_html_reset_mode(b);
}

/* Start tags of 13.2.6.4.4; false for any other. */
static bool start_in_head(struct dt_html_builder *b,
                          struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_HTML:
        return dt_html_in_body(b, token);
    case DT_TAG_BASE:
    case DT_TAG_BASEFONT:
    case DT_TAG_BGSOUND:
    case DT_TAG_LINK:
    case DT_TAG_META:
        dt_html_insert_void(b, token);
        return true;
    case DT_TAG_TITLE:
        dt_html_insert_raw(b, token, DT_STATE_RCDATA);
        return true;
    case DT_TAG_NOFRAMES:
    case DT_TAG_STYLE:
        dt_html_insert_raw(b, token, DT_STATE_RAWTEXT);
        return true;
    case DT_TAG_NOSCRIPT:
        dt_html_insert(b, token);
        b->mode = DT_MODE_IN_HEAD_NOSCRIPT;
        return true;
    case DT_TAG_SCRIPT:
        dt_html_insert_raw(b, token, DT_STATE_SCRIPT_DATA);
        return true;
    case DT_TAG_TEMPLATE:
        start_template(b, token);
        return true;
    case DT_TAG_HEAD:
        return true;
    default:
        return false;
    }
}

/* 13.2.6.4.4 */
bool dt_html_in_head(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (insert_space(b, token) || token->type == DT_TOKEN_DOCTYPE)
        return true;
    if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        return true;
    }
    if (token->type == DT_TOKEN_START_TAG && start_in_head(b, token))
        return true;
    if (is_end(token, DT_TAG_TEMPLATE)) {
        end_template(b);
        return true;
    }
    if (is_end(token, DT_TAG_HEAD)) {
        dt_html_pop(b);
        b->mode = DT_MODE_AFTER_HEAD;
        return true;
    }
    if (token->type == DT_TOKEN_END_TAG && !implies(token))
        return true;
    dt_html_pop(b);
    b->mode = DT_MODE_AFTER_HEAD;
    return false;
}

/* 13.2.6.4.5 */
bool dt_html_in_head_noscript(struct dt_html_builder *b,
                              struct dt_html_token *token)
{
    if (insert_space(b, token) || token->type == DT_TOKEN_DOCTYPE)
        return true;
    if (token->type == DT_TOKEN_COMMENT)
        return dt_html_in_head(b, token);
    if (token->type == DT_TOKEN_START_TAG)
        switch (token->tag) {
        case DT_TAG_HTML:
            return dt_html_in_body(b, token);
        case DT_TAG_BASEFONT:
        case DT_TAG_BGSOUND:
        case DT_TAG_LINK:
        case DT_TAG_META:
        case DT_TAG_NOFRAMES:
        case DT_TAG_STYLE:
            return dt_html_in_head(b, token);
        case DT_TAG_HEAD:
        case DT_TAG_NOSCRIPT:
            return true;
        default:
            break;
        }
    if (token->type == DT_TOKEN_END_TAG && token->tag != DT_TAG_NOSCRIPT &&
        token->tag != DT_TAG_BR)
        return true;
    dt_html_pop(b);
    b->mode = DT_MODE_IN_HEAD;
    return is_end(token, DT_TAG_NOSCRIPT);
}

static bool belongs_in_head(const struct dt_html_token *token)
{
    return dt_html_tag_traits(DT_HTML_SPACE_HTML, token->tag) &
           DT_TRAIT_HEAD_PART;
}

/* A start tag that belongs into the head, which is closed already. */
static void start_late(struct dt_html_builder *b, struct dt_html_token *token)
{
    dt_html_push(b, b->head);
    dt_html_in_head(b, token);
    dt_html_close(b, b->head);
}

/* 13.2.6.4.6 */
bool dt_html_after_head(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (insert_space(b, token) || token->type == DT_TOKEN_DOCTYPE)
        return true;
    if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        return true;
    }
    if (token->type == DT_TOKEN_START_TAG) {
        if (token->tag == DT_TAG_HTML)
            return dt_html_in_body(b, token);
        if (belongs_in_head(token))
            start_late(b, token);
        if (belongs_in_head(token) || token->tag == DT_TAG_HEAD)
            return true;
        if (token->tag == DT_TAG_BODY) {
            dt_html_insert(b, token);
            b->frameset_ok = false;
            b->mode = DT_MODE_IN_BODY;
            return true;
        }
        if (token->tag == DT_TAG_FRAMESET) {
            dt_html_insert(b, token);
            b->mode = DT_MODE_IN_FRAMESET;
            return true;
        }
    }
    if (is_end(token, DT_TAG_TEMPLATE))
        return dt_html_in_head(b, token);
    if (token->type == DT_TOKEN_END_TAG &&
        (token->tag == DT_TAG_HEAD || !implies(token)))
        return true;
    dt_html_insert_implied(b, DT_TAG_BODY);
    b->mode = DT_MODE_IN_BODY;
    return false;
}

/* Whether what stands in the element is wanted: html.h. */
static bool is_wanted(const struct dt_html_builder *b, uint32_t node)
{
    const struct dt_html_tree_node *n = &b->nodes[node];

    switch (n->tag) {
    case DT_TAG_STYLE:
    case DT_TAG_IFRAME:
    case DT_TAG_NOEMBED:
    case DT_TAG_NOFRAMES:
        return b->keep_all;
    case DT_TAG_SCRIPT:
        if (b->keep_all)
            return true;
        for (unsigned i = 0; i < n->attribute_count; i++)
            if (dt_str_is(n->attributes[i].name, "type"))
                return dt_str_find(n->attributes[i].value, DT_STR("ld+json"),
                                   0) != SIZE_MAX;
        return false;
    default:
        return true;
    }
}

/* 13.2.6.4.8 */
bool dt_html_in_text(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (token->type == DT_TOKEN_TEXT) {
        if (is_wanted(b, dt_html_top(b)->node))
            dt_html_insert_text(b, token->text);
        return true;
    }
    dt_html_pop(b);
    b->mode = b->original_mode;
    return token->type == DT_TOKEN_END_TAG;
}

/* 13.2.6.4.16 */
bool dt_html_in_template(struct dt_html_builder *b, struct dt_html_token *token)
{
    enum dt_html_mode mode = DT_MODE_IN_BODY;

    if (token->type == DT_TOKEN_END_OF_FILE) {
        if (b->open[DT_TAG_TEMPLATE] == 0)
            return true;
        end_template(b);
        return false;
    }
    if (token->type == DT_TOKEN_END_TAG)
        return token->tag != DT_TAG_TEMPLATE || dt_html_in_head(b, token);
    if (token->type != DT_TOKEN_START_TAG)
        return dt_html_in_body(b, token);
    if (belongs_in_head(token))
        return dt_html_in_head(b, token);
    switch (token->tag) {
    case DT_TAG_CAPTION:
    case DT_TAG_COLGROUP:
    case DT_TAG_TBODY:
    case DT_TAG_TFOOT:
    case DT_TAG_THEAD:
        mode = DT_MODE_IN_TABLE;
        break;
    case DT_TAG_COL:
        mode = DT_MODE_IN_COLUMN_GROUP;
        break;
    case DT_TAG_TR:
        mode = DT_MODE_IN_TABLE_BODY;
        break;
    case DT_TAG_TD:
    case DT_TAG_TH:
        mode = DT_MODE_IN_ROW;
        break;
    default:
        break;
    }
    if (b->template_count)
        b->template_modes[b->template_count - 1] = (uint8_t)mode;
    b->mode = mode;
    return false;
}

/* White space at the front is the body's; whether that was all. */
static bool insert_body_space(struct dt_html_builder *b,
                              struct dt_html_token *token)
{
    struct dt_str space, rest;

    if (token->type != DT_TOKEN_TEXT)
        return false;
    space = dt_html_take_space(token);
    rest = token->text;
    if (space.len) {
        token->text = space;
        dt_html_in_body(b, token);
        token->text = rest;
    }
    return rest.len == 0;
}

/* 13.2.6.4.17 */
bool dt_html_after_body(struct dt_html_builder *b, struct dt_html_token *token)
{
    if (insert_body_space(b, token) || token->type == DT_TOKEN_DOCTYPE ||
        token->type == DT_TOKEN_END_OF_FILE)
        return true;
    if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, b->stack[0].node);
        return true;
    }
    if (is_start(token, DT_TAG_HTML))
        return dt_html_in_body(b, token);
    if (is_end(token, DT_TAG_HTML)) {
        b->mode = DT_MODE_AFTER_AFTER_BODY;
        return true;
    }
    b->mode = DT_MODE_IN_BODY;
    return false;
}

/* 13.2.6.4.20 */
bool dt_html_after_after_body(struct dt_html_builder *b,
                              struct dt_html_token *token)
{
    if (insert_body_space(b, token) || token->type == DT_TOKEN_DOCTYPE ||
        token->type == DT_TOKEN_END_OF_FILE)
        return true;
    if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, DT_HTML_DOCUMENT);
        return true;
    }
    if (is_start(token, DT_TAG_HTML))
        return dt_html_in_body(b, token);
    b->mode = DT_MODE_IN_BODY;
    return false;
}

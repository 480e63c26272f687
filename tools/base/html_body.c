/* The insertion mode "in body": 13.2.6.4.7, all but its end tags. */
#include "base/html_tree.h"

struct dt_str dt_html_without_nul(struct dt_html_builder *b,
                                  const struct dt_html_token *token)
{
    struct dt_str text = token->text;
    char *room;
    size_t len = 0;

    if (!token->has_nul)
        return text;
    room = dt_html_room(&b->tokens, text.len);
    for (size_t i = 0; room && i < text.len; i++)
        if (text.ptr[i])
            room[len++] = text.ptr[i];
    return (struct dt_str){room ? room : "", len};
}

static void add_text(struct dt_html_builder *b,
                     const struct dt_html_token *token)
{
    struct dt_str text = dt_html_without_nul(b, token);

    if (text.len == 0)
        return;
    dt_html_reopen_formatting(b);
    dt_html_insert_text(b, text);
    if (b->frameset_ok && dt_html_skip_space(text).len)
        b->frameset_ok = false;
}

/* -- start tags ----------------------------------------------------------- */

static bool is_body_second(const struct dt_html_builder *b)
{
    return b->depth > 1 && dt_html_is_tag(&b->stack[1], DT_TAG_BODY);
}

static void start_html(struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    if (b->open[DT_TAG_TEMPLATE] == 0 && b->depth)
        dt_html_merge_attributes(b, b->stack[0].node, token);
}

static void start_body(struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    if (!is_body_second(b) || b->open[DT_TAG_TEMPLATE])
        return;
    b->frameset_ok = false;
    dt_html_merge_attributes(b, b->stack[1].node, token);
}

static void start_frameset(struct dt_html_builder *b,
                           const struct dt_html_token *token)
{
    if (!is_body_second(b) || !b->frameset_ok)
        return;
    dt_html_remove(b, b->stack[1].node);
    while (b->depth > 1)
        dt_html_pop(b);
    dt_html_insert(b, token);
    b->mode = DT_MODE_IN_FRAMESET;
}

static void start_heading(struct dt_html_builder *b,
                          const struct dt_html_token *token)
{
    dt_html_close_p(b);
    if (dt_html_top(b)->traits & DT_TRAIT_HEADING)
        dt_html_pop(b);
    dt_html_insert(b, token);
}

static void start_form(struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    bool in_template = b->open[DT_TAG_TEMPLATE] > 0;
    uint32_t node;

    if (b->form && !in_template)
        return;
    dt_html_close_p(b);
    node = dt_html_insert(b, token);
    if (!in_template)
        b->form = node;
}

/* li, dd or dt: either of two tags closes an open one. */
static void start_item(struct dt_html_builder *b,
                       const struct dt_html_token *token, enum dt_tag one,
                       enum dt_tag other)
{
    b->frameset_ok = false;
    for (unsigned i = b->open[one] || b->open[other] ? b->depth : 0; i-- > 0;) {
        const struct dt_html_open *open = &b->stack[i];

        if (dt_html_is_tag(open, one) || dt_html_is_tag(open, other)) {
            enum dt_tag tag = (enum dt_tag)open->tag;

            dt_html_imply_end_tags(b, tag);
            dt_html_pop_until(b, tag);
            break;
        }
        if (open->traits & DT_TRAIT_SPECIAL &&
            !dt_html_is_tag(open, DT_TAG_ADDRESS) &&
            !dt_html_is_tag(open, DT_TAG_DIV) &&
            !dt_html_is_tag(open, DT_TAG_P))
            break;
    }
    dt_html_close_p(b);
    dt_html_insert(b, token);
}

static void start_formatting(struct dt_html_builder *b,
                             const struct dt_html_token *token)
{
    uint32_t node;

    if (token->tag == DT_TAG_A) {
        uint32_t earlier = dt_html_find_formatting(b, DT_TAG_A);

        if (earlier) {
            dt_html_adopt(b, token);
            dt_html_remove_formatting(b, earlier);
            dt_html_close(b, earlier);
        }
    }
    dt_html_reopen_formatting(b);
    if (token->tag == DT_TAG_NOBR &&
        dt_html_in_scope(b, DT_TAG_NOBR, DT_SCOPE)) {
        dt_html_adopt(b, token);
        dt_html_reopen_formatting(b);
    }
    node = dt_html_insert(b, token);
    if (node)
        dt_html_add_formatting(b, node);
}

bool dt_html_is_hidden_input(const struct dt_html_token *token)
{
    for (unsigned i = 0; i < token->attribute_count; i++)
        if (dt_str_is(token->attributes[i].name, "type"))
            return dt_html_is(token->attributes[i].value, "hidden");
    return false;
}

static void start_input(struct dt_html_builder *b,
                        const struct dt_html_token *token)
{
    if (dt_html_in_scope(b, DT_TAG_SELECT, DT_SCOPE))
        dt_html_pop_until(b, DT_TAG_SELECT);
    dt_html_reopen_formatting(b);
    dt_html_insert_void(b, token);
    if (!dt_html_is_hidden_input(token))
        b->frameset_ok = false;
}

/* select, option, optgroup and hr, which may stand in a select. */
static void start_select(struct dt_html_builder *b,
                         const struct dt_html_token *token)
{
    bool inside = dt_html_in_scope(b, DT_TAG_SELECT, DT_SCOPE);

    if (token->tag == DT_TAG_SELECT) {
        if (inside) {
            dt_html_pop_until(b, DT_TAG_SELECT);
            return;
        }
        b->frameset_ok = false;
    } else if (inside) {
        dt_html_imply_end_tags(b, token->tag == DT_TAG_OPTION ? DT_TAG_OPTGROUP
                                                              : DT_TAG_TEXT);
    } else if (dt_html_is_tag(dt_html_top(b), DT_TAG_OPTION)) {
        dt_html_pop(b);
    }
    dt_html_reopen_formatting(b);
    dt_html_insert(b, token);
}

static void start_hr(struct dt_html_builder *b,
                     const struct dt_html_token *token)
{
    dt_html_close_p(b);
    if (dt_html_in_scope(b, DT_TAG_SELECT, DT_SCOPE))
        dt_html_imply_end_tags(b, DT_TAG_TEXT);
    dt_html_insert_void(b, token);
    b->frameset_ok = false;
}

static void start_ruby(struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    bool text = token->tag == DT_TAG_RP || token->tag == DT_TAG_RT;

    if (dt_html_in_scope(b, DT_TAG_RUBY, DT_SCOPE))
        dt_html_imply_end_tags(b, text ? DT_TAG_RTC : DT_TAG_TEXT);
    dt_html_insert(b, token);
}

static void start_button(struct dt_html_builder *b,
                         const struct dt_html_token *token)
{
    if (dt_html_in_scope(b, DT_TAG_BUTTON, DT_SCOPE)) {
        dt_html_imply_end_tags(b, DT_TAG_TEXT);
        dt_html_pop_until(b, DT_TAG_BUTTON);
    }
    dt_html_reopen_formatting(b);
    dt_html_insert(b, token);
    b->frameset_ok = false;
}

static void start_table(struct dt_html_builder *b,
                        const struct dt_html_token *token)
{
    if (!b->quirks)
        dt_html_close_p(b);
    dt_html_insert(b, token);
    b->frameset_ok = false;
    b->mode = DT_MODE_IN_TABLE;
}

static void start_foreign(struct dt_html_builder *b,
                          const struct dt_html_token *token)
{
    dt_html_reopen_formatting(b);
    dt_html_insert_in(b, token,
                      token->tag == DT_TAG_SVG ? DT_HTML_SPACE_SVG
                                               : DT_HTML_SPACE_MATHML);
    if (token->self_closing)
        dt_html_pop(b);
}

/* Elements without content; false for others. */
static bool start_void(struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_AREA:
    case DT_TAG_BR:
    case DT_TAG_EMBED:
    case DT_TAG_IMG:
    case DT_TAG_KEYGEN:
    case DT_TAG_WBR:
        dt_html_reopen_formatting(b);
        dt_html_insert_void(b, token);
        b->frameset_ok = false;
        return true;
    case DT_TAG_PARAM:
    case DT_TAG_SOURCE:
    case DT_TAG_TRACK:
        dt_html_insert_void(b, token);
        return true;
    case DT_TAG_HR:
        start_hr(b, token);
        return true;
    case DT_TAG_INPUT:
        start_input(b, token);
        return true;
    default:
        return false;
    }
}

/* Elements whose content is read in another state; false for others. */
static bool start_raw(struct dt_html_builder *b,
                      const struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_TEXTAREA:
        b->skip_line = true;
        b->frameset_ok = false;
        dt_html_insert_raw(b, token, DT_STATE_RCDATA);
        return true;
    case DT_TAG_XMP:
        dt_html_close_p(b);
        dt_html_reopen_formatting(b);
        b->frameset_ok = false;
        break;
    case DT_TAG_IFRAME:
        b->frameset_ok = false;
        break;
    case DT_TAG_NOEMBED:
        break;
    case DT_TAG_PLAINTEXT:
        dt_html_close_p(b);
        dt_html_insert(b, token);
        b->tokens.state = DT_STATE_PLAINTEXT;
        return true;
    default:
        return false;
    }
    dt_html_insert_raw(b, token, DT_STATE_RAWTEXT);
    return true;
}

/* pre and listing, or applet, marquee and object. */
static void start_apart(struct dt_html_builder *b,
                        const struct dt_html_token *token)
{
    b->frameset_ok = false;
    if (token->tag == DT_TAG_PRE || token->tag == DT_TAG_LISTING) {
        dt_html_close_p(b);
        dt_html_insert(b, token);
        b->skip_line = true;
    } else {
        dt_html_reopen_formatting(b);
        dt_html_insert(b, token);
        dt_html_add_marker(b);
    }
}

/* Elements with rules of their own; false for others. */
static bool start_single(struct dt_html_builder *b,
                         const struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_HTML:
        start_html(b, token);
        return true;
    case DT_TAG_BODY:
        start_body(b, token);
        return true;
    case DT_TAG_FRAMESET:
        start_frameset(b, token);
        return true;
    case DT_TAG_FORM:
        start_form(b, token);
        return true;
    case DT_TAG_LI:
        start_item(b, token, DT_TAG_LI, DT_TAG_LI);
        return true;
    case DT_TAG_DD:
    case DT_TAG_DT:
        start_item(b, token, DT_TAG_DD, DT_TAG_DT);
        return true;
    case DT_TAG_BUTTON:
        start_button(b, token);
        return true;
    case DT_TAG_TABLE:
        start_table(b, token);
        return true;
    case DT_TAG_SELECT:
    case DT_TAG_OPTION:
    case DT_TAG_OPTGROUP:
        start_select(b, token);
        return true;
    case DT_TAG_RB:
    case DT_TAG_RTC:
    case DT_TAG_RP:
    case DT_TAG_RT:
        start_ruby(b, token);
        return true;
    case DT_TAG_MATH:
    case DT_TAG_SVG:
        start_foreign(b, token);
        return true;
    case DT_TAG_PRE:
    case DT_TAG_LISTING:
    case DT_TAG_APPLET:
    case DT_TAG_MARQUEE:
    case DT_TAG_OBJECT:
        start_apart(b, token);
        return true;
    default:
        return false;
    }
}

static bool start_in_body(struct dt_html_builder *b,
                          struct dt_html_token *token)
{
    unsigned traits = dt_html_tag_traits(DT_HTML_SPACE_HTML, token->tag);

    if (traits & DT_TRAIT_HEAD_PART)
        return dt_html_in_head(b, token);
    if (traits & DT_TRAIT_TABLE_PART)
        return true;
    if (token->tag == DT_TAG_IMAGE) { /* "Don't ask." */
        token->tag = DT_TAG_IMG;
        token->text = DT_STR("img");
        return false;
    }
    if (traits & DT_TRAIT_BLOCK) {
        dt_html_close_p(b);
        dt_html_insert(b, token);
    } else if (traits & DT_TRAIT_HEADING) {
        start_heading(b, token);
    } else if (traits & DT_TRAIT_FORMATTING) {
        start_formatting(b, token);
    } else if (!start_void(b, token) && !start_raw(b, token) &&
               !start_single(b, token)) {
        dt_html_reopen_formatting(b);
        dt_html_insert(b, token);
    }
    return true;
}

bool dt_html_in_body(struct dt_html_builder *b, struct dt_html_token *token)
{
    switch (token->type) {
    case DT_TOKEN_TEXT:
        add_text(b, token);
        return true;
    case DT_TOKEN_COMMENT:
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        return true;
    case DT_TOKEN_START_TAG:
        return start_in_body(b, token);
    case DT_TOKEN_END_TAG:
        return dt_html_end_in_body(b, token);
    case DT_TOKEN_END_OF_FILE:
        return b->template_count == 0 || dt_html_in_template(b, token);
    default:
        return true;
    }
}

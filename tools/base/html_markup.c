/* Comments, doctypes and CDATA sections: 13.2.5.41 to .71 (html_token.h). */
#include "base/html_token.h"

/* -- comments: 13.2.5.41 to 13.2.5.52 ------------------------------------ */

static enum dt_token_type emit_comment(struct dt_html_tokens *t,
                                       const char *start, const char *end)
{
    t->token.text =
        dt_html_replace_nul(t, (struct dt_str){start, (size_t)(end - start)});
    return DT_TOKEN_COMMENT;
}

enum dt_token_type dt_html_read_bogus_comment(struct dt_html_tokens *t)
{
    const char *start = t->at;
    const char *end = memchr(start, '>', (size_t)(t->end - start));

    t->at = end ? end + 1 : t->end;
    return emit_comment(t, start, end ? end : t->end);
}

/* Whether the text from start to at ends in the given marks. */
static bool ends_in(const char *start, const char *at, const char *marks)
{
    size_t len = strlen(marks);

    return (size_t)(at - start) >= len && memcmp(at - len, marks, len) == 0;
}

static enum dt_token_type read_comment(struct dt_html_tokens *t)
{
    const char *start = t->at, *at = start;

    while ((at = memchr(at, '>', (size_t)(t->end - at)))) {
        t->at = at + 1;
        if (at == start || (at == start + 1 && *start == '-'))
            return emit_comment(t, start, start); /* "<!-->", "<!--->" */
        if (ends_in(start, at, "--"))
            return emit_comment(t, start, at - 2);
        if (ends_in(start, at, "--!"))
            return emit_comment(t, start, at - 3);
        at++;
    }
    at = t->at = t->end;
    if (ends_in(start, at, "--!"))
        at -= 3;
    else if (ends_in(start, at, "--"))
        at -= 2;
    else if (ends_in(start, at, "-"))
        at -= 1;
    return emit_comment(t, start, at);
}

/* -- doctypes: 13.2.5.53 to 13.2.5.68 ------------------------------------ */

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && dt_html_is_space(*at))
        at++;
    return at;
}

/*
 * A quoted identifier at at, which is behind a keyword or another one; ">"
 * may cut it short. Returns what is behind it, or NULL where the doctype has
 * to end because of what stands there instead.
 */
static const char *read_identifier(struct dt_html_tokens *t, const char *at,
                                   struct dt_str *out)
{
    const char *start;
    char quote;

    at = skip_space(at, t->end);
    if (at == t->end || (*at != '"' && *at != '\'')) {
        t->at = at;
        return NULL;
    }
    quote = *at++;
    start = at;
    while (at < t->end && *at != quote && *at != '>')
        at++;
    *out = dt_html_replace_nul(t, (struct dt_str){start, (size_t)(at - start)});
    t->at = at;
    return at < t->end && *at == quote ? at + 1 : NULL;
}

/* After doctype name state; false when quirks are forced. */
static bool read_identifiers(struct dt_html_tokens *t, const char *at)
{
    struct dt_html_token *token = &t->token;
    bool public = dt_html_follows(at, t->end, "public");

    t->at = at;
    if (!public && !dt_html_follows(at, t->end, "system"))
        return false;
    at += strlen("public");
    if (public) {
        at = read_identifier(t, at, &token->public_id);
        if (!at)
            return false;
        at = skip_space(at, t->end);
        if (at < t->end && *at == '>') {
            t->at = at;
            return true;
        }
    }
    at = read_identifier(t, at, &token->system_id);
    if (!at)
        return false;
    t->at = skip_space(at, t->end);
    return t->at < t->end; /* what follows it forces nothing */
}

static enum dt_token_type read_doctype(struct dt_html_tokens *t)
{
    struct dt_html_token *token = &t->token;
    const char *at = skip_space(t->at, t->end), *start = at, *end;

    while (at < t->end && !dt_html_is_space(*at) && *at != '>')
        at++;
    token->text = dt_html_lower(t,
                                (struct dt_str){start, (size_t)(at - start)});
    token->public_id = token->system_id = (struct dt_str){NULL, 0};
    t->at = at = skip_space(at, t->end);
    if (at == t->end || *at == '>')
        token->force_quirks = at == t->end || token->text.len == 0;
    else
        token->force_quirks = !read_identifiers(t, at);
    end = memchr(t->at, '>', (size_t)(t->end - t->at));
    t->at = end ? end + 1 : t->end;
    return DT_TOKEN_DOCTYPE;
}

/* -- markup declaration open state: 13.2.5.42 ---------------------------- */

enum dt_token_type dt_html_read_declaration(struct dt_html_tokens *t)
{
    size_t left;

    t->at++;
    left = (size_t)(t->end - t->at);
    if (left >= 2 && memcmp(t->at, "--", 2) == 0) {
        t->at += 2;
        return read_comment(t);
    }
    if (dt_html_follows(t->at, t->end, "doctype")) {
        t->at += strlen("doctype");
        return read_doctype(t);
    }
    if (t->in_foreign && left >= 7 && memcmp(t->at, "[CDATA[", 7) == 0) {
        t->at += 7;
        t->state = DT_STATE_CDATA;
        return DT_TOKEN_NONE;
    }
    return dt_html_read_bogus_comment(t);
}

/*
 * The text of scripts, styles, titles and their like: 13.2.5.2 to .5
 * (html_token.h).
 */
#include "base/html_token.h"

/* Whether name stands at at, and ends there as the name of a tag. */
static bool is_tag_name(const char *at, const char *end, struct dt_str name)
{
    if (name.len == 0 || (size_t)(end - at) <= name.len)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = at[i];

        if ((c >= 'A' && c <= 'Z' ? (c | 32) : c) != name.ptr[i])
            return false;
    }
    at += name.len;
    return dt_html_is_space(*at) || *at == '/' || *at == '>';
}

/* Start of the appropriate end tag (13.2.5.2 to .16), or the page's end. */
static const char *find_end_tag(const char *at, const char *end,
                                struct dt_str name)
{
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        if (end - at > 2 && at[1] == '/' && is_tag_name(at + 2, end, name))
            return at;
        at++;
    }
    return end;
}

/* The first of two characters, or end. */
static const char *find_either(const char *at, const char *end, char a, char b)
{
    while (at < end && *at != a && *at != b)
        at++;
    return at;
}

/*
 * That of a script (13.2.5.4, 13.2.5.15 to .31): inside "<!--" one "<script"
 * hides one end tag.
 */
static const char *find_script_end(const char *at, const char *end,
                                   struct dt_str name)
{
    const struct dt_str script = DT_STR("script");
    bool escaped = false, twice = false;

    while (at < end) {
        if (escaped) {
            at = find_either(at, end, '-', '<');
        } else {
            at = memchr(at, '<', (size_t)(end - at));
            if (!at)
                return end;
        }
        if (at == end)
            break;
        if (*at == '-') {
            if (end - at > 2 && memcmp(at, "-->", 3) == 0)
                escaped = twice = false;
            at++;
        } else if (end - at > 2 && at[1] == '/') {
            if (is_tag_name(at + 2, end, twice ? script : name)) {
                if (!twice)
                    return at;
                twice = false;
            }
            at += 2;
        } else if (!escaped && dt_html_follows(at, end, "<!--")) {
            escaped = true;
            at += 2; /* its dashes may be those of "-->" */
        } else {
            if (escaped && !twice && is_tag_name(at + 1, end, script))
                twice = true;
            at++;
        }
    }
    return end;
}

/* CDATA section state (13.2.5.69 to .71); *skip is the length of its end. */
static const char *find_section_end(const char *at, const char *end,
                                    size_t *skip)
{
    while ((at = memchr(at, ']', (size_t)(end - at)))) {
        if (end - at > 2 && memcmp(at, "]]>", 3) == 0) {
            *skip = 3;
            return at;
        }
        at++;
    }
    *skip = 0;
    return end;
}

static void emit(struct dt_html_tokens *t, const char *stop,
                 enum dt_token_state state)
{
    struct dt_str *text = &t->token.text;

    *text = (struct dt_str){t->at, (size_t)(stop - t->at)};
    t->token.has_nul = false;
    if (state == DT_STATE_CDATA) {
        t->token.has_nul = t->has_nul && memchr(text->ptr, '\0', text->len);
        return;
    }
    *text = dt_html_replace_nul(t, *text);
    if (state == DT_STATE_RCDATA && memchr(text->ptr, '&', text->len))
        *text = dt_html_decode(t, *text, false);
}

enum dt_token_type dt_html_read_raw(struct dt_html_tokens *t)
{
    const enum dt_token_state state = t->state;
    const char *start = t->at, *stop = t->end;
    size_t skip = 0;

    if (state == DT_STATE_SCRIPT_DATA)
        stop = find_script_end(start, t->end, t->last_start_tag);
    else if (state == DT_STATE_CDATA)
        stop = find_section_end(start, t->end, &skip);
    else if (state != DT_STATE_PLAINTEXT)
        stop = find_end_tag(start, t->end, t->last_start_tag);
    if (stop > start)
        emit(t, stop, state);
    t->at = stop + skip;
    t->state = DT_STATE_DATA; /* which reads the end tag */
    return stop > start ? DT_TOKEN_TEXT : DT_TOKEN_NONE;
}

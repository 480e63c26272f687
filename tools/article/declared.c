#include "article/declared.h"

#include <stdbool.h>

#include "adapt/encoding.h"
#include "base/ascii.h"

enum { PRESCAN = 1024 };

static bool same_letters(struct dt_str s, const char *lower)
{
    size_t len = strlen(lower);

    if (s.len < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = s.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != lower[i])
            return false;
    }
    return true;
}

static struct dt_str behind(struct dt_str s, size_t n)
{
    return (struct dt_str){s.ptr + n, s.len - n};
}

/* Take one attribute (WHATWG "get an attribute"); false at the tag's end. */
static bool next_attribute(struct dt_str *s, struct dt_str *name,
                           struct dt_str *value)
{
    size_t n = 0;
    char quote;

    while (s->len && (dt_ascii_is_web_space(s->ptr[0]) || s->ptr[0] == '/'))
        *s = behind(*s, 1);
    if (s->len == 0 || s->ptr[0] == '>')
        return false;
    while (n < s->len && !dt_ascii_is_web_space(s->ptr[n]) &&
           s->ptr[n] != '/' && s->ptr[n] != '>' && (s->ptr[n] != '=' || n == 0))
        n++;
    *name = (struct dt_str){s->ptr, n};
    *value = (struct dt_str){s->ptr, 0};
    *s = behind(*s, n);
    while (s->len && dt_ascii_is_web_space(s->ptr[0]))
        *s = behind(*s, 1);
    if (s->len == 0 || s->ptr[0] != '=')
        return true;
    *s = behind(*s, 1);
    while (s->len && dt_ascii_is_web_space(s->ptr[0]))
        *s = behind(*s, 1);
    if (s->len == 0)
        return true;
    quote = s->ptr[0];
    n = 0;
    if (quote == '"' || quote == '\'') {
        const char *end;

        *s = behind(*s, 1);
        end = s->len ? memchr(s->ptr, quote, s->len) : NULL;
        n = end ? (size_t)(end - s->ptr) : s->len;
    } else {
        while (n < s->len && !dt_ascii_is_web_space(s->ptr[n]) &&
               s->ptr[n] != '>')
            n++;
        quote = 0;
    }
    *value = (struct dt_str){s->ptr, n};
    *s = behind(*s, n < s->len && quote ? n + 1 : n);
    return true;
}

/* The encoding in "text/html; charset=x" (WHATWG, "extracting"). */
static struct dt_str charset_in(struct dt_str content)
{
    if (content.len > PRESCAN)
        content.len = PRESCAN;
    for (; content.len; content = behind(content, 1)) {
        struct dt_str s = content;
        size_t n = 0;
        char quote;

        if (!same_letters(s, "charset"))
            continue;
        s = dt_str_trim(behind(s, 7));
        if (s.len == 0 || s.ptr[0] != '=')
            continue;
        s = dt_str_trim(behind(s, 1));
        quote = s.len && (s.ptr[0] == '"' || s.ptr[0] == '\'') ? s.ptr[0] : 0;
        if (quote)
            s = behind(s, 1);
        while (n < s.len &&
               (quote ? s.ptr[n] != quote
                      : !dt_ascii_is_web_space(s.ptr[n]) && s.ptr[n] != ';'))
            n++;
        if (quote && n == s.len)
            break; /* it has no end */
        return (struct dt_str){s.ptr, n};
    }
    return (struct dt_str){"", 0};
}

/* Bytes in which this could be read are not UTF-16. */
static const char *readable(const char *name)
{
    if (name && strncmp(name, "utf-16", 6) == 0)
        return "utf-8";
    if (name && strcmp(name, "x-user-defined") == 0)
        return "windows-1252";
    return name;
}

/* The encoding that a meta element's attributes declare, or NULL. */
static const char *meta_encoding(struct dt_str *s)
{
    struct dt_str name, value, charset = {"", 0}, content = {"", 0};
    bool pragma = false, direct = false;

    while (next_attribute(s, &name, &value)) {
        if (name.len == 7 && same_letters(name, "charset") && !direct) {
            charset = value;
            direct = true;
        } else if (name.len == 7 && same_letters(name, "content")) {
            content = value;
        } else if (name.len == 10 && same_letters(name, "http-equiv")) {
            pragma = value.len == 12 && same_letters(value, "content-type");
        }
    }
    if (s->len == 0)
        return NULL; /* the page ends within the tag */
    if (!direct && pragma)
        charset = charset_in(content);
    return readable(dt_encoding_name(charset));
}

/* Where the raw text of a script, style sheet or title just begun ends. */
static size_t raw_text(struct dt_str tag, struct dt_str rest)
{
    static const char *const names[] = {"script",   "style",   "title",
                                        "xmp",      "iframe",  "noembed",
                                        "textarea", "noframes"};
    const char *name = NULL;
    size_t at = 0;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tag.len && (tag.ptr[0] | ' ') == names[i][0] &&
            tag.len == strlen(names[i]) && same_letters(tag, names[i]))
            name = names[i];
    if (!name)
        return 0;
    while ((at = dt_str_find(rest, DT_STR("</"), at)) != SIZE_MAX) {
        at += 2;
        if (same_letters(behind(rest, at), name))
            return at - 2;
    }
    return rest.len;
}

/* Over one tag and, where that counts, over the raw text behind it. */
static struct dt_str skip_tag(struct dt_str s, bool element)
{
    struct dt_str name, value, tag = behind(s, 1);

    s = tag;
    while (s.len && !dt_ascii_is_web_space(s.ptr[0]) && s.ptr[0] != '>' &&
           s.ptr[0] != '/')
        s = behind(s, 1);
    tag.len -= s.len;
    while (next_attribute(&s, &name, &value))
        ;
    if (!element || s.len == 0)
        return s;
    return behind(s, raw_text(tag, s));
}

/* As the prescan does it; with element, only where a parser finds elements. */
static const char *find_meta(struct dt_str s, bool element)
{
    while (s.len) {
        const char *open = memchr(s.ptr, '<', s.len), *found;

        if (!open)
            break;
        s = behind(s, (size_t)(open - s.ptr));
        if (same_letters(s, "<!--")) {
            size_t end = dt_str_find(s, DT_STR("-->"), 2);

            if (end == SIZE_MAX)
                break;
            s = behind(s, end + 3);
        } else if (same_letters(s, "<meta") && s.len > 5 &&
                   (dt_ascii_is_web_space(s.ptr[5]) || s.ptr[5] == '/')) {
            s = behind(s, 5);
            found = meta_encoding(&s);
            if (found)
                return found;
        } else if (s.len > 1 && dt_ascii_is_letter(s.ptr[1])) {
            s = skip_tag(s, element);
        } else if (s.len > 2 && s.ptr[1] == '/' &&
                   dt_ascii_is_letter(s.ptr[2])) {
            s = skip_tag(behind(s, 1), false);
        } else if (s.len > 1 && memchr("!/?", s.ptr[1], 3)) {
            const char *end = memchr(s.ptr, '>', s.len);

            s = behind(s, end ? (size_t)(end - s.ptr) : s.len);
        } else {
            s = behind(s, 1);
        }
    }
    return NULL;
}

const char *dt_declared_meta(struct dt_str bytes)
{
    const char *found = find_meta(bytes, true);

    if (found)
        return found;
    bytes.len = bytes.len < PRESCAN ? bytes.len : PRESCAN;
    return find_meta(bytes, false);
}

const char *dt_declared_xml(struct dt_str bytes)
{
    struct dt_str s = bytes;
    size_t at;
    char quote;

    if (!dt_str_starts(s, DT_STR("<?xml")))
        return NULL;
    s.len = s.len < PRESCAN ? s.len : PRESCAN;
    at = dt_str_find(s, DT_STR(">"), 0);
    if (at == SIZE_MAX)
        return NULL;
    s.len = at;
    at = dt_str_find(s, DT_STR("encoding"), 0);
    if (at == SIZE_MAX)
        return NULL;
    s = dt_str_trim(behind(s, at + strlen("encoding")));
    if (s.len == 0 || s.ptr[0] != '=')
        return NULL;
    s = dt_str_trim(behind(s, 1));
    if (s.len == 0 || (s.ptr[0] != '"' && s.ptr[0] != '\''))
        return NULL;
    quote = s.ptr[0];
    s = behind(s, 1);
    for (at = 0; at < s.len && s.ptr[at] != quote; at++)
        if ((unsigned char)s.ptr[at] <= ' ')
            return NULL;
    return at < s.len ? readable(dt_encoding_name((struct dt_str){s.ptr, at}))
                      : NULL;
}

#include "source/name_words.h"

#include <string.h>

#include "adapt/unicode.h"
#include "base/utf8.h"

static bool is_word_char(struct dt_str text, size_t at, size_t *end)
{
    unsigned char c = (unsigned char)text.ptr[at];
    uint32_t point;

    *end = at + 1;
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (c >= '0' && c <= '9');
    *end = at;
    point = dt_utf8_next(text, end);
    return dt_unicode_is_letter(point) || dt_unicode_is_digit(point);
}

static bool add_to_key(struct dt_name_words *w, const char *bytes, size_t len)
{
    if (len > sizeof w->key - w->len)
        return false;
    memcpy(w->key + w->len, bytes, len);
    w->len += len;
    return true;
}

static bool is_space(struct dt_str text, size_t at, size_t *end)
{
    char c = text.ptr[at];

    *end = at + 1;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return true;
    *end = at + 2; /* U+00A0, no-break space */
    return at + 1 < text.len && memcmp(text.ptr + at, "\xC2\xA0", 2) == 0;
}

/* White space becomes one space; false where a paragraph ends. */
static bool take_space(struct dt_name_words *w, size_t *at)
{
    size_t end, lines = 0;

    while (*at < w->text.len && is_space(w->text, *at, &end)) {
        lines += w->text.ptr[*at] == '\n';
        *at = end;
    }
    return lines < 2 && add_to_key(w, " ", 1);
}

/* What stands between two words; nothing before the first. */
static bool take_between(struct dt_name_words *w, size_t *at)
{
    size_t end;

    while (*at < w->text.len && !is_word_char(w->text, *at, &end)) {
        const char *here = w->text.ptr + *at;
        size_t space_end;

        if (w->len == 0)
            return false;
        if (is_space(w->text, *at, &space_end)) {
            if (!take_space(w, at))
                return false;
            continue;
        }
        if (end - *at == 3 && (memcmp(here, "\xE2\x80\x99", 3) == 0 ||
                               memcmp(here, "\xE2\x80\x98", 3) == 0)) {
            if (!add_to_key(w, "'", 1))
                return false;
        } else if (!add_to_key(w, here, end - *at)) {
            return false;
        }
        *at = end;
    }
    return *at < w->text.len;
}

bool dt_name_words_next(struct dt_name_words *w)
{
    size_t at = w->at, len = w->len, from, end;
    bool between = take_between(w, &at);

    from = at;
    while (at < w->text.len && is_word_char(w->text, at, &end))
        at = end;
    if (!between || !add_to_key(w, w->text.ptr + from, at - from)) {
        w->len = len;
        return false;
    }
    w->at = at;
    return true;
}

bool dt_name_words_whole(const struct dt_name_words *w)
{
    return w->at == w->text.len ||
           (w->at + 1 == w->text.len && w->text.ptr[w->at] == '.');
}

bool dt_name_words_may_end(const struct dt_name_words *w)
{
    struct dt_str rest = {w->text.ptr + w->at, w->text.len - w->at};
    size_t next = 0, end;
    bool hyphen;
    uint32_t point;

    if (!rest.len)
        return true;
    hyphen = rest.ptr[0] == '-';
    if (hyphen || rest.ptr[0] == '\'')
        next = 1;
    else if (dt_str_starts(rest, DT_STR("\xE2\x80\x99")))
        next = 3;
    if (!next || next == rest.len || !is_word_char(rest, next, &end))
        return true;
    point = dt_utf8_next(rest, &next);
    if (hyphen)
        return !dt_unicode_is_upper(point);
    return point == 's' && (end == rest.len || !is_word_char(rest, end, &end));
}

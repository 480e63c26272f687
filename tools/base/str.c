#include "base/str.h"

#include <stdint.h>

#include "base/ascii.h"
#include "base/bytes.h"

int dt_str_cmp(struct dt_str a, struct dt_str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.ptr, b.ptr, least) : 0;

    if (order)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

int dt_str_cmp_text(struct dt_str a, const char *b)
{
    size_t i = 0;

    while (i < a.len && b[i] && a.ptr[i] == b[i])
        i++;
    if (i == a.len)
        return b[i] ? -1 : 0;
    return (unsigned char)a.ptr[i] < (unsigned char)b[i] ? -1 : 1;
}

size_t dt_str_find(struct dt_str s, struct dt_str needle, size_t from)
{
    char last;

    if (needle.len == 0)
        return from <= s.len ? from : SIZE_MAX;
    last = needle.ptr[needle.len - 1];
    while (from + needle.len <= s.len) {
        const char *hit = memchr(s.ptr + from, needle.ptr[0],
                                 s.len - from - needle.len + 1);

        if (!hit)
            return SIZE_MAX;
        if (hit[needle.len - 1] == last &&
            memcmp(hit, needle.ptr, needle.len) == 0)
            return (size_t)(hit - s.ptr);
        from = (size_t)(hit - s.ptr) + 1;
    }
    return SIZE_MAX;
}

size_t dt_str_until(struct dt_str s, const char *stops, size_t from)
{
    unsigned char stop[4];

    for (size_t i = 0; i < sizeof stop; i++)
        stop[i] = (unsigned char)(*stops ? *stops++ : stops[-1]);
    for (; s.len - from >= sizeof(dt_bytes); from += sizeof(dt_bytes)) {
        dt_bytes here = dt_bytes_at(s.ptr + from);
        size_t first =
            dt_bytes_first((dt_bytes)((here == stop[0]) | (here == stop[1]) |
                                      (here == stop[2]) | (here == stop[3])));

        if (first < sizeof(dt_bytes))
            return from + first;
    }
    while (from < s.len && s.ptr[from] != (char)stop[0] &&
           s.ptr[from] != (char)stop[1] && s.ptr[from] != (char)stop[2] &&
           s.ptr[from] != (char)stop[3])
        from++;
    return from;
}

bool dt_str_is_hex(struct dt_str s)
{
    size_t at = 0;

    for (; s.len - at >= sizeof(dt_bytes); at += sizeof(dt_bytes)) {
        const dt_bytes here = dt_bytes_at(s.ptr + at);
        const dt_bytes odd = (dt_bytes)(((here < '0') | (here > '9')) &
                                        ((here < 'a') | (here > 'f')));

        if (dt_bytes_first(odd) < sizeof odd)
            return false;
    }
    while (at < s.len && ((s.ptr[at] >= '0' && s.ptr[at] <= '9') ||
                          (s.ptr[at] >= 'a' && s.ptr[at] <= 'f')))
        at++;
    return at == s.len;
}

struct dt_str dt_str_trim(struct dt_str s)
{
    while (s.len && dt_ascii_is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len && dt_ascii_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool dt_str_line(struct dt_str *rest, struct dt_str *line)
{
    const char *end;

    if (rest->len == 0)
        return false;
    end = memchr(rest->ptr, '\n', rest->len);
    line->ptr = rest->ptr;
    line->len = end ? (size_t)(end - rest->ptr) : rest->len;
    rest->ptr += line->len + (end ? 1 : 0);
    rest->len -= line->len + (end ? 1 : 0);
    return true;
}

bool dt_str_alike(struct dt_str a, struct dt_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (a.ptr[i] != b.ptr[i] &&
            ((a.ptr[i] | 32) != (b.ptr[i] | 32) || (a.ptr[i] | 32) < 'a' ||
             (a.ptr[i] | 32) > 'z'))
            return false;
    return true;
}

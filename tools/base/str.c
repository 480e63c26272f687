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

/* Where, of the sixteen places from p on, the ends of a needle stand. */
static dt_bytes ends_at(const char *p, struct dt_str needle)
{
    const size_t reach = needle.len - 1;

    return (
        dt_bytes)((dt_bytes_at(p) == (unsigned char)needle.ptr[0]) &
                  (dt_bytes_at(p + reach) == (unsigned char)needle.ptr[reach]));
}

/* Over sixty-four places at a time, while the needle's ends are at none. */
static size_t skip_others(struct dt_str s, struct dt_str needle, size_t from)
{
    enum { PART = sizeof(dt_bytes), STEP = 4 * PART };

    for (; from + needle.len + STEP <= s.len; from += STEP) {
        const char *p = s.ptr + from;
        const dt_bytes any = ends_at(p, needle) | ends_at(p + PART, needle) |
                             ends_at(p + 2 * PART, needle) |
                             ends_at(p + 3 * PART, needle);

        if (dt_bytes_first(any) < sizeof any)
            break;
    }
    return from;
}

size_t dt_str_find(struct dt_str s, struct dt_str needle, size_t from)
{
    const size_t reach = needle.len - 1;

    if (needle.len == 0)
        return from <= s.len ? from : SIZE_MAX;
    while (from + needle.len + sizeof(dt_bytes) <= s.len) {
        size_t first;

        from = skip_others(s, needle, from);
        if (from + needle.len + sizeof(dt_bytes) > s.len)
            break;
        first = dt_bytes_first(ends_at(s.ptr + from, needle));
        from += first;
        if (first == sizeof(dt_bytes))
            continue;
        if (memcmp(s.ptr + from, needle.ptr, needle.len) == 0)
            return from;
        from++;
    }
    while (from + reach < s.len) {
        const char *hit = memchr(s.ptr + from, needle.ptr[0],
                                 s.len - reach - from);

        if (!hit)
            break;
        if (memcmp(hit, needle.ptr, needle.len) == 0)
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

/* Lines of markup are indented far: sixteen bytes of that in a step. */
static size_t skip_space(struct dt_str s)
{
    size_t at = 0;

    for (; s.len - at >= sizeof(dt_bytes); at += sizeof(dt_bytes)) {
        const dt_bytes here = dt_bytes_at(s.ptr + at);
        const size_t first = dt_bytes_first(
            (dt_bytes)((here != ' ') &
                       ((here - (unsigned char)'\t') > '\r' - '\t')));

        if (first < sizeof here)
            return at + first;
    }
    while (at < s.len && dt_ascii_is_space(s.ptr[at]))
        at++;
    return at;
}

struct dt_str dt_str_trim(struct dt_str s)
{
    if (s.len && dt_ascii_is_space(s.ptr[0])) {
        const size_t start = skip_space(s);

        s.ptr += start;
        s.len -= start;
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

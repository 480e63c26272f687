#define _GNU_SOURCE /* memmem */
#include "manifest/printed.h"

#include <string.h>

/* Bytes around a verb within which a name mostly stands. */
enum { REACH = 240 };

static bool stands_at(struct dt_str text, struct dt_str name, size_t at)
{
    return at <= text.len && name.len <= text.len - at &&
           memcmp(text.ptr + at, name.ptr, name.len) == 0;
}

bool dt_printed_has(struct dt_printed *p, struct dt_str text,
                    struct dt_str name, struct dt_span near)
{
    const size_t from = near.start > REACH ? near.start - REACH : 0;
    const size_t until = near.end + (size_t)REACH < text.len ? near.end + REACH
                                                             : text.len;
    const char *found;
    size_t at;

    if (stands_at(text, name, (size_t)near.end + 1) ||
        (near.start > name.len &&
         stands_at(text, name, near.start - 1 - name.len)))
        return true;
    for (unsigned i = 0; i < p->count; i++)
        if (p->kept[i].end - p->kept[i].start == name.len &&
            stands_at(text, name, p->kept[i].start))
            return true;
    found = memmem(text.ptr + from, until - from, name.ptr, name.len);
    if (!found)
        found = memmem(text.ptr, text.len, name.ptr, name.len);
    if (!found)
        return false;
    at = (size_t)(found - text.ptr);
    if (p->count < DT_PRINTED_KEPT)
        p->kept[p->count++] = (struct dt_span){(uint32_t)at,
                                               (uint32_t)(at + name.len)};
    return true;
}

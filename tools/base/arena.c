#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

enum { FIRST_CHUNK = 16 * 1024, LARGEST_STEP = 4 * 1024 * 1024 };

struct dt_arena_chunk {
    struct dt_arena_chunk *next;
    size_t size;
    size_t used;
    alignas(max_align_t) char data[];
};

static struct dt_arena_chunk *grow(struct dt_arena *a, size_t least)
{
    size_t size = a->chunks ? a->chunks->size * 2 : FIRST_CHUNK;
    struct dt_arena_chunk *c;

    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < least)
        size = least;
    c = malloc(sizeof *c + size);
    if (!c)
        return NULL;
    c->next = a->chunks;
    c->size = size;
    c->used = 0;
    a->chunks = c;
    return c;
}

static void *take(struct dt_arena *a, size_t size)
{
    const size_t unit = alignof(max_align_t);
    struct dt_arena_chunk *c = a->chunks;
    void *room;

    if (size > a->max - a->used || size > SIZE_MAX / 2)
        return NULL;
    size = (size + unit - 1) / unit * unit;
    if (size > a->max - a->used)
        return NULL;
    if (!c || size > c->size - c->used)
        c = grow(a, size);
    if (!c)
        return NULL;
    room = c->data + c->used;
    c->used += size;
    a->used += size;
    return room;
}

void *dt_arena_alloc(struct dt_arena *a, size_t size)
{
    void *room = take(a, size);

    return room ? memset(room, 0, size) : NULL;
}

void *dt_arena_array(struct dt_arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL;
    return dt_arena_alloc(a, n * size);
}

char *dt_arena_copy(struct dt_arena *a, struct dt_str text)
{
    char *copy = take(a, text.len + 1);

    if (!copy)
        return NULL;
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return copy;
}

char *dt_arena_lower(struct dt_arena *a, struct dt_str text)
{
    char *copy = dt_arena_copy(a, text);

    for (size_t i = 0; copy && i < text.len; i++)
        if (dt_ascii_is_upper(copy[i]))
            copy[i] |= 32;
    return copy;
}

void dt_arena_reset(struct dt_arena *a)
{
    struct dt_arena_chunk *keep = a->chunks;

    while (keep && keep->next) {
        struct dt_arena_chunk *next = keep->next;

        free(keep);
        keep = next;
    }
    if (keep)
        keep->used = 0;
    a->chunks = keep;
    a->used = 0;
}

void dt_arena_release(struct dt_arena *a)
{
    while (a->chunks) {
        struct dt_arena_chunk *next = a->chunks->next;

        free(a->chunks);
        a->chunks = next;
    }
    a->used = 0;
}

/*
 * arena.h - memory that is freed all at once.
 *
 * Layer   base. Units are bytes. What an arena hands out lives until
 *         dt_arena_release() or dt_arena_reset() and is never freed alone.
 * Errors  NULL when memory ran out or the ceiling was reached.
 * Threads one arena per thread.
 */
#ifndef DT_BASE_ARENA_H
#define DT_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct dt_arena_chunk;

struct dt_arena {
    struct dt_arena_chunk *chunks;
    size_t used; /* bytes handed out since init or reset */
    size_t max;  /* ceiling of used */
};

#define DT_ARENA_INIT(ceiling) ((struct dt_arena){NULL, 0, (ceiling)})

/* Zeroed memory, aligned for any type. */
void *dt_arena_alloc(struct dt_arena *a, size_t size);

/* Zeroed array of n items; NULL also when n * size overflows. */
void *dt_arena_array(struct dt_arena *a, size_t n, size_t size);

/* NUL-terminated copy. */
char *dt_arena_copy(struct dt_arena *a, struct dt_str text);

/* The same with ASCII letters in lower case. */
char *dt_arena_lower(struct dt_arena *a, struct dt_str text);

/* Forget everything, keep one chunk of memory for the next round. */
void dt_arena_reset(struct dt_arena *a);

void dt_arena_release(struct dt_arena *a);

#endif

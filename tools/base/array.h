/*
 * array.h - room for one more item of an array that grows.
 *
 * Layer   base. An array is a pointer from malloc, or NULL, with how many
 *         items it has room for; the caller frees it. Adding count items
 *         costs time in proportion to count, as the room doubles.
 *
 *     struct word *words = dt_array_room(w->items, &w->cap, w->count,
 *                                        sizeof *words);
 *
 *     if (!words)
 *         return no_memory(err);
 *     w->items = words;
 *     w->items[w->count++] = word;
 */
#ifndef DT_BASE_ARRAY_H
#define DT_BASE_ARRAY_H

#include <stddef.h>

/* Twice the room, at least 16 items; NULL, and all as it was: no memory. */
void *dt_array_grow(void *items, size_t *cap, size_t size);

/* The array, with room for more than count items of size bytes; or NULL. */
static inline void *dt_array_room(void *items, size_t *cap, size_t count,
                                  size_t size)
{
    return count < *cap ? items : dt_array_grow(items, cap, size);
}

#endif

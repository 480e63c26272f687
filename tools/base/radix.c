#include "base/radix.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 8, DIGITS = 64 / DIGIT_BITS, VALUES = 1 << DIGIT_BITS };

/* Below this many a plain sort is done before the tables are cleared. */
enum { FEW = 32 };

static size_t digit(uint64_t key, unsigned index)
{
    return (size_t)(key >> (index * DIGIT_BITS)) & (VALUES - 1);
}

static void insert_sort(struct dt_keyed *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct dt_keyed moved = items[i];
        size_t to = i;

        for (; to > 0 && items[to - 1].key > moved.key; to--)
            items[to] = items[to - 1];
        items[to] = moved;
    }
}

static void move_by(const struct dt_keyed *from, struct dt_keyed *to,
                    size_t count, unsigned index, size_t starts[VALUES])
{
    size_t sum = 0;

    for (size_t v = 0; v < VALUES; v++) {
        size_t here = starts[v];

        starts[v] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        to[starts[digit(from[i].key, index)]++] = from[i];
}

int dt_radix_sort(struct dt_keyed *items, size_t count, struct dt_err *err)
{
    size_t counts[DIGITS][VALUES];
    struct dt_keyed *spare, *from = items, *to;

    if (count <= FEW) {
        insert_sort(items, count);
        return DT_OK;
    }
    spare = count > SIZE_MAX / sizeof *spare ? NULL
                                             : malloc(count * sizeof *spare);
    if (!spare)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory to sort %zu items",
                       count);
    memset(counts, 0, sizeof counts);
    for (size_t i = 0; i < count; i++)
        for (unsigned d = 0; d < DIGITS; d++)
            counts[d][digit(items[i].key, d)]++;
    to = spare;
    for (unsigned d = 0; d < DIGITS; d++) {
        struct dt_keyed *swap = from;

        /* A digit that all have in common moves nothing. */
        if (counts[d][digit(from[0].key, d)] == count)
            continue;
        move_by(from, to, count, d, counts[d]);
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
    free(spare);
    return DT_OK;
}

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

/* Digits of ten bits: their counts stay in the nearest cache. */
enum { WIDE_BITS = 10, WIDE_VALUES = 1 << WIDE_BITS };

/* False, with part of it done, when many are far from where they belong. */
static bool insert_values(uint64_t *values, size_t count, unsigned lowest)
{
    size_t moves = 0;

    for (size_t i = 1; i < count && moves <= FEW * count; i++) {
        uint64_t moved = values[i];
        size_t to = i;

        for (; to > 0 && values[to - 1] >> lowest > moved >> lowest; to--)
            values[to] = values[to - 1];
        values[to] = moved;
        moves += i - to;
    }
    return moves <= FEW * count;
}

/* False when all have the digit in common, and nothing was moved. */
static bool move_values(const uint64_t *from, uint64_t *to, size_t count,
                        unsigned shift)
{
    size_t starts[WIDE_VALUES] = {0}, sum = 0;

    for (size_t i = 0; i < count; i++)
        starts[from[i] >> shift & (WIDE_VALUES - 1)]++;
    if (starts[from[0] >> shift & (WIDE_VALUES - 1)] == count)
        return false;
    for (size_t v = 0; v < WIDE_VALUES; v++) {
        size_t here = starts[v];

        starts[v] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        to[starts[from[i] >> shift & (WIDE_VALUES - 1)]++] = from[i];
    return true;
}

/* Digit by digit, from the lowest bit up. */
static void sort_by_digits(uint64_t *values, size_t count, unsigned lowest,
                           uint64_t *spare)
{
    uint64_t *from = values, *to = spare;

    for (unsigned shift = lowest; shift < 64; shift += WIDE_BITS) {
        uint64_t *swap = from;

        if (!move_values(from, to, count, shift))
            continue;
        from = to;
        to = swap;
    }
    if (from != values)
        memcpy(values, from, count * sizeof *values);
}

/*
 * The highest digits, as many as tell so many values apart, bring hashes, which
 * are spread evenly, to where they belong or next to it.
 */
void dt_radix_sort_values(uint64_t *values, size_t count, unsigned lowest,
                          uint64_t *spare)
{
    unsigned high = 64;

    while (high > lowest && count >> (64 - high) > 0)
        high -= high - lowest < WIDE_BITS ? high - lowest : WIDE_BITS;
    if (count > FEW)
        sort_by_digits(values, count, high, spare);
    if (!insert_values(values, count, lowest))
        sort_by_digits(values, count, lowest, spare);
}

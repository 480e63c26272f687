/*
 * radix.h - many items or numbers sorted in linear time.
 *
 * Layer   base. Stable: items with equal keys keep their order, so the result
 *         is the same on every machine.
 */
#ifndef DT_BASE_RADIX_H
#define DT_BASE_RADIX_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct dt_keyed {
    uint64_t key;
    uint32_t item;
};

/* Sort in place; takes as much memory again for the time. DT_EINTERNAL. */
int dt_radix_sort(struct dt_keyed *items, size_t count, struct dt_err *err);

/*
 * Sort numbers by their bits from the lowest named one up; those that differ
 * only below it keep their order. spare is room for as many.
 */
void dt_radix_sort_values(uint64_t *values, size_t count, unsigned lowest,
                          uint64_t *spare);

#endif

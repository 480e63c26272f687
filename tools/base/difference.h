/*
 * difference.h - what must be changed in one sequence to make another of it.
 *
 * Layer   base. Elements are numbers: equal ones are the same element.
 * Rule    the fewest insertions and deletions where few do (E. W. Myers, "An
 *         O(ND) Difference Algorithm and Its Variations", Algorithmica 1,
 *         1986); where it takes more than DT_DIFFERENCE_MOST, what is unique in
 *         both is aligned first (B. Cohen's patience diff), and what lies
 *         between is compared again. What even that does not settle is told as
 *         replaced as a whole.
 * Time    linear but for a factor that does not depend on the lengths, and a
 *         bounded number of steps besides, whatever stands in the sequences.
 * Memory  some 50 bytes an element, and 4 MiB.
 */
#ifndef DT_BASE_DIFFERENCE_H
#define DT_BASE_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { DT_DIFFERENCE_MOST = 1000 };

/*
 * Elements [a, a_end) of the one and [b, b_end) of the other: equal, or the
 * former replaced by the latter, of which one may be empty.
 */
struct dt_stretch {
    uint32_t a, a_end, b, b_end;
    bool equal;
};

/* Runs in order, without gaps; no two neighbours are both equal or both not. */
struct dt_difference {
    struct dt_stretch *items;
    size_t count, cap;
};

#define DT_DIFFERENCE_INIT ((struct dt_difference){NULL, 0, 0})

/* Replace out. At most UINT32_MAX - 1 elements each. DT_EINTERNAL. */
int dt_difference_find(struct dt_difference *out, const uint64_t *a,
                       size_t a_count, const uint64_t *b, size_t b_count,
                       struct dt_err *err);

void dt_difference_release(struct dt_difference *found);

#endif

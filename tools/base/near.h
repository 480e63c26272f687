/*
 * near.h - what somebody who mistyped a word may have meant.
 *
 * Layer   base. The distance is Levenshtein's: bytes to insert, delete or
 *         replace (Soviet Physics Doklady 10, 1966, 707-710).
 *
 *     struct dt_near near = dt_near_to(DT_STR("biuld"));
 *     dt_near_try(&near, "build");
 *     if (near.best) ...
 */
#ifndef DT_BASE_NEAR_H
#define DT_BASE_NEAR_H

#include <stddef.h>

#include "base/str.h"

enum { DT_NEAR_LONGEST = 255 };

/* SIZE_MAX when it is more than most, or a word is longer than the longest. */
size_t dt_near_distance(struct dt_str a, struct dt_str b, size_t most);

struct dt_near {
    struct dt_str word;
    size_t most;      /* how far it may still be */
    const char *best; /* the nearest so far, the first of several; or NULL */
};

/*
 * At most every third letter, and at most three, may be wrong; of a word of
 * four letters or less two, if the first is right.
 */
struct dt_near dt_near_to(struct dt_str word);

/* candidate must live as long as near is used. */
void dt_near_try(struct dt_near *near, const char *candidate);

#endif

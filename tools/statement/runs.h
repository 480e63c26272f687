/*
 * runs.h - each DT_RUN_WORDS neighbouring words as one number.
 *
 * Layer   statement, private to said.c and sought.c.
 */
#ifndef DT_STATEMENT_RUNS_H
#define DT_STATEMENT_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DT_RUN_WORDS = 5 };

/* The last words of those that came; all zero before the first. */
struct dt_runs {
    uint64_t last[DT_RUN_WORDS];
    size_t seen;
};

/* Take the next word; false: there are too few for a run that ends with it. */
static inline bool dt_runs_next(struct dt_runs *r, uint64_t word,
                                uint64_t *hash)
{
    uint64_t mixed = 0;

    for (size_t i = 0; i + 1 < DT_RUN_WORDS; i++)
        r->last[i] = r->last[i + 1];
    r->last[DT_RUN_WORDS - 1] = word;
    if (r->seen + 1 < DT_RUN_WORDS) {
        r->seen++;
        return false;
    }
    for (size_t i = 0; i < DT_RUN_WORDS; i++) {
        mixed = (mixed ^ r->last[i]) * UINT64_C(0x9E3779B97F4A7C15);
        mixed ^= mixed >> 32;
    }
    *hash = mixed;
    return true;
}

#endif

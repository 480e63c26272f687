/*
 * runs.h - each DT_RUN_WORDS neighbouring words as one number, of which only
 * the highest DT_RUN_BYTES bytes are used: so many are kept of a run.
 *
 * Layer   statement, private to said.c and sought.c.
 */
#ifndef DT_STATEMENT_RUNS_H
#define DT_STATEMENT_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DT_RUN_WORDS = 5, DT_RUN_BYTES = 5 };

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
    *hash = mixed >> (64 - 8 * DT_RUN_BYTES) << (64 - 8 * DT_RUN_BYTES);
    return true;
}

/* A run as bytes, and back. */
static inline void dt_run_put(uint64_t run, char bytes[DT_RUN_BYTES])
{
    for (size_t i = 0; i < DT_RUN_BYTES; i++)
        bytes[i] = (char)(run >> (56 - 8 * i));
}

static inline uint64_t dt_run_take(const char bytes[DT_RUN_BYTES])
{
    uint64_t run = 0;

    for (size_t i = 0; i < DT_RUN_BYTES; i++)
        run |= (uint64_t)(unsigned char)bytes[i] << (56 - 8 * i);
    return run;
}

#endif

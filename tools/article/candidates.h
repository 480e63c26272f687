/*
 * candidates.h - which of many texts are worth comparing.
 *
 * Layer   article. Groups of texts that share a key (join.h) become pairs; what
 *         they say is a guess that dedup.h verifies.
 * Near    of a band's group all are paired; of a crowd each with the fullest,
 *         and with the DT_JOIN_NEXT that are most like it.
 * Shared  a pair is one when, of the shingles sampled of the smaller, as many
 *         are in both as a pair at the threshold has in 997 cases of 1000. In
 *         a crowd a text is met by the same ones as above: no number of texts
 *         costs quadratic time.
 */
#ifndef DT_ARTICLE_CANDIDATES_H
#define DT_ARTICLE_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/join.h"
#include "article/spill.h"
#include "base/err.h"

/*
 * Add a pair of texts, which differ: a number with the lower one in its high
 * half.
 */
int dt_pairs_add(struct dt_spill *pairs, uint32_t a, uint32_t b,
                 struct dt_err *err);

/* Add the pairs of a band's groups; more texts than crowd are one. */
int dt_candidates_near(const struct dt_groups *groups, size_t crowd,
                       struct dt_spill *out, struct dt_err *err);

/*
 * Whether so many shingles that are sampled in both are enough: one or more,
 * and not further below what is to be expected at the threshold than root
 * eight times the deviation.
 */
bool dt_candidates_enough(const struct dt_join_text *a,
                          const struct dt_join_text *b, uint64_t met,
                          unsigned threshold);

/* What dt_candidates_shared() goes by. */
struct dt_candidates {
    const struct dt_groups *groups; /* of all parts */
    const struct dt_join_text *texts;
    size_t text_count;
    size_t crowd;       /* more texts than these are one */
    unsigned threshold; /* of the smaller one's shingles, per mille */
    uint64_t memory;    /* bytes for its index, and half as many for pairs */
    const char *folder; /* of pairs that are more */
    unsigned threads;
};

/* Add the pairs that share enough. */
int dt_candidates_shared(const struct dt_candidates *c, struct dt_spill *out,
                         struct dt_err *err);

#endif

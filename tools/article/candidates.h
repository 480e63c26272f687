/*
 * candidates.h - which of many texts are worth comparing.
 *
 * Layer   article. Groups of texts that share a key (join.h) become pairs; what
 *         they say is a guess that dedup.h verifies.
 * Near    of a band's group all are paired; of a crowd each with the fullest,
 *         and with the DT_JOIN_NEXT that are most like it.
 * Shared  a pair is one when, of the shingles sampled of the smaller, half the
 *         threshold or more are in both. In a crowd a text is met by the same
 *         ones as above: no number of texts costs quadratic time.
 */
#ifndef DT_ARTICLE_CANDIDATES_H
#define DT_ARTICLE_CANDIDATES_H

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

/* Add the pairs of a band's groups. */
int dt_candidates_near(const struct dt_groups *groups, struct dt_spill *out,
                       struct dt_err *err);

/* What dt_candidates_shared() goes by. */
struct dt_candidates {
    const struct dt_groups *groups; /* of all parts */
    const struct dt_join_text *texts;
    size_t text_count;
    unsigned threshold; /* per mille */
    uint64_t memory;    /* bytes for its index, and half as many for pairs */
    const char *folder; /* of pairs that are more */
    unsigned threads;
};

/* Add the pairs that share enough. */
int dt_candidates_shared(const struct dt_candidates *c, struct dt_spill *out,
                         struct dt_err *err);

#endif

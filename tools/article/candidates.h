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
#include "base/err.h"

/* Pairs of texts, the lower number in the high half. */
struct dt_pairs {
    uint64_t *pair;
    size_t count, cap;
};

#define DT_PAIRS_INIT ((struct dt_pairs){NULL, 0, 0})

/* DT_EINTERNAL. a and b differ. */
int dt_pairs_add(struct dt_pairs *pairs, uint32_t a, uint32_t b,
                 struct dt_err *err);

/* Sort, each pair once. DT_EINTERNAL. */
int dt_pairs_settle(struct dt_pairs *pairs, struct dt_err *err);

/* Add those of from. DT_EINTERNAL. */
int dt_pairs_merge(struct dt_pairs *into, const struct dt_pairs *from,
                   struct dt_err *err);

void dt_pairs_release(struct dt_pairs *pairs);

/* Add the pairs of a band's groups, settled. DT_EINTERNAL. */
int dt_candidates_near(const struct dt_groups *groups, struct dt_pairs *out,
                       struct dt_err *err);

/* What dt_candidates_shared() goes by. */
struct dt_candidates {
    const struct dt_groups *groups; /* of all parts */
    const struct dt_join_text *texts;
    size_t text_count;
    unsigned threshold; /* per mille */
    uint64_t memory;    /* bytes for its index, about */
    unsigned threads;
};

/* Add the pairs that share enough. DT_EINTERNAL. */
int dt_candidates_shared(const struct dt_candidates *c, struct dt_pairs *out,
                         struct dt_err *err);

#endif

/*
 * candidates.h - which of many texts are worth comparing.
 *
 * Layer   article. Two ways in, each in near-linear time; what they find is a
 *         guess that dedup.h verifies.
 * Rules   dt_candidates_near(): locality-sensitive hashing of MinHash
 *         signatures by bands of rows, A. Rajaraman, J. Ullman, "Mining of
 *         Massive Datasets", 3.4. dt_candidates_shared(): an index of every
 *         eighth shingle by its hash ("mod p" sampling of Broder 1997), for
 *         the excerpt whose resemblance to its source is small.
 * Bounds  of texts that share one key (a band's, a shingle's) up to
 *         DT_CANDIDATES_CROWD are all paired. More are a star around the one
 *         with most shingles, and each is paired with the DT_CANDIDATES_NEXT
 *         after it in the order of signatures: so no number of texts costs
 *         quadratic time.
 * Order   items stand in an order of their content, so that the result does
 *         not depend on where they came from; nor does it on threads.
 */
#ifndef DT_ARTICLE_CANDIDATES_H
#define DT_ARTICLE_CANDIDATES_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/radix.h"

enum { DT_CANDIDATES_CROWD = 64, DT_CANDIDATES_NEXT = 8 };

struct dt_candidate_item {
    const uint64_t *shingles; /* count of them, in any order */
    size_t count;
    const uint32_t *signature; /* of minhash.h */
};

/* Pairs of items, the lower index in the high half. */
struct dt_pairs {
    uint64_t *pair;
    size_t count, cap;
};

#define DT_PAIRS_INIT ((struct dt_pairs){NULL, 0, 0})

/* DT_EINTERNAL. a and b differ. */
int dt_pairs_add(struct dt_pairs *pairs, uint32_t a, uint32_t b,
                 struct dt_err *err);

/* Sort, each pair once. */
void dt_pairs_settle(struct dt_pairs *pairs);

/* Add those of from. DT_EINTERNAL. */
int dt_pairs_merge(struct dt_pairs *into, const struct dt_pairs *from,
                   struct dt_err *err);

void dt_pairs_release(struct dt_pairs *pairs);

/*
 * Rows a band for signatures of so many values: as many as still find a pair
 * at the threshold (per mille) with a chance of 99 in 100.
 */
size_t dt_candidates_rows(size_t permutations, unsigned threshold);

/* Add the pairs that agree in a whole band. */
int dt_candidates_near(const struct dt_candidate_item *items, size_t count,
                       size_t permutations, unsigned threshold,
                       unsigned threads, struct dt_pairs *out,
                       struct dt_err *err);

/*
 * Add the pairs of which the smaller seems to lie in the larger: of its
 * sampled shingles half the threshold (per mille) or more are in both.
 */
int dt_candidates_shared(const struct dt_candidate_item *items, size_t count,
                         unsigned threshold, unsigned threads,
                         struct dt_pairs *out, struct dt_err *err);

/*
 * Add the pairs of a crowd: the star, and each with the next ones once the
 * crowd has been sorted by its keys.
 */
int dt_candidates_crowd(const struct dt_candidate_item *items,
                        struct dt_keyed *crowd, size_t count,
                        struct dt_pairs *out, struct dt_err *err);

#endif

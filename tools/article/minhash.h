/*
 * minhash.h - a short signature from which two texts' resemblance is estimated.
 *
 * Layer   article. A signature has one value a permutation; the share of
 *         places in which two agree estimates the Jaccard similarity J of
 *         their shingles, with a variance of J (1 - J) / permutations.
 * Rule    one-permutation hashing: P. Li, A. Owen, C.-H. Zhang, "One
 *         Permutation Hashing", NIPS 2012: each shingle falls into one bin and
 *         the least of a bin is kept. Empty bins of short texts are filled by
 *         "optimal densification": A. Shrivastava, ICML 2017. The one hash is
 *         that of shingle.h, which is keyed.
 */
#ifndef DT_ARTICLE_MINHASH_H
#define DT_ARTICLE_MINHASH_H

#include <stddef.h>
#include <stdint.h>

enum { DT_MINHASH_LEAST = 16, DT_MINHASH_MOST = 1024 };

/* shingles has count entries, at least one, in any order. */
void dt_minhash_sign(const uint64_t *shingles, size_t count, uint32_t *out,
                     size_t permutations);

#endif

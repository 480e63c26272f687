/*
 * shingle.h - a text as the set of its runs of words, each a 64-bit hash.
 *
 * Layer   article. The text is a fold (article.h), so that case, quotation
 *         marks, soft hyphens and Unicode forms make no difference. Words are
 *         what stands between its spaces; in scripts that are written without
 *         them (Han, kana, Thai, Lao, Khmer, Burmese) every character is one.
 * Rule    "w-shingling": A. Z. Broder, "On the resemblance and containment of
 *         documents", SEQUENCES 1997. A text with fewer words than a shingle
 *         is one shingle; a text without words has none.
 * Hashing a word is hashed by folded 64 x 64 bit products under the key, a
 *         shingle by a cyclic polynomial of its words' hashes (D. Lemire,
 *         O. Kaser, "Recursive n-gram hashing is pairwise independent, at
 *         best", 2010), mixed by a round of what SplitMix64 finishes with.
 *         Two different shingles of n words, of texts chosen without knowledge
 *         of the key, agree with a chance near 2^-(65 - n) at most. Who knows
 *         the key can search for texts that collide: against such writers take
 *         a secret one.
 */
#ifndef DT_ARTICLE_SHINGLE_H
#define DT_ARTICLE_SHINGLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { DT_SHINGLE_MOST = 32 }; /* words a shingle */

struct dt_shingle_key {
    uint64_t word[3]; /* odd */
    unsigned words;   /* a shingle, 1 to DT_SHINGLE_MOST */
};

/* A list, with repetitions until dt_shingles_settle() makes a set of it. */
struct dt_shingles {
    uint64_t *hash;
    size_t count, cap;
};

#define DT_SHINGLES_INIT ((struct dt_shingles){NULL, 0, 0})

/* Derive a key from secret, which may be empty. DT_EINTERNAL. */
int dt_shingle_key_init(struct dt_shingle_key *key, unsigned words,
                        struct dt_str secret, struct dt_err *err);

/* Replace what out holds by the shingles of a fold. DT_EINTERNAL. */
int dt_shingles_take(struct dt_shingles *out, const struct dt_shingle_key *key,
                     struct dt_str fold, struct dt_err *err);

/* Sort and drop repetitions; the count that is left. spare: room for count. */
size_t dt_shingles_settle(uint64_t *hash, size_t count, uint64_t *spare);

/* How many two settled sets have in common. */
size_t dt_shingles_common(const uint64_t *a, size_t a_count, const uint64_t *b,
                          size_t b_count);

void dt_shingles_release(struct dt_shingles *s);

#endif

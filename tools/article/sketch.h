/*
 * sketch.h - what a text's copies are looked for by.
 *
 * Layer   article. A sketch is some keys: texts that share one may be copies.
 * Rules   near keys: locality-sensitive hashing of MinHash signatures
 *         (minhash.h) by bands of rows, A. Rajaraman, J. Ullman, "Mining of
 *         Massive Datasets", 3.4. Shared keys: every DT_SKETCH_SAMPLE-th
 *         shingle by its hash ("mod p" sampling, A. Z. Broder, "On the
 *         resemblance and containment of documents", 1997), for the excerpt
 *         whose resemblance to its source is small.
 * Buckets keys lie in buckets that can be joined apart: DT_SKETCH_PARTS of
 *         shared keys, by their highest bits, then one a band, then one a
 *         band of brief texts.
 */
#ifndef DT_ARTICLE_SKETCH_H
#define DT_ARTICLE_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/minhash.h"
#include "article/shingle.h"
#include "base/err.h"

enum {
    DT_SKETCH_SAMPLE = 8,
    DT_SKETCH_PARTS = 16,
    DT_SKETCH_KEY_BITS = 40,
    DT_SKETCH_SHIFT = 60 - DT_SKETCH_KEY_BITS, /* to a shingle's key */
    DT_SKETCH_BRIEF = 64,                      /* shingles of a brief text */
    DT_SKETCH_BUCKETS = DT_SKETCH_PARTS + 2 * DT_MINHASH_MOST
};

struct dt_sketch_form {
    unsigned permutations, rows, bands;
    unsigned brief_rows, brief_bands; /* likewise, of brief texts only */
};

struct dt_sketch {
    uint32_t size;     /* shingles, repetitions counted; 0: no words */
    uint64_t order[2]; /* of two ends of the signature: alike when it is */
    uint64_t *key;     /* DT_SKETCH_KEY_BITS of a key, above them its bucket */
    size_t count, cap;
};

#define DT_SKETCH_INIT ((struct dt_sketch){0, {0, 0}, NULL, 0, 0})

/*
 * The bands for signatures of so many values: as many rows each as still find
 * a pair at the threshold (per mille) in one case of two. What they miss there
 * is found by the shared keys, of which such a pair has two thirds in common;
 * at a similarity of .7 they find 99 in 100, and strangers one in ten million.
 * Brief texts have too few shared keys for that: more bands, of half the rows,
 * find 999 in 1000 of them at a similarity of .55.
 */
void dt_sketch_form_init(struct dt_sketch_form *form, unsigned permutations,
                         unsigned threshold);

static inline size_t dt_sketch_buckets(const struct dt_sketch_form *form)
{
    return DT_SKETCH_PARTS + form->bands + form->brief_bands;
}

/* The band of a bucket that is not of shared keys, and the rows of it. */
static inline size_t dt_sketch_band(const struct dt_sketch_form *form,
                                    size_t bucket, unsigned *rows)
{
    const size_t band = bucket - DT_SKETCH_PARTS;
    const bool brief = band >= form->bands;

    *rows = brief ? form->brief_rows : form->rows;
    return brief ? band - form->bands : band;
}

/* Room for so many keys. DT_EINTERNAL. */
int dt_sketch_reserve(struct dt_sketch *sketch, size_t keys,
                      struct dt_err *err);

/* shingles as dt_shingles_take() gives them. DT_EINTERNAL. */
int dt_sketch_make(struct dt_sketch *out, const struct dt_sketch_form *form,
                   const struct dt_shingles *shingles, struct dt_err *err);

void dt_sketch_release(struct dt_sketch *sketch);

#endif

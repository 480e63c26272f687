/*
 * dedup.h - every copy among many texts, with its evidence.
 *
 * Layer   article. same: the same fold (article.h). near: the Jaccard
 *         similarity of their shingles is at least `near`. contains: at least
 *         `contains` of the smaller one's shingles are in the larger, which
 *         holds of an excerpt, an extended version or a digest; the smaller
 *         has DT_DEDUP_CONTAINED shingles or more. Candidates are guessed
 *         (candidates.h), and each is verified by the whole sets of shingles:
 *         no pair is ever recorded on an estimate.
 * Units   similarities are per mille, rounded down. The default of near is a
 *         hair above a half: at a half, two pages that share nothing but their
 *         site's furniture, as long as either article, begin to count.
 * Order   the result is the same for any order of texts and any threads.
 * Bounds  texts with the same fold are compared once. Up to DT_DEDUP_ALL of
 *         them are all paired, with each other and with what is near them;
 *         more are a star around the smallest id, which speaks for them. Where
 *         more than options.crowd texts share a key, few of them are compared
 *         for it (candidates.h): there, pairs may be missed.
 * Memory  some 340 bytes a text and its id, and 4 a key that is shared: where
 *         all texts are near copies, 500 for a thousand words. Keys to look for
 *         candidates by (sketch.h), some 1.2 KB for a thousand words, are in
 *         memory up to three quarters of options.memory and beyond it in a
 *         file, in sorted runs; pairs up to an eighth, and edges likewise. By
 *         default those of a million texts of a thousand words just fit.
 *         Texts are not: options.reader is asked for them again to verify
 *         pairs.
 *
 *     dt_dedup_new -> (dt_dedup_read, dt_dedup_add)... -> dt_dedup_find
 *                  -> dt_dedup_edges
 */
#ifndef DT_ARTICLE_DEDUP_H
#define DT_ARTICLE_DEDUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/shingle.h"
#include "article/sketch.h"
#include "article/spill.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/str.h"

enum {
    DT_DEDUP_SHINGLE = 5,
    DT_DEDUP_PERMUTATIONS = 128,
    DT_DEDUP_NEAR = 505,
    DT_DEDUP_CONTAINS = 800,
    DT_DEDUP_CONTAINED = 16,
    DT_DEDUP_CROWD = 256,
    DT_DEDUP_ALL = 64,
    DT_DEDUP_ID = 4096 /* bytes of an id */
};

#define DT_DEDUP_MEMORY (UINT64_C(3) << 29)

/*
 * Gives a text again, by the place that dt_dedup_add() was told. Several
 * threads may ask at one time, with different workers.
 */
struct dt_dedup_reader {
    int (*read)(void *ctx, unsigned worker, uint64_t place, struct dt_buf *text,
                struct dt_err *err);
    void *ctx;
};

struct dt_dedup_options {
    unsigned shingle;        /* words, 1 to DT_SHINGLE_MOST */
    unsigned permutations;   /* DT_MINHASH_LEAST to DT_MINHASH_MOST */
    unsigned near, contains; /* per mille, 1 to 1000 */
    unsigned crowd;          /* up to so many texts that share a key are all
                                compared: 2 to 65535 */
    struct dt_str secret;    /* of the hashing; may be empty */
    uint64_t memory;         /* bytes for keys, indices and texts read again */
    const char *folder;      /* for a file of keys; NULL: $TMPDIR, /tmp */
    struct dt_dedup_reader reader;
};

#define DT_DEDUP_DEFAULTS                                             \
    ((struct dt_dedup_options){.shingle = DT_DEDUP_SHINGLE,           \
                               .permutations = DT_DEDUP_PERMUTATIONS, \
                               .near = DT_DEDUP_NEAR,                 \
                               .contains = DT_DEDUP_CONTAINS,         \
                               .crowd = DT_DEDUP_CROWD,               \
                               .memory = DT_DEDUP_MEMORY})

/* The last two are no measure: duplicates.h and decided.h have them. */
enum dt_relation {
    DT_RELATION_SAME,
    DT_RELATION_NEAR,
    DT_RELATION_CONTAINS,
    DT_RELATION_REVISION, /* an earlier and a later version */
    DT_RELATION_DECIDED   /* a copy because a curator says so */
};

/* "same", "near", "contains", "revision", "decided" */
const char *dt_relation_name(enum dt_relation relation);

/* Two texts by their numbers in the order of ids, a < b. */
struct dt_dedup_edge {
    uint32_t a, b;
    uint16_t jaccard, containment;
    enum dt_relation relation;
};

/* What a text is known by. */
struct dt_dedup_print {
    unsigned char identity[DT_DIGEST_SIZE]; /* SHA-256 of the fold */
    struct dt_sketch sketch;
};

/* What is read of a text; reused for the next. */
struct dt_dedup_text {
    struct dt_buf fold;
    struct dt_shingles shingles;
    struct dt_digest *digest; /* made by the first read */
    struct dt_dedup_print print;
};

void dt_dedup_text_init(struct dt_dedup_text *text);
void dt_dedup_text_release(struct dt_dedup_text *text);

struct dt_dedup;

/* The caller owns *out. DT_EINTERNAL. */
int dt_dedup_new(const struct dt_dedup_options *options, struct dt_dedup **out,
                 struct dt_err *err);
void dt_dedup_free(struct dt_dedup *d);

/* Read a text; several threads may, each into its own. DT_EINTERNAL. */
int dt_dedup_read(const struct dt_dedup *d, struct dt_str text,
                  struct dt_dedup_text *out, struct dt_err *err);

/*
 * The same of many texts, in two steps: of each all but the identity, its fold
 * behind what out->fold has; then the identities of all their folds, as
 * dt_digest_each() sets them. That takes half as long as one by one.
 */
int dt_dedup_sketch(const struct dt_dedup *d, struct dt_str text,
                    struct dt_dedup_text *out, struct dt_err *err);
int dt_dedup_identify(struct dt_dedup_text *out,
                      struct dt_digest_message *folds, size_t count,
                      struct dt_err *err);

/*
 * Add a text that options.reader finds at place under an id, of which a copy is
 * made. DT_EFORMAT for an id that is empty, too long, has a NUL or was there
 * before; DT_EIO when keys cannot be written.
 */
int dt_dedup_add(struct dt_dedup *d, struct dt_str id, uint64_t place,
                 const struct dt_dedup_print *print, struct dt_err *err);

/*
 * Find the edges, once, after the last text. DT_EMISMATCH for a text that is
 * another when it is read again; what the reader fails with; DT_EIO;
 * DT_EINTERNAL.
 */
int dt_dedup_find(struct dt_dedup *d, unsigned threads, struct dt_err *err);

/*
 * All edges that were found, sorted by a and b; a negative return of fn ends
 * it. DT_EIO, DT_EINTERNAL.
 */
typedef int (*dt_dedup_edge_fn)(void *ctx, const struct dt_dedup_edge *edge,
                                struct dt_err *err);
int dt_dedup_edges(const struct dt_dedup *d, dt_dedup_edge_fn fn, void *ctx,
                   struct dt_err *err);

/* Allow what one of so many threads sorts its part of options.memory / 8. */
void dt_dedup_bound(const struct dt_dedup *d, struct dt_spill *spill,
                    unsigned threads);

/* Of the texts in the order of ids, after dt_dedup_find(). */
size_t dt_dedup_count(const struct dt_dedup *d);
const char *dt_dedup_id(const struct dt_dedup *d, size_t number);

/* How many shingles it has, repetitions counted. */
size_t dt_dedup_size(const struct dt_dedup *d, size_t number);

#endif

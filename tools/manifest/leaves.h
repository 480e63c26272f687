/*
 * leaves.h - check the lines of manifests on several threads while their
 * bytes stream by, and grow the corpus's Merkle tree from them.
 *
 * Layer   manifest. Memory is a few batches of lines, whatever the size of a
 *         file.
 * Checks  each line whole (dt_record_check), the order of the lines, the LF
 *         at the end. DT_EFORMAT and DT_EMISMATCH name the file and the line;
 *         of several faults the first in the file is told.
 *
 *     dt_leaves_new(&l, threads, true, &err);
 *     dt_leaves_begin(l, DT_ARTICLES, path, &uses, &facts);
 *     dt_leaves_push(l, data, len, &err);      as often as there are pieces
 *     dt_leaves_end(l, &count, &err);
 *     dt_leaves_root(l, &size, root, &err);    after all files
 */
#ifndef DT_MANIFEST_LEAVES_H
#define DT_MANIFEST_LEAVES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fingerprint.h"
#include "manifest/record.h"

struct dt_leaves;

/* What one thread looks at: a line that has passed dt_record_check(). */
struct dt_leaf {
    struct dt_str line; /* its LF behind it; stays until facts were taken */
    uint64_t number;    /* of the line in its file, from 1 */
    const struct dt_json_doc *doc;
    const uint32_t *member;         /* as dt_record_read() tells */
    struct dt_digest *digest;       /* scratch, at empty input */
    struct dt_arena *arena;         /* scratch, emptied for each line */
    struct dt_fingerprint expected; /* what dt_leaf_expect_fn() gave */
};

/*
 * Called for each line some time before dt_leaf_fn(), when it was read but may
 * still be faulty: to ask memory for what that will look at, and to say once
 * by which fingerprint it will.
 */
typedef struct dt_fingerprint (*dt_leaf_expect_fn)(void *ctx,
                                                   const struct dt_leaf *leaf);

/*
 * Called for each line, on any thread and in any order: append to facts what
 * dt_leaves_take_fn() is to get.
 */
typedef int (*dt_leaf_fn)(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err);

/* Called by the thread that pushes, with the facts of many lines, in order. */
typedef int (*dt_leaves_take_fn)(void *ctx, struct dt_str facts,
                                 struct dt_err *err);

/* What is done with the lines of a file; each may be NULL. */
struct dt_leaf_uses {
    dt_leaf_expect_fn expect;
    dt_leaf_fn note;
    dt_leaves_take_fn take;
};

/* The string that a member is, as it stands; a NULL ptr when it is none. */
struct dt_str dt_leaf_text(const struct dt_leaf *leaf, unsigned member);

/*
 * threads 1 to 256, besides the one that pushes. With root false the lines
 * are not hashed as leaves, and dt_leaves_root() must not be called. The
 * caller owns *out.
 */
int dt_leaves_new(struct dt_leaves **out, unsigned threads, bool root,
                  struct dt_err *err);

/* NULL is fine. */
void dt_leaves_free(struct dt_leaves *l);

/* Begin a file; name and uses are borrowed until its end, name for messages. */
void dt_leaves_begin(struct dt_leaves *l, enum dt_records kind,
                     const char *name, const struct dt_leaf_uses *uses,
                     void *ctx);
int dt_leaves_push(struct dt_leaves *l, const void *data, size_t len,
                   struct dt_err *err);

/*
 * As dt_leaves_push(), without a copy: *len bytes of room, one at least, and
 * then how many of them were filled.
 */
int dt_leaves_room(struct dt_leaves *l, char **room, size_t *len,
                   struct dt_err *err);
int dt_leaves_filled(struct dt_leaves *l, size_t len, struct dt_err *err);

/*
 * Whether the fault is one of order alone: a line that is here twice, or behind
 * what sorts after it, as a merge by union leaves them.
 */
bool dt_leaves_told_order(const struct dt_err *err);

/* Wait until all lines of the file are checked; *count is how many. */
int dt_leaves_end(struct dt_leaves *l, uint64_t *count, struct dt_err *err);

/*
 * The RFC 9162 root over all lines so far but those of releases, which are
 * no leaves. Files must have come in the order of enum dt_records.
 */
int dt_leaves_root(struct dt_leaves *l, uint64_t *size,
                   unsigned char root[DT_DIGEST_SIZE], struct dt_err *err);

#endif

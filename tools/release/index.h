/*
 * index.h - the releases of a corpus: releases.jsonl, read and added to.
 *
 * Layer   release. A file of record.h's DT_RELEASES lines, sorted by version.
 * Bounds  a file of 64 MiB.
 */
#ifndef DT_RELEASE_INDEX_H
#define DT_RELEASE_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "release/range.h"

enum { DT_INDEX_MAX = 64 * 1024 * 1024 };

/* One line; texts are NUL-terminated. */
struct dt_release {
    const char *version;
    const char *commit;
    const char *released; /* RFC 3339, UTC */
    const char *root;     /* hex */
    uint64_t tree_size;
    const char *name; /* of the archive's file */
    const char *sha256, *tar_sha256;
    uint64_t bytes;
    int level;           /* of zstd */
    const char *library; /* version of libzstd */
};

struct dt_index {
    struct dt_release *items; /* sorted by version */
    size_t count;
    struct dt_arena arena; /* owns everything above */
};

/*
 * Read text; where names it in messages. DT_EFORMAT or DT_EMISMATCH with the
 * line's number for a line that is not as it was written, for a wrong order,
 * and for an archive name that is no plain file name. On failure nothing is
 * to be released.
 */
int dt_index_read(struct dt_index *out, struct dt_str text, const char *where,
                  struct dt_err *err);

/* As dt_index_read() from a file; an absent one has no releases. */
int dt_index_load(struct dt_index *out, const char *path, struct dt_err *err);
void dt_index_release(struct dt_index *index);

/* The release of this version, or NULL. */
const struct dt_release *dt_index_find(const struct dt_index *index,
                                       struct dt_str version);

/* The newest release within range, or NULL. */
const struct dt_release *dt_index_best(const struct dt_index *index,
                                       const struct dt_range *range);

/* Append the sealed line of a release, with its LF, to out. */
int dt_index_line(const struct dt_release *release, struct dt_buf *out,
                  struct dt_err *err);

#endif

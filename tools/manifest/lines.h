/*
 * lines.h - the lines of a manifest, from a file or from bytes in memory, in
 * memory bounded by the longest line.
 *
 * Layer   manifest.
 */
#ifndef DT_MANIFEST_LINES_H
#define DT_MANIFEST_LINES_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "manifest/record.h"

/*
 * Splits what is pushed into lines. An unfinished last line waits for more
 * and is an error at the end: a manifest ends with LF.
 */
struct dt_lines {
    const char *name;   /* for messages: the file's path */
    uint32_t shard;     /* of dt_lines_records() */
    uint64_t number;    /* of the line handed out last, from 1 */
    uint64_t at;        /* byte at which that line begins */
    struct dt_buf rest; /* an unfinished line */
};

/* A line without its LF; a negative return ends the reading. */
typedef int (*dt_lines_fn)(void *ctx, const struct dt_lines *lines,
                           struct dt_str line, struct dt_err *err);

void dt_lines_init(struct dt_lines *lines, const char *name);
int dt_lines_push(struct dt_lines *lines, const char *data, size_t len,
                  dt_lines_fn fn, void *ctx, struct dt_err *err);

/* DT_EFORMAT with the line's number when the last one has no LF. */
int dt_lines_end(const struct dt_lines *lines, struct dt_err *err);
void dt_lines_release(struct dt_lines *lines);

/*
 * Fail with rc and why, at the line handed out last, of what no build can make
 * again.
 */
int dt_lines_damaged(const struct dt_lines *lines, int rc,
                     const struct dt_err *why, struct dt_err *err);

/* All lines of a file. An absent file is DT_EIO. */
int dt_lines_file(const char *path, dt_lines_fn fn, void *ctx,
                  struct dt_err *err);

/*
 * The number of shards by which the lines of a kind lie here: the corpus's, or,
 * where none of its files is there, as after a change of shards:, another.
 */
int dt_lines_shards(const struct dt_corpus *corpus, enum dt_records kind,
                    uint32_t *shards, struct dt_err *err);

/* All lines of a kind, where they lie here, in the order of the files. */
int dt_lines_records(const struct dt_corpus *corpus, enum dt_records kind,
                     dt_lines_fn fn, void *ctx, struct dt_err *err);

#endif

/*
 * json_lines.h - the lines of a file of JSON Lines, packed or not.
 *
 * Layer   snapshot. A byte order mark and blank lines are passed over.
 * Bounds  lines of DT_JSON_LINE bytes; those of packed.h.
 */
#ifndef DT_SNAPSHOT_JSON_LINES_H
#define DT_SNAPSHOT_JSON_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "snapshot/packed.h"
#include "snapshot/snapshot.h"

/* Escapes can make a page twice as long as it is. */
enum { DT_JSON_LINE = 2 * DT_SNAPSHOT_MAX };

struct dt_json_lines {
    struct dt_packed *packed; /* the caller's */
    const char *path;         /* for messages; the caller's */
    uint64_t number;          /* of the line at hand, from 1 */
    uint64_t start, end;      /* its bytes, unpacked, its LF too; no mark */
    struct dt_str piece;      /* what of it is still to be read */
    struct dt_buf line;       /* one that several pieces make up */
    bool at_end;
    bool skips; /* the last line was too long, and goes on */
};

#define DT_JSON_LINES_INIT(from, name)                 \
    ((struct dt_json_lines){(from),                    \
                            (name),                    \
                            0,                         \
                            0,                         \
                            0,                         \
                            {NULL, 0},                 \
                            DT_BUF_INIT(DT_JSON_LINE), \
                            false,                     \
                            false})

/*
 * The next line without its LF, until the next call; a NULL ptr at the end.
 * DT_EFORMAT "FILE:LINE: WHAT"; what dt_packed_next() fails with.
 */
int dt_json_lines_next(struct dt_json_lines *l, struct dt_str *out,
                       struct dt_err *err);

/* Put "FILE:LINE: " before what a reader of the line failed with; rc. */
int dt_json_lines_where(const struct dt_json_lines *l, int rc,
                        struct dt_err *err);

void dt_json_lines_release(struct dt_json_lines *l);

#endif

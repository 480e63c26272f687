/*
 * line_blocks.h - the lines of a file, packed or not, many at a time.
 *
 * Layer   snapshot. For lines that several threads take apart: a block is
 *         lines as they stand, each with its LF, but for the last of a file
 *         that ends without. Units are bytes, unpacked.
 * Bounds  a block is about as large as was asked for, or one line that is
 *         longer; of a line beyond `longest` a block holds what shows that,
 *         and the rest is passed over.
 */
#ifndef DT_SNAPSHOT_LINE_BLOCKS_H
#define DT_SNAPSHOT_LINE_BLOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "snapshot/packed.h"

struct dt_line_blocks {
    struct dt_packed *packed; /* the caller's */
    size_t size, longest;     /* of a block and of a line */
    uint64_t end;             /* of what has been handed out */
    struct dt_buf rest;       /* behind it, read already */
    bool skips;               /* the last line is too long, and goes on */
    int rc;                   /* what the next call fails with */
    struct dt_err err;
};

#define DT_LINE_BLOCKS_INIT(from, block, line)  \
    ((struct dt_line_blocks){.packed = (from),  \
                             .size = (block),   \
                             .longest = (line), \
                             .rest = DT_BUF_INIT(SIZE_MAX / 4)})

/*
 * The next block in place of what out has, empty at the end; it starts at
 * *start. What dt_packed_next() fails with, once all whole lines before that
 * have been handed out; DT_EINTERNAL.
 */
int dt_line_blocks_next(struct dt_line_blocks *blocks, struct dt_buf *out,
                        uint64_t *start, struct dt_err *err);

void dt_line_blocks_release(struct dt_line_blocks *blocks);

#endif

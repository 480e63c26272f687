/*
 * dedup_lines.h - JSON Lines of texts into the engine of copies.
 *
 * Layer   cmd. Texts are not kept: those of a plain file are read from it
 *         again, those of a packed one or a pipe from a file without a name in
 *         $TMPDIR.
 */
#ifndef DT_CMD_DEDUP_LINES_H
#define DT_CMD_DEDUP_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "article/dedup_steps.h"
#include "snapshot/line_blocks.h"

struct dt_dedup_lines {
    struct dt_dedup *dedup; /* the caller's, as keep_going */
    bool keep_going;        /* what is malformed is skipped */
    struct dt_packed *packed;
    const char *name; /* of the file, for messages; the caller's */
    struct dt_line_blocks blocks;
    struct dt_dedup_mark mark; /* how far the file has been added */
    uint64_t passed;     /* lines up to the block at hand, blank ones too */
    uint64_t seen;       /* that were not blank, in this process */
    uint64_t base, size; /* of its places; bytes of a file */
    int64_t changed;     /* when it was, in ns */
    bool is_plain, at_end;
    int spool; /* lines of what is not plain, or -1 */
    uint64_t spooled;
};

/* What messages call the spool, which has no name. */
#define DT_DEDUP_SPOOL "the file of texts"

#define DT_DEDUP_LINES_INIT ((struct dt_dedup_lines){.spool = -1})

/* "-" is standard input. from: where to go on in a plain file, or NULL. */
int dt_dedup_lines_open(struct dt_dedup_lines *s, const char *path,
                        const struct dt_dedup_mark *from, struct dt_err *err);

/* Add all lines. What dt_dedup_add() fails with, by "FILE:LINE: ". */
int dt_dedup_lines_run(struct dt_dedup_lines *s, unsigned jobs,
                       struct dt_err *err);

void dt_dedup_lines_release(struct dt_dedup_lines *s);

/*
 * dedup_again.c: the reader of dt_dedup_options, whose ctx is a struct
 * dt_dedup_lines.
 */
int dt_dedup_lines_read(void *ctx, unsigned worker, uint64_t place,
                        struct dt_buf *text, struct dt_err *err);

#endif

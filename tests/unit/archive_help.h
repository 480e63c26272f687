/*
 * archive_help.h - where tests of archives have their bytes from, and keep
 * them.
 */
#ifndef DICTUM_TESTS_ARCHIVE_HELP_H
#define DICTUM_TESTS_ARCHIVE_HELP_H

#include "base/buf.h"
#include "base/err.h"

/* A writer's output: ctx is a struct dt_buf *, which grows. */
int archive_keep(void *ctx, const void *data, size_t len, struct dt_err *err);

/* Bytes that are handed out in pieces of `piece`. */
struct archive_pieces {
    struct dt_str rest;
    size_t piece;
};

/* A reader's input: ctx is a struct archive_pieces *, which grows shorter. */
int archive_next_piece(void *ctx, const void **data, size_t *len,
                       struct dt_err *err);

#endif

/*
 * readahead.h - read and check many small files ahead of whoever wants them
 * in order.
 *
 * Layer   release. Memory: DT_READAHEAD_FILES files, each of the length that
 *         was announced, at most DT_READAHEAD_BYTES together (or one file).
 */
#ifndef DT_RELEASE_READAHEAD_H
#define DT_RELEASE_READAHEAD_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"

enum { DT_READAHEAD_FILES = 256, DT_READAHEAD_BYTES = 64 * 1024 * 1024 };

struct dt_readahead;

/*
 * Called from several threads: the path of file `index`, and its length. A
 * file that is absent, longer or shorter is DT_EMISMATCH.
 */
typedef int (*dt_readahead_fn)(void *ctx, size_t index, struct dt_buf *path,
                               uint64_t *bytes, struct dt_err *err);

/*
 * Called likewise with the content of file `index`; d is scratch, at empty
 * input.
 */
typedef int (*dt_readahead_check_fn)(void *ctx, size_t index,
                                     struct dt_str content, struct dt_digest *d,
                                     struct dt_err *err);

/* Start on files 0 to count - 1. The caller owns *out. */
int dt_readahead_new(size_t count, unsigned threads, dt_readahead_fn fn,
                     dt_readahead_check_fn check, void *ctx,
                     struct dt_readahead **out, struct dt_err *err);

/* The content of the next file, valid until the next call; `count` calls. */
int dt_readahead_next(struct dt_readahead *r, struct dt_str *out,
                      struct dt_err *err);

/* NULL is fine. */
void dt_readahead_free(struct dt_readahead *r);

#endif

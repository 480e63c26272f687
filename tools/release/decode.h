/*
 * decode.h - expand an archive on a thread of its own, a few blocks ahead of
 * whoever reads the tar in it.
 *
 * Layer   release. Units are bytes.
 * Bounds  what comes out is at most `most`, and at most DT_DECODE_RATIO times
 *         what went in once it is over DT_DECODE_FREE: an archive of zeros
 *         fails there, with the bound in the message.
 */
#ifndef DT_RELEASE_DECODE_H
#define DT_RELEASE_DECODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/stream.h"

enum { DT_DECODE_RATIO = 1000, DT_DECODE_FREE = 64 * 1024 * 1024 };

#define DT_DECODE_MOST ((uint64_t)64 << 30)

struct dt_decode;

/* What is known when all was read. */
struct dt_decode_sums {
    uint64_t bytes, tar_bytes;
    char sha256[DT_DIGEST_HEX_SIZE];
    char tar_sha256[DT_DIGEST_HEX_SIZE]; /* "" unless asked for */
};

/* fd is borrowed until dt_decode_free(). The caller owns *out. */
int dt_decode_new(int fd, const char *name, uint64_t most, bool want_tar_sha256,
                  struct dt_decode **out, struct dt_err *err);

/* A dt_source_fn; ctx is the struct dt_decode. */
int dt_decode_next(void *ctx, const void **data, size_t *len,
                   struct dt_err *err);

/* After dt_decode_next() told the end. */
const struct dt_decode_sums *dt_decode_sums(const struct dt_decode *d);

/* Stops the thread. NULL is fine. */
void dt_decode_free(struct dt_decode *d);

#endif

/*
 * stream.h - the two ends of a stream of bytes, as callbacks.
 *
 * Layer   base. 0 is DT_OK; a negative code, with *err filled, stops the
 *         stream and is handed on unchanged.
 */
#ifndef DT_BASE_STREAM_H
#define DT_BASE_STREAM_H

#include <stddef.h>

#include "base/err.h"

/* Take len bytes, borrowed for the call. */
typedef int (*dt_sink_fn)(void *ctx, const void *data, size_t len,
                          struct dt_err *err);

/* Hand out the next block, valid until the next call; *len 0 is the end. */
typedef int (*dt_source_fn)(void *ctx, const void **data, size_t *len,
                            struct dt_err *err);

#endif

/*
 * deflate.h - a gzip member in one call, read or written, behind which stands
 * libdeflate: more than twice as fast as zlib, which has to be able to stop
 * anywhere.
 *
 * Layer   adapt. Units are bytes.
 * Threads one struct dt_deflate per thread.
 */
#ifndef DT_ADAPT_DEFLATE_H
#define DT_ADAPT_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct dt_deflate;

/* The caller owns *out. DT_EINTERNAL. */
int dt_deflate_new(struct dt_deflate **out, struct dt_err *err);

/*
 * Decode the gzip member (RFC 1952) that in begins with into out: *len bytes of
 * it, *taken bytes of in. False when that cannot be done: the member is not
 * all in in, or too large for room, or damaged; dt_codec_gzip tells which.
 */
bool dt_deflate_member(struct dt_deflate *d, struct dt_str in, char *out,
                       size_t room, size_t *taken, size_t *len);

/* Append in as a gzip member, without a name or time. DT_EINTERNAL. */
int dt_deflate_pack(struct dt_str in, struct dt_buf *out, struct dt_err *err);

/* NULL is fine. */
void dt_deflate_free(struct dt_deflate *d);

#endif

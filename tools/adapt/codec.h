/*
 * codec.h - decoders of compressed bytes, driven step by step: bytes in, bytes
 * out. Behind gzip, zlib and deflate stands zlib, behind brotli libbrotlidec,
 * behind zstd libzstd.
 *
 * Layer   adapt. Units are bytes.
 * Bounds  memory: the format's window; zstd and brotli at most 128 MiB.
 *         What comes out is for the caller to bound.
 * Errors  DT_EFORMAT says what is wrong with the bytes, not where;
 *         DT_EINTERNAL. Then only reset or free may follow.
 *
 *     dt_codec_new(&dt_codec_gzip, &codec, &err);
 *     do {
 *         ... in has the next bytes, none at the end of the file ...
 *         rc = dt_codec_run(codec, &in, out, sizeof out, &len, &done, &err);
 *         use(out, len);
 *     } while (rc == DT_OK && !done);
 *     dt_codec_free(codec);
 */
#ifndef DT_ADAPT_CODEC_H
#define DT_ADAPT_CODEC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct dt_codec;

/* One format: what its library's file fills in. */
struct dt_codec_type {
    const char *name; /* "gzip" */
    int (*start)(const struct dt_codec_type *type, struct dt_codec **out,
                 struct dt_err *err);
    int (*run)(struct dt_codec *codec, struct dt_str *in, char *out,
               size_t room, size_t *len, bool *done, struct dt_err *err);
    int (*reset)(struct dt_codec *codec, struct dt_err *err);
    void (*end)(struct dt_codec *codec);
};

/* The first member of every decoder. */
struct dt_codec {
    const struct dt_codec_type *type;
};

extern const struct dt_codec_type dt_codec_gzip;    /* RFC 1952, one member */
extern const struct dt_codec_type dt_codec_zlib;    /* RFC 1950 */
extern const struct dt_codec_type dt_codec_deflate; /* RFC 1951, bare */
extern const struct dt_codec_type dt_codec_brotli;  /* RFC 7932 */
extern const struct dt_codec_type dt_codec_zstd;    /* RFC 8878, one frame */

/* The caller owns *out. */
static inline int dt_codec_new(const struct dt_codec_type *type,
                               struct dt_codec **out, struct dt_err *err)
{
    return type->start(type, out, err);
}

/*
 * Take bytes off the front of *in and give at most room of them, *len, to out.
 * *done: the stream has ended, and in stands behind it. Nothing taken and
 * nothing given means that more input is needed.
 */
static inline int dt_codec_run(struct dt_codec *codec, struct dt_str *in,
                               char *out, size_t room, size_t *len, bool *done,
                               struct dt_err *err)
{
    return codec->type->run(codec, in, out, room, len, done, err);
}

/* Be ready for the start of another stream. */
static inline int dt_codec_reset(struct dt_codec *codec, struct dt_err *err)
{
    return codec->type->reset(codec, err);
}

/* NULL is fine. */
static inline void dt_codec_free(struct dt_codec *codec)
{
    if (codec)
        codec->type->end(codec);
}

/*
 * Frames that a zstd decoder meets from now on may need this dictionary (RFC
 * 8878, 5), which is copied. DT_EFORMAT when it is none.
 */
int dt_codec_zstd_dictionary(struct dt_codec *zstd, struct dt_str dictionary,
                             struct dt_err *err);

#endif

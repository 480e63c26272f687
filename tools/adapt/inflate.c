/* The decoders of "gzip" and "deflate" (codec.h). */
#define ZLIB_CONST
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "adapt/codec.h"

struct inflating {
    struct dt_codec codec;
    z_stream z;
};

static struct inflating *of(struct dt_codec *codec)
{
    return (struct inflating *)codec;
}

/* As inflateInit2() wants to be told of the format. */
static int window_bits(const struct dt_codec_type *type)
{
    if (type == &dt_codec_gzip)
        return MAX_WBITS + 16;
    return type == &dt_codec_zlib ? MAX_WBITS : -MAX_WBITS;
}

static int start(const struct dt_codec_type *type, struct dt_codec **out,
                 struct dt_err *err)
{
    struct inflating *i = calloc(1, sizeof *i);

    if (!i || inflateInit2(&i->z, window_bits(type)) != Z_OK) {
        free(i);
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", type->name);
    }
    i->codec.type = type;
    *out = &i->codec;
    return DT_OK;
}

static int run(struct dt_codec *codec, struct dt_str *in, char *out,
               size_t room, size_t *len, bool *done, struct dt_err *err)
{
    z_stream *z = &of(codec)->z;
    uInt given = (uInt)(in->len < UINT_MAX ? in->len : UINT_MAX);
    uInt wanted = (uInt)(room < UINT_MAX ? room : UINT_MAX);
    int result;

    z->next_in = (const Bytef *)in->ptr;
    z->avail_in = given;
    z->next_out = (Bytef *)out;
    z->avail_out = wanted;
    result = inflate(z, Z_NO_FLUSH);
    in->ptr += given - z->avail_in;
    in->len -= given - z->avail_in;
    *len = wanted - z->avail_out;
    *done = result == Z_STREAM_END;
    if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR)
        return DT_OK;
    if (result == Z_MEM_ERROR)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory",
                       codec->type->name);
    return DT_FAIL(err, DT_EFORMAT, "damaged %s data: %s", codec->type->name,
                   z->msg ? z->msg : "needs a dictionary");
}

static int reset(struct dt_codec *codec, struct dt_err *err)
{
    if (inflateReset(&of(codec)->z) != Z_OK)
        return DT_FAIL(err, DT_EINTERNAL, "%s: cannot start again",
                       codec->type->name);
    return DT_OK;
}

static void end(struct dt_codec *codec)
{
    (void)inflateEnd(&of(codec)->z);
    free(of(codec));
}

const struct dt_codec_type dt_codec_gzip = {"gzip", start, run, reset, end};
const struct dt_codec_type dt_codec_zlib = {"zlib", start, run, reset, end};
const struct dt_codec_type dt_codec_deflate = {"deflate", start, run, reset,
                                               end};

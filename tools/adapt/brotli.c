/* The decoder of "br" (codec.h). */
#include <brotli/decode.h>
#include <stdlib.h>

#include "adapt/codec.h"

struct unbrotli {
    struct dt_codec codec;
    BrotliDecoderState *state;
};

static struct unbrotli *of(struct dt_codec *codec)
{
    return (struct unbrotli *)codec;
}

static int begin(struct unbrotli *b, struct dt_err *err)
{
    b->state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!b->state)
        return DT_FAIL(err, DT_EINTERNAL, "brotli: out of memory");
    return DT_OK;
}

static void end(struct dt_codec *codec)
{
    if (of(codec)->state)
        BrotliDecoderDestroyInstance(of(codec)->state);
    free(of(codec));
}

static int start(const struct dt_codec_type *type, struct dt_codec **out,
                 struct dt_err *err)
{
    struct unbrotli *b = calloc(1, sizeof *b);
    int rc;

    if (!b)
        return DT_FAIL(err, DT_EINTERNAL, "brotli: out of memory");
    b->codec.type = type;
    rc = begin(b, err);
    if (rc < 0)
        end(&b->codec);
    else
        *out = &b->codec;
    return rc;
}

static int run(struct dt_codec *codec, struct dt_str *in, char *out,
               size_t room, size_t *len, bool *done, struct dt_err *err)
{
    BrotliDecoderState *state = of(codec)->state;
    const uint8_t *from = (const uint8_t *)in->ptr;
    uint8_t *to = (uint8_t *)out;
    size_t left = room;
    BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state, &in->len, &from, &left, &to, NULL);

    in->ptr = (const char *)from;
    *len = room - left;
    *done = result == BROTLI_DECODER_RESULT_SUCCESS;
    if (result == BROTLI_DECODER_RESULT_ERROR)
        return DT_FAIL(
            err, DT_EFORMAT, "damaged brotli data: %s",
            BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state)));
    return DT_OK;
}

static int reset(struct dt_codec *codec, struct dt_err *err)
{
    BrotliDecoderDestroyInstance(of(codec)->state);
    of(codec)->state = NULL;
    return begin(of(codec), err);
}

const struct dt_codec_type dt_codec_brotli = {"brotli", start, run, reset, end};

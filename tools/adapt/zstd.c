#define ZSTD_STATIC_LINKING_ONLY /* ZSTD_createCCtx_advanced */
#include "adapt/zstd.h"

#include <stdbool.h>
#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "adapt/codec.h"
#include "base/pages.h"

/*
 * What is set otherwise than libzstd's own level would have it; 0: as there.
 *
 * Prose in JSON lines repeats itself in words and phrases: not to look for
 * matches of five bytes saves a tenth of the time, and at level 10 up to 3 %
 * of the bytes. The levels above 12 search for the best parse, and want short
 * matches too. At level 3 one table of long matches that the processor's cache
 * holds, in place of two, takes a fifth less time for as many bytes.
 *
 * A job is what a worker compresses at a time, where libzstd would take four
 * windows. One window stays in the cache: a sixth less time for 0.6 % more
 * bytes. From level 9 on one and a half: so the last worker is not long alone
 * with the last job. Each large job begins with an empty table of what was
 * seen; libzstd's, made for a stream without end, has there more slots than a
 * job has use for: at level 10 a sixth less time for 0.3 % more bytes.
 */
static const struct tuning {
    int level_most, strategy, min_match, hash_log, window_log, job_size;
} tunings[] = {
    {2, 0, 6, 0, 0, 2 << 20},
    {3, ZSTD_fast, 7, 17, 22, 4 << 20},
    {8, 0, 6, 0, 0, 2 << 20},
    {12, 0, 6, 21, 0, 6 << 20},
    {DT_ZSTD_LEVEL_MOST, 0, 0, 0, 0, 0},
};

struct dt_zstd_writer {
    ZSTD_CCtx *zstd;
    dt_sink_fn sink;
    void *ctx;
    size_t room;
    unsigned char out[];
};

struct dt_zstd_reader {
    ZSTD_DCtx *zstd;
    dt_source_fn source;
    void *ctx;
    ZSTD_inBuffer in;
    uint64_t taken; /* bytes of all earlier blocks */
    bool frame_done, source_done;
};

const char *dt_zstd_version(void)
{
    return ZSTD_versionString();
}

static int fail_zstd(size_t code, struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "zstd: %s", ZSTD_getErrorName(code));
}

static size_t set(struct dt_zstd_writer *w, ZSTD_cParameter parameter, int to,
                  size_t before)
{
    return ZSTD_isError(before)
               ? before
               : ZSTD_CCtx_setParameter(w->zstd, parameter, to);
}

/* What is compressed lies in one large buffer, and is looked up at random. */
static void *allocate(void *ctx, size_t len)
{
    void *memory = malloc(len);

    (void)ctx;
    dt_pages_large(memory, len);
    return memory;
}

static void deallocate(void *ctx, void *memory)
{
    (void)ctx;
    free(memory);
}

int dt_zstd_writer_new(int level, unsigned threads, dt_sink_fn sink, void *ctx,
                       struct dt_zstd_writer **out, struct dt_err *err)
{
    size_t room = ZSTD_CStreamOutSize(), rc = 0;
    struct dt_zstd_writer *w = calloc(1, sizeof *w + room);
    const struct tuning *tuning = tunings;

    if (w)
        w->zstd = ZSTD_createCCtx_advanced(
            (ZSTD_customMem){allocate, deallocate, NULL});
    if (!w || !w->zstd) {
        free(w);
        return DT_FAIL(err, DT_EINTERNAL, "zstd: out of memory");
    }
    w->sink = sink;
    w->ctx = ctx;
    w->room = room;
    rc = set(w, ZSTD_c_compressionLevel, level, rc);
    rc = set(w, ZSTD_c_checksumFlag, 1, rc);
    /* No worker at all makes other bytes than any number of them does. */
    rc = set(w, ZSTD_c_nbWorkers, threads < 1 ? 1 : (int)threads, rc);
    while (tuning->level_most < level)
        tuning++;
    rc = set(w, ZSTD_c_strategy, tuning->strategy, rc);
    rc = set(w, ZSTD_c_minMatch, tuning->min_match, rc);
    rc = set(w, ZSTD_c_hashLog, tuning->hash_log, rc);
    rc = set(w, ZSTD_c_windowLog, tuning->window_log, rc);
    rc = set(w, ZSTD_c_jobSize, tuning->job_size, rc);
    if (ZSTD_isError(rc)) {
        dt_zstd_writer_free(w);
        return fail_zstd(rc, err);
    }
    *out = w;
    return DT_OK;
}

static int pump(struct dt_zstd_writer *w, ZSTD_inBuffer *in,
                ZSTD_EndDirective mode, size_t *left, struct dt_err *err)
{
    ZSTD_outBuffer out = {w->out, w->room, 0};

    *left = ZSTD_compressStream2(w->zstd, &out, in, mode);
    if (ZSTD_isError(*left))
        return fail_zstd(*left, err);
    return out.pos ? w->sink(w->ctx, w->out, out.pos, err) : DT_OK;
}

int dt_zstd_write(struct dt_zstd_writer *w, const void *data, size_t len,
                  struct dt_err *err)
{
    ZSTD_inBuffer in = {data, len, 0};
    size_t left;
    int rc = DT_OK;

    while (rc == DT_OK && in.pos < in.size)
        rc = pump(w, &in, ZSTD_e_continue, &left, err);
    return rc;
}

int dt_zstd_finish(struct dt_zstd_writer *w, struct dt_err *err)
{
    ZSTD_inBuffer in = {NULL, 0, 0};
    size_t left = 1;
    int rc = DT_OK;

    while (rc == DT_OK && left)
        rc = pump(w, &in, ZSTD_e_end, &left, err);
    return rc;
}

void dt_zstd_writer_free(struct dt_zstd_writer *w)
{
    if (w)
        (void)ZSTD_freeCCtx(w->zstd);
    free(w);
}

int dt_zstd_reader_new(dt_source_fn source, void *ctx,
                       struct dt_zstd_reader **out, struct dt_err *err)
{
    struct dt_zstd_reader *r = calloc(1, sizeof *r);

    if (r)
        r->zstd = ZSTD_createDCtx();
    if (!r || !r->zstd) {
        free(r);
        return DT_FAIL(err, DT_EINTERNAL, "zstd: out of memory");
    }
    r->source = source;
    r->ctx = ctx;
    *out = r;
    return DT_OK;
}

uint64_t dt_zstd_offset(const struct dt_zstd_reader *r)
{
    return r->taken + r->in.pos;
}

static int refill(struct dt_zstd_reader *r, struct dt_err *err)
{
    int rc;

    r->taken += r->in.size;
    r->in = (ZSTD_inBuffer){NULL, 0, 0};
    rc = r->source(r->ctx, &r->in.src, &r->in.size, err);
    r->source_done = rc == DT_OK && r->in.size == 0;
    return rc;
}

static int explain(const struct dt_zstd_reader *r, size_t code,
                   struct dt_err *err)
{
    bool checksum = ZSTD_getErrorCode(code) == ZSTD_error_checksum_wrong;

    return DT_FAIL(err, checksum ? DT_EMISMATCH : DT_EFORMAT,
                   "byte %llu: damaged zstd stream: %s",
                   (unsigned long long)dt_zstd_offset(r),
                   ZSTD_getErrorName(code));
}

int dt_zstd_read(struct dt_zstd_reader *r, void *data, size_t room, size_t *len,
                 struct dt_err *err)
{
    ZSTD_outBuffer out = {data, room, 0};
    int rc = DT_OK;

    while (rc == DT_OK && out.pos < out.size && !r->frame_done) {
        size_t hint, before = out.pos;

        if (r->in.pos == r->in.size && !r->source_done)
            rc = refill(r, err);
        if (rc < 0)
            return rc;
        hint = ZSTD_decompressStream(r->zstd, &out, &r->in);
        if (ZSTD_isError(hint))
            return explain(r, hint, err);
        r->frame_done = hint == 0;
        if (!r->frame_done && r->source_done && out.pos == before)
            return DT_FAIL(err, DT_EFORMAT,
                           "byte %llu: the zstd stream is cut short",
                           (unsigned long long)dt_zstd_offset(r));
    }
    if (r->frame_done && r->in.pos == r->in.size && !r->source_done)
        rc = refill(r, err);
    if (rc == DT_OK && r->frame_done && r->in.pos < r->in.size)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "byte %llu: more bytes behind the end of the zstd stream",
                     (unsigned long long)dt_zstd_offset(r));
    *len = out.pos;
    return rc;
}

void dt_zstd_reader_free(struct dt_zstd_reader *r)
{
    if (r)
        (void)ZSTD_freeDCtx(r->zstd);
    free(r);
}

struct unzstd {
    struct dt_codec codec;
    ZSTD_DCtx *zstd;
};

static struct unzstd *of(struct dt_codec *codec)
{
    return (struct unzstd *)codec;
}

static int codec_start(const struct dt_codec_type *type, struct dt_codec **out,
                       struct dt_err *err)
{
    struct unzstd *u = calloc(1, sizeof *u);

    if (u)
        u->zstd = ZSTD_createDCtx();
    if (!u || !u->zstd) {
        free(u);
        return DT_FAIL(err, DT_EINTERNAL, "zstd: out of memory");
    }
    u->codec.type = type;
    *out = &u->codec;
    return DT_OK;
}

static int codec_run(struct dt_codec *codec, struct dt_str *in, char *out,
                     size_t room, size_t *len, bool *done, struct dt_err *err)
{
    ZSTD_inBuffer from = {in->ptr, in->len, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t hint = ZSTD_decompressStream(of(codec)->zstd, &to, &from);

    in->ptr += from.pos;
    in->len -= from.pos;
    *len = to.pos;
    *done = hint == 0;
    if (ZSTD_isError(hint))
        return DT_FAIL(err, DT_EFORMAT, "damaged zstd data: %s",
                       ZSTD_getErrorName(hint));
    return DT_OK;
}

static int codec_reset(struct dt_codec *codec, struct dt_err *err)
{
    size_t rc = ZSTD_DCtx_reset(of(codec)->zstd, ZSTD_reset_session_only);

    return ZSTD_isError(rc) ? fail_zstd(rc, err) : DT_OK;
}

static void codec_end(struct dt_codec *codec)
{
    (void)ZSTD_freeDCtx(of(codec)->zstd);
    free(of(codec));
}

const struct dt_codec_type dt_codec_zstd = {"zstd", codec_start, codec_run,
                                            codec_reset, codec_end};

int dt_codec_zstd_dictionary(struct dt_codec *zstd, struct dt_str dictionary,
                             struct dt_err *err)
{
    size_t rc = ZSTD_DCtx_loadDictionary(of(zstd)->zstd, dictionary.ptr,
                                         dictionary.len);

    if (ZSTD_isError(rc))
        return DT_FAIL(err, DT_EFORMAT, "damaged zstd dictionary: %s",
                       ZSTD_getErrorName(rc));
    return DT_OK;
}

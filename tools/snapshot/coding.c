#include "snapshot/coding.h"

#include "snapshot/header.h"

enum { ROOM = 64 * 1024 };

static const struct dt_codec_type *const types[] = {
    &dt_codec_gzip, &dt_codec_zlib, &dt_codec_deflate, &dt_codec_brotli,
    &dt_codec_zstd};

void dt_coding_begin(struct dt_coding *c, struct dt_str name)
{
    c->name = (struct dt_str){NULL, 0};
    c->several = false;
    while (name.len) {
        const char *comma = memchr(name.ptr, ',', name.len);
        size_t len = comma ? (size_t)(comma - name.ptr) : name.len;
        struct dt_str one = dt_str_trim((struct dt_str){name.ptr, len});

        if (one.len && !dt_header_is(one, "identity")) {
            c->several = c->name.len > 0;
            c->name = one;
        }
        len += comma ? 1 : 0;
        name.ptr += len;
        name.len -= len;
    }
    c->codec = NULL;
    c->started = c->given_out = c->done = false;
}

static bool starts_gzip(struct dt_str data)
{
    return dt_str_starts(data, DT_STR("\x1F\x8B"));
}

/* RFC 1950, 2.2: method 8, and a check that makes 31 a divisor. */
static bool starts_zlib(struct dt_str data)
{
    unsigned a, b;

    if (data.len < 2)
        return false;
    a = (unsigned char)data.ptr[0];
    b = (unsigned char)data.ptr[1];
    return (a & 0x0F) == 8 && (a << 8 | b) % 31 == 0;
}

/* What the body that begins with data is coded in, or NULL. */
static const struct dt_codec_type *type_of(struct dt_str name,
                                           struct dt_str data)
{
    if (dt_header_is(name, "gzip") || dt_header_is(name, "x-gzip"))
        return starts_gzip(data) ? &dt_codec_gzip : NULL;
    if (dt_header_is(name, "deflate")) {
        if (starts_gzip(data))
            return &dt_codec_gzip;
        return starts_zlib(data) ? &dt_codec_zlib : &dt_codec_deflate;
    }
    if (dt_header_is(name, "br"))
        return &dt_codec_brotli;
    if (dt_header_is(name, "zstd"))
        return dt_str_starts(data, DT_STR("\x28\xB5\x2F\xFD")) ? &dt_codec_zstd
                                                               : NULL;
    return NULL;
}

static int start(struct dt_coding *c, struct dt_str data, struct dt_err *err)
{
    const struct dt_codec_type *type = type_of(c->name, data);

    c->started = true;
    if (type && c->several)
        return DT_FAIL(err, DT_EFORMAT,
                       "the body is coded more than once, in the end in %s",
                       type->name);
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
        if (types[i] != type)
            continue;
        if (!c->kept[i]) {
            int rc = dt_codec_new(type, &c->kept[i], err);

            c->codec = c->kept[i];
            return rc;
        }
        c->codec = c->kept[i];
        return dt_codec_reset(c->codec, err);
    }
    return DT_OK;
}

/* Another gzip member follows, or what follows does not count. */
static int go_on(struct dt_coding *c, struct dt_str data, struct dt_err *err)
{
    c->done = !(c->codec->type == &dt_codec_gzip && starts_gzip(data));
    return c->done ? DT_OK : dt_codec_reset(c->codec, err);
}

int dt_coding_add(struct dt_coding *c, struct dt_str data, struct dt_buf *out,
                  struct dt_err *err)
{
    const struct dt_str whole = data;
    bool first = !c->started;
    int rc = DT_OK;

    if (first && data.len)
        rc = start(c, data, err);
    if (rc == DT_OK && !c->codec)
        dt_buf_addstr(out, data);
    while (rc == DT_OK && c->codec && !c->done && !out->failed) {
        size_t room = out->max - out->len < ROOM ? out->max - out->len + 1
                                                 : ROOM;
        size_t len = 0, before = data.len;
        char piece[ROOM];
        bool end = false;

        rc = dt_codec_run(c->codec, &data, piece, room, &len, &end, err);
        /* It was stored decoded: nothing has come of its first bytes. */
        if (rc == DT_EFORMAT && first && !c->given_out) {
            c->codec = NULL;
            dt_buf_addstr(out, whole);
            return DT_OK;
        }
        dt_buf_add(out, piece, len);
        c->given_out |= len != 0;
        if (rc == DT_OK && end)
            rc = go_on(c, data, err);
        else if (!len && data.len == before)
            break;
    }
    return rc;
}

int dt_coding_finish(const struct dt_coding *c, struct dt_err *err)
{
    if (!c->codec || c->done)
        return DT_OK;
    return DT_FAIL(err, DT_EFORMAT, "the %s body is cut short",
                   c->codec->type->name);
}

void dt_coding_release(struct dt_coding *c)
{
    for (size_t i = 0; i < sizeof c->kept / sizeof *c->kept; i++)
        dt_codec_free(c->kept[i]);
    *c = DT_CODING_INIT;
}

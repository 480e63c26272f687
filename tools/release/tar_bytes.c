#include "release/tar_bytes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapt/archive.h"
#include "base/buf.h"
#include "base/ustar.h"

/* Blocks of zeros at a tar's end. */
enum { END = 2 };

static void note(struct dt_tar_bytes *t, uint64_t at, const char *what)
{
    if (t->bad)
        return;
    t->bad = what;
    t->bad_at = at;
}

/* len at most that of a block */
static bool is_zero(const char *bytes, size_t len)
{
    static const char zeros[DT_USTAR_BLOCK];

    return memcmp(bytes, zeros, len) == 0;
}

static bool is_text(const char *field, size_t len)
{
    size_t used = strnlen(field, len);

    return is_zero(field + used, len - used);
}

/* Octal digits, and what ends them. */
static bool read_octal(const char *field, size_t len, uint64_t *out)
{
    size_t i = 0;

    for (*out = 0; i < len && field[i] >= '0' && field[i] <= '7'; i++)
        *out = *out * 8 + (uint64_t)(field[i] - '0');
    while (i < len && (field[i] == ' ' || field[i] == '\0'))
        i++;
    return i == len;
}

/* A path that is split is split at the first slash where both parts fit. */
static bool is_split_as_written(const char *block)
{
    size_t name = strnlen(block + DT_USTAR_NAME, DT_USTAR_NAME_LEN);
    size_t prefix = strnlen(block + DT_USTAR_PREFIX, DT_USTAR_PREFIX_LEN);
    size_t before = prefix + name - DT_USTAR_NAME_LEN;

    return prefix == 0 ||
           (prefix + name >= DT_USTAR_NAME_LEN &&
            !memchr(block + DT_USTAR_PREFIX + before, '/', prefix - before));
}

/* Whether the header is what dt_archive_begin() makes of these. */
static bool is_as_written(const char *block, uint64_t size, uint64_t time)
{
    char want[DT_USTAR_BLOCK] = {0};

    memcpy(want + DT_USTAR_NAME, block + DT_USTAR_NAME, DT_USTAR_NAME_LEN);
    memcpy(want + DT_USTAR_PREFIX, block + DT_USTAR_PREFIX,
           DT_USTAR_PREFIX_LEN);
    dt_ustar_fill(want, block[DT_USTAR_TYPE], size, time);
    return memcmp(want, block, sizeof want) == 0;
}

static int keep(void *ctx, const void *data, size_t len, struct dt_err *err)
{
    dt_buf_add(ctx, data, len);
    return dt_buf_check(ctx, "a header", err);
}

/* The same of a header that another one gives its name. */
static bool is_extended_as_written(struct dt_tar_bytes *t, uint64_t size)
{
    struct dt_buf want = DT_BUF_INIT(16 * DT_USTAR_BLOCK);
    struct dt_archive_writer *writer = NULL;
    struct dt_err err;
    const bool good =
        dt_archive_writer_new(keep, &want, &writer, &err) == DT_OK &&
        dt_archive_begin(writer, t->extension, (int64_t)t->time, size, &err) ==
            DT_OK &&
        want.len == 3 * DT_USTAR_BLOCK &&
        memcmp(want.ptr, t->extended_header, DT_USTAR_BLOCK) == 0 &&
        memcmp(want.ptr + 2 * (size_t)DT_USTAR_BLOCK, t->block,
               DT_USTAR_BLOCK) == 0;
    dt_archive_writer_free(writer);
    dt_buf_release(&want);
    return good;
}

/* A block that is all here, and is no member's content. */
static void read_header(struct dt_tar_bytes *t)
{
    const uint64_t at = t->offset - DT_USTAR_BLOCK;
    const char *b = t->block;
    const bool named = t->extension[0];
    uint64_t size, time;

    t->filled = 0;
    if (is_zero(b, DT_USTAR_BLOCK)) {
        if (++t->zeros > END || named)
            note(t, at, "more bytes behind its end");
        return;
    }
    if (t->zeros)
        note(t, at, "more bytes behind its end");
    if ((b[DT_USTAR_TYPE] != '0' && b[DT_USTAR_TYPE] != 'x') ||
        !read_octal(b + DT_USTAR_SIZE, DT_USTAR_NUMBER_LEN, &size) ||
        !read_octal(b + DT_USTAR_TIME, DT_USTAR_NUMBER_LEN, &time)) {
        note(t, at, "a header that no release has");
        t->zeros = END; /* nobody knows where the next one is */
        return;
    }
    if (at == 0)
        t->time = time;
    if (time != t->time)
        note(t, at, "a time that is not that of the other members");
    if (!is_text(b + DT_USTAR_NAME, DT_USTAR_NAME_LEN) ||
        !is_text(b + DT_USTAR_PREFIX, DT_USTAR_PREFIX_LEN) ||
        !is_as_written(b, size, time) ||
        (b[DT_USTAR_TYPE] == '0' && !named && !is_split_as_written(b)) ||
        (named && !is_extended_as_written(t, size)))
        note(t, at, "a header that says more than name, size and time");
    t->extension[0] = '\0';
    t->extended = b[DT_USTAR_TYPE] == 'x';
    if (t->extended)
        memcpy(t->extended_header, b, DT_USTAR_BLOCK);
    if (t->extended && (size == 0 || size > DT_USTAR_BLOCK || named))
        note(t, at, "an extended header that has no name, or is too long");
    t->left = size;
    t->padding = (unsigned)(-size % DT_USTAR_BLOCK);
}

/* "LENGTH path=NAME\n", and nothing else. */
static void read_extension(struct dt_tar_bytes *t)
{
    static const char key[] = " path=";
    const char *b = t->block;
    unsigned length = 0, i = 0;

    for (; i < t->filled && i < 4 && b[i] >= '0' && b[i] <= '9'; i++)
        length = length * 10 + (unsigned)(b[i] - '0');
    if (b[0] == '0' || length != t->filled || t->filled <= i + sizeof key ||
        memcmp(b + i, key, sizeof key - 1) != 0 ||
        memchr(b, '\n', t->filled) != b + t->filled - 1)
        note(t, t->offset - t->filled,
             "an extended header that says more than a name");
    else
        (void)snprintf(t->extension, sizeof t->extension, "%.*s",
                       (int)(t->filled - i - sizeof key),
                       b + i + sizeof key - 1);
    t->filled = 0;
    t->extended = false;
}

/* Some of data, at least one byte; how many. */
static size_t look(struct dt_tar_bytes *t, const char *data, size_t len)
{
    const bool content = t->left > 0;
    uint64_t want = content      ? t->left
                    : t->padding ? t->padding
                                 : (uint64_t)DT_USTAR_BLOCK - t->filled;
    size_t take = want < len ? (size_t)want : len;

    if (!content && t->padding) {
        if (!is_zero(data, take))
            note(t, t->offset, "padding that is not zero");
        t->padding -= (unsigned)take;
    } else if (!content ||
               (t->extended && t->filled + take <= DT_USTAR_BLOCK)) {
        memcpy(t->block + t->filled, data, take);
        t->filled += (unsigned)take;
    }
    t->offset += take;
    if (content) {
        t->left -= take;
        if (t->left == 0 && t->extended)
            read_extension(t);
    } else if (t->filled == DT_USTAR_BLOCK) {
        read_header(t);
    }
    return take;
}

int dt_tar_bytes_next(void *ctx, const void **data, size_t *len,
                      struct dt_err *err)
{
    struct dt_tar_bytes *t = ctx;
    int rc = t->next(t->ctx, data, len, err);

    for (size_t at = 0; rc == DT_OK && at < *len;)
        at += look(t, (const char *)*data + at, *len - at);
    return rc;
}

int dt_tar_bytes_check(const struct dt_tar_bytes *t, struct dt_err *err)
{
    if (!t->bad && (t->zeros < END || t->filled))
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %" PRIu64 " of the tar: no end where it ends",
                       t->offset);
    if (!t->bad)
        return DT_OK;
    return DT_FAIL(err, DT_EFORMAT, "byte %" PRIu64 " of the tar: %s",
                   t->bad_at, t->bad);
}

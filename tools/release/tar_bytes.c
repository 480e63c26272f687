#include "release/tar_bytes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapt/archive.h"
#include "base/buf.h"

/* Fields of a header: where each begins, and the bytes it has. */
enum {
    NAME = 0,
    NAME_LEN = 100,
    MODE = 100, /* and uid and gid */
    SIZE = 124, /* and mtime */
    TIME = 136,
    NUMBER_LEN = 12,
    CHECKSUM = 148,
    CHECKSUM_LEN = 8,
    TYPE = 156,
    MAGIC = 257,  /* and version */
    DEVICE = 329, /* two numbers */
    PREFIX = 345,
    PREFIX_LEN = 155
};

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
    static const char zeros[DT_TAR_BLOCK];

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

static void put_octal(char *field, unsigned digits, uint64_t value)
{
    for (unsigned i = digits; i-- > 0; value >>= 3)
        field[i] = (char)('0' + (value & 7));
}

/* A path that is split is split at the first slash where both parts fit. */
static bool is_split_as_written(const char *block)
{
    size_t name = strnlen(block + NAME, NAME_LEN);
    size_t prefix = strnlen(block + PREFIX, PREFIX_LEN);
    size_t before = prefix + name - NAME_LEN;

    return prefix == 0 ||
           (prefix + name >= NAME_LEN &&
            !memchr(block + PREFIX + before, '/', prefix - before));
}

/* Whether the header is what dt_archive_begin() makes of these. */
static bool is_as_written(const char *block, uint64_t size, uint64_t time)
{
    char want[DT_TAR_BLOCK] = {0};
    unsigned sum = 0;

    memcpy(want + NAME, block + NAME, NAME_LEN);
    memcpy(want + PREFIX, block + PREFIX, PREFIX_LEN);
    memcpy(want + MODE,
           "000644 \0"
           "000000 \0"
           "000000 ",
           23);
    put_octal(want + SIZE, NUMBER_LEN - 1, size);
    put_octal(want + TIME, NUMBER_LEN - 1, time);
    want[SIZE + NUMBER_LEN - 1] = want[TIME + NUMBER_LEN - 1] = ' ';
    memset(want + CHECKSUM, ' ', CHECKSUM_LEN);
    want[TYPE] = block[TYPE];
    memcpy(want + MAGIC,
           "ustar\0"
           "00",
           8);
    memcpy(want + DEVICE,
           "000000 \0"
           "000000 ",
           15);
    for (size_t i = 0; i < sizeof want; i++)
        sum += (unsigned char)want[i];
    put_octal(want + CHECKSUM, CHECKSUM_LEN - 2, sum);
    want[CHECKSUM + CHECKSUM_LEN - 2] = '\0';
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
    struct dt_buf want = DT_BUF_INIT(16 * DT_TAR_BLOCK);
    struct dt_archive_writer *writer = NULL;
    struct dt_err err;
    const bool good =
        dt_archive_writer_new(keep, &want, &writer, &err) == DT_OK &&
        dt_archive_begin(writer, t->extension, (int64_t)t->time, size, &err) ==
            DT_OK &&
        want.len == 3 * DT_TAR_BLOCK &&
        memcmp(want.ptr, t->extended_header, DT_TAR_BLOCK) == 0 &&
        memcmp(want.ptr + 2 * (size_t)DT_TAR_BLOCK, t->block, DT_TAR_BLOCK) ==
            0;
    dt_archive_writer_free(writer);
    dt_buf_release(&want);
    return good;
}

/* A block that is all here, and is no member's content. */
static void read_header(struct dt_tar_bytes *t)
{
    const uint64_t at = t->offset - DT_TAR_BLOCK;
    const char *b = t->block;
    const bool named = t->extension[0];
    uint64_t size, time;

    t->filled = 0;
    if (is_zero(b, DT_TAR_BLOCK)) {
        if (++t->zeros > END || named)
            note(t, at, "more bytes behind its end");
        return;
    }
    if (t->zeros)
        note(t, at, "more bytes behind its end");
    if ((b[TYPE] != '0' && b[TYPE] != 'x') ||
        !read_octal(b + SIZE, NUMBER_LEN, &size) ||
        !read_octal(b + TIME, NUMBER_LEN, &time)) {
        note(t, at, "a header that no release has");
        t->zeros = END; /* nobody knows where the next one is */
        return;
    }
    if (at == 0)
        t->time = time;
    if (time != t->time)
        note(t, at, "a time that is not that of the other members");
    if (!is_text(b + NAME, NAME_LEN) || !is_text(b + PREFIX, PREFIX_LEN) ||
        !is_as_written(b, size, time) ||
        (b[TYPE] == '0' && !named && !is_split_as_written(b)) ||
        (named && !is_extended_as_written(t, size)))
        note(t, at, "a header that says more than name, size and time");
    t->extension[0] = '\0';
    t->extended = b[TYPE] == 'x';
    if (t->extended)
        memcpy(t->extended_header, b, DT_TAR_BLOCK);
    if (t->extended && (size == 0 || size > DT_TAR_BLOCK || named))
        note(t, at, "an extended header that has no name, or is too long");
    t->left = size;
    t->padding = (unsigned)(-size % DT_TAR_BLOCK);
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
                                 : (uint64_t)DT_TAR_BLOCK - t->filled;
    size_t take = want < len ? (size_t)want : len;

    if (!content && t->padding) {
        if (!is_zero(data, take))
            note(t, t->offset, "padding that is not zero");
        t->padding -= (unsigned)take;
    } else if (!content || (t->extended && t->filled + take <= DT_TAR_BLOCK)) {
        memcpy(t->block + t->filled, data, take);
        t->filled += (unsigned)take;
    }
    t->offset += take;
    if (content) {
        t->left -= take;
        if (t->left == 0 && t->extended)
            read_extension(t);
    } else if (t->filled == DT_TAR_BLOCK) {
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

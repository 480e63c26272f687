#include "release/tar_bytes.h"

#include <inttypes.h>
#include <string.h>

/* Fields of a header: where each begins, and the bytes it has. */
enum {
    NAME = 0,
    NAME_LEN = 100,
    NUMBERS = 100, /* mode, uid, gid, size, mtime and checksum */
    SIZE = 124,
    SIZE_LEN = 12,
    TYPE = 156,
    LINK = 157,
    LINK_LEN = 100,
    OWNERS = 265,
    OWNERS_LEN = 64,
    PREFIX = 345,
    PREFIX_LEN = 155,
    REST = 500
};

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

static bool are_numbers(const char *block)
{
    for (size_t i = NUMBERS; i < TYPE; i++)
        if ((block[i] < '0' || block[i] > '7') && block[i] != ' ' && block[i])
            return false;
    return true;
}

/* A block that is all here, and is no member's content. */
static void read_header(struct dt_tar_bytes *t)
{
    const uint64_t at = t->offset - DT_TAR_BLOCK;
    const char *b = t->block;
    uint64_t size;

    t->filled = 0;
    if (is_zero(b, DT_TAR_BLOCK)) {
        t->ended = true;
        return;
    }
    if (t->ended)
        note(t, at, "more bytes behind its end");
    if ((b[TYPE] != '0' && b[TYPE] != 'x') || !are_numbers(b) ||
        !read_octal(b + SIZE, SIZE_LEN, &size)) {
        note(t, at, "a header that no release has");
        t->ended = true; /* nobody knows where the next one is */
        return;
    }
    if (!is_text(b + NAME, NAME_LEN) || !is_text(b + PREFIX, PREFIX_LEN) ||
        !is_zero(b + LINK, LINK_LEN) || !is_zero(b + OWNERS, OWNERS_LEN) ||
        !is_zero(b + REST, DT_TAR_BLOCK - REST))
        note(t, at, "a header that says more than name, size and time");
    t->extended = b[TYPE] == 'x';
    if (t->extended && size > DT_TAR_BLOCK)
        note(t, at, "an extended header that is too long");
    t->left = size;
    t->padding = (unsigned)(-size % DT_TAR_BLOCK);
}

/* "LENGTH path=NAME\n", and nothing else. */
static void read_extended(struct dt_tar_bytes *t)
{
    static const char key[] = " path=";
    const char *b = t->block;
    unsigned length = 0, i = 0;

    for (; i < t->filled && i < 4 && b[i] >= '0' && b[i] <= '9'; i++)
        length = length * 10 + (unsigned)(b[i] - '0');
    if (length != t->filled || t->filled < i + sizeof key ||
        memcmp(b + i, key, sizeof key - 1) != 0 ||
        memchr(b, '\n', t->filled) != b + t->filled - 1)
        note(t, t->offset - t->filled,
             "an extended header that says more than a name");
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
            read_extended(t);
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
    if (!t->bad && (!t->ended || t->filled))
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %" PRIu64 " of the tar: no end where it ends",
                       t->offset);
    if (!t->bad)
        return DT_OK;
    return DT_FAIL(err, DT_EFORMAT, "byte %" PRIu64 " of the tar: %s",
                   t->bad_at, t->bad);
}

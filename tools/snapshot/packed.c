#include "snapshot/packed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "adapt/codec.h"
#include "adapt/deflate.h"
#include "base/file.h"
#include "base/buf.h"

enum {
    WINDOW = 1024 * 1024,   /* of packed bytes */
    WHOLE = 256 * 1024,     /* packed members up to this are seen whole */
    ROOM = 2 * 1024 * 1024, /* for unpacked bytes */
    PREFIX = 16,
    SKIPPABLE = 8 /* bytes of a skippable frame's header */
};

enum form { PLAIN, GZIP, ZSTD };

struct dt_packed {
    char *path;
    int fd;
    enum form form;
    char *window;
    size_t start, end; /* what of the window is still to be taken */
    uint64_t base;     /* offset of the window in the file */
    bool at_end;       /* the file has no more bytes */
    bool open;         /* a member is being decoded by slow */
    bool failed;       /* nothing comes any more but by resuming */
    uint64_t again;    /* bytes looked at a second time, resuming */
    bool peeked;       /* the next call's result is known: */
    struct dt_piece next;
    struct dt_err next_err;
    int next_rc;
    struct dt_place place; /* of the next byte to be handed out */
    struct dt_deflate *fast;
    struct dt_codec *slow;
    char *room;
};

static int fail(const struct dt_packed *p, const char *what, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%s: byte %llu: %s", p->path,
                   (unsigned long long)p->place.offset, what);
}

/* Have at least so many bytes in the window, or all that the file has. */
static int fill(struct dt_packed *p, size_t wanted, struct dt_err *err)
{
    if (p->end - p->start >= wanted || p->at_end)
        return DT_OK;
    memmove(p->window, p->window + p->start, p->end - p->start);
    p->base += p->start;
    p->end -= p->start;
    p->start = 0;
    while (p->end < wanted && !p->at_end) {
        size_t room = WINDOW - p->end < WHOLE ? WINDOW - p->end : WHOLE;
        ssize_t n = read(p->fd, p->window + p->end, room);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return dt_file_fail(p->path, err);
        p->at_end = n == 0;
        p->end += (size_t)n;
    }
    return DT_OK;
}

static struct dt_str window(const struct dt_packed *p)
{
    return (struct dt_str){p->window + p->start, p->end - p->start};
}

/* A gzip member's first bytes; the last is a flag byte of which 3 are 0. */
static bool starts_gzip(struct dt_str s)
{
    return s.len >= 4 && memcmp(s.ptr, "\x1F\x8B\x08", 3) == 0 &&
           ((unsigned char)s.ptr[3] & 0xE0) == 0;
}

static bool starts_skippable(struct dt_str s)
{
    return s.len >= 4 && ((unsigned char)s.ptr[0] & 0xF0) == 0x50 &&
           memcmp(s.ptr + 1, "\x2A\x4D\x18", 3) == 0;
}

static bool starts_zstd(struct dt_str s)
{
    return s.len >= 4 &&
           (memcmp(s.ptr, "\x28\xB5\x2F\xFD", 4) == 0 || starts_skippable(s));
}

static bool starts_member(const struct dt_packed *p, struct dt_str s)
{
    return p->form == GZIP ? starts_gzip(s) : starts_zstd(s);
}

/* The dictionary's own bytes, or those of the frame it is packed in. */
static int load_dictionary(struct dt_packed *p, struct dt_str content,
                           struct dt_err *err)
{
    struct dt_buf plain = DT_BUF_INIT(DT_PACKED_DICTIONARY);
    bool done = !starts_zstd(content);
    int rc = DT_OK;

    if (done)
        dt_buf_addstr(&plain, content);
    while (rc == DT_OK && !done && !plain.failed) {
        size_t before = content.len, len = 0;

        rc = dt_codec_run(p->slow, &content, p->room, ROOM, &len, &done, err);
        dt_buf_add(&plain, p->room, len);
        if (rc == DT_OK && !done && !len && content.len == before)
            rc = DT_FAIL(err, DT_EFORMAT, "it is cut short");
    }
    if (rc == DT_OK)
        rc = dt_buf_check(&plain, "it", err);
    if (rc == DT_OK)
        rc = dt_codec_reset(p->slow, err);
    if (rc == DT_OK)
        rc = dt_codec_zstd_dictionary(p->slow, dt_buf_str(&plain), err);
    dt_buf_release(&plain);
    if (rc == DT_EFORMAT) {
        struct dt_err inner = *err;

        rc = DT_FAIL(err, DT_EFORMAT, "%s: the dictionary in front: %.300s",
                     p->path, inner.msg);
    }
    return rc;
}

/* Read the dictionary that the file begins with, if it does. */
static int read_dictionary(struct dt_packed *p, struct dt_err *err)
{
    struct dt_buf content = DT_BUF_INIT(DT_PACKED_DICTIONARY);
    struct dt_str head = window(p);
    size_t left = 0;
    int rc = DT_OK;

    if (head.len < SKIPPABLE || !starts_skippable(head) ||
        (unsigned char)head.ptr[0] != 0x5D)
        return DT_OK;
    for (int i = 3; i >= 0; i--)
        left = left << 8 | (unsigned char)head.ptr[4 + i];
    if (left > DT_PACKED_DICTIONARY)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s: the dictionary in front is larger than %d bytes",
                       p->path, DT_PACKED_DICTIONARY);
    p->start += SKIPPABLE;
    while (rc == DT_OK && left) {
        size_t n;

        rc = fill(p, 1, err);
        n = p->end - p->start < left ? p->end - p->start : left;
        if (rc == DT_OK && n == 0)
            rc = fail(p, "the dictionary in front is cut short", err);
        dt_buf_add(&content, p->window + p->start, n);
        p->start += n;
        left -= n;
    }
    if (rc == DT_OK)
        rc = dt_buf_check(&content, "the dictionary", err);
    if (rc == DT_OK)
        rc = load_dictionary(p, dt_buf_str(&content), err);
    dt_buf_release(&content);
    return rc;
}

static int start(struct dt_packed *p, struct dt_err *err)
{
    int rc = fill(p, SKIPPABLE, err);

    if (rc == DT_OK && starts_gzip(window(p)))
        p->form = GZIP;
    else if (rc == DT_OK && starts_zstd(window(p)))
        p->form = ZSTD;
    if (rc < 0 || p->form == PLAIN)
        return rc;
    p->room = malloc(ROOM);
    if (!p->room)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", p->path);
    rc = dt_codec_new(p->form == GZIP ? &dt_codec_gzip : &dt_codec_zstd,
                      &p->slow, err);
    if (rc == DT_OK && p->form == GZIP)
        rc = dt_deflate_new(&p->fast, err);
    if (rc == DT_OK && p->form == ZSTD)
        rc = read_dictionary(p, err);
    return rc;
}

/* On failure, as for a pipe, nothing changes. */
static int seek(struct dt_packed *p, uint64_t offset, struct dt_err *err)
{
    if (lseek(p->fd, (off_t)offset, SEEK_SET) < 0)
        return DT_FAIL(err, DT_EIO, "%s: byte %llu: %s", p->path,
                       (unsigned long long)offset, strerror(errno));
    p->base = offset;
    p->start = p->end = 0;
    p->at_end = false;
    return DT_OK;
}

int dt_packed_open(const char *path, uint64_t offset, struct dt_packed **out,
                   struct dt_err *err)
{
    struct dt_packed *p = calloc(1, sizeof *p);
    bool is_stdin = dt_file_is_stdin(path);
    int rc = DT_OK;

    if (p) {
        p->fd = -1;
        p->path = strdup(dt_file_shown(path));
        p->window = malloc(WINDOW);
    }
    if (!p || !p->path || !p->window) {
        dt_packed_free(p);
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    }
    p->fd = is_stdin ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (p->fd < 0)
        rc = dt_file_fail(p->path, err);
    /* What a file is, and its dictionary, shows in front. */
    if (rc == DT_OK)
        rc = start(p, err);
    if (rc == DT_OK && offset)
        rc = seek(p, offset, err);
    if (rc < 0) {
        dt_packed_free(p);
        return rc;
    }
    *out = p;
    return DT_OK;
}

/* Hand out len unpacked bytes that stand in room. */
static void give(struct dt_packed *p, size_t len, struct dt_piece *out)
{
    out->bytes = (struct dt_str){p->room, len};
    out->place = p->place;
    p->place.inside += len;
}

static int check_ratio(struct dt_packed *p, struct dt_err *err)
{
    uint64_t packed = p->base + p->start - p->place.offset;

    if (p->place.inside <= DT_PACKED_FREE ||
        p->place.inside / DT_PACKED_RATIO <= packed)
        return DT_OK;
    return DT_FAIL(err, DT_EFORMAT,
                   "%s: byte %llu: expands to more than %d times its size "
                   "(the bound beyond %d bytes)",
                   p->path, (unsigned long long)p->place.offset,
                   DT_PACKED_RATIO, DT_PACKED_FREE);
}

/* The next piece of the member that slow is at; it may be empty. */
static int decode(struct dt_packed *p, struct dt_piece *out, struct dt_err *err)
{
    struct dt_str in;
    bool done = false;
    size_t len = 0, before;
    int rc = fill(p, 1, err);

    if (rc < 0)
        return rc;
    in = window(p);
    before = in.len;
    rc = dt_codec_run(p->slow, &in, p->room, ROOM, &len, &done, err);
    p->start = p->end - in.len;
    p->open = rc == DT_OK && !done;
    if (rc == DT_EFORMAT) {
        struct dt_err inner = *err;

        return fail(p, inner.msg, err);
    }
    if (rc == DT_OK && !done && !len && in.len == before && p->at_end) {
        p->open = false;
        return fail(p, "cut short, the file ends inside what is packed", err);
    }
    give(p, len, out);
    return rc < 0 ? rc : check_ratio(p, err);
}

/* Begin the member at the window's start; a small one is done at once. */
static int begin(struct dt_packed *p, struct dt_piece *out, struct dt_err *err)
{
    size_t taken = 0, len = 0;

    p->place = (struct dt_place){p->base + p->start, 0};
    if (!starts_member(p, window(p))) {
        const char *what = p->form == GZIP ? "no gzip member starts here"
                                           : "no zstd frame starts here";

        return fail(p, what, err);
    }
    if (p->fast &&
        dt_deflate_member(p->fast, window(p), p->room, ROOM, &taken, &len)) {
        p->start += taken;
        give(p, len, out);
        return DT_OK;
    }
    p->open = true;
    return dt_codec_reset(p->slow, err);
}

static int read_next(struct dt_packed *p, struct dt_piece *out,
                     struct dt_err *err)
{
    int rc;

    *out = (struct dt_piece){.place = p->place};
    if (p->form == PLAIN) {
        rc = fill(p, 1, err);
        out->bytes = window(p);
        out->place = (struct dt_place){p->base + p->start, 0};
        p->start = p->end;
        return rc;
    }
    if (p->failed)
        return DT_OK;
    do {
        rc = p->open ? DT_OK : fill(p, WHOLE, err);
        if (rc == DT_OK && !p->open && p->start == p->end)
            return DT_OK;
        if (rc == DT_OK)
            rc = p->open ? decode(p, out, err) : begin(p, out, err);
    } while (rc == DT_OK && !out->bytes.len);
    p->failed = rc < 0;
    return rc;
}

void dt_packed_peek(struct dt_packed *p, struct dt_str *out)
{
    if (!p->peeked)
        p->next_rc = read_next(p, &p->next, &p->next_err);
    p->peeked = true;
    *out = p->next.bytes;
    if (p->next_rc < 0)
        out->len = 0;
}

int dt_packed_next(struct dt_packed *p, struct dt_piece *out,
                   struct dt_err *err)
{
    if (!p->peeked)
        return read_next(p, out, err);
    p->peeked = false;
    *out = p->next;
    if (p->next_rc < 0)
        *err = p->next_err;
    return p->next_rc;
}

/* Past the window, which is empty. */
static int read_plain(struct dt_packed *p, char *room, size_t size, size_t *got,
                      struct dt_err *err)
{
    ssize_t n;

    do
        n = read(p->fd, room, size);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return dt_file_fail(p->path, err);
    *got = (size_t)n;
    p->base += p->end + *got;
    p->start = p->end = 0;
    p->at_end = n == 0;
    return DT_OK;
}

int dt_packed_read(struct dt_packed *p, char *room, size_t size, size_t *got,
                   struct dt_err *err)
{
    struct dt_piece none;
    struct dt_str next;

    *got = 0;
    if (p->form == PLAIN && !p->peeked && p->start == p->end)
        return p->at_end ? DT_OK : read_plain(p, room, size, got, err);
    dt_packed_peek(p, &next);
    if (next.len == 0)
        return dt_packed_next(p, &none, err);
    *got = next.len < size ? next.len : size;
    memcpy(room, next.ptr, *got);
    p->next.bytes.ptr += *got;
    p->next.bytes.len -= *got;
    p->peeked = p->next.bytes.len > 0;
    return DT_OK;
}

/* Whether what is packed here unpacks, and to bytes that begin so. */
static bool unpacks_to(struct dt_packed *p, struct dt_str prefix,
                       struct dt_err *err)
{
    struct dt_str in = window(p);
    char front[PREFIX];
    bool done = false;
    size_t len = 0;

    return dt_codec_reset(p->slow, err) == DT_OK &&
           dt_codec_run(p->slow, &in, front, prefix.len, &len, &done, err) ==
               DT_OK &&
           len == prefix.len && memcmp(front, prefix.ptr, len) == 0;
}

/*
 * Stand behind the first byte of a member that was not read to its end: what
 * was taken for its middle may be the next one. Going back is bounded, so that
 * no file is read more than twice.
 */
static void go_back(struct dt_packed *p)
{
    uint64_t at = p->base + p->start, to = p->place.offset + 1;
    struct dt_err ignored;

    if (at < to) {
        p->start += p->start < p->end;
    } else if (p->again + (at - to) <= at + WINDOW) {
        p->again += at - to;
        if (to >= p->base)
            p->start = (size_t)(to - p->base);
        else
            (void)seek(p, to, &ignored);
    }
}

int dt_packed_resume(struct dt_packed *p, struct dt_str prefix,
                     struct dt_err *err)
{
    struct dt_err ignored;

    if (p->form == PLAIN)
        return DT_OK;
    if (p->open || p->failed)
        go_back(p);
    p->open = p->failed = false;
    for (;;) {
        int rc = fill(p, WHOLE, err);

        if (rc < 0 || p->start == p->end)
            return rc;
        if (starts_member(p, window(p)) && unpacks_to(p, prefix, &ignored))
            return DT_OK;
        p->start++;
    }
}

bool dt_packed_is_plain(const struct dt_packed *p)
{
    return p->form == PLAIN;
}

void dt_packed_free(struct dt_packed *p)
{
    if (!p)
        return;
    if (p->fd >= 0)
        (void)close(p->fd);
    dt_deflate_free(p->fast);
    dt_codec_free(p->slow);
    free(p->window);
    free(p->room);
    free(p->path);
    free(p);
}

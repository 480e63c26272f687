#include "adapt/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/library.h"
#include "base/buf.h"
#include "base/ustar.h"

/* Of a member: padding, an extended header with its name, a header. */
enum { MOST_HEADER = 16 * DT_USTAR_BLOCK };

/*
 * Loaded when an archive is read, or a name needs more than ustar: it brings
 * twelve libraries with it.
 */
#define CALLS(X)                         \
    X(archive_entry_filetype)            \
    X(archive_entry_free)                \
    X(archive_entry_hardlink)            \
    X(archive_entry_new)                 \
    X(archive_entry_pathname)            \
    X(archive_entry_set_filetype)        \
    X(archive_entry_set_mtime)           \
    X(archive_entry_set_pathname)        \
    X(archive_entry_set_perm)            \
    X(archive_entry_set_size)            \
    X(archive_entry_size)                \
    X(archive_entry_sparse_count)        \
    X(archive_error_string)              \
    X(archive_read_data_block)           \
    X(archive_read_free)                 \
    X(archive_read_header_position)      \
    X(archive_read_new)                  \
    X(archive_read_next_header)          \
    X(archive_read_open)                 \
    X(archive_read_support_format_tar)   \
    X(archive_set_error)                 \
    X(archive_write_free)                \
    X(archive_write_header)              \
    X(archive_write_new)                 \
    X(archive_write_open)                \
    X(archive_write_set_bytes_per_block) \
    X(archive_write_set_format_pax_restricted)

DT_LIBRARY(CALLS, start, "libarchive.so.13", "libarchive.13.dylib",
           "/opt/homebrew/opt/libarchive/lib/libarchive.13.dylib");

static bool start(void)
{
    return true;
}

struct dt_archive_writer {
    dt_sink_fn sink;
    void *ctx;
    uint64_t left;     /* bytes of the member to come */
    unsigned padding;  /* zeros behind it */
    struct dt_buf out; /* what goes to the sink next, but content */
};

struct dt_archive_reader {
    struct archive *tar;
    struct archive_entry *entry; /* owned by tar */
    dt_source_fn source;
    void *ctx;
    uint64_t number, offset;
    uint64_t content_end; /* offset behind the last byte that is not 0 */
    char path[DT_ARCHIVE_PATH + 1];
    int rc; /* of the source, with err */
    struct dt_err err;
};

int dt_archive_writer_new(dt_sink_fn sink, void *ctx,
                          struct dt_archive_writer **out, struct dt_err *err)
{
    struct dt_archive_writer *w = calloc(1, sizeof *w);

    if (!w)
        return DT_FAIL(err, DT_EINTERNAL, "cannot start an archive");
    w->sink = sink;
    w->ctx = ctx;
    w->out = DT_BUF_INIT(MOST_HEADER);
    *out = w;
    return DT_OK;
}

/* What libarchive writes, as long as it is the header. */
struct extended {
    struct dt_buf *out;
    bool complete;
};

static la_ssize_t keep_header(struct archive *tar, void *ctx, const void *data,
                              size_t len)
{
    struct extended *header = ctx;

    (void)tar;
    if (header->complete)
        return -1;
    dt_buf_add(header->out, data, len);
    return (la_ssize_t)len;
}

static int start_extended(struct archive *tar, struct extended *header)
{
    if (lib.archive_write_set_format_pax_restricted(tar) != ARCHIVE_OK ||
        lib.archive_write_set_bytes_per_block(tar, 0) != ARCHIVE_OK)
        return ARCHIVE_FATAL;
    return lib.archive_write_open(tar, header, NULL, keep_header, NULL);
}

/* The headers that libarchive has for a name which ustar cannot hold. */
static int add_extended(const char *path, int64_t mtime, uint64_t size,
                        struct dt_buf *out, struct dt_err *err)
{
    struct extended header = {out, false};
    struct archive *tar;
    struct archive_entry *entry;
    int rc = dt_library_need(&library, err);

    if (rc < 0)
        return rc;
    tar = lib.archive_write_new();
    entry = lib.archive_entry_new();
    if (!tar || !entry || start_extended(tar, &header) != ARCHIVE_OK) {
        rc = DT_FAIL(err, DT_EINTERNAL, "cannot start an archive");
        goto out;
    }
    lib.archive_entry_set_pathname(entry, path);
    lib.archive_entry_set_filetype(entry, AE_IFREG);
    lib.archive_entry_set_perm(entry, 0644);
    lib.archive_entry_set_size(entry, (la_int64_t)size);
    lib.archive_entry_set_mtime(entry, (time_t)mtime, 0);
    if (lib.archive_write_header(tar, entry) != ARCHIVE_OK)
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: %s", path,
                     lib.archive_error_string(tar));
out:
    header.complete = true; /* the content goes to the sink without it */
    lib.archive_entry_free(entry);
    (void)lib.archive_write_free(tar);
    return rc;
}

/* Begin w->out with what fills the last block of the member before. */
static int end_member(struct dt_archive_writer *w, struct dt_err *err)
{
    static const char zeros[DT_USTAR_BLOCK];

    if (w->left)
        return DT_FAIL(err, DT_EINTERNAL,
                       "a member of the archive is shorter than announced");
    dt_buf_reset(&w->out);
    dt_buf_add(&w->out, zeros, w->padding);
    return DT_OK;
}

static int put_out(struct dt_archive_writer *w, struct dt_err *err)
{
    int rc = dt_buf_check(&w->out, "the header of a member", err);

    return rc < 0 ? rc : w->sink(w->ctx, w->out.ptr, w->out.len, err);
}

int dt_archive_begin(struct dt_archive_writer *w, const char *path,
                     int64_t mtime, uint64_t size, struct dt_err *err)
{
    char header[DT_USTAR_BLOCK] = {0};
    int rc;

    if (size > (uint64_t)DT_ARCHIVE_NUMBER || mtime < 0 ||
        mtime > DT_ARCHIVE_NUMBER)
        return DT_FAIL(err, DT_EINTERNAL, "%s: too large for a tar", path);
    rc = end_member(w, err);
    if (rc == DT_OK && dt_ustar_name(header, path)) {
        dt_ustar_fill(header, '0', size, (uint64_t)mtime);
        dt_buf_add(&w->out, header, sizeof header);
    } else if (rc == DT_OK) {
        rc = add_extended(path, mtime, size, &w->out, err);
    }
    w->left = size;
    w->padding = (unsigned)(-size % DT_USTAR_BLOCK);
    return rc < 0 ? rc : put_out(w, err);
}

int dt_archive_write(struct dt_archive_writer *w, const void *data, size_t len,
                     struct dt_err *err)
{
    if (len > w->left)
        return DT_FAIL(err, DT_EINTERNAL,
                       "a member of the archive is longer than announced");
    w->left -= len;
    return len ? w->sink(w->ctx, data, len, err) : DT_OK;
}

int dt_archive_finish(struct dt_archive_writer *w, struct dt_err *err)
{
    static const char end[2 * DT_USTAR_BLOCK];
    int rc = end_member(w, err);

    dt_buf_add(&w->out, end, sizeof end);
    return rc < 0 ? rc : put_out(w, err);
}

void dt_archive_writer_free(struct dt_archive_writer *w)
{
    if (w)
        dt_buf_release(&w->out);
    free(w);
}

static la_ssize_t read_block(struct archive *tar, void *ctx, const void **data)
{
    struct dt_archive_reader *r = ctx;
    const char *bytes;
    size_t len = 0, used;

    r->rc = r->source(r->ctx, data, &len, &r->err);
    if (r->rc < 0) {
        lib.archive_set_error(tar, ARCHIVE_FATAL, "the source failed");
        return -1;
    }
    bytes = *data;
    for (used = len; used && bytes[used - 1] == 0; used--)
        ;
    if (used)
        r->content_end = r->offset + used;
    r->offset += len;
    return (la_ssize_t)len;
}

static int fail_read(struct dt_archive_reader *r, struct dt_err *err)
{
    const char *reason = lib.archive_error_string(r->tar);
    /* Negative where no header was read yet. */
    const int64_t at = lib.archive_read_header_position(r->tar);

    if (r->rc < 0) {
        *err = r->err;
        return r->rc;
    }
    return DT_FAIL(err, DT_EFORMAT, "member %llu, byte %llu of the tar: %s",
                   (unsigned long long)(r->number ? r->number : 1),
                   (unsigned long long)(at < 0 ? 0 : at),
                   reason ? reason : "damaged");
}

int dt_archive_reader_new(dt_source_fn source, void *ctx,
                          struct dt_archive_reader **out, struct dt_err *err)
{
    struct dt_archive_reader *r;

    if (dt_library_need(&library, err) < 0)
        return err->code;
    r = calloc(1, sizeof *r);
    if (r) {
        r->source = source;
        r->ctx = ctx;
        r->tar = lib.archive_read_new();
    }
    if (!r || !r->tar ||
        lib.archive_read_support_format_tar(r->tar) != ARCHIVE_OK) {
        dt_archive_reader_free(r);
        return DT_FAIL(err, DT_EINTERNAL, "cannot start to read an archive");
    }
    if (lib.archive_read_open(r->tar, r, NULL, read_block, NULL) !=
        ARCHIVE_OK) {
        int rc = fail_read(r, err);

        dt_archive_reader_free(r);
        return rc;
    }
    *out = r;
    return DT_OK;
}

bool dt_archive_safe_path(const char *path)
{
    const char *part = path;

    if (strlen(path) > DT_ARCHIVE_PATH)
        return false;
    for (const char *c = path;; c++) {
        if (*c && (*c < 0x20 || *c > 0x7e || *c == '\\'))
            return false;
        if (*c && *c != '/')
            continue;
        if (c == part || (c - part == 1 && part[0] == '.') ||
            (c - part == 2 && part[0] == '.' && part[1] == '.') ||
            c - part > NAME_MAX)
            return false;
        if (!*c)
            return true;
        part = c + 1;
    }
}

/* The name as it may be printed: what is not ASCII becomes "?". */
static void keep_path(struct dt_archive_reader *r, const char *path, bool *fits)
{
    size_t len = path ? strlen(path) : 0;

    *fits = len <= DT_ARCHIVE_PATH;
    if (!*fits)
        len = DT_ARCHIVE_PATH;
    if (len)
        memcpy(r->path, path, len);
    r->path[len] = '\0';
}

static const char *why_not(struct archive_entry *entry)
{
    if (lib.archive_entry_hardlink(entry))
        return "a hard link";
    switch (lib.archive_entry_filetype(entry)) {
    case AE_IFREG:
        return lib.archive_entry_sparse_count(entry) ? "a sparse file" : NULL;
    case AE_IFDIR:
        return NULL;
    case AE_IFLNK:
        return "a symbolic link";
    default:
        return "a device, a pipe or a socket";
    }
}

/* Read to the end of the source: padding of zeros is all that may follow. */
static int drain(struct dt_archive_reader *r, struct dt_err *err)
{
    uint64_t end = (uint64_t)lib.archive_read_header_position(r->tar);
    const void *data;
    la_ssize_t len;

    do
        len = read_block(r->tar, r, &data);
    while (len > 0);
    if (len < 0)
        return fail_read(r, err);
    if (r->content_end > end)
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %llu of the tar: more bytes behind its end",
                       (unsigned long long)end);
    return DT_OK;
}

int dt_archive_next(struct dt_archive_reader *r, struct dt_archive_member *out,
                    bool *end, struct dt_err *err)
{
    int got = lib.archive_read_next_header(r->tar, &r->entry);
    const char *bad;
    size_t len;
    bool fits;

    *end = got == ARCHIVE_EOF;
    if (*end)
        return drain(r, err);
    r->number++;
    if (got != ARCHIVE_OK)
        return fail_read(r, err);
    keep_path(r, lib.archive_entry_pathname(r->entry), &fits);
    bad = why_not(r->entry);
    len = strlen(r->path);
    out->is_dir = lib.archive_entry_filetype(r->entry) == AE_IFDIR;
    if (out->is_dir && len && r->path[len - 1] == '/')
        r->path[len - 1] = '\0';
    if (!bad && !(fits && dt_archive_safe_path(r->path)))
        bad = "a name that leads astray";
    if (bad) {
        for (char *c = r->path; *c; c++)
            if (*c < 0x20 || *c > 0x7e)
                *c = '?';
        return DT_FAIL(err, DT_EFORMAT, "member %llu, %.200s: %s is refused",
                       (unsigned long long)r->number, r->path, bad);
    }
    out->path = r->path;
    out->size = out->is_dir ? 0 : (uint64_t)lib.archive_entry_size(r->entry);
    out->number = r->number;
    return DT_OK;
}

int dt_archive_data(struct dt_archive_reader *r, const void **data, size_t *len,
                    struct dt_err *err)
{
    la_int64_t at;
    int got = lib.archive_read_data_block(r->tar, data, len, &at);

    if (got == ARCHIVE_EOF)
        *len = 0;
    else if (got != ARCHIVE_OK)
        return fail_read(r, err);
    return DT_OK;
}

void dt_archive_reader_free(struct dt_archive_reader *r)
{
    if (r && r->tar)
        (void)lib.archive_read_free(r->tar);
    free(r);
}

/*
 * archive.h - tar archives as a stream of members. They are read by
 * libarchive, and written with base/ustar.h.
 *
 * Layer   adapt. Units are bytes and seconds since 1970.
 * Written ustar (POSIX.1-1988), with libarchive's pax header (POSIX.1-2001)
 *         only for a name that ustar cannot hold: uid and gid 0, no owners'
 *         names, no access or change times. The bytes depend on the members
 *         alone. What dt_archive_write() is given goes on to the sink as it
 *         is.
 * Read    ustar, pax, and GNU tar; every member is checked before its name is
 *         handed out: a regular file or a folder; a relative name of
 *         printable ASCII, at most DT_ARCHIVE_PATH bytes, without ".", "..",
 *         empty parts or backslashes. Anything else (links, devices, sparse
 *         files) is DT_EFORMAT with the member's number and name.
 */
#ifndef DT_ADAPT_ARCHIVE_H
#define DT_ADAPT_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/stream.h"

enum { DT_ARCHIVE_PATH = 1024 };

/* The largest size and time that a ustar header holds, in 11 octal digits. */
#define DT_ARCHIVE_NUMBER INT64_C(077777777777)

struct dt_archive_writer;

/* The caller owns *out. */
int dt_archive_writer_new(dt_sink_fn sink, void *ctx,
                          struct dt_archive_writer **out, struct dt_err *err);

/*
 * Begin one regular file (mode 0644) of size bytes, which dt_archive_write()
 * then gives in pieces. path is ASCII; DT_EINTERNAL for a size or a time that
 * is negative or above DT_ARCHIVE_NUMBER.
 */
int dt_archive_begin(struct dt_archive_writer *w, const char *path,
                     int64_t mtime, uint64_t size, struct dt_err *err);

/* More than was announced is DT_EINTERNAL, and so is less, at the next call. */
int dt_archive_write(struct dt_archive_writer *w, const void *data, size_t len,
                     struct dt_err *err);

/* Write the end of the archive. Only dt_archive_writer_free() follows. */
int dt_archive_finish(struct dt_archive_writer *w, struct dt_err *err);

/* NULL is fine. */
void dt_archive_writer_free(struct dt_archive_writer *w);

struct dt_archive_member {
    const char *path; /* without a slash behind; valid until the next member */
    bool is_dir;
    uint64_t size;
    uint64_t number; /* from 1 */
};

struct dt_archive_reader;

/* The caller owns *out. */
int dt_archive_reader_new(dt_source_fn source, void *ctx,
                          struct dt_archive_reader **out, struct dt_err *err);

/*
 * The next member, after skipping what is unread of the one before. *end is
 * set when there is none, and the source has been read to its end, where only
 * zeros may follow.
 */
int dt_archive_next(struct dt_archive_reader *r, struct dt_archive_member *out,
                    bool *end, struct dt_err *err);

/* The next piece of the member's content, until the next call; *len 0: end. */
int dt_archive_data(struct dt_archive_reader *r, const void **data, size_t *len,
                    struct dt_err *err);

/* NULL is fine. */
void dt_archive_reader_free(struct dt_archive_reader *r);

/* Whether a member may be called so: the rule above, and names that every
 * file system takes (255 bytes). */
bool dt_archive_safe_path(const char *path);

#endif

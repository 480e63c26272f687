/*
 * tar_bytes.h - whether a tar has bytes that no check of a release looks at.
 *
 * Layer   release. It watches the tar beside the reader of its members, which
 *         passes over padding, owners' names and comments: a tar must be,
 *         byte for byte, what adapt/archive.h writes of its members, all of
 *         one time, so that it carries what its manifests name and nothing
 *         else. POSIX.1-2017, pax: ustar and extended headers.
 *
 *     struct dt_tar_bytes t = {.next = next, .ctx = ctx};
 *     dt_archive_reader_new(dt_tar_bytes_next, &t, &reader, &err);
 *     dt_tar_bytes_check(&t, &err);     after the last member
 */
#ifndef DT_RELEASE_TAR_BYTES_H
#define DT_RELEASE_TAR_BYTES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/stream.h"
#include "base/ustar.h"

struct dt_tar_bytes {
    dt_source_fn next; /* whence the tar comes, with its ctx */
    void *ctx;
    uint64_t offset; /* of the tar so far; all below begin at 0 */
    uint64_t left;   /* bytes of a member to come */
    unsigned padding;
    unsigned filled; /* bytes of block */
    bool extended;   /* the member is an extended header, kept in block */
    unsigned zeros;  /* blocks at its end */
    uint64_t time;   /* of all members, in seconds since 1970 */
    const char *bad; /* what was found first, at bad_at; or NULL */
    uint64_t bad_at;
    char block[DT_USTAR_BLOCK];
    char extended_header[DT_USTAR_BLOCK]; /* the last one */
    char extension[DT_USTAR_BLOCK]; /* the name that it gives the next member */
};

/* A dt_source_fn: the next piece of the tar, looked through. */
int dt_tar_bytes_next(void *ctx, const void **data, size_t *len,
                      struct dt_err *err);

/* After all of the tar: DT_EFORMAT with the byte where something hides. */
int dt_tar_bytes_check(const struct dt_tar_bytes *t, struct dt_err *err);

#endif

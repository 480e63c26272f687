/*
 * packed.h - the bytes of a file that may be gzip or zstd, member by member.
 *
 * Layer   snapshot. Units are bytes. A member is a gzip member (RFC 1952) or a
 *         zstd frame (RFC 8878); a plain file has none. A skippable frame
 *         0x184D2A5D in front of a zstd file is its dictionary, itself packed
 *         or not ("Zstandard Compression for WARC Files 1.0", IIPC); other
 *         skippable frames are skipped.
 * Bounds  memory is constant: small gzip members are decoded at once by
 *         libdeflate, all else piece by piece. A member beyond
 *         DT_PACKED_FREE bytes may be at most DT_PACKED_RATIO times as long
 *         as it was packed; a dictionary at most DT_PACKED_DICTIONARY.
 * Errors  DT_EFORMAT, "FILE: byte N: WHAT", N being where the member starts;
 *         DT_EIO; DT_EINTERNAL.
 */
#ifndef DT_SNAPSHOT_PACKED_H
#define DT_SNAPSHOT_PACKED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum {
    DT_PACKED_FREE = 64 * 1024 * 1024,
    DT_PACKED_RATIO = 200,
    DT_PACKED_DICTIONARY = 16 * 1024 * 1024
};

/* Where a byte is: in a plain file inside is 0. */
struct dt_place {
    uint64_t offset; /* of its member in the file, or its own */
    uint64_t inside; /* unpacked bytes of the member in front of it */
};

/* Unpacked bytes, all of one member; none: the end of the file. */
struct dt_piece {
    struct dt_str bytes; /* until the next call */
    struct dt_place place;
};

struct dt_packed;

/*
 * Open path, "-" being standard input, at a byte where a member starts; 0 is
 * the file's. The caller owns *out.
 */
int dt_packed_open(const char *path, uint64_t offset, struct dt_packed **out,
                   struct dt_err *err);

/*
 * What dt_packed_next() will hand out, to look at; empty at the end and when
 * that will fail.
 */
void dt_packed_peek(struct dt_packed *p, struct dt_str *out);

/* After a failure the file has ended, unless dt_packed_resume() goes on. */
int dt_packed_next(struct dt_packed *p, struct dt_piece *out,
                   struct dt_err *err);

/*
 * The next bytes, at most size of them, to room; *got 0: the end. Not in turns
 * with dt_packed_next(), of which it says no places. As that.
 */
int dt_packed_read(struct dt_packed *p, char *room, size_t size, size_t *got,
                   struct dt_err *err);

/*
 * Give up the member at hand, or the one that dt_packed_next() failed on, and
 * go on at the next one that begins with prefix (at most 16 bytes); a plain
 * file goes on where it is.
 */
int dt_packed_resume(struct dt_packed *p, struct dt_str prefix,
                     struct dt_err *err);

/* Whether the file has no members. */
bool dt_packed_is_plain(const struct dt_packed *p);

/* NULL is fine. */
void dt_packed_free(struct dt_packed *p);

#endif

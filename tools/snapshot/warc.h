/*
 * warc.h - the records of a WARC file (ISO 28500: WARC 1.0 and 1.1), one after
 * the other, in constant memory.
 *
 * Layer   snapshot. Units are bytes.
 * Files   plain, gzip (one member a record, or one for all), zstd (with or
 *         without a dictionary in front, as the "WARC zstd" specification of
 *         the IIPC says): what a file is shows in its bytes, not in its name.
 * Bounds  DT_WARC_HEAD a record's header; a block of any length, read in
 *         pieces. Memory does not depend on the file.
 * Taken   lines that end with LF alone, headers folded over several lines,
 *         names in any case, white space around values, angle brackets around
 *         a target URI, missing empty lines between records.
 * Errors  DT_EFORMAT, "FILE: byte N: WHAT", where N is where the record starts,
 *         in a packed file its member ("byte N, unpacked M" when it is not
 *         the member's first record); DT_EIO; DT_EINTERNAL.
 *         After DT_EFORMAT dt_warc_next() goes on at the next record that can
 *         be found, or ends.
 *
 *     dt_warc_open("crawl.warc.gz", DT_WARC_START, &w, &err);
 *     while (dt_warc_next(w, &record, &end, &err) == DT_OK && !end)
 *         while (dt_warc_block(w, &data, &len, &err) == DT_OK && len)
 *             use(data, len);
 *     dt_warc_free(w);
 *
 * A record's payload, decoded and checked, is in payload.h; pages of a WARC
 * file as of any other input in feed.h. Which snapshots lie in which WARC
 * file is part of snapshot.h: every *.warc, *.warc.gz and *.warc.zst under
 * ROOT/.dictum/warc/ counts, so that whoever writes one there need do no more.
 */
#ifndef DT_SNAPSHOT_WARC_H
#define DT_SNAPSHOT_WARC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "snapshot/packed.h"

enum { DT_WARC_HEAD = 1024 * 1024 };

enum dt_warc_type {
    DT_WARC_OTHER, /* a type that the standard does not know */
    DT_WARC_WARCINFO,
    DT_WARC_RESPONSE,
    DT_WARC_RESOURCE,
    DT_WARC_REQUEST,
    DT_WARC_METADATA,
    DT_WARC_REVISIT,
    DT_WARC_CONVERSION,
    DT_WARC_CONTINUATION
};

/* Texts live until the next call on the reader; absent ones have length 0. */
struct dt_warc_record {
    enum dt_warc_type type;
    struct dt_str version;        /* "1.0", "1.1" */
    struct dt_str type_name;      /* WARC-Type as written */
    struct dt_str id;             /* WARC-Record-ID with its brackets */
    struct dt_str date;           /* WARC-Date */
    struct dt_str url;            /* WARC-Target-URI without brackets */
    struct dt_str content_type;   /* of the block */
    struct dt_str block_digest;   /* "sha1:BASE32" */
    struct dt_str payload_digest; /* likewise */
    struct dt_str truncated;      /* WARC-Truncated: why it was cut */
    struct dt_str profile;        /* of a revisit */
    struct dt_str refers_to;      /* WARC-Refers-To: a record's id */
    struct dt_str refers_to_url;  /* WARC-Refers-To-Target-URI */
    struct dt_str refers_to_date; /* WARC-Refers-To-Date */
    bool segmented;               /* WARC-Segment-Number: only a part */
    uint64_t length;              /* of the block */
    struct dt_place place;        /* of the record, to open it at */
};

struct dt_warc;

/*
 * Read the file at path, "-" being standard input, from the place of a record;
 * DT_WARC_START is the file's. What of a member stands before the record has
 * to be unpacked to get there. The caller owns *out.
 */
#define DT_WARC_START ((struct dt_place){0, 0})
int dt_warc_open(const char *path, struct dt_place place, struct dt_warc **out,
                 struct dt_err *err);

/* As dt_warc_open() of a file that is open at its start; *packed is taken. */
int dt_warc_take(const char *path, struct dt_packed *packed,
                 struct dt_warc **out, struct dt_err *err);

/* The next record's header; what is unread of the one before is skipped. */
int dt_warc_next(struct dt_warc *w, struct dt_warc_record *out, bool *end,
                 struct dt_err *err);

/* The next piece of the record's block, until the next call; *len 0: end. */
int dt_warc_block(struct dt_warc *w, const void **data, size_t *len,
                  struct dt_err *err);

/*
 * DT_EFORMAT, as the reader says it, with what a caller found wrong with the
 * record at hand.
 */
int dt_warc_fail(const struct dt_warc *w, const char *what, struct dt_err *err);

/* NULL is fine. */
void dt_warc_free(struct dt_warc *w);

/* Whether path is that of a WARC file: .warc, .warc.gz or .warc.zst. */
bool dt_warc_is_name(const char *path);

#endif

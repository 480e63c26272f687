/*
 * checksum.h - a digest as WARC headers write it, "sha1:BASE32", being checked.
 *
 * Layer   snapshot. Algorithms of base/digest.h, in any case and with a hyphen
 *         or without ("SHA-256"); base32, base64 (RFC 4648, with = or
 *         without) or hexadecimal.
 */
#ifndef DT_SNAPSHOT_CHECKSUM_H
#define DT_SNAPSHOT_CHECKSUM_H

#include "base/digest.h"

enum dt_check {
    DT_CHECK_NONE,    /* there is no such digest */
    DT_CHECK_UNKNOWN, /* of an algorithm or in a form that nobody here knows */
    DT_CHECK_FINE,
    DT_CHECK_STORED, /* fits the body with its transfer coding */
    DT_CHECK_WRONG
};

/* Used again and again: the algorithm of the last digest is kept. */
struct dt_checksum {
    struct dt_digest *digest;
    bool open; /* it has been begun and not finished */
    char algorithm[16];
    struct dt_str expected; /* behind the colon */
    enum dt_check check;    /* NONE, UNKNOWN, or FINE until finished */
};

#define DT_CHECKSUM_INIT \
    ((struct dt_checksum){NULL, false, "", {NULL, 0}, DT_CHECK_NONE})

/* label, which may be empty, is borrowed until finish. DT_EINTERNAL. */
int dt_checksum_begin(struct dt_checksum *c, struct dt_str label,
                      struct dt_err *err);
int dt_checksum_add(struct dt_checksum *c, struct dt_str data,
                    struct dt_err *err);

/* Set c->check to what came out. */
int dt_checksum_finish(struct dt_checksum *c, struct dt_err *err);
void dt_checksum_release(struct dt_checksum *c);

/* "none", "unknown", "fine", "stored", "wrong". */
const char *dt_check_name(enum dt_check check);

#endif

/*
 * digest.h - streaming SHA-256, the identity of every blob in the corpus, and
 * the other algorithms that somebody else's checksums may be of.
 *
 * Layer   base: includes base/err.h, base/str.h and libc.
 * Units   lengths are bytes; the text form is 64 lower-case hex digits.
 * Errors  int functions return DT_OK or a negative enum dt_code and fill
 *         *err; outputs are written on DT_OK only.
 * Threads one struct dt_digest per thread; no global state.
 *
 *     new -> update ... -> finish -> update ... -> finish -> free
 *
 * After a failed call the object is good for dt_digest_free() only.
 */
#ifndef DT_BASE_DIGEST_H
#define DT_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

#define DT_DIGEST_SIZE 32      /* bytes of the binary form */
#define DT_DIGEST_HEX_SIZE 65  /* 64 digits and the terminating NUL */
#define DT_DIGEST_HEX_MOST 129 /* the same of the longest algorithm */

struct dt_digest; /* opaque: keeps OpenSSL out of our headers */

/*
 * Create a digest of empty input. The caller owns *out and releases it with
 * dt_digest_free(). Fails with DT_EINTERNAL.
 */
int dt_digest_new(struct dt_digest **out, struct dt_err *err);

/*
 * Absorb len bytes. data is borrowed for this call and may be NULL if len is
 * 0. Where the input is split never changes the result. Fails with
 * DT_EINTERNAL.
 */
int dt_digest_update(struct dt_digest *d, const void *data, size_t len,
                     struct dt_err *err);

/*
 * As dt_digest_update(a, x) and dt_digest_update(b, y), for two different
 * digests, in little more time than the longer of the two takes.
 */
int dt_digest_update_two(struct dt_digest *a, struct dt_str x,
                         struct dt_digest *b, struct dt_str y,
                         struct dt_err *err);

/* A message that is all in memory, in two parts; either may be empty. */
struct dt_digest_message {
    struct dt_str part[2]; /* borrowed */
    unsigned char raw[DT_DIGEST_SIZE];
};

/*
 * Set raw of each message, in little more than half the time that one after
 * the other takes: two are always under way, however long they are. d is at
 * empty input, SHA-256, and is left so.
 */
int dt_digest_each(struct dt_digest *d, struct dt_digest_message *messages,
                   size_t count, struct dt_err *err);

/* Have d near when it will be updated: one of very many, not seen of late. */
void dt_digest_prefetch(const struct dt_digest *d);

/*
 * Write the digest of everything absorbed since new or the last finish into
 * hex, then start over with empty input. Fails with DT_EINTERNAL.
 */
int dt_digest_finish(struct dt_digest *d, char hex[DT_DIGEST_HEX_SIZE],
                     struct dt_err *err);

/*
 * As dt_digest_new() for another algorithm: md5, sha1, sha224, sha256, sha384
 * or sha512; DT_EFORMAT for any other name. dt_digest_finish_named() is then
 * the only way to finish, unless it is sha256. Always by OpenSSL.
 */
int dt_digest_new_named(struct dt_digest **out, const char *name,
                        struct dt_err *err);
int dt_digest_finish_named(struct dt_digest *d, char hex[DT_DIGEST_HEX_MOST],
                           struct dt_err *err);

/* Hex digits of the named algorithm's digests, 0 when there is none. */
size_t dt_digest_digits(const char *name);

/* As dt_digest_finish(), in binary. */
int dt_digest_finish_raw(struct dt_digest *d, unsigned char raw[DT_DIGEST_SIZE],
                         struct dt_err *err);

/* As dt_digest_finish_raw() of each; both are SHA-256. */
int dt_digest_finish_two(struct dt_digest *a,
                         unsigned char raw_a[DT_DIGEST_SIZE],
                         struct dt_digest *b,
                         unsigned char raw_b[DT_DIGEST_SIZE],
                         struct dt_err *err);

/* Release d and all it holds. NULL is allowed. */
void dt_digest_free(struct dt_digest *d);

/* update and finish in one call, for bytes that are all in memory. */
int dt_digest_bytes(struct dt_digest *d, const void *data, size_t len,
                    char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err);

/* dt_digest_bytes() without a digest of the caller's, for what comes alone. */
int dt_digest_once(struct dt_str bytes, char hex[DT_DIGEST_HEX_SIZE],
                   struct dt_err *err);

/* 32 bytes as 64 lower-case digits and a NUL. */
void dt_digest_hex(const unsigned char raw[DT_DIGEST_SIZE],
                   char hex[DT_DIGEST_HEX_SIZE]);

/* And back. hex must be what dt_digest_is_hex accepts. */
void dt_digest_unhex(const char *hex, unsigned char raw[DT_DIGEST_SIZE]);

/* Whether text is exactly 64 lower-case hex digits. */
bool dt_digest_is_hex(struct dt_str text);

/*
 * HMAC-SHA-256 (RFC 2104) of len bytes under a key of key_len bytes. Fails
 * with DT_EINTERNAL.
 */
int dt_digest_hmac(const void *key, size_t key_len, const void *data,
                   size_t len, unsigned char out[DT_DIGEST_SIZE],
                   struct dt_err *err);

/*
 * Digest a whole file in constant memory; *size receives its length. Fails
 * with DT_EIO (absent, unreadable, a directory; err->msg names path) or
 * DT_EINTERNAL.
 */
int dt_digest_file(const char *path, char hex[DT_DIGEST_HEX_SIZE],
                   uint64_t *size, struct dt_err *err);

#endif

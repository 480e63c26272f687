/*
 * sha256.h - SHA-256 (FIPS 180-4) by the SHA instructions of x86, one message
 * or two at a time.
 *
 * Layer   base, private to digest.c, which asks OpenSSL where these
 *         instructions are missing.
 * Why     One message keeps the processor waiting: each instruction needs the
 *         result of the last. Two that are independent fill the gaps and take
 *         little longer than one; OpenSSL has no such call. Most of what we
 *         hash are lines of half a kilobyte, for which its EVP layer costs a
 *         quarter more again.
 */
#ifndef DT_BASE_SHA256_H
#define DT_BASE_SHA256_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/str.h"

enum { DT_SHA256_BLOCK = 64 };

/* What was absorbed so far; all zero but for state at the start. */
struct dt_sha256 {
    uint32_t state[8];
    uint64_t bytes;
    unsigned char block[DT_SHA256_BLOCK]; /* the bytes % 64 last ones */
};

/* Whether this processor can run what follows. */
bool dt_sha256_usable(void);

void dt_sha256_init(struct dt_sha256 *s);
void dt_sha256_update(struct dt_sha256 *s, struct dt_str data);

/* The digest; s must then be initialised again. */
void dt_sha256_finish(struct dt_sha256 *s, unsigned char raw[32]);

/* As a call of dt_sha256_update() or _finish() for each of two. */
void dt_sha256_update_two(struct dt_sha256 *a, struct dt_str x,
                          struct dt_sha256 *b, struct dt_str y);
void dt_sha256_finish_two(struct dt_sha256 *a, unsigned char raw_a[32],
                          struct dt_sha256 *b, unsigned char raw_b[32]);

/* As dt_digest_each(): when one message is done, the next takes its place. */
void dt_sha256_each(struct dt_digest_message *messages, size_t count);

#endif

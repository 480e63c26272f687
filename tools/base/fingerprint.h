/*
 * fingerprint.h - tell short texts apart at memory speed, within one process.
 *
 * Layer   base. Units are bytes.
 * Rule    NH of 64-bit words: J. Black, S. Halevi, H. Krawczyk, T. Krovetz,
 *         P. Rogaway, "UMAC: Fast and Secure Message Authentication", CRYPTO
 *         1999, theorem 1. Two different texts of one length have the same
 *         fingerprint with a chance of 2^-64 over the choice of the key,
 *         whoever chose the texts: he cannot know the key, which is random and
 *         never leaves the process. So a fingerprint is for comparing, never
 *         for writing down.
 */
#ifndef DT_BASE_FINGERPRINT_H
#define DT_BASE_FINGERPRINT_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { DT_FINGERPRINT_MOST = 4096 }; /* bytes of a text */

struct dt_fingerprint_key {
    uint64_t word[DT_FINGERPRINT_MOST / 8];
};

struct dt_fingerprint {
    uint64_t high, low;
};

/* A new key. DT_EINTERNAL when the system has no random numbers. */
int dt_fingerprint_init(struct dt_fingerprint_key *key, struct dt_err *err);

/* text has at most DT_FINGERPRINT_MOST bytes. */
struct dt_fingerprint dt_fingerprint(const struct dt_fingerprint_key *key,
                                     struct dt_str text);

/* The same in 64 bits, of a text of any length: 2^-64 a piece of that many. */
uint64_t dt_fingerprint_any(const struct dt_fingerprint_key *key,
                            struct dt_str text);

#endif

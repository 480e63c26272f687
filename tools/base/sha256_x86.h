/*
 * sha256_x86.h - the compression function of SHA-256 (FIPS 180-4, 6.2.2) by
 * the SHA instructions of x86.
 *
 * Layer   base. For sha256.c alone, which cuts messages into blocks; whoever
 *         calls has asked dt_sha256_usable().
 */
#ifndef DT_BASE_SHA256_X86_H
#define DT_BASE_SHA256_X86_H

#include <stddef.h>
#include <stdint.h>

/* Have state absorb so many whole blocks. */
void dt_sha256_x86(uint32_t state[8], const unsigned char *data, size_t blocks);

/* The same of two, in the time of one: each fills the other's waits. */
void dt_sha256_x86_two(uint32_t a[8], const unsigned char *x, uint32_t b[8],
                       const unsigned char *y, size_t blocks);

#endif

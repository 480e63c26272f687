/*
 * utf8.h - well-formed UTF-8 (RFC 3629, Unicode table 3-7).
 *
 * Layer   base. Units are bytes unless named code points.
 */
#ifndef DT_BASE_UTF8_H
#define DT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Offset of the first byte that is not part of well-formed UTF-8, or len. */
size_t dt_utf8_valid(struct dt_str text);

/*
 * How many bytes at the start of text, which is not empty and not well-formed
 * there, one U+FFFD stands for: the maximal subpart of Unicode 3.9, as the
 * WHATWG Encoding Standard decodes.
 */
size_t dt_utf8_broken(struct dt_str text);

/* Whether every byte is below 0x80; runs at memory speed. */
bool dt_utf8_ascii(struct dt_str text);

/*
 * The code point at *at, which moves behind it. text must be well-formed and
 * *at below its length.
 */
uint32_t dt_utf8_next(struct dt_str text, size_t *at);

/* The code point that ends at *at, which moves before it; *at above 0. */
uint32_t dt_utf8_prev(struct dt_str text, size_t *at);

/* Write a code point as 1 to 4 bytes; returns how many. */
size_t dt_utf8_put(uint32_t point, char out[4]);

/* Code points in well-formed text. */
size_t dt_utf8_count(struct dt_str text);

#endif

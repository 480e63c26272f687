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

/* Whether a script of this code point puts no spaces between words. */
static inline bool dt_utf8_is_unspaced(uint32_t point)
{
    return (point >= 0x0E00 && point <= 0x0EFF) ||
           (point >= 0x1000 && point <= 0x109F) ||
           (point >= 0x1780 && point <= 0x17FF) ||
           (point >= 0x3040 && point <= 0x30FF) ||
           (point >= 0x3400 && point <= 0x9FFF) ||
           (point >= 0xF900 && point <= 0xFAFF) ||
           (point >= 0x20000 && point <= 0x3FFFF);
}

/* Code points in well-formed text. */
size_t dt_utf8_count(struct dt_str text);

#endif

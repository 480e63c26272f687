/*
 * unicode.h - Unicode normalisation, case folding and properties, behind which
 * stands ICU.
 *
 * Layer   adapt. Text is UTF-8, in and out. Units are bytes.
 * Threads every function may be called from several threads.
 */
#ifndef DT_ADAPT_UNICODE_H
#define DT_ADAPT_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Combining marks on one base. UAX #15 calls text with more than 30 in a row
 * unsafe for streams; without a bound canonical ordering takes quadratic time.
 */
enum { DT_UNICODE_MARKS = 256 };

/*
 * Whether well-formed text is in NFC (UAX #15) and has no base with more than
 * DT_UNICODE_MARKS marks; ASCII at memory speed.
 */
bool dt_unicode_is_nfc(struct dt_str text);

/*
 * Append the NFC of text to out; marks over DT_UNICODE_MARKS are dropped.
 * DT_EINTERNAL; out's ceiling is DT_EFORMAT.
 */
int dt_unicode_nfc(struct dt_str text, struct dt_buf *out, struct dt_err *err);

/* Append NFKC_Casefold of text (Unicode 3.13, R5) to out. */
int dt_unicode_casefold(struct dt_str text, struct dt_buf *out,
                        struct dt_err *err);

/* Whether it may become one with the character before it, as a mark may. */
bool dt_unicode_joins(uint32_t point);

bool dt_unicode_is_letter(uint32_t point); /* category L or M */
bool dt_unicode_is_upper(uint32_t point);  /* Lu or Lt */
bool dt_unicode_is_lower(uint32_t point);  /* Ll */
bool dt_unicode_is_digit(uint32_t point);  /* Nd */
bool dt_unicode_is_number(uint32_t point); /* category N */
bool dt_unicode_is_space(uint32_t point);  /* White_Space */

#endif

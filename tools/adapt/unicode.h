/*
 * unicode.h - Unicode normalisation, case folding, properties and legacy
 * encodings, behind which stands ICU.
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

/*
 * Append data, which is in the named encoding, as UTF-8 to out. name is a
 * label as of the WHATWG Encoding Standard ("latin1" means windows-1252).
 * What cannot be decoded becomes U+FFFD and is counted in *replaced.
 * DT_EFORMAT for a label nobody knows.
 */
int dt_unicode_decode(struct dt_str data, const char *name, struct dt_buf *out,
                      uint64_t *replaced, struct dt_err *err);

/*
 * The standard's name, in lower case, of an encoding label, or NULL.
 */
const char *dt_unicode_encoding(struct dt_str label);

bool dt_unicode_is_letter(uint32_t point);      /* category L or M */
bool dt_unicode_is_upper(uint32_t point);       /* Lu or Lt */
bool dt_unicode_is_digit(uint32_t point);       /* Nd */
bool dt_unicode_is_number(uint32_t point);      /* category N */
bool dt_unicode_is_space(uint32_t point);       /* White_Space */
bool dt_unicode_is_punctuation(uint32_t point); /* category P or S */

#endif

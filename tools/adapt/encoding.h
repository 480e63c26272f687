/*
 * encoding.h - legacy encodings, as the WHATWG Encoding Standard has them.
 *
 * Layer   adapt. The decoders are the standard's, to the letter: what may
 *         follow which byte, and that no ASCII byte is ever swallowed by an
 *         error before it. ICU only lends the tables of characters, put right
 *         by rules/encoding_patches.txt, so the result does not depend on
 *         ICU's version.
 * Threads every function may be called from several threads.
 */
#ifndef DT_ADAPT_ENCODING_H
#define DT_ADAPT_ENCODING_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The standard's name, in lower case, of an encoding label, or NULL: "latin1"
 * is "windows-1252".
 */
const char *dt_encoding_name(struct dt_str label);

/*
 * Append data, which is in the encoding with this label, as UTF-8 to out. A
 * byte order mark is not looked for. What cannot be decoded becomes U+FFFD
 * and is counted in *replaced. DT_EFORMAT for a label nobody knows.
 */
int dt_encoding_decode(struct dt_str data, const char *label,
                       struct dt_buf *out, uint64_t *replaced,
                       struct dt_err *err);

#endif

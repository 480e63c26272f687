/*
 * detect.h - a guess at the encoding of bytes that nobody declared.
 *
 * Layer   adapt: uchardet stands behind it.
 * Threads may be called from several threads.
 */
#ifndef DT_ADAPT_DETECT_H
#define DT_ADAPT_DETECT_H

#include "base/str.h"

/*
 * The name of an encoding of the WHATWG Encoding Standard in which the first
 * DT_DETECT_MAX bytes can be read, or NULL: none recognised, or only by too
 * few bytes. Encodings of West European languages are left to the caller.
 */
enum { DT_DETECT_MAX = 1024 * 1024 };
const char *dt_detect(struct dt_str bytes);

#endif

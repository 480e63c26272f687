/*
 * charset.h - which encoding a snapshot is in, and whether it is text at all.
 *
 * Layer   article. Byte order mark, then what the transport said (the
 *         charset of an HTTP Content-Type, which may be NULL or nonsense),
 *         then what an HTML page declares in its first 1,024 bytes (WHATWG HTML, 13.2.3.2), then UTF-8 where the
 *         bytes are well-formed, then windows-1252.
 */
#ifndef DT_ARTICLE_CHARSET_H
#define DT_ARTICLE_CHARSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* The encoding's WHATWG name; *mark is the length of a byte order mark. */
const char *dt_charset_detect(struct dt_str bytes, const char *said, bool html,
                              size_t *mark);

/*
 * Append bytes as UTF-8 without a byte order mark. DT_EFORMAT with the byte
 * offset when they are no text: a NUL byte, the first bytes of a PDF, archive
 * or picture, or more than one control byte in fifty.
 */
int dt_charset_decode(struct dt_str bytes, const char *said, bool html,
                      struct dt_buf *out, const char **name, uint64_t *replaced,
                      struct dt_err *err);

#endif

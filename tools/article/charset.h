/*
 * charset.h - which encoding a snapshot is in, and whether it is text at all.
 *
 * Layer   article. In this order: a byte order mark; what the transport said
 *         (the charset of an HTTP Content-Type); what the page declares; the
 *         bytes themselves, which are UTF-8 where they are well-formed, or
 *         but for one sequence in twenty; what a detector recognises; and
 *         windows-1252. A declaration of UTF-8 that no sequence of the bytes
 *         bears out is not believed.
 */
#ifndef DT_ARTICLE_CHARSET_H
#define DT_ARTICLE_CHARSET_H

#include <stdbool.h>
#include <stdint.h>

#include "article/form.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct dt_charset {
    const char *name;     /* WHATWG's, in lower case */
    const char *evidence; /* "byte order mark", "transport", "meta element",
                             "XML declaration", "well-formed", "detected",
                             "default" */
    size_t mark;          /* bytes of the byte order mark */
    bool sound;           /* all of it is known to be well-formed UTF-8 */
};

/* said is the label of an HTTP header; it may be NULL or nonsense. */
struct dt_charset dt_charset_find(struct dt_str bytes, const char *said,
                                  enum dt_form form);

/*
 * *text is bytes as UTF-8 without a byte order mark: they themselves where
 * they are that already, else made in room. DT_EFORMAT with the byte offset
 * when they are no text: a NUL byte, the first bytes of an archive or picture,
 * or more than one control byte in fifty.
 */
int dt_charset_decode(struct dt_str bytes, const char *said, enum dt_form form,
                      struct dt_buf *room, struct dt_str *text,
                      struct dt_charset *found, uint64_t *replaced,
                      struct dt_err *err);

#endif

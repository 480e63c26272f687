/*
 * html_reference.h - character references (WHATWG HTML, 13.2.5.72 to .80).
 *
 * Layer   base. The named ones are the table of section 13.5, checked in as
 *         html_references.txt: a name and its one or two code points a line,
 *         sorted by bytes.
 */
#ifndef DT_BASE_HTML_REFERENCE_H
#define DT_BASE_HTML_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* At most so many bytes of UTF-8 stand for one reference. */
enum { DT_HTML_REFERENCE_MAX = 8 };

/*
 * Read the reference at the start of text, which begins with "&", into out.
 * Returns how many bytes of text it takes and sets *len to those of out; 0
 * when the "&" is only itself. in_attribute: a name without ";" is none
 * where "=" or a letter or digit follows.
 */
size_t dt_html_reference(struct dt_str text, bool in_attribute,
                         char out[DT_HTML_REFERENCE_MAX], size_t *len);

#endif

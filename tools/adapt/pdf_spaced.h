/*
 * pdf_spaced.h - words whose letters have white between them: "S P E E C H".
 *
 * Layer   adapt; only for pdf.c.
 */
#ifndef DT_ADAPT_PDF_SPACED_H
#define DT_ADAPT_PDF_SPACED_H

#include <stdbool.h>
#include <stddef.h>

#include "adapt/pdf_direction.h"
#include "base/buf.h"
#include "base/str.h"

/*
 * Make the words of text, all of which is letters with a space behind each: in
 * *out, from its beginning on. Boxes are of its count characters, the spaces
 * too. goes_on says that the text before it on the page was such, so that two
 * letters are enough. False for any other text, and *out is untouched.
 */
bool dt_pdf_tighten(struct dt_str text, const struct dt_pdf_box *boxes,
                    size_t count, bool goes_on, struct dt_buf *out);

#endif

/*
 * pdf_upright.h - pages whose text runs up, down or upside down as a whole.
 *
 * Layer   adapt; only for pdf.c.
 */
#ifndef DT_ADAPT_PDF_UPRIGHT_H
#define DT_ADAPT_PDF_UPRIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "adapt/pdf_direction.h"
#include "base/str.h"

/*
 * Turn the page, of width by height, so that most of its text runs from left to
 * right. Text and boxes are as poppler gives them (pdf_direction.h).
 * False for one that was so already.
 */
bool dt_pdf_set_upright(struct dt_str text, struct dt_pdf_box *boxes,
                        size_t count, double *width, double *height);

#endif

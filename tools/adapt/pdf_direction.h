/*
 * pdf_direction.h - text that is read from right to left, as poppler gives it.
 *
 * Layer   adapt; only for pdf.c.
 * Input   Poppler puts the words of a line in the order in which they are read,
 *         each between marks of its direction (U+202B and U+202C; U+202A and
 *         U+202C around what in it is read from left to right). The marks have
 *         no boxes, and the boxes of a word's characters go from left to right
 *         whatever its direction.
 */
#ifndef DT_ADAPT_PDF_DIRECTION_H
#define DT_ADAPT_PDF_DIRECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Where a character is, in points; laid out as a PopplerRectangle is. */
struct dt_pdf_box {
    double x1, y1, x2, y2;
};

/* Whether it is a mark of a direction. */
static inline bool dt_pdf_is_mark(uint32_t point)
{
    return point >= 0x202A && point <= 0x202C;
}

/*
 * Append a page's text to *out without the marks, and mend what poppler does to
 * it: the space behind the first word of a line is there again, as a tab, which
 * has no box; marks stand on the side of a number on which they are read, and
 * a letter drawn as one with the next before it. Each box of a word between
 * marks becomes the whole word's. *leftward says whether most of the page is such
 * words. False, and nothing done, without one.
 */
bool dt_pdf_settle(struct dt_str text, struct dt_pdf_box *boxes, size_t count,
                   struct dt_buf *out, bool *leftward);

#endif

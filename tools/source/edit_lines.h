/*
 * edit_lines.h - bytes of a text by the lines and columns that YAML counts.
 *
 * Layer   source, inside edit*.c.
 */
#ifndef DT_SOURCE_EDIT_LINES_H
#define DT_SOURCE_EDIT_LINES_H

#include <stddef.h>

#include "base/str.h"

/* Where a walk over a text has come to: a byte that begins this line. */
struct dt_line_cursor {
    size_t at;
    unsigned line; /* from 1 */
};

/*
 * The byte of a line, not before the cursor's, and column, both from 1; the
 * text's length behind its last line. The cursor moves on.
 */
size_t dt_line_place(struct dt_str text, struct dt_line_cursor *cursor,
                     unsigned line, unsigned column);

#endif

/*
 * csv.h - tables as RFC 4180 has them, for spreadsheets and programs.
 *
 * Layer   base. Written: CRLF, quotes where they are needed, and an apostrophe
 *         in front of a cell that a spreadsheet would take for a formula (= + -
 *         @, tab, return) or that begins with one: taking one off always gives
 *         the value back. Read: LF, CRLF or CR, a byte order mark passed over.
 * Bounds  DT_CSV_CELLS cells a row.
 *
 *     struct dt_csv_row row = {&out, false};
 *     dt_csv_add(&row, DT_STR("a, b"));
 *     dt_csv_end(&row);
 */
#ifndef DT_BASE_CSV_H
#define DT_BASE_CSV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { DT_CSV_CELLS = 64 };

struct dt_csv_row {
    struct dt_buf *out;
    bool any; /* a cell stands before */
};

void dt_csv_add(struct dt_csv_row *row, struct dt_str text);
void dt_csv_end(struct dt_csv_row *row);

struct dt_csv_reader {
    struct dt_str rest;
    unsigned line;  /* of the row read last, from 1 */
    unsigned next;  /* of the row behind it */
    char separator; /* of cells: a comma, unless the caller sets another */
};

void dt_csv_start(struct dt_csv_reader *reader, struct dt_str text);

/*
 * What separates the cells of a table whose first row names its columns: a
 * comma; where that row has none a semicolon, as spreadsheets write where the
 * comma is the decimal mark; else a tab, as they give what is copied.
 */
char dt_csv_separator(struct dt_str text);

/*
 * The next row: its cells without quotes, in arena, the apostrophe of
 * dt_csv_add() taken off; *count 0 at the end. DT_EFORMAT, "line N: WHAT", for
 * a quotation mark inside a plain cell or one that is not closed, and for a
 * NUL byte, which no text has.
 */
int dt_csv_read(struct dt_csv_reader *reader, struct dt_arena *arena,
                struct dt_str cells[DT_CSV_CELLS], size_t *count,
                struct dt_err *err);

#endif

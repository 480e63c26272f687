#include "base/csv.h"

#include <string.h>

static bool is_formula(struct dt_str text)
{
    return text.len > 0 && memchr("=+-@\t\r'", text.ptr[0], 7);
}

void dt_csv_add(struct dt_csv_row *row, struct dt_str text)
{
    bool quoted = false;

    for (size_t i = 0; i < text.len && !quoted; i++)
        quoted = memchr(",\"\r\n", text.ptr[i], 4) != NULL;
    if (row->any)
        dt_buf_addc(row->out, ',');
    row->any = true;
    if (quoted)
        dt_buf_addc(row->out, '"');
    if (is_formula(text))
        dt_buf_addc(row->out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            dt_buf_addc(row->out, '"');
        dt_buf_addc(row->out, text.ptr[i]);
    }
    if (quoted)
        dt_buf_addc(row->out, '"');
}

void dt_csv_end(struct dt_csv_row *row)
{
    dt_buf_adds(row->out, "\r\n");
    row->any = false;
}

void dt_csv_start(struct dt_csv_reader *reader, struct dt_str text)
{
    if (dt_str_starts(text, DT_STR("\xef\xbb\xbf"))) {
        text.ptr += 3;
        text.len -= 3;
    }
    *reader = (struct dt_csv_reader){text, 0, 1, ','};
}

char dt_csv_separator(struct dt_str text)
{
    static const char separators[] = ",;\t";
    const size_t row = dt_str_until(text, "\r\n", 0);

    for (const char *c = separators; row && *c; c++)
        if (memchr(text.ptr, *c, row))
            return *c;
    return ',';
}

static int fail(const struct dt_csv_reader *reader, const char *what,
                struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "line %u: %s", reader->line, what);
}

static char take(struct dt_csv_reader *reader)
{
    char c = reader->rest.ptr[0];

    reader->rest.ptr++;
    reader->rest.len--;
    reader->next += c == '\n' ||
                    (c == '\r' && !dt_str_starts(reader->rest, DT_STR("\n")));
    return c;
}

/* Behind the opening quotation mark; its quoted bytes go to out. */
static int read_quoted(struct dt_csv_reader *reader, char *out, size_t *len,
                       struct dt_err *err)
{
    while (reader->rest.len > 0) {
        char c = take(reader);

        if (c == '"' && (reader->rest.len == 0 || reader->rest.ptr[0] != '"'))
            return DT_OK;
        if (c == '"')
            (void)take(reader);
        out[(*len)++] = c;
    }
    return fail(reader, "a quotation mark is not closed", err);
}

static bool ends_cell(const struct dt_csv_reader *reader)
{
    const struct dt_str rest = reader->rest;

    return rest.len == 0 || rest.ptr[0] == reader->separator ||
           rest.ptr[0] == '\n' || rest.ptr[0] == '\r';
}

/* A cell is never longer than the text it stands in. */
static size_t longest(struct dt_str rest)
{
    size_t len = 0;

    if (rest.len && rest.ptr[0] == '"') {
        for (len = 1; len < rest.len; len++)
            if (rest.ptr[len] == '"' &&
                (len + 1 == rest.len || rest.ptr[++len] != '"'))
                break;
        return len;
    }
    return dt_str_until(rest, "\r\n", 0);
}

static int read_cell(struct dt_csv_reader *reader, struct dt_arena *arena,
                     struct dt_str *cell, struct dt_err *err)
{
    char *out = dt_arena_alloc(arena, longest(reader->rest) + 1);
    size_t len = 0;
    int rc = DT_OK;

    if (!out)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a cell");
    if (reader->rest.len && reader->rest.ptr[0] == '"') {
        (void)take(reader);
        rc = read_quoted(reader, out, &len, err);
        if (rc == DT_OK && !ends_cell(reader))
            rc = fail(reader, "something stands behind a quoted cell", err);
    } else {
        while (rc == DT_OK && !ends_cell(reader)) {
            out[len] = take(reader);
            if (out[len++] == '"')
                rc = fail(reader, "a quotation mark in a cell without", err);
        }
    }
    if (rc == DT_OK && memchr(out, '\0', len))
        rc = fail(reader,
                  "a NUL byte (save the table as UTF-8, or take it out)", err);
    cell->ptr = out;
    cell->len = len;
    if (len > 1 && out[0] == '\'' &&
        is_formula((struct dt_str){out + 1, len - 1})) {
        cell->ptr++;
        cell->len--;
    }
    return rc;
}

int dt_csv_read(struct dt_csv_reader *reader, struct dt_arena *arena,
                struct dt_str cells[DT_CSV_CELLS], size_t *count,
                struct dt_err *err)
{
    int rc = DT_OK;

    *count = 0;
    reader->line = reader->next;
    if (reader->rest.len == 0)
        return DT_OK;
    for (;;) {
        if (*count == DT_CSV_CELLS)
            return fail(reader, "more than 64 cells", err);
        rc = read_cell(reader, arena, &cells[(*count)++], err);
        if (rc < 0 || reader->rest.len == 0)
            return rc;
        switch (take(reader)) {
        case '\r':
            if (dt_str_starts(reader->rest, DT_STR("\n")))
                (void)take(reader);
            return DT_OK;
        case '\n':
            return DT_OK;
        default: /* the separator: another cell */
            break;
        }
    }
}

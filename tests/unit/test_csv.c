#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "base/csv.h"

static struct dt_arena arena = {NULL, 0, 1 << 20};
static struct dt_err err;

/* Rows as "a|b/c|d/", or the error. */
static char *rows(const char *table)
{
    static struct dt_buf out = {NULL, 0, 0, 1 << 16, false, false};
    struct dt_str cells[DT_CSV_CELLS];
    struct dt_csv_reader reader;
    size_t count = 1;

    dt_buf_reset(&out);
    dt_csv_start(&reader, DT_STR(table));
    while (count) {
        if (dt_csv_read(&reader, &arena, cells, &count, &err) < 0) {
            dt_buf_adds(&out, err.msg);
            break;
        }
        for (size_t i = 0; i < count; i++) {
            dt_buf_addstr(&out, cells[i]);
            dt_buf_addc(&out, i + 1 < count ? '|' : '/');
        }
    }
    return out.ptr ? out.ptr : (char *)"";
}

/* RFC 4180, section 2, rules 1 to 7. */
Test(csv, tables_of_the_standard_are_read)
{
    cr_expect(eq(str, rows("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n"),
                 "aaa|bbb|ccc/zzz|yyy|xxx/"));
    cr_expect(eq(str, rows("aaa,bbb\r\nzzz,yyy"), "aaa|bbb/zzz|yyy/"));
    cr_expect(eq(str, rows("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nz,y,x"),
                 "aaa|b\r\nbb|ccc/z|y|x/"));
    cr_expect(eq(str, rows("\"aaa\",\"b\"\"bb\""), "aaa|b\"bb/"));
    cr_expect(eq(str, rows("a,\n,b\n"), "a|/|b/"));
    cr_expect(eq(str, rows("a,b\r\"c\rd\",\r,e"), "a|b/c\rd|/|e/"));
    cr_expect(eq(str,
                 rows("\xef\xbb\xbf"
                      "a,b"),
                 "a|b/"));
    cr_expect(eq(str, rows(""), ""));
}

/* What spreadsheets write where the comma is the decimal mark. */
Test(csv, semicolons_are_told_from_the_first_row)
{
    struct dt_str table = DT_STR("a;b\r\n\"c;d\";1,5\n"), cells[DT_CSV_CELLS];
    struct dt_csv_reader reader;
    size_t count;

    cr_expect(eq(chr, dt_csv_separator(table), ';'));
    cr_expect(eq(chr, dt_csv_separator(DT_STR("a,b;c\nd;e\n")), ','));
    cr_expect(eq(chr, dt_csv_separator(DT_STR("a\nd;e\n")), ','));
    cr_expect(eq(chr, dt_csv_separator(DT_STR("")), ','));
    cr_expect(eq(chr, dt_csv_separator(DT_STR("a\tb\nd;e\n")), '\t'));
    cr_expect(eq(chr, dt_csv_separator(DT_STR("a;b\rd,e\r")), ';'));
    dt_csv_start(&reader, table);
    reader.separator = ';';
    cr_assert(eq(int, dt_csv_read(&reader, &arena, cells, &count, &err), 0));
    cr_assert(eq(int, dt_csv_read(&reader, &arena, cells, &count, &err), 0));
    cr_assert(eq(sz, count, 2));
    cr_expect(dt_str_is(cells[0], "c;d"));
    cr_expect(dt_str_is(cells[1], "1,5"));
}

Test(csv, broken_tables_are_told_with_their_line)
{
    cr_expect(eq(str, rows("a\nb\"c\n"),
                 "a/line 2: a quotation mark in a cell without"));
    cr_expect(eq(str, rows("a\n\"b\n\n"),
                 "a/line 2: a quotation mark is not closed"));
    cr_expect(eq(str, rows("\"a\"b"),
                 "line 1: something stands behind a quoted cell"));
    cr_expect(eq(str, rows("a\rb\"c\r"),
                 "a/line 2: a quotation mark in a cell without"));
}

Test(csv, a_nul_byte_is_refused_with_its_line)
{
    static const char *const tables[] = {"a,b\r\nc,\"d\0e\"\r\n",
                                         "a,b\r\nc,d\0eee\r\n"};

    for (size_t i = 0; i < 2; i++) {
        struct dt_str cells[DT_CSV_CELLS];
        struct dt_csv_reader reader;
        size_t count;

        dt_csv_start(&reader, (struct dt_str){tables[i], 14});
        cr_assert(zero(int, dt_csv_read(&reader, &arena, cells, &count, &err)));
        cr_assert(eq(int, dt_csv_read(&reader, &arena, cells, &count, &err),
                     DT_EFORMAT));
        cr_expect(strstr(err.msg, "line 2: a NUL byte") == err.msg, "%s",
                  err.msg);
    }
}

Test(csv, what_is_written_is_read_back)
{
    static const char *const cells[] = {
        "",  "plain", "a, b", "say \"it\"", "two\nlines", "=1+1",
        "-", "'t is", "''",   "@x",         "+4,5",       "\tx"};
    struct dt_buf out = DT_BUF_INIT(1 << 16);
    struct dt_csv_row row = {&out, false};
    struct dt_str got[DT_CSV_CELLS];
    struct dt_csv_reader reader;
    size_t count;

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        dt_csv_add(&row, DT_STR(cells[i]));
    dt_csv_end(&row);
    cr_expect(strstr(out.ptr, ",'=1+1,'-,''t is,'''") != NULL);
    dt_csv_start(&reader, dt_buf_str(&out));
    cr_assert(zero(int, dt_csv_read(&reader, &arena, got, &count, &err)));
    cr_assert(eq(sz, count, sizeof cells / sizeof *cells));
    for (size_t i = 0; i < count; i++)
        cr_expect(dt_str_is(got[i], cells[i]));
    dt_buf_release(&out);
}

/*
 * Tables of strangers: dt_csv_read() ends, its cells lie in the arena, and what
 * dt_csv_add() writes of them is read back the same.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_again(struct dt_str table, const struct dt_str *want,
                       size_t count)
{
    struct dt_arena arena = DT_ARENA_INIT(1 << 26);
    struct dt_str cells[DT_CSV_CELLS];
    struct dt_csv_reader reader;
    struct dt_err err;
    size_t got;

    dt_csv_start(&reader, table);
    if (dt_csv_read(&reader, &arena, cells, &got, &err) < 0 || got != count)
        abort();
    for (size_t i = 0; i < count; i++)
        if (!dt_str_eq(cells[i], want[i]))
            abort();
    dt_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dt_arena arena = DT_ARENA_INIT(1 << 26);
    struct dt_str cells[DT_CSV_CELLS];
    struct dt_csv_reader reader;
    struct dt_err err;
    size_t count = 1;

    dt_csv_start(&reader, (struct dt_str){(const char *)data, size});
    while (count && dt_csv_read(&reader, &arena, cells, &count, &err) == 0) {
        struct dt_buf out = DT_BUF_INIT(1 << 26);
        struct dt_csv_row row = {&out, false};

        for (size_t i = 0; i < count; i++)
            dt_csv_add(&row, cells[i]);
        dt_csv_end(&row);
        if (count && !dt_str_starts(dt_buf_str(&out), DT_STR("\xef\xbb\xbf")))
            read_again(dt_buf_str(&out), cells, count);
        dt_buf_release(&out);
    }
    dt_arena_release(&arena);
    return 0;
}

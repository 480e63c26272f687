/* The order in which the lines of printed pages are read (sheet_parts.h). */
#include <stdlib.h>

#include "article/sheet_parts.h"

/*
 * The column of a line: how many gutters are on its left; SIZE_MAX for one that
 * runs across all that are at its height, or has none beside it.
 */
static size_t column_of(const struct dt_sheet_gutters *gutters,
                        const struct dt_pdf_line *line)
{
    const float middle = (line->top + line->bottom) / 2;
    size_t column = 0, crossed = 0, beside = 0;

    for (size_t i = 0; i < gutters->count; i++) {
        const struct dt_sheet_gutter *g = &gutters->list[i];

        column += !g->again && line->left >= g->at - 1;
        if (middle < g->top || middle > g->bottom)
            continue;
        beside++;
        crossed += line->left < g->at - 1 && line->right > g->at + 1;
    }
    return crossed == beside ? SIZE_MAX : column;
}

/* A line that is being put in order. */
struct place {
    const struct dt_pdf_line *line;
    size_t band, column, rank; /* rank: among all lines, by height */
};

static int by_height(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->line->top != y->line->top)
        return x->line->top < y->line->top ? -1 : 1;
    if (x->line->left != y->line->left)
        return x->line->left < y->line->left ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->band != y->band)
        return x->band < y->band ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* Two pieces of one line as printed: a bullet and its text, say. */
static bool same_line(const struct dt_pdf_line *a, const struct dt_pdf_line *b)
{
    float top = a->top > b->top ? a->top : b->top;
    float bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
    float height = a->bottom - a->top < b->bottom - b->top ? a->bottom - a->top
                                                           : b->bottom - b->top;

    return bottom - top > height / 2;
}

/*
 * Order: bands, where lines across all columns stand by themselves, then
 * columns, then height; pieces of one line from left to right.
 */
static void order_places(struct place *places, size_t n,
                         const struct dt_sheet_gutters *gutters)
{
    size_t band = 0;
    bool was_across = false;

    qsort(places, n, sizeof *places, by_height);
    for (size_t i = 0; i < n; i++) {
        const size_t column = column_of(gutters, places[i].line);
        const bool across = column == SIZE_MAX;

        band += across != was_across;
        was_across = across;
        places[i].band = band;
        places[i].column = across ? 0 : column;
        places[i].rank = i;
    }
    qsort(places, n, sizeof *places, by_place);
    for (size_t i = 1; i < n; i++) {
        struct place moved = places[i];
        size_t k = i;

        for (size_t steps = 0; k > 0 && steps < 8; steps++, k--) {
            const struct place *before = &places[k - 1];

            if (before->band != moved.band || before->column != moved.column ||
                !same_line(before->line, moved.line) ||
                before->line->left <= moved.line->left)
                break;
            places[k] = *before;
        }
        places[k] = moved;
    }
}

/* Where most of the lines begin, to two points, and where the longest ends. */
static struct dt_sheet_column measure(const struct dt_sheet_line *lines,
                                      size_t n)
{
    enum { STEPS = 1000 };
    size_t seen[STEPS] = {0}, most = 0;
    struct dt_sheet_column column = {1e6F, 0};

    for (size_t i = 0; i < n; i++) {
        float step = lines[i].line->left / 2;

        if (step >= 0 && step < STEPS && ++seen[(size_t)step] > seen[most])
            most = (size_t)step;
        if (lines[i].line->right > column.right)
            column.right = lines[i].line->right;
    }
    for (size_t i = 0; i < n; i++) {
        float left = lines[i].line->left;

        if (left >= (float)most * 2 && left < (float)most * 2 + 2 &&
            left < column.left)
            column.left = left;
    }
    return column;
}

static int order_page(struct dt_sheet *sheet, const struct dt_pdf_page *page,
                      struct place *places, struct dt_arena *arena,
                      struct dt_err *err)
{
    size_t n = 0, end;

    for (size_t i = page->first; i < page->first + page->count; i++)
        if (!sheet->furniture[i])
            places[n++] = (struct place){&sheet->pdf->lines[i], 0, 0, 0};
    if (n == 0)
        return DT_OK;
    order_places(places, n, &sheet->gutters[page - sheet->pdf->pages]);
    for (size_t start = 0; start < n; start = end) {
        struct dt_sheet_line *lines = sheet->lines + sheet->line_count;

        for (end = start; end < n && places[end].band == places[start].band &&
                          places[end].column == places[start].column;
             end++)
            sheet->lines[sheet->line_count++] = (struct dt_sheet_line){
                places[end].line, (uint32_t)sheet->column_count};
        if (sheet->column_count == sheet->column_cap) {
            size_t cap = sheet->column_cap ? 2 * sheet->column_cap : 64;
            struct dt_sheet_column *grown = dt_arena_array(arena, cap,
                                                           sizeof *grown);

            if (!grown)
                return DT_FAIL(err, DT_EINTERNAL, "out of memory");
            if (sheet->column_count)
                memcpy(grown, sheet->columns,
                       sheet->column_count * sizeof *grown);
            sheet->columns = grown;
            sheet->column_cap = cap;
        }
        sheet->columns[sheet->column_count++] = measure(lines, end - start);
    }
    return DT_OK;
}

int dt_sheet_order(struct dt_sheet *sheet, struct dt_arena *arena,
                   struct dt_err *err)
{
    const struct dt_pdf *pdf = sheet->pdf;
    struct place *places = malloc((pdf->line_count + 1) * sizeof *places);
    int rc = DT_OK;

    sheet->lines = dt_arena_array(arena, pdf->line_count + 1,
                                  sizeof *sheet->lines);
    if (!places || !sheet->lines)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < pdf->page_count && rc == DT_OK; i++)
        rc = order_page(sheet, &pdf->pages[i], places, arena, err);
    free(places);
    return rc;
}

/* The gutters between the columns of a printed page (sheet_parts.h). */
#include <stdlib.h>

#include "article/sheet_parts.h"

enum {
    STRIPES = 200,    /* of a page's width, in which gutters are looked for */
    NARROWEST = 24,   /* stripes of a column */
    COLUMN_LINES = 3, /* beside a gutter, on either side */
    PROSE_BYTES = 20, /* of a line of a column: a table's cells have less */
    PROSE_SPACES = 2
};

/* White over a heading, to its height. */
static const float SET_OFF = 0.4F;

/* A line, or a piece of one, of the page that is looked at. */
struct piece {
    const struct dt_pdf_line *line;
    bool prose;
};

/* A page's pieces from top to bottom. */
struct pieces {
    struct piece *list;
    size_t count;
};

/* What stands on one side of a place; lines are those of prose. */
struct side {
    size_t lines, prose_bytes, bytes;
};

static int by_top(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;

    if (x->line->top != y->line->top)
        return x->line->top < y->line->top ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bool is_prose(struct dt_str text)
{
    size_t spaces = 0;

    if (text.len < PROSE_BYTES)
        return false;
    for (size_t i = 0; i < text.len && spaces < PROSE_SPACES; i++)
        spaces += text.ptr[i] == ' ';
    return spaces == PROSE_SPACES;
}

static void add_to_side(struct side *side, const struct piece *piece)
{
    side->lines += piece->prose;
    side->prose_bytes += piece->prose ? piece->line->text.len : 0;
    side->bytes += piece->line->text.len;
}

/* Two thirds of it are prose: bullets, and a table in it, do no harm. */
static bool is_column(const struct side *side, size_t least)
{
    return side->lines >= least && side->prose_bytes * 3 >= side->bytes * 2;
}

static bool crosses(const struct dt_pdf_line *line, float x)
{
    return line->left < x && line->right > x;
}

static void add_gutter(struct dt_sheet_gutters *gutters, float x, float top,
                       float bottom)
{
    const size_t n = gutters->count;
    const bool again = n > 0 && gutters->list[n - 1].at == x;

    if (n < DT_SHEET_GUTTERS)
        gutters->list[gutters->count++] =
            (struct dt_sheet_gutter){x, top, bottom, again};
}

/* Pieces from start on that do not run across x. */
static size_t count_run(const struct pieces *pieces, size_t start, float x)
{
    size_t n = 0;

    while (start + n < pieces->count &&
           !crosses(pieces->list[start + n].line, x))
        n++;
    return n;
}

/* Whether the last of a run is a heading of what runs across under it. */
static bool ends_in_heading(const struct piece *run, size_t n)
{
    const struct piece *last = &run[n - 1];
    const float height = last->line->bottom - last->line->top;

    if (last->prose && !last->line->bold)
        return false;
    for (size_t i = 0; i + 1 < n; i++)
        if (last->line->top - run[i].line->bottom < height * SET_OFF)
            return false;
    return true;
}

/*
 * Lines of a run that have others beside them on the far side of x; none where
 * the two sides have not, each, the least lines of a column.
 */
static size_t score_run(const struct piece *run, size_t n, float x,
                        size_t least)
{
    struct side left = {0, 0, 0}, right = {0, 0, 0};

    for (size_t i = 0; i < n; i++)
        add_to_side(run[i].line->right <= x ? &left : &right, &run[i]);
    if (!is_column(&left, least) || !is_column(&right, least))
        return 0;
    return left.lines < right.lines ? left.lines : right.lines;
}

static float bottom_of(const struct piece *run, size_t n)
{
    float bottom = run[0].line->bottom;

    for (size_t i = 1; i < n; i++)
        bottom = run[i].line->bottom > bottom ? run[i].line->bottom : bottom;
    return bottom;
}

/*
 * All runs at x. Where they are columns goes to gutters, if that is not NULL:
 * x is a gutter then, and a few lines between two that run across it suffice.
 */
static size_t look_at(const struct pieces *pieces, float x,
                      struct dt_sheet_gutters *gutters)
{
    size_t score = 0, n;

    for (size_t start = 0; start < pieces->count; start += n + 1) {
        const struct piece *run = pieces->list + start;
        size_t here, kept;

        n = kept = count_run(pieces, start, x);
        if (n > 0 && start + n < pieces->count && ends_in_heading(run, n))
            kept--;
        here = score_run(run, kept, x, gutters ? 1 : COLUMN_LINES);
        score += here;
        if (here > 0 && gutters)
            add_gutter(gutters, x, run->line->top, bottom_of(run, kept));
    }
    return score;
}

/* Whether a new gutter leaves a column on both its sides. */
static bool leaves_columns(const struct pieces *pieces,
                           const struct dt_sheet_gutters *gutters, float x)
{
    float from = -1e6F, to = 1e6F;
    size_t left = 0, right = 0;

    for (size_t i = 0; i < gutters->count; i++) {
        float at = gutters->list[i].at;

        from = at < x && at > from ? at : from;
        to = at > x && at < to ? at : to;
    }
    for (size_t i = 0; i < pieces->count; i++) {
        const struct dt_pdf_line *line = pieces->list[i].line;

        left += pieces->list[i].prose && line->left >= from && line->right <= x;
        right += pieces->list[i].prose && line->left >= x && line->right <= to;
    }
    return left >= COLUMN_LINES && right >= COLUMN_LINES;
}

static float middle_of(size_t first, size_t last, float width)
{
    return (float)(first + last + 1) / 2 * width / STRIPES;
}

/*
 * The best stripe first: a gutter is where the most lines have others beside
 * them, and in the middle of all such stripes. Near it there is none.
 */
static void find_gutters(const struct pieces *pieces, float width,
                         struct dt_sheet_gutters *gutters)
{
    size_t scores[STRIPES] = {0};

    for (size_t i = NARROWEST; i < STRIPES - NARROWEST; i++)
        scores[i] = look_at(pieces, middle_of(i, i, width), NULL);
    for (;;) {
        size_t first = 0, last, from, to;
        float x;

        for (size_t i = 0; i < STRIPES; i++)
            first = scores[i] > scores[first] ? i : first;
        if (scores[first] == 0)
            return;
        last = first;
        while (last + 1 < STRIPES && scores[last + 1] == scores[first])
            last++;
        x = middle_of(first, last, width);
        if (leaves_columns(pieces, gutters, x))
            (void)look_at(pieces, x, gutters);
        from = first > NARROWEST ? first - NARROWEST : 0;
        to = last + NARROWEST < STRIPES ? last + NARROWEST : STRIPES - 1;
        for (size_t i = from; i <= to; i++)
            scores[i] = 0;
    }
}

/* Whether a gutter is between the two pieces of a line. */
static bool are_parted(const struct dt_sheet_gutters *gutters,
                       const struct dt_pdf_line *left,
                       const struct dt_pdf_line *right)
{
    const float middle = (left->top + left->bottom) / 2;

    for (size_t i = 0; i < gutters->count; i++) {
        const struct dt_sheet_gutter *g = &gutters->list[i];

        if (left->right <= g->at && right->left >= g->at && middle >= g->top &&
            middle <= g->bottom)
            return true;
    }
    return false;
}

static void put_together(struct dt_pdf_line *line,
                         const struct dt_pdf_line *piece)
{
    if (piece->text.len > line->text.len) {
        line->size = piece->size;
        line->bold = piece->bold;
    }
    line->left = piece->left < line->left ? piece->left : line->left;
    line->top = piece->top < line->top ? piece->top : line->top;
    line->right = piece->right > line->right ? piece->right : line->right;
    line->bottom = piece->bottom > line->bottom ? piece->bottom : line->bottom;
    line->text.len = (size_t)(piece->text.ptr - line->text.ptr) +
                     piece->text.len;
}

/* The lines of a page, at the end of those of the pages before. */
static void add_page(struct dt_pdf *out, const struct dt_pdf *pdf,
                     struct dt_pdf_page *page,
                     const struct dt_sheet_gutters *gutters)
{
    const struct dt_pdf_line *piece = pdf->lines + page->first;
    const struct dt_pdf_line *end = piece + page->count;

    page->first = out->line_count;
    for (; piece < end; piece++) {
        struct dt_pdf_line *last = out->lines + out->line_count;

        if (piece->follows && out->line_count > page->first &&
            !are_parted(gutters, last - 1, piece))
            put_together(last - 1, piece);
        else
            out->lines[out->line_count++] = *piece;
    }
    page->count = out->line_count - page->first;
}

static int find_on_page(const struct dt_pdf *pdf,
                        const struct dt_pdf_page *page, struct piece *scratch,
                        struct dt_sheet_gutters *out, struct dt_arena *arena,
                        struct dt_err *err)
{
    struct dt_sheet_gutter found[DT_SHEET_GUTTERS];
    struct dt_sheet_gutters gutters = {found, 0};
    struct pieces pieces = {scratch, page->count};

    for (size_t i = 0; i < page->count; i++) {
        const struct dt_pdf_line *line = &pdf->lines[page->first + i];

        scratch[i] = (struct piece){line, is_prose(line->text)};
    }
    if (page->count)
        qsort(scratch, page->count, sizeof *scratch, by_top);
    find_gutters(&pieces, page->width, &gutters);
    out->count = gutters.count;
    if (gutters.count == 0)
        return DT_OK;
    out->list = dt_arena_array(arena, gutters.count, sizeof *found);
    if (!out->list)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    memcpy(out->list, found, gutters.count * sizeof *found);
    return DT_OK;
}

int dt_sheet_gutters(struct dt_sheet *sheet, struct dt_arena *arena,
                     struct dt_err *err)
{
    const struct dt_pdf *pdf = sheet->pdf;
    struct piece *scratch = malloc((pdf->line_count + 1) * sizeof *scratch);
    struct dt_pdf *out = dt_arena_alloc(arena, sizeof *out);
    int rc = DT_OK;

    sheet->gutters = dt_arena_array(arena, pdf->page_count + 1,
                                    sizeof *sheet->gutters);
    if (out) {
        *out = *pdf;
        out->line_count = 0;
        out->lines = dt_arena_array(arena, pdf->line_count + 1,
                                    sizeof *out->lines);
        out->pages = dt_arena_array(arena, pdf->page_count + 1,
                                    sizeof *out->pages);
    }
    if (!scratch || !out || !sheet->gutters || !out->lines || !out->pages)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < pdf->page_count && rc == DT_OK; i++) {
        out->pages[i] = pdf->pages[i];
        rc = find_on_page(pdf, &out->pages[i], scratch, &sheet->gutters[i],
                          arena, err);
        if (rc == DT_OK)
            add_page(out, pdf, &out->pages[i], &sheet->gutters[i]);
    }
    sheet->pdf = out;
    free(scratch);
    return rc;
}

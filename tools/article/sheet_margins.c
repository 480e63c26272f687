/* What is printed beside the text or across it (sheet_parts.h). */
#include <stdlib.h>
#include <string.h>

#include "article/sheet_parts.h"
#include "base/ascii.h"

enum {
    NUMBERS = 128,     /* of a page that are looked at */
    NUMBER_DIGITS = 4, /* of a line's */
    MARGINS = 8,    /* of a document: on either side, of odd and even pages */
    EACH_LEAST = 8, /* numbers that count every line of a page */
    SOME_LEAST = 3, /* numbers that count every second, third or fourth */
    FIFTH = 5,      /* of those of every fifth or tenth, two suffice */
    FLOWING = 15,   /* of 100 lines, that begin within a sentence */
    PAGE_LINES = 2000, /* of a page that has such things */
    STAMPS = 64        /* lines of a page that may be part of one */
};

/* Points by which ends of a line may differ that is meant to be straight. */
static const float STRAIGHT = 2.5F;

/* Letters of a stamp, to the size of the text's. */
static const float STAMP_SIZE = 1.8F;

/* A line that is a number, in the margin. */
struct number {
    size_t line;
    float left, right, top;
    unsigned value;
};

/* Where numbers of lines stand: with the same right end, or the same left. */
struct margin {
    float at;
    bool right;
    unsigned step;
    size_t count; /* of them, on all pages */
};

struct margins {
    struct margin list[MARGINS];
    size_t count;
};

static int by_float(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

static int by_top(const void *a, const void *b)
{
    const struct number *x = a, *y = b;

    return (x->top > y->top) - (x->top < y->top);
}

static bool is_number(struct dt_str text, unsigned *value)
{
    *value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!dt_ascii_is_digit(text.ptr[i]))
            return false;
        *value = *value * 10 + (unsigned)(text.ptr[i] - '0');
    }
    return text.len > 0 && text.len <= NUMBER_DIGITS;
}

static bool is_small_letter(struct dt_str text)
{
    return text.len > 0 && dt_ascii_is_letter(text.ptr[0]) &&
           !dt_ascii_is_upper(text.ptr[0]);
}

/* A page while its margins are looked for. */
struct look {
    const struct dt_pdf *pdf;
    const struct dt_pdf_page *page;
    float *ends; /* scratch, of the lines of a page */
    struct number numbers[NUMBERS];
    size_t count;
    bool flows; /* some of its lines begin within a sentence */
};

/*
 * The numbers that stand left of nine in ten of the page's other lines, or
 * right of them, from top to bottom.
 */
static void find_numbers(struct look *look)
{
    const struct dt_pdf_line *lines = look->pdf->lines + look->page->first;
    size_t others = 0, small = 0;
    float from, to;
    unsigned value;

    look->count = 0;
    for (size_t i = 0; i < look->page->count; i++)
        if (!is_number(lines[i].text, &value)) {
            small += is_small_letter(lines[i].text);
            look->ends[others++] = lines[i].left;
        }
    look->flows = small * 100 >= others * FLOWING;
    if (others == 0)
        return;
    qsort(look->ends, others, sizeof *look->ends, by_float);
    from = look->ends[others / 10];
    others = 0;
    for (size_t i = 0; i < look->page->count; i++)
        if (!is_number(lines[i].text, &value))
            look->ends[others++] = lines[i].right;
    qsort(look->ends, others, sizeof *look->ends, by_float);
    to = look->ends[others - 1 - others / 10];
    for (size_t i = 0; i < look->page->count && look->count < NUMBERS; i++)
        if (is_number(lines[i].text, &value) &&
            (lines[i].right <= from + 1 || lines[i].left >= to - 1))
            look->numbers[look->count++] =
                (struct number){look->page->first + i, lines[i].left,
                                lines[i].right, lines[i].top, value};
    qsort(look->numbers, look->count, sizeof *look->numbers, by_top);
}

static bool is_at(const struct number *n, const struct margin *m)
{
    const float apart = (m->right ? n->right : n->left) - m->at;

    return apart < STRAIGHT && apart > -STRAIGHT;
}

/* The margin in which most of the page's numbers stand. */
static struct margin widest_margin(const struct look *look)
{
    struct margin best = {0, false, 0, 0};

    for (size_t i = 0; i < 2 * look->count; i++) {
        const struct number *n = &look->numbers[i / 2];
        struct margin m = {i % 2 ? n->right : n->left, i % 2, 0, 0};

        for (size_t k = 0; k < look->count; k++)
            m.count += is_at(&look->numbers[k], &m);
        best = m.count > best.count ? m : best;
    }
    return best;
}

/* Whether as many rows as were counted stand from one number to the next. */
static bool has_rows(const struct look *look, const struct number *a,
                     const struct number *b, unsigned step)
{
    const struct dt_pdf_line *lines = look->pdf->lines + look->page->first;
    size_t rows = 1;

    for (size_t i = 0; i < look->page->count; i++)
        rows += !lines[i].follows && lines[i].top > a->top + 3 &&
                lines[i].top < b->top - 3;
    return b->value % step == 0 && rows >= step && rows <= 2 * (size_t)step;
}

/*
 * Whether numbers that stand one under the other count lines: each of them, at
 * even distances, or every fifth, say, with those between them.
 */
static bool counts_lines(const struct look *look, struct margin *margin)
{
    const struct number *before = NULL;
    float even = 0;
    size_t pairs = 0, good = 0;

    for (size_t i = 0; i < look->count; i++) {
        const struct number *n = &look->numbers[i];
        float apart;

        if (!is_at(n, margin))
            continue;
        if (before == NULL) {
            before = n;
            continue;
        }
        apart = n->top - before->top;
        if (pairs++ == 0) {
            margin->step = n->value > before->value ? n->value - before->value
                                                    : 0;
            even = apart;
        }
        good += margin->step > 0 && n->value == before->value + margin->step &&
                (margin->step == 1 ? apart > even * 0.8F && apart < even * 1.2F
                                   : has_rows(look, before, n, margin->step));
        before = n;
    }
    return margin->step > 0 && good * 5 >= pairs * 4 &&
           (margin->step > 1 || (look->flows && pairs + 1 >= EACH_LEAST));
}

static void keep_margin(struct margins *margins, const struct margin *found)
{
    for (size_t i = 0; i < margins->count; i++) {
        struct margin *m = &margins->list[i];
        const float apart = m->at - found->at;

        if (m->right == found->right && m->step == found->step &&
            apart < STRAIGHT && apart > -STRAIGHT) {
            m->count += found->count;
            return;
        }
    }
    if (margins->count < MARGINS)
        margins->list[margins->count++] = *found;
}

static bool is_proven(const struct margin *m)
{
    if (m->step == 1)
        return m->count >= EACH_LEAST;
    return m->count >= (m->step < FIFTH ? SOME_LEAST : 2);
}

static void drop_numbers(const struct look *look, const struct margins *margins,
                         bool *dropped)
{
    for (size_t i = 0; i < look->count; i++)
        for (size_t k = 0; k < margins->count; k++) {
            const struct margin *m = &margins->list[k];

            if (is_proven(m) && is_at(&look->numbers[i], m) &&
                look->numbers[i].value % m->step == 0)
                dropped[look->numbers[i].line] = true;
        }
}

/* Numbers of lines, of records of courts and of parliaments. */
static void drop_line_numbers(struct look *look, bool *dropped)
{
    struct margins margins = {.count = 0};

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < look->pdf->page_count; i++) {
            struct margin margin;

            look->page = &look->pdf->pages[i];
            if (look->page->count > PAGE_LINES)
                continue;
            find_numbers(look);
            if (pass == 1) {
                drop_numbers(look, &margins, dropped);
                continue;
            }
            margin = widest_margin(look);
            if (margin.count > 1 && counts_lines(look, &margin))
                keep_margin(&margins, &margin);
        }
}

/* Lines up or down a page whose others are upright. */
static void drop_turned(const struct dt_pdf *pdf,
                        const struct dt_pdf_page *page, bool *dropped)
{
    size_t turned = 0, all = 0;

    for (size_t i = page->first; i < page->first + page->count; i++) {
        all += pdf->lines[i].text.len;
        turned += pdf->lines[i].turned ? pdf->lines[i].text.len : 0;
    }
    for (size_t i = page->first; i < page->first + page->count; i++)
        dropped[i] |= pdf->lines[i].turned && turned * 2 < all;
}

/* Lines of the text that run through the letters of another. */
static size_t lines_through(const struct dt_pdf *pdf,
                            const struct dt_pdf_page *page,
                            const struct dt_pdf_line *large, float size)
{
    size_t n = 0;

    for (size_t i = page->first; i < page->first + page->count; i++) {
        const struct dt_pdf_line *line = &pdf->lines[i];
        const float middle = (line->top + line->bottom) / 2;

        n += line->size < size * STAMP_SIZE && middle > large->top &&
             middle < large->bottom && line->left < large->right - 5 &&
             line->right > large->left + 5;
    }
    return n;
}

/*
 * The size of letters that are printed across the text: "DRAFT", letter by
 * letter where it is slanted; 0 without one.
 */
static float stamp_size(const struct dt_pdf *pdf,
                        const struct dt_pdf_page *page, float size)
{
    size_t seen = 0;

    if (page->count > PAGE_LINES)
        return 0;
    for (size_t i = page->first; i < page->first + page->count && seen < STAMPS;
         i++) {
        const struct dt_pdf_line *line = &pdf->lines[i];

        if (line->size < size * STAMP_SIZE)
            continue;
        seen++;
        if (lines_through(pdf, page, line, size) >= 2)
            return line->size;
    }
    return 0;
}

static void drop_stamps(const struct dt_pdf *pdf, float size, bool *dropped)
{
    float stamp = 0;

    for (size_t i = 0; i < pdf->page_count && stamp == 0; i++)
        stamp = stamp_size(pdf, &pdf->pages[i], size);
    for (size_t i = 0; i < pdf->line_count && stamp > 0; i++)
        dropped[i] |= pdf->lines[i].size > stamp * 0.98F &&
                      pdf->lines[i].size < stamp * 1.02F;
}

static struct dt_pdf *copy(const struct dt_pdf *pdf, struct dt_arena *arena)
{
    struct dt_pdf *out = dt_arena_alloc(arena, sizeof *out);

    if (!out)
        return NULL;
    *out = *pdf;
    out->lines = dt_arena_array(arena, pdf->line_count + 1, sizeof *out->lines);
    out->pages = dt_arena_array(arena, pdf->page_count + 1, sizeof *out->pages);
    if (!out->lines || !out->pages)
        return NULL;
    if (pdf->line_count)
        memcpy(out->lines, pdf->lines, pdf->line_count * sizeof *out->lines);
    if (pdf->page_count)
        memcpy(out->pages, pdf->pages, pdf->page_count * sizeof *out->pages);
    return out;
}

/* Take the lines that are dropped out of the document. */
static void remove_dropped(struct dt_pdf *pdf, const bool *dropped)
{
    size_t kept = 0;

    for (size_t i = 0; i < pdf->page_count; i++) {
        struct dt_pdf_page *page = &pdf->pages[i];
        const size_t first = page->first, end = first + page->count;

        page->first = kept;
        for (size_t k = first; k < end; k++) {
            if (dropped[k])
                continue;
            pdf->lines[kept] = pdf->lines[k];
            pdf->lines[kept++].follows &= k > first && !dropped[k - 1];
        }
        page->count = kept - page->first;
    }
    pdf->line_count = kept;
}

int dt_sheet_margins(struct dt_sheet *sheet, struct dt_arena *arena,
                     struct dt_err *err)
{
    const size_t count = sheet->pdf->line_count;
    struct dt_pdf *pdf = copy(sheet->pdf, arena);
    struct look *look = malloc(sizeof *look);
    bool *dropped = calloc(count + 1, sizeof *dropped);
    float *ends = malloc((count + 1) * sizeof *ends);
    int rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");

    if (pdf && look && dropped && ends) {
        *look = (struct look){.pdf = pdf, .ends = ends};
        rc = dt_sheet_initials(pdf, sheet->size, dropped, arena, err);
        for (size_t i = 0; i < pdf->page_count; i++)
            drop_turned(pdf, &pdf->pages[i], dropped);
        drop_stamps(pdf, sheet->size, dropped);
        drop_line_numbers(look, dropped);
        remove_dropped(pdf, dropped);
        sheet->pdf = pdf;
    }
    free(look);
    free(dropped);
    free(ends);
    return rc;
}

/* Running heads and feet, page numbers, tables of contents (sheet_parts.h). */
#include <stdlib.h>

#include "article/sheet_parts.h"
#include "base/ascii.h"

enum {
    EDGE_LINES = 3,   /* from either end of a page that may be furniture */
    KEY_MOST = 120,   /* bytes of a running head */
    PAGE_LINES = 2000 /* of a page that has such a thing */
};

/* Share of a page's height, from either end, in which they stand. */
static const float EDGE = 0.14F;

/* A line near the edge of its page. */
struct edge {
    uint64_t key; /* of its words without numbers, and of which edge */
    uint32_t page;
    size_t line;
};

static int by_key(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static uint64_t hash_text(struct dt_str fold, bool numbers)
{
    uint64_t hash = 0xCBF29CE484222325u;
    bool any = false;

    for (size_t i = 0; i < fold.len; i++) {
        if ((dt_ascii_is_digit(fold.ptr[i]) && !numbers) || fold.ptr[i] == ' ')
            continue;
        any = true;
        hash = (hash ^ (unsigned char)fold.ptr[i]) * 0x100000001B3u;
    }
    return any ? hash | 1 : 0;
}

/* FNV-1a of the words, numbers left out, or of the numbers alone: "24-00123" */
static uint64_t hash_words(struct dt_str fold)
{
    const uint64_t words = hash_text(fold, false);

    return words ? words : hash_text(fold, true);
}

/* "12", "xii", "Page 3 of 9": the number of a page and no more. */
static bool is_page_number(struct dt_str fold)
{
    static const char *const words[] = {"page", "of", "p", "pg"};
    bool number = false;

    while (fold.len) {
        size_t n = 0, digits = 0, roman = 0;
        bool word = false;

        while (n < fold.len && fold.ptr[n] != ' ') {
            digits += dt_ascii_is_digit(fold.ptr[n]);
            roman += memchr("ivxlc", fold.ptr[n], 5) != NULL;
            n++;
        }
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            word |= dt_str_is((struct dt_str){fold.ptr, n}, words[i]);
        if (!word && !(digits == n && n <= 5) && !(roman == n && n <= 7))
            return false;
        number |= !word;
        n += n < fold.len;
        fold.ptr += n;
        fold.len -= n;
    }
    return number;
}

/* How many of the page's lines stand over this one, or under it, at most. */
static size_t lines_beyond(const struct dt_pdf *pdf,
                           const struct dt_pdf_page *page,
                           const struct dt_pdf_line *line, bool upper)
{
    size_t n = 0;

    for (size_t i = page->first; i < page->first + page->count; i++) {
        const struct dt_pdf_line *other = &pdf->lines[i];

        n += upper ? other->bottom <= line->top + 1
                   : other->top >= line->bottom - 1;
        if (n > EDGE_LINES)
            break;
    }
    return n;
}

/* A line of a table of contents: dots lead to a page's number. */
static bool is_contents(struct dt_str text)
{
    return dt_str_find(text, DT_STR(". . . . ."), 0) != SIZE_MAX ||
           dt_str_find(text, DT_STR("......"), 0) != SIZE_MAX;
}

/* With all that stands in the same line: the number of a section, say. */
static void drop_contents(struct dt_sheet *sheet)
{
    const struct dt_pdf *pdf = sheet->pdf;

    for (size_t i = 0; i < pdf->line_count; i++) {
        const struct dt_pdf_line *line = &pdf->lines[i];
        const struct dt_pdf_page *page = &pdf->pages[line->page];
        float middle = (line->top + line->bottom) / 2;

        if (page->count > PAGE_LINES || !is_contents(line->text))
            continue;
        for (size_t k = page->first; k < page->first + page->count; k++)
            sheet->furniture[k] |= pdf->lines[k].top < middle &&
                                   pdf->lines[k].bottom > middle;
    }
}

static void find_edges(struct dt_sheet *sheet, struct dt_draft *draft,
                       struct edge *edges, size_t *count)
{
    const struct dt_pdf *pdf = sheet->pdf;

    *count = 0;
    for (size_t i = 0; i < pdf->line_count; i++) {
        const struct dt_pdf_line *line = &pdf->lines[i];
        const struct dt_pdf_page *page = &pdf->pages[line->page];
        bool upper = line->bottom < page->height * EDGE;
        bool lower = line->top > page->height * (1 - EDGE);
        struct dt_str fold;
        size_t beyond;
        uint64_t key;

        if ((!upper && !lower) || line->text.len > KEY_MOST ||
            page->count > PAGE_LINES)
            continue;
        beyond = lines_beyond(pdf, page, line, upper);
        if (beyond >= EDGE_LINES)
            continue;
        fold = dt_draft_fold(draft, line->text);
        sheet->furniture[i] |= beyond == 0 && is_page_number(fold);
        key = hash_words(fold);
        if (key && !sheet->furniture[i])
            edges[(*count)++] = (struct edge){key ^ (upper ? 0 : 2), line->page,
                                              i};
    }
}

int dt_sheet_furniture(struct dt_sheet *sheet, struct dt_draft *draft,
                       struct dt_arena *arena, struct dt_err *err)
{
    size_t count, end;
    struct edge *edges = malloc((sheet->pdf->line_count + 1) * sizeof *edges);

    sheet->furniture = dt_arena_array(arena, sheet->pdf->line_count + 1,
                                      sizeof *sheet->furniture);
    if (!edges || !sheet->furniture) {
        free(edges);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    drop_contents(sheet);
    find_edges(sheet, draft, edges, &count);
    if (count)
        qsort(edges, count, sizeof *edges, by_key);
    for (size_t start = 0; start < count; start = end) {
        size_t pages = 1;

        for (end = start + 1; end < count && edges[end].key == edges[start].key;
             end++)
            pages += edges[end].page != edges[end - 1].page;
        for (size_t i = start; i < end && pages >= 2; i++)
            sheet->furniture[edges[i].line] = true;
    }
    free(edges);
    return DT_OK;
}

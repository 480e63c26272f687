#include "article/sheet.h"

#include "article/names.h"
#include "article/sheet_parts.h"

enum {
    MEMORY = 512 * 1024 * 1024,
    SIZES = 400,     /* half points */
    HEAD_BLOCKS = 10 /* of the first page, in which its title may be */
};

/* The size of letters in which most of the text is set. */
static float body_size(const struct dt_pdf *pdf)
{
    size_t letters[SIZES] = {0}, most = 0;

    for (size_t i = 0; i < pdf->line_count; i++) {
        float half = pdf->lines[i].size * 2 + 0.5F;

        if (half >= 1 && half < SIZES)
            letters[(size_t)half] += pdf->lines[i].text.len;
    }
    for (size_t i = 1; i < SIZES; i++)
        most = letters[i] > letters[most] ? i : most;
    return most ? (float)most / 2 : 10;
}

/*
 * Distance of two lines of the text, in tenths of its size: the least that is
 * about as common as any other, as that of paragraphs of one line may be too.
 */
static float body_pitch(const struct dt_sheet *sheet)
{
    enum { LEAST = 9, TENTHS = 31 };
    size_t seen[TENTHS + 1] = {0}, most = 0, at = LEAST;

    for (size_t i = 1; i < sheet->line_count; i++) {
        const struct dt_pdf_line *a = sheet->lines[i - 1].line;
        const struct dt_pdf_line *b = sheet->lines[i].line;
        float tenths = (b->top - a->top) / sheet->size * 10 + 0.5F;

        if (sheet->lines[i].column == sheet->lines[i - 1].column &&
            b->size > sheet->size * 0.95F && tenths >= LEAST && tenths < TENTHS)
            seen[(size_t)tenths]++;
    }
    for (size_t i = LEAST; i < TENTHS; i++)
        most = seen[i] + seen[i + 1] > most ? seen[i] + seen[i + 1] : most;
    if (most == 0)
        return 1.2F;
    while ((seen[at] + seen[at + 1]) * 2 < most)
        at++;
    return (float)(at + (seen[at + 1] > seen[at])) / 10;
}

/* Names of files and of programs that the information often holds. */
static bool is_title(struct dt_str s)
{
    static const char *const signs[] = {
        ".doc",  ".indd",  ".qxd",           ".qxp",   ".pdf",
        ".tex",  ".dvi",   ".xls",           ".ppt",   ".odt",
        ".html", ".pages", "Microsoft Word", "ntitled"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (dt_str_find(s, DT_STR(signs[i]), 0) != SIZE_MAX)
            return false;
    return dt_str_find(dt_str_trim(s), DT_STR(" "), 0) != SIZE_MAX;
}

/*
 * The information's title where the first page prints it, though something else
 * there is larger: a letterhead, say, which is then no longer the title.
 */
static struct dt_draft_block *printed_title(struct dt_draft *draft,
                                            struct dt_str title)
{
    const char *largest = draft->meta->title;

    if (largest && strlen(largest) >= title.len)
        return NULL;
    for (size_t i = 0; i < draft->count && i < HEAD_BLOCKS; i++)
        if (dt_str_eq(draft->blocks[i].fold, dt_draft_fold(draft, title)))
            return &draft->blocks[i];
    return NULL;
}

static int take_information(const struct dt_pdf *pdf, struct dt_draft *draft,
                            struct dt_err *err)
{
    struct dt_meta *m = draft->meta;

    if (pdf->title && is_title(DT_STR(pdf->title))) {
        struct dt_draft_block *printed = printed_title(draft,
                                                       DT_STR(pdf->title));

        if (printed)
            printed->gone = true;
        if (printed || !m->title)
            m->title = dt_draft_line(
                draft, printed ? printed->text : DT_STR(pdf->title), err);
        if (!m->title)
            return err->code;
    }
    if (m->byline_count == 0 && pdf->author &&
        dt_names_is_person(draft, DT_STR(pdf->author)))
        return dt_names_add(draft, DT_STR(pdf->author), true, err);
    return DT_OK;
}

/* Whether more than half of the pages have no text but running heads. */
static bool is_pictures(const struct dt_sheet *sheet)
{
    size_t empty = 0;

    for (size_t i = 0; i < sheet->pdf->page_count; i++) {
        const struct dt_pdf_page *page = &sheet->pdf->pages[i];
        size_t left = page->count;

        while (left > 0 && sheet->furniture[page->first + left - 1])
            left--;
        empty += left == 0;
    }
    return empty * 2 > sheet->pdf->page_count;
}

int dt_sheet_arrange(const struct dt_pdf *pdf, struct dt_arena *arena,
                     struct dt_draft *draft, struct dt_err *err)
{
    struct dt_sheet_words words = {NULL, 0};
    struct dt_sheet sheet = {.pdf = pdf, .size = body_size(pdf)};
    int rc = dt_sheet_margins(&sheet, arena, err);

    draft->page = true;
    if (rc == DT_OK)
        rc = dt_sheet_gutters(&sheet, arena, err);
    if (rc == DT_OK)
        rc = dt_sheet_furniture(&sheet, draft, arena, err);
    if (rc == DT_OK)
        rc = dt_sheet_order(&sheet, arena, err);
    if (rc == DT_OK)
        rc = dt_sheet_words(&words, &sheet, arena, err);
    if (rc < 0)
        return rc;
    sheet.pitch = body_pitch(&sheet);
    if (is_pictures(&sheet))
        draft->not_article = "most of its pages have no text, only pictures "
                             "(recognise the characters first: OCR)";
    rc = dt_sheet_paragraphs(&sheet, &words, draft, err);
    return rc < 0 ? rc : take_information(pdf, draft, err);
}

int dt_sheet_read(struct dt_str bytes, struct dt_draft *draft,
                  struct dt_err *err)
{
    struct dt_arena arena = DT_ARENA_INIT(MEMORY);
    struct dt_pdf pdf;
    int rc = dt_pdf_read(bytes, &arena, &pdf, err);

    if (rc == DT_OK)
        rc = dt_sheet_arrange(&pdf, &arena, draft, err);
    dt_arena_release(&arena);
    return rc;
}

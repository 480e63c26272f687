/*
 * Lines of any size anywhere on a few pages, as a PDF may have them, some of
 * them pieces of others: eight bytes say where a line stands, its text is
 * chosen among what matters.
 */
#include <stdlib.h>

#include "article/article.h"
#include "article/sheet_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { RECORD = 8, LINES = 512, PAGES = 4 };

static const char *const texts[] = {
    "The harbour wall was rebuilt in two winters, and the town then",
    "walked out along it on the first dry Sunday of the year.",
    "It was broken by con-",
    "tractors, or so",
    "• an item",
    "•",
    "1 A note at the foot.",
    "Page 3 of 9",
    "12",
    "The Tide Papers",
    "What it cost",
    "WHO PAID",
    "\xEF\xAC\x81ne, \xEF\xAC\x84",
    "soft\xC2\xAD",
    "x",
    "-"};

/* Its text goes to the end of all, and a space behind it: see adapt/pdf.h. */
static void place(struct dt_pdf_line *line, const uint8_t *p,
                  struct dt_buf *all)
{
    const char *text = texts[p[0] % (sizeof texts / sizeof *texts)];

    line->text.ptr = all->ptr + all->len;
    line->text.len = strlen(text);
    dt_buf_adds(all, text);
    dt_buf_addc(all, ' ');
    line->size = (float)(p[1] % 32);
    line->follows = p[1] & 0x40;
    line->bold = p[1] & 0x80;
    line->turned = (p[5] & 3) == 3;
    line->left = (float)p[2] * 3;
    line->right = line->left + (float)p[3] * 3;
    line->top = (float)p[4] * 4 + (float)(p[5] % 4);
    line->bottom = line->top + (float)(p[5] / 4);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dt_pdf_line lines[LINES] = {{0}};
    struct dt_pdf_page pages[PAGES] = {{0}};
    struct dt_pdf pdf = {.pages = pages, .page_count = PAGES, .lines = lines};
    struct dt_arena arena = DT_ARENA_INIT(1 << 28),
                    kept = DT_ARENA_INIT(1 << 28);
    struct dt_meta meta = {0};
    struct dt_article article = {.text = {NULL, 0}};
    struct dt_buf all = DT_BUF_INIT(LINES * 128);
    struct dt_draft draft;
    struct dt_err err;

    if (!dt_buf_reserve(&all, LINES * 128))
        abort();
    pdf.line_count = size / RECORD < LINES ? size / RECORD : LINES;
    for (size_t i = 0; i < PAGES; i++) {
        pages[i] = (struct dt_pdf_page){600, 800, i * pdf.line_count / PAGES,
                                        0};
        pages[i].count = (i + 1) * pdf.line_count / PAGES - pages[i].first;
        for (size_t k = 0; k < pages[i].count; k++)
            lines[pages[i].first + k].page = (uint32_t)i;
    }
    for (size_t i = 0; i < pdf.line_count; i++)
        place(&lines[i], data + i * RECORD, &all);
    dt_draft_init(&draft, &kept, &meta);
    if (dt_sheet_arrange(&pdf, &arena, &draft, &err) < 0 ||
        dt_draft_publish(&draft, &article, &err) < 0 ||
        dt_article_check_text(article.text, &err) < 0)
        abort();
    dt_draft_release(&draft);
    dt_arena_release(&arena);
    dt_buf_release(&all);
    dt_arena_release(&kept);
    return 0;
}

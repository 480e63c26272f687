#include "pdf_help.h"

/* The first objects are the same in every file. */
enum { CATALOGUE = 1, PAGES, INFORMATION, REGULAR, BOLD, HEBREW, FIRST_FREE };

void pdf_begin(struct pdf *pdf)
{
    *pdf = (struct pdf){.file = DT_BUF_INIT(1 << 22),
                        .page = DT_BUF_INIT(1 << 20),
                        .objects = FIRST_FREE};
    dt_buf_adds(&pdf->file, "%PDF-1.4\n");
}

static void add_char(struct pdf *pdf, char c)
{
    if (strchr("()\\", c))
        dt_buf_addc(&pdf->page, '\\');
    dt_buf_addc(&pdf->page, c);
}

void pdf_line(struct pdf *pdf, int x, int y, int size, bool bold,
              const char *text)
{
    dt_buf_addf(&pdf->page, "BT /%s %d Tf %d %d Td (", bold ? "B" : "R", size,
                x, y);
    for (; *text; text++)
        add_char(pdf, *text);
    dt_buf_adds(&pdf->page, ") Tj ET\n");
}

void pdf_turned(struct pdf *pdf, int x, int y, int size, const char *text)
{
    dt_buf_addf(&pdf->page, "BT /R %d Tf 0 1 -1 0 %d %d Tm (", size, x, y);
    for (; *text; text++)
        add_char(pdf, *text);
    dt_buf_adds(&pdf->page, ") Tj ET\n");
}

void pdf_hebrew(struct pdf *pdf, int right, int y, int size, const char *text)
{
    size_t n = strlen(text);

    dt_buf_addf(&pdf->page, "BT /H %d Tf %d %d Td (", size,
                right - (int)n * size / 2, y);
    while (n > 0)
        add_char(pdf, text[--n]);
    dt_buf_adds(&pdf->page, ") Tj ET\n");
}

static void begin_object(struct pdf *pdf, size_t number)
{
    pdf->offsets[number] = pdf->file.len;
    dt_buf_addf(&pdf->file, "%zu 0 obj\n", number);
}

void pdf_page(struct pdf *pdf)
{
    size_t content = pdf->objects++, page = pdf->objects++;

    begin_object(pdf, content);
    dt_buf_addf(&pdf->file, "<</Length %zu>>stream\n", pdf->page.len);
    dt_buf_addstr(&pdf->file, dt_buf_str(&pdf->page));
    dt_buf_adds(&pdf->file, "endstream endobj\n");
    begin_object(pdf, page);
    dt_buf_addf(
        &pdf->file,
        "<</Type/Page/Parent %d 0 R/MediaBox[0 0 600 800]/Rotate %d/Contents "
        "%zu 0 R/Resources<</Font<</R %d 0 R/B %d 0 R/H %d 0 R>>>>>>endobj\n",
        PAGES, pdf->turned, content, REGULAR, BOLD, HEBREW);
    pdf->pages[pdf->page_count++] = page;
    dt_buf_reset(&pdf->page);
}

static void add_font(struct pdf *pdf, size_t number, const char *name)
{
    begin_object(pdf, number);
    dt_buf_addf(&pdf->file,
                "<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding"
                "/WinAnsiEncoding>>endobj\n",
                name);
}

/* Letters from "a" on are those of Hebrew, all half as wide as high. */
static void add_hebrew(struct pdf *pdf)
{
    begin_object(pdf, HEBREW);
    dt_buf_adds(&pdf->file, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                            "/FirstChar 32/LastChar 123/Widths[");
    for (int c = 32; c <= 123; c++)
        dt_buf_adds(&pdf->file, "500 ");
    dt_buf_adds(&pdf->file, "]/Encoding<</BaseEncoding/WinAnsiEncoding"
                            "/Differences[97");
    for (int c = 0; c < 27; c++)
        dt_buf_addf(&pdf->file, "/uni05%02X", 0xD0 + c);
    dt_buf_adds(&pdf->file, "]>>>>endobj\n");
}

struct dt_str pdf_end(struct pdf *pdf, const char *title, const char *author)
{
    size_t start;

    begin_object(pdf, CATALOGUE);
    dt_buf_addf(&pdf->file, "<</Type/Catalog/Pages %d 0 R>>endobj\n", PAGES);
    begin_object(pdf, PAGES);
    dt_buf_addf(&pdf->file, "<</Type/Pages/Count %zu/Kids[", pdf->page_count);
    for (size_t i = 0; i < pdf->page_count; i++)
        dt_buf_addf(&pdf->file, "%zu 0 R ", pdf->pages[i]);
    dt_buf_adds(&pdf->file, "]>>endobj\n");
    begin_object(pdf, INFORMATION);
    dt_buf_adds(&pdf->file, "<<");
    if (title)
        dt_buf_addf(&pdf->file, "/Title(%s)", title);
    if (author)
        dt_buf_addf(&pdf->file, "/Author(%s)", author);
    dt_buf_adds(&pdf->file, ">>endobj\n");
    add_font(pdf, REGULAR, "Helvetica");
    add_font(pdf, BOLD, "Helvetica-Bold");
    add_hebrew(pdf);
    start = pdf->file.len;
    dt_buf_addf(&pdf->file, "xref\n0 %zu\n0000000000 65535 f \n", pdf->objects);
    for (size_t i = 1; i < pdf->objects; i++)
        dt_buf_addf(&pdf->file, "%010zu 00000 n \n", pdf->offsets[i]);
    dt_buf_addf(&pdf->file,
                "trailer<</Size %zu/Root %d 0 R/Info %d 0 R>>\nstartxref\n"
                "%zu\n%%%%EOF\n",
                pdf->objects, CATALOGUE, INFORMATION, start);
    return dt_buf_str(&pdf->file);
}

void pdf_release(struct pdf *pdf)
{
    dt_buf_release(&pdf->file);
    dt_buf_release(&pdf->page);
}

#include "pdf_help.h"

/* The first objects are the same in every file. */
enum { CATALOGUE = 1, PAGES, INFORMATION, REGULAR, BOLD, FIRST_FREE };

void pdf_begin(struct pdf *pdf)
{
    *pdf = (struct pdf){.file = DT_BUF_INIT(1 << 22),
                        .page = DT_BUF_INIT(1 << 20),
                        .objects = FIRST_FREE};
    dt_buf_adds(&pdf->file, "%PDF-1.4\n");
}

void pdf_line(struct pdf *pdf, int x, int y, int size, bool bold,
              const char *text)
{
    dt_buf_addf(&pdf->page, "BT /%s %d Tf %d %d Td (", bold ? "B" : "R", size,
                x, y);
    for (; *text; text++) {
        if (strchr("()\\", *text))
            dt_buf_addc(&pdf->page, '\\');
        dt_buf_addc(&pdf->page, *text);
    }
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
    dt_buf_addf(&pdf->file,
                "<</Type/Page/Parent %d 0 R/MediaBox[0 0 600 800]/Contents "
                "%zu 0 R/Resources<</Font<</R %d 0 R/B %d 0 R>>>>>>endobj\n",
                PAGES, content, REGULAR, BOLD);
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

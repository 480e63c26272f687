/*
 * pdf.h - the lines of text on the pages of a PDF, and where they stand.
 *
 * Layer   adapt: poppler stands behind it, in a process of its own (child.h),
 *         so that no file, however made, can crash or hang this one.
 * Units   points (1/72 inch) from the page's upper left corner when most of its
 *         text is upright, however it is shown; on a page that
 *         is read from right to left, from its upper right one: it is seen in
 *         a mirror, and its lines begin at the left as others do.
 * Text    well-formed UTF-8, a line as poppler finds it, or a piece of one
 *         where white wider than any space stands in it: a gutter, maybe. Its
 *         pieces follow one another, and a space follows each text, so that
 *         from the first to the last they are one span.
 * Bounds  DT_PDF_PAGES pages, DT_PDF_LINES lines, DT_PDF_TEXT bytes of text,
 *         DT_PDF_SECONDS of processor time, DT_PDF_MEMORY bytes.
 */
#ifndef DT_ADAPT_PDF_H
#define DT_ADAPT_PDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/err.h"
#include "base/str.h"

enum {
    DT_PDF_PAGES = 4096,
    DT_PDF_LINES = 1024 * 1024,
    DT_PDF_TEXT = 32 * 1024 * 1024,
    DT_PDF_SECONDS = 30,
    DT_PDF_MEMORY = 1024 * 1024 * 1024
};

struct dt_pdf_line {
    uint32_t page; /* from 0 */
    float left, top, right, bottom;
    float size;   /* of the font most of it is set in */
    bool bold;    /* most of it */
    bool turned;  /* its letters run up or down the page */
    bool follows; /* a piece: the line before it is the one to its left */
    struct dt_str text;
};

struct dt_pdf_page {
    float width, height;
    size_t first, count; /* of its lines */
};

struct dt_pdf {
    struct dt_pdf_page *pages;
    size_t page_count;
    struct dt_pdf_line *lines; /* in poppler's reading order */
    size_t line_count;
    const char *title, *author; /* of the document's information, or NULL */
};

/*
 * Read a file; all of *out lives in arena. DT_EFORMAT for one that is
 * damaged, encrypted, has no text (pictures of pages), or reaches a bound.
 */
int dt_pdf_read(struct dt_str bytes, struct dt_arena *arena, struct dt_pdf *out,
                struct dt_err *err);

/* What the child does, for dt_child_serve(). */
extern const struct dt_child_job dt_pdf_job;

#endif

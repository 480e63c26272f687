/*
 * pdf_help.h - small PDFs for tests, made line by line.
 */
#ifndef DICTUM_TESTS_PDF_HELP_H
#define DICTUM_TESTS_PDF_HELP_H

#include <stdbool.h>

#include "base/buf.h"

/* A page of 600 by 800 points; text is in Helvetica, coded as windows-1252. */
struct pdf {
    struct dt_buf file, page;
    size_t offsets[64], objects;
    size_t pages[16], page_count;
    int turned; /* by how many degrees the next pages are shown, clockwise */
};

void pdf_begin(struct pdf *pdf);

/* One line: its left end and its base line, from the page's lower left. */
void pdf_line(struct pdf *pdf, int x, int y, int size, bool bold,
              const char *text);

/* One line up the page: where it begins. */
void pdf_turned(struct pdf *pdf, int x, int y, int size, const char *text);

/*
 * One line of Hebrew in the order in which it is read, "a" for its first letter:
 * its right end and its base line. All is drawn from right to left, numbers too.
 */
void pdf_hebrew(struct pdf *pdf, int right, int y, int size, const char *text);

/* End a page, with or without lines. */
void pdf_page(struct pdf *pdf);

/* End the file; title and author may be NULL. It lives until pdf_release(). */
struct dt_str pdf_end(struct pdf *pdf, const char *title, const char *author);

void pdf_release(struct pdf *pdf);

#endif

/*
 * sheet_parts.h - the steps from the lines of a PDF to paragraphs.
 *
 * Layer   article; only for sheet*.c.
 */
#ifndef DT_ARTICLE_SHEET_PARTS_H
#define DT_ARTICLE_SHEET_PARTS_H

#include "adapt/pdf.h"
#include "article/draft.h"

/* A column of one page, or what runs over all of them. */
struct dt_sheet_column {
    float left, right; /* where most of its lines begin; where they end */
};

struct dt_sheet_line {
    const struct dt_pdf_line *line;
    uint32_t column; /* of sheet->columns; one a page and column */
};

/* White from one height of a page to another, with text on both sides. */
struct dt_sheet_gutter {
    float at, top, bottom;
    bool again; /* the one before, lower down: something runs across it */
};

enum { DT_SHEET_GUTTERS = 64 };

struct dt_sheet_gutters {
    struct dt_sheet_gutter *list; /* in no order but that of again */
    size_t count;                 /* at most DT_SHEET_GUTTERS */
};

struct dt_sheet {
    const struct dt_pdf *pdf;
    struct dt_sheet_gutters *gutters; /* by page */
    bool *furniture;             /* by line of the PDF: no part of the text */
    struct dt_sheet_line *lines; /* in reading order, without furniture */
    size_t line_count;
    struct dt_sheet_column *columns;
    size_t column_count, column_cap;
    float size;  /* of the letters of most of the text */
    float pitch; /* from line to line, to one unit of size */
};

/* All steps, of a file that has been read; arena is for scratch. */
int dt_sheet_arrange(const struct dt_pdf *pdf, struct dt_arena *arena,
                     struct dt_draft *draft, struct dt_err *err);

/*
 * Leave out what is printed beside the text and across it: numbers of lines in
 * a margin, lines turned up or down the page, stamps ("DRAFT").
 */
int dt_sheet_margins(struct dt_sheet *sheet, struct dt_arena *arena,
                     struct dt_err *err);

/*
 * Put capitals that are set over several lines ("drop capitals") before the
 * first of them, and let all of them begin where the capital does; dropped
 * holds which lines are no longer any. DT_EINTERNAL without memory.
 */
int dt_sheet_initials(struct dt_pdf *pdf, float size, bool *dropped,
                      struct dt_arena *arena, struct dt_err *err);

/*
 * Find the gutters of each page, and put the pieces of lines together between
 * which there is none: pdf is another from then on, in arena.
 */
int dt_sheet_gutters(struct dt_sheet *sheet, struct dt_arena *arena,
                     struct dt_err *err);

/* Mark running heads and feet, page numbers, tables of contents. */
int dt_sheet_furniture(struct dt_sheet *sheet, struct dt_draft *draft,
                       struct dt_arena *arena, struct dt_err *err);

/* Fill lines and columns. */
int dt_sheet_order(struct dt_sheet *sheet, struct dt_arena *arena,
                   struct dt_err *err);

/* The words of a document, to know what a broken one is whole. */
struct dt_sheet_words {
    uint64_t *slots;
    size_t mask;
};

/* All words of the document but the first halves of broken ones. */
int dt_sheet_words(struct dt_sheet_words *words, const struct dt_sheet *sheet,
                   struct dt_arena *arena, struct dt_err *err);

/*
 * Append a line to the paragraph that is being put together: with a space
 * between, or, where the line's end has broken a word, without its hyphen.
 * A hyphen stays where the document has the word with it elsewhere.
 */
void dt_sheet_join(const struct dt_sheet_words *words, struct dt_str line,
                   struct dt_buf *paragraph);

/* Gather paragraphs, headings, items and notes into the draft. */
int dt_sheet_paragraphs(const struct dt_sheet *sheet,
                        const struct dt_sheet_words *words,
                        struct dt_draft *draft, struct dt_err *err);

#endif

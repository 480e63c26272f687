/*
 * markdown_extra.h - what GitHub's Markdown has and CommonMark has not: tables
 *                    of pipes, footnotes and words struck through.
 *
 * Layer   adapt; for markdown.c alone. A paragraph of CommonMark is read once
 *         more: its lines end in LF.
 * Source  GitHub Flavored Markdown 0.29, sections 4.10 and 6.5; footnotes as
 *         GitHub's own documentation has them.
 */
#ifndef DT_ADAPT_MARKDOWN_EXTRA_H
#define DT_ADAPT_MARKDOWN_EXTRA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/* Whether a document has a footnote: a line that begins "[^1]:". */
bool dt_markdown_has_notes(struct dt_str document);

/* Bytes of the mark "[^1]" at the front of a text, or 0. */
size_t dt_markdown_note_mark(struct dt_str text);

/*
 * Append words without the marks of footnotes, if the document has such, and
 * without the tildes round what is struck through.
 */
void dt_markdown_add_words(struct dt_buf *out, struct dt_str words, bool notes);

/*
 * Bytes of a paragraph before the first table in it: all of them where there
 * is none. The table goes on to the paragraph's end; its second line is the
 * one under its heads, of dashes.
 */
size_t dt_markdown_before_table(struct dt_str paragraph);

/* Append a row of a table, with spaces for its pipes. */
void dt_markdown_add_row(struct dt_buf *out, struct dt_str line);

#endif

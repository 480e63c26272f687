/*
 * sheet.h - the printed pages of a PDF as blocks.
 *
 * Layer   article. What page breaks did to the text is undone: running heads,
 *         running feet, page numbers, numbers of lines, stamps across and
 *         beside the text and tables of contents go; columns are read one
 *         after the other, from the right where the script is; lines are
 *         paragraphs again, across columns and pages too; words that a line's
 *         end has broken are whole again. Letters larger than the text's, or
 *         bold lines by themselves, are headings; the largest on the first
 *         page are the title. Notes at the foot of a page stand behind the
 *         text.
 * Title   that of the document's information where the first page prints it or
 *         shows none, and its author, unless they look like a program's or a file's name. The
 *         date in it is the file's, not the text's, and is not taken.
 */
#ifndef DT_ARTICLE_SHEET_H
#define DT_ARTICLE_SHEET_H

#include "article/draft.h"

/*
 * bytes are a PDF; bounds and errors are those of adapt/pdf.h. Where most of the
 * pages have no text, draft->not_article says so.
 */
int dt_sheet_read(struct dt_str bytes, struct dt_draft *draft,
                  struct dt_err *err);

#endif

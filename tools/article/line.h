/*
 * line.h - what a line of text looks like.
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_LINE_H
#define DT_ARTICLE_LINE_H

#include <stdbool.h>

#include "article/draft.h"

/* Ends as a sentence does: a stop, or a closing quotation mark or bracket. */
bool dt_line_is_sentence(struct dt_str text);

/* Wholly in quotation marks: the text between them, or a NULL ptr. */
struct dt_str dt_line_quoted(struct dt_str text);

/* Has letters, and none in lower case. */
bool dt_line_is_capitals(struct dt_str text);

/*
 * The news agencies that a line names when it says nothing else but the
 * initials of who edited their text, or a word before them that means a
 * source: "(Reuters)", "AFP/dpa", "red/dpa", "Quelle: dpa". In any other line
 * a NULL ptr.
 */
struct dt_str dt_line_agencies(struct dt_draft *draft, struct dt_str text);

/*
 * Whether a paragraph, whose fold is given, is a notice that the text was
 * corrected: a rule of correction_starts.txt of several words, or of one word
 * with a colon, a dash or a date behind it.
 */
bool dt_line_is_correction(struct dt_str text, struct dt_str fold);

/* Whether a line holds a date and nothing but words that stand around one. */
bool dt_line_is_date(struct dt_draft *draft, struct dt_str text);

/*
 * Publication date in a line of its own ("Posted: Tuesday 3 October 2017",
 * "18 July 2022, 10:30"), or the date of a change ("Last updated 5 July 2022"):
 * a claim to it. True when the line is nothing else. A day without a year is
 * none.
 */
bool dt_line_date(struct dt_draft *draft, struct dt_str text,
                  struct dt_err *err);

/*
 * Publication date in a line of a place and a whole date, "Leeds, 13 March
 * 2024": a claim to it, unless there is one already. True when the line is
 * nothing else.
 */
bool dt_line_place_date(struct dt_draft *draft, struct dt_str text,
                        struct dt_err *err);

/*
 * A line with a whole date and the fact that it is a release, "Harbour Trust,
 * press release, 13 March 2024": a claim to the date, and the kind.
 */
bool dt_line_release(struct dt_draft *draft, struct dt_str text,
                     struct dt_err *err);

#endif

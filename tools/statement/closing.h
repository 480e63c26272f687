/*
 * closing.h - what stands behind the last turn of an interview or a transcript
 * and is nobody's: who led it, how it was edited, when the meeting closed.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_CLOSING_H
#define DT_STATEMENT_CLOSING_H

#include "article/article.h"
#include "statement/label.h"

/*
 * The first block of the notes that end the article, or block_count: there are
 * none. A note is short and begins with a phrase of the kind closing, or has
 * one of the kind interviewed behind a name. labels has one for each block;
 * speaker, which may be empty, is another whom a note may name.
 */
size_t dt_closing_begin(const struct dt_article *article,
                        const struct dt_label *labels, struct dt_str speaker,
                        const struct dt_lexicon *lexicon);

#endif

/*
 * inner.h - whom an opinion piece, a letter or a post quotes.
 *
 * Layer   statement. What an author quotes is not the author's: a whole
 *         clause in quotation marks that a verb attributes to somebody else
 *         becomes that person's, and what stands around it stays the author's.
 */
#ifndef DT_STATEMENT_INNER_H
#define DT_STATEMENT_INNER_H

#include "base/err.h"
#include "statement/draft.h"
#include "statement/lexicon.h"

/* drafts has the paragraphs that the author wrote. Takes linear time. */
int dt_inner_draft(const struct dt_statement_input *in,
                   const struct dt_lexicon *lexicon, struct dt_drafts *drafts,
                   struct dt_err *err);

#endif

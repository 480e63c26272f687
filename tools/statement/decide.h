/*
 * decide.h - a curator's decisions over what the rules found.
 *
 * Layer   statement. A decision is met by the id that its statement has
 *         without it, wherever its words stand now; else by its words, when
 *         just one statement of the article has these. It is made on drafts,
 *         so that id, office and date follow from it.
 */
#ifndef DT_STATEMENT_DECIDE_H
#define DT_STATEMENT_DECIDE_H

#include "statement/draft.h"
#include "statement/statement.h"

/*
 * Carry out those decisions of in that are not done yet and whose statements
 * are among items, one for each draft and in their order: change the drafts,
 * set done[], and tell whether there was any. A second one on the same
 * statement waits for the next call. DT_EFORMAT with the file and line of a
 * decision that cannot be carried out.
 */
int dt_decide(const struct dt_statement_input *in,
              const struct dt_statement *items, struct dt_drafts *drafts,
              bool *done, bool *any, struct dt_err *err);

/*
 * Where the word begins whose letters or digits stand on both sides of at, a
 * byte of the text where a character begins; at itself where no word is cut,
 * as in scripts that put no spaces between words.
 */
size_t dt_decide_word_at(struct dt_str text, size_t at);

#endif

/*
 * dialogue.h - what is spoken behind a dash: —El muro —dijo Voss— aguanta.
 *
 * Layer   statement. For languages that print so (trait dashes of rules/).
 *         Where a reporting verb tells that a paragraph behind a dash is
 *         spoken, its words become quotations, and what a reporter puts
 *         between them stays outside.
 */
#ifndef DT_STATEMENT_DIALOGUE_H
#define DT_STATEMENT_DIALOGUE_H

#include "base/err.h"
#include "statement/quote.h"

/*
 * Replace q's quotations, which are then inside what is spoken, by those of a
 * paragraph that opens with a dash; leave them where no reporting verb stands
 * behind another dash or, with its subject, behind a comma or a question.
 * Takes linear time; DT_EINTERNAL without memory.
 */
int dt_dialogue_scan(struct dt_quotes *q, struct dt_str text,
                     struct dt_span paragraph, const struct dt_lexicon *lexicon,
                     struct dt_err *err);

#endif

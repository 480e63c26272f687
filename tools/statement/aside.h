/*
 * aside.h - what a reporter puts inside the marks: « Le mur, dit-il, tient. »
 *
 * Layer   statement. For languages that print so (trait subjects-behind of
 *         rules/). The words before and behind become quotations of their own,
 *         so that what attributes others attributes these.
 */
#ifndef DT_STATEMENT_ASIDE_H
#define DT_STATEMENT_ASIDE_H

#include "base/err.h"
#include "statement/quote.h"

/*
 * Take the asides out of q's quotations: a clause between commas, or between a
 * comma and the end, that begins with a reporting verb and its subject. Takes
 * linear time; DT_EINTERNAL without memory.
 */
int dt_asides_split(struct dt_quotes *q, struct dt_str text,
                    const struct dt_lexicon *lexicon, struct dt_err *err);

/*
 * Whether words of the text from `at` on are a reporting verb; unless it may
 * be alone, with its subject behind.
 */
bool dt_aside_attributes(const struct dt_lexicon *lexicon, struct dt_str text,
                         size_t at, bool alone);

#endif

/*
 * occasion.h - when a statement was made, and in which office.
 *
 * Layer   statement. Nothing is guessed: what the article does not tell
 *         stays NULL.
 */
#ifndef DT_STATEMENT_OCCASION_H
#define DT_STATEMENT_OCCASION_H

#include "base/arena.h"
#include "base/err.h"
#include "statement/draft.h"
#include "statement/lexicon.h"
#include "statement/statement.h"

/*
 * The date of the utterance, as EDTF: that of the article's event; for a
 * transcript and for authored words else the date of publication; for a
 * quotation else what "today", "yesterday" or "on Tuesday" in the cue's
 * sentence means on the day of publication, or the month or year that "last
 * month" means. NULL: not told. *out lives in
 * the arena or in the article.
 */
int dt_occasion_date(const struct dt_statement_input *in,
                     const struct dt_lexicon *lexicon,
                     const struct dt_draft *draft, struct dt_arena *arena,
                     const char **out, struct dt_err *err);

/*
 * "Office, Organisation" held on date, or else on the day of publication.
 * When neither has a year: the one membership whose office and organisation
 * stand next to the person's name in the article. NULL: not told.
 */
int dt_occasion_office(const struct dt_statement_input *in,
                       const struct dt_draft *draft, const char *date,
                       struct dt_arena *arena, const char **out,
                       struct dt_err *err);

#endif

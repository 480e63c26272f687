/*
 * office.h - the office in which somebody speaks.
 *
 * Layer   statement. Nothing is guessed: what neither people.yaml nor the
 *         article tells stays NULL.
 */
#ifndef DT_STATEMENT_OFFICE_H
#define DT_STATEMENT_OFFICE_H

#include "base/arena.h"
#include "base/err.h"
#include "statement/draft.h"
#include "statement/statement.h"

/*
 * "Office, Organisation" held on date, or else on the day of publication.
 * When neither has a year: the one membership whose office and organisation
 * stand next to the person's name in the article. NULL: not told.
 */
int dt_office_of(const struct dt_statement_input *in,
                 const struct dt_draft *draft, const char *date,
                 struct dt_arena *arena, const char **out, struct dt_err *err);

#endif

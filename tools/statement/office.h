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
#include "statement/lexicon.h"
#include "statement/statement.h"

/*
 * "Office, Organisation" held on date, or else on the day of publication.
 * When neither has a year: the one membership whose office and organisation
 * stand next to the person's name in the article, joined as the lexicon's
 * language joins them ("of the"). NULL: not told.
 */
int dt_office_of(const struct dt_statement_input *in,
                 const struct dt_lexicon *lexicon, const struct dt_draft *draft,
                 const char *date, struct dt_arena *arena, const char **out,
                 struct dt_err *err);

/* Behind the definite article that an office is printed with, if it is. */
struct dt_str dt_office_bare(struct dt_str printed,
                             const struct dt_lexicon *lexicon);

/*
 * The one person of people.yaml who holds the office, printed with an article
 * or without and in any case, on the whole of the date; or NULL. "Chair" and
 * other words for whoever presides are nobody's: each meeting has another.
 */
const struct dt_person *dt_office_holder(const struct dt_people *people,
                                         const struct dt_lexicon *lexicon,
                                         struct dt_str printed,
                                         const char *date);

/* The days that a date can mean, from 1970-01-01. */
struct dt_days {
    int64_t first, last;
    bool known; /* it has a year */
};

/*
 * Whether a statement's office can be what dt_office_of() gave, by its dates
 * alone; said_on with a NULL ptr is not known. Where neither has a year, any
 * office of the person's will do, and none.
 */
bool dt_office_fits(const struct dt_person *person, struct dt_str said_on,
                    const struct dt_days *published, struct dt_str office);

#endif

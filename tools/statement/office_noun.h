/*
 * office_noun.h - an office that is a noun and no name: "the County
 * Commissioner", "the leader of the opposition".
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_OFFICE_NOUN_H
#define DT_STATEMENT_OFFICE_NOUN_H

#include <stddef.h>

#include "statement/holder.h"
#include "statement/token.h"

/*
 * The token behind the capitals from token first on, where they are the whole
 * name of a holder's office behind a definite article; or else first. With a
 * name behind them ("the County Commissioner Amira Voss") they are its title.
 * holders may be NULL.
 */
size_t dt_office_noun_end(const struct dt_tokens *tokens, struct dt_str text,
                          const struct dt_holders *holders, size_t first);

/*
 * Who holds the office that tokens [first, end) name, behind a definite
 * article; or that they name with what belongs to them ("leader of the
 * opposition", where they are "leader"); NULL: nobody, or more than one.
 */
const struct dt_person *dt_office_noun_holder(const struct dt_tokens *tokens,
                                              struct dt_str text,
                                              const struct dt_holders *holders,
                                              size_t first, size_t end);

#endif

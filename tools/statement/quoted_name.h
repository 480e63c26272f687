/*
 * quoted_name.h - a name in quotation marks, which nobody says: a newspaper,
 * a programme or a title, as in: told “Good Morning Britain” that, sagte dem
 * „Spiegel“, a speech entitled “A port for all”.
 *
 * Layer   statement, for token.c.
 */
#ifndef DT_STATEMENT_QUOTED_NAME_H
#define DT_STATEMENT_QUOTED_NAME_H

#include <stdbool.h>

#include "statement/quote.h"
#include "statement/token.h"

/*
 * Whether a quotation is such a name, by the tokens before it, which are all
 * that t holds, and the word behind it. text ends with the paragraph.
 */
bool dt_quoted_name_is(const struct dt_tokens *t, struct dt_str text,
                       const struct dt_quote *quote);

#endif

/*
 * told_place.h - where something was said, as the words around a reporting
 * verb tell, and where a day may stand beside it.
 *
 * Layer   statement, private to occasion.c. Texts are of the article.
 */
#ifndef DT_STATEMENT_TOLD_PLACE_H
#define DT_STATEMENT_TOLD_PLACE_H

#include "statement/told_word.h"

struct dt_told_place {
    struct dt_str name; /* empty: nothing is told */
    struct dt_str day;  /* from the day beside it, or beside those whom it is
                           said to: "in Leeds on Tuesday"; or empty */
};

struct dt_told_place dt_told_place(const struct dt_statement_input *in,
                                   const struct dt_lexicon *lexicon,
                                   const struct dt_draft *draft,
                                   const struct dt_span *spans);

#endif

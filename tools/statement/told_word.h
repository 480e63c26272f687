/*
 * told_word.h - the words around a reporting verb, which may tell when and
 * where something was said.
 *
 * Layer   statement, private to occasion.c and told_place.c. Texts are of
 *         the article.
 */
#ifndef DT_STATEMENT_TOLD_WORD_H
#define DT_STATEMENT_TOLD_WORD_H

#include <stdbool.h>

#include "statement/draft.h"
#include "statement/lexicon.h"
#include "statement/statement.h"

/* A word, or a mark, with what the language's list says of it. */
struct dt_told_word {
    struct dt_str text; /* empty: there is no more */
    struct dt_occasion_word tells;
};

/* Take the next word off a text. */
struct dt_told_word dt_told_word_next(const struct dt_lexicon *lexicon,
                                      struct dt_str *rest);

/* Whether it is a word, and no mark nor a number. */
bool dt_told_word_is(const struct dt_told_word *word);

/*
 * Go behind the day that stands here, if one does: "Tuesday", "on 12 March
 * 2024", "last month". Not one of another time: "by Tuesday".
 */
bool dt_told_word_pass_day(const struct dt_lexicon *lexicon,
                           struct dt_str *rest);

/*
 * What stands around the cue of a draft and is not itself reported by it;
 * what does not is empty.
 */
struct dt_told_clause {
    struct dt_str behind;       /* its paragraph from the cue on, not all */
    struct dt_str behind_name;  /* … from the speaker behind the cue on */
    struct dt_str before;       /* its sentence up to the cue */
    struct dt_str before_words; /* from the speaker up to what is reported, if
                                   that stands before the cue */
};

/* spans: of the draft. */
struct dt_told_clause dt_told_clause(const struct dt_statement_input *in,
                                     const struct dt_draft *draft,
                                     const struct dt_span *spans);

#endif

/*
 * names.h - names of people in the lines that carry them.
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_NAMES_H
#define DT_ARTICLE_NAMES_H

#include <stdbool.h>

#include "article/draft.h"

/*
 * Whether text looks like a person's name: two to five words that begin in
 * upper case ("van", "de" and such may not), without digits, job words or
 * other punctuation than stops, hyphens and apostrophes.
 */
bool dt_names_is_person(struct dt_draft *draft, struct dt_str text);

/*
 * Add the names in a byline to the metadata: "By X and Y, health reporter"
 * gives X and Y. With strict, only what looks like a person's name, and a
 * line that holds anything more than names and jobs gives none. A name that
 * is there already is not added again.
 */
int dt_names_add(struct dt_draft *draft, struct dt_str line, bool strict,
                 struct dt_err *err);

/*
 * The name before the colon of "Name: the rest", a title or a turn: bytes of
 * it, or 0.
 */
size_t dt_names_label(struct dt_draft *draft, struct dt_str line);

#endif

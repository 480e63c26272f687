/*
 * print_claims.h - where metadata comes from, as JSON.
 *
 * Layer   cmd. A place is {"from": "json-ld headline"}, with "line" where it
 *         is one of a plain text, and "value" where it says something else
 *         than what was taken.
 */
#ifndef DT_CMD_PRINT_CLAIMS_H
#define DT_CMD_PRINT_CLAIMS_H

#include "article/article.h"
#include "base/json.h"

/* A key and the values of a field of which only claims are kept. */
void dt_print_values(struct dt_json *w, const struct dt_meta *meta,
                     enum dt_field field);

/*
 * An object: for each field that has a value its place, for those that may
 * have several a list of places in the order of the values.
 */
void dt_print_evidence(struct dt_json *w, const struct dt_meta *meta);

/*
 * A list: for each field that places say different things of, {"field",
 * "taken": place with value, "against": the other places with theirs}.
 */
void dt_print_disagreements(struct dt_json *w, const struct dt_meta *meta);

#endif

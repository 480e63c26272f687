/*
 * main_verb.h - where a clause that a noun has ends: with the noun's own verb.
 *
 * Layer   statement. "The claim that the pier would fall if it rained [drew]
 *         laughter": every clause that a word opens takes one group of verbs,
 *         and the group that none is left for is the main clause's. Tokens
 *         are looked at within a bounded distance.
 */
#ifndef DT_STATEMENT_MAIN_VERB_H
#define DT_STATEMENT_MAIN_VERB_H

#include "statement/cue_scan.h"

/*
 * The first token of the main verb at token i or behind it in the sentence,
 * when `open` clauses have no verb yet; s->count: there is none.
 */
size_t dt_main_verb(const struct dt_cue_scan *s, size_t i, size_t open);

/*
 * The comma behind token i that ends what begins there, where the main clause
 * follows: "Despite her claim that it would hold, …"; or s->count.
 */
size_t dt_main_verb_comma(const struct dt_cue_scan *s, size_t i, size_t open);

#endif

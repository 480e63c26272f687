/*
 * noun_clause.h - a noun that tells what somebody says, where a comma parts it
 * from that: Müllers Warnung, dass die Brücke falle; die Forderung der Stadt,
 * sie zu sperren; ihre Sorge ist, dass niemand zahlt.
 *
 * Layer   statement, private to verb_second.c.
 */
#ifndef DT_STATEMENT_NOUN_CLAUSE_H
#define DT_STATEMENT_NOUN_CLAUSE_H

#include "statement/clause.h"

/*
 * Judge c->verb, a noun that can have a clause: whether it is somebody's and
 * what it reports, up to the comma behind which the clause of the noun goes on.
 */
bool dt_clause_judge_noun(const struct dt_clause *c);

#endif

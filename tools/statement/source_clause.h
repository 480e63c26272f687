/*
 * source_clause.h - a clause that names where something comes from, without
 * anybody who says it: laut Voss, nach Angaben der Feuerwehr, heißt es.
 *
 * Layer   statement. For verb_second.c alone. Each judges the clause of a
 *         word, as dt_cue_verb_second() does, and fills its cue.
 */
#ifndef DT_STATEMENT_SOURCE_CLAUSE_H
#define DT_STATEMENT_SOURCE_CLAUSE_H

#include "statement/clause.h"

/* Laut Voss …; nach Angaben der Feuerwehr …; Voss zufolge …; demnach … */
bool dt_clause_judge_source(const struct dt_clause *c);

/* „…“, so Voss */
bool dt_clause_judge_so(const struct dt_clause *c);

/* …, heißt es in der Mitteilung; …, verlautete aus dem Amt; es hieß, … */
bool dt_clause_judge_impersonal(const struct dt_clause *c);

/* Das geht aus dem Bericht hervor; aus ihm geht hervor, dass … */
bool dt_clause_judge_emerging(const struct dt_clause *c);

/* Das Dach sei dicht. Das sagte Voss.: it reports what "das" stands for. */
void dt_clause_report_sentence_before(const struct dt_clause *c);

/*
 * Voss zitierte Brand mit den Worten: “…”: what a verb that was judged reports
 * is its object's.
 */
void dt_clause_give_to_cited(const struct dt_clause *c);

#endif

/*
 * clause.h - a clause of a language whose main verb stands second, as far as
 * commas tell it: its noun phrases, its subject, what it reports.
 *
 * Layer   statement. Tokens are indices into the paragraph's tokens; what
 *         begins at token i ends before the one returned.
 */
#ifndef DT_STATEMENT_CLAUSE_H
#define DT_STATEMENT_CLAUSE_H

#include "statement/cue_scan.h"

/* The clause that a verb stands in: tokens [left, right). */
struct dt_clause {
    struct dt_cue_scan *s;
    const struct dt_token *t;
    size_t left, right;
    size_t verb;   /* the reporting word */
    size_t finite; /* it, or its auxiliary */
    struct dt_cue *cue;
};

/* The first token of the clause that token i stands in. */
size_t dt_clause_begin(const struct dt_cue_scan *s, size_t i);

/* Behind the clause that goes on at token i. */
size_t dt_clause_end(const struct dt_cue_scan *s, size_t i);

bool dt_clause_is_pronoun(const struct dt_clause *c, size_t i);

/* Behind the noun phrase that begins at token i, or i: there is none. */
size_t dt_clause_noun_phrase(const struct dt_clause *c, size_t i, size_t end);

/* With what owns it behind: die Sprecherin des Ministeriums. */
size_t dt_clause_with_owner(const struct dt_clause *c, size_t i, size_t end);

/* Behind adverbs and what prepositions govern: am Dienstag in Berlin. */
size_t dt_clause_skip_adverbials(const struct dt_clause *c, size_t i,
                                 size_t end);

/* The one whom tokens [first, end) name: by a name if there is one. */
uint32_t dt_clause_who_is(const struct dt_clause *c, size_t first, size_t end);

/* Whether a list has two words as one: teilte-mit, warnte-vor. */
bool dt_clause_joins(const struct dt_clause *c, size_t left, size_t right,
                     uint64_t class);

/* Whether token i is a preposition that verb or prefix governs: sprach von. */
bool dt_clause_governs(const struct dt_clause *c, size_t i);

/* Whether the noun phrase of tokens [first, end) is somebody who can speak. */
bool dt_clause_names_somebody(const struct dt_clause *c, size_t first,
                              size_t end);

/*
 * Behind the subject that stands behind token i, or i: there is none. It
 * becomes that of the cue.
 */
size_t dt_clause_subject_behind(const struct dt_clause *c, size_t i);

/* …, der Rat habe gewartet: whether the clause at token i is a report. */
bool dt_clause_is_subjunctive(const struct dt_clause *c, size_t i);

/* What is reported behind the clause: what its comma or colon announces. */
bool dt_clause_report_behind(const struct dt_clause *c);

/* What is reported inside the clause: fordert [ein Ende der Gewalt]. */
bool dt_clause_report_inside(const struct dt_clause *c, size_t from);

/*
 * What is reported behind the clause or, where that only adds to what stands
 * inside, inside: drohte mit [Streik, falls nichts geschehe].
 */
void dt_clause_report(const struct dt_clause *c, size_t from);

#endif

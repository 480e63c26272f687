/*
 * cue_judge.h - the questions by which cue.c judges a word.
 *
 * Layer   statement. i is a token of the scan.
 */
#ifndef DT_STATEMENT_CUE_JUDGE_H
#define DT_STATEMENT_CUE_JUDGE_H

#include "statement/cue_scan.h"

#define DT_CUE_REPORTING (DT_WORD_VERB | DT_WORD_STANCE)

/* The verb at token i as a cue without a subject. */
struct dt_cue dt_cue_of(const struct dt_cue_scan *s, size_t i);

/* cue_verb.c: whether the reporting verb at token i is a verb here. */
bool dt_cue_is_verb(const struct dt_cue_scan *s, size_t i);

/* Añadió que no: whether the subject of the verb at token i is its ending. */
bool dt_cue_is_dropped(const struct dt_cue_scan *s, size_t i);

/* cue_extent.c: where subject and verb begin and end together. */
void dt_cue_stretch(const struct dt_cue_scan *s, struct dt_cue *cue);

/* Behind a mention with what it was widened to: a spokesman [for the mayor] */
size_t dt_cue_end_of(const struct dt_cue_scan *s, uint32_t mention);

/*
 * cue_framed.c: whether a quotation ends before token i, and whether that goes
 * on behind: “…,” “…?”
 */
bool dt_cue_follows_quote(const struct dt_cue_scan *s, size_t i);
bool dt_cue_follows_open_quote(const struct dt_cue_scan *s, size_t i);

/* As Voss sees it, …: the cue of such an aside, which "it" belongs to. */
bool dt_cue_as_aside(struct dt_cue_scan *s, size_t i, struct dt_cue *cue);

/* “…,” said he: the pronoun behind the verb at token i is its subject. */
bool dt_cue_is_inverted_pronoun(const struct dt_cue_scan *s, size_t i);

/*
 * A verb that no list has, right behind a quotation and beside a name:
 * “…!” beamed Voss; “…,” Voss began.
 */
bool dt_cue_framed(struct dt_cue_scan *s, size_t i, struct dt_cue *cue);

/* cue_inversion.c: the s' of s'est, a word that hangs on the one behind it. */
bool dt_cue_is_elided(const struct dt_cue_scan *s, size_t i);

/* Before the auxiliaries of a verb: a déclaré, a toutefois déclaré, has said. */
size_t dt_cue_before_auxiliaries(const struct dt_cue_scan *s, size_t i);

/* Comme l’a dit Voss, …: the "as" before the verb at token i, or i. */
size_t dt_cue_find_as(const struct dt_cue_scan *s, size_t i);

/*
 * A reconnu mardi à Leeds le capitaine, dit pour sa part Voss: behind when and
 * where, or what parts the two; or i.
 */
size_t dt_cue_behind_when(const struct dt_cue_scan *s, size_t i);

/* affirme-t-on au ministère: nobody speaks, at a place or in a body. */
bool dt_cue_is_told_at(const struct dt_cue_scan *s, uint32_t mention);

/* a-t-elle insisté: the subject hangs on the auxiliary. */
void dt_cue_take_inversion(const struct dt_cue_scan *s, struct dt_cue *cue);

/* affirme-t-on au ministère, a-t-on appris auprès du ministère: who it is. */
void dt_cue_take_place(struct dt_cue_scan *s, struct dt_cue *cue);

#endif

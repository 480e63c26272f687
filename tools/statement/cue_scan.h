/*
 * cue_scan.h - what the ways to find a verb's subject share.
 *
 * Layer   statement. For cue.c and what finds its cues.
 */
#ifndef DT_STATEMENT_CUE_SCAN_H
#define DT_STATEMENT_CUE_SCAN_H

#include "statement/cue.h"
#include "statement/lexicon.h"

enum {
    DT_CUE_APPOSITION = 40, /* tokens of what stands between commas */
    DT_CUE_CHAIN = 4        /* a spokesman for the head of the board */
};

struct dt_cue_scan {
    const struct dt_token *t;
    size_t count;
    struct dt_tokens *tokens;
    struct dt_mentions *m;
    struct dt_str text;
    struct dt_err *err;
    bool failed;      /* out of memory; err is filled */
    size_t sentence;  /* its first token */
    uint32_t speaker; /* of the last strong cue, or DT_TOKEN_NONE */
};

/* Make tokens [first, last) a noun; DT_TOKEN_NONE when memory ran out. */
uint32_t dt_cue_make_noun(struct dt_cue_scan *s, size_t first, size_t last);

/* Let a noun be printed with what belongs to it: "the mayor of Skerrow". */
void dt_cue_widen(const struct dt_cue_scan *s, uint32_t mention, uint32_t end);

/*
 * Tom Reed, the council's leader, said: from the comma before the verb to
 * what the words between the commas belong to, or DT_TOKEN_NONE.
 */
uint32_t dt_cue_before_apposition(struct dt_cue_scan *s, size_t comma);

/* From the first token of a mention to that of its whole noun phrase. */
uint32_t dt_cue_skip_determiners(const struct dt_cue_scan *s, uint32_t first);

/* a spokesman for Voss: from the name back to what heads the phrase. */
uint32_t dt_cue_head_of(const struct dt_cue_scan *s, uint32_t mention);

/* Whether token i may stand between subject and verb. */
bool dt_cue_is_adverb(const struct dt_cue_scan *s, size_t i);

/* Whether a mention is the object of a preposition: "in London". */
bool dt_cue_is_oblique(const struct dt_cue_scan *s, uint32_t mention);

/*
 * Under the plans announced today: whether the verb at token v is only told of
 * the noun before it, which a preposition governs.
 */
bool dt_cue_is_told_of(const struct dt_cue_scan *s, size_t v);

/*
 * Who does the verb at token v, standing before it; DT_TOKEN_NONE: it is
 * elided. *relative: the "who" that stands for him.
 */
uint32_t dt_cue_subject_before(struct dt_cue_scan *s, size_t v,
                               uint32_t *relative);

/*
 * cue_cited.c: is quoted in the paper as saying: from the gerund at token v to
 * the verb that it hangs on, or v.
 */
size_t dt_cue_cited_by(const struct dt_cue_scan *s, size_t v);

/*
 * Quoted Voss as saying that, was quoted as saying that, recalled Voss saying
 * that: the gerund that the verb at token v leaves the words to, or v: to none.
 */
size_t dt_cue_cites(const struct dt_cue_scan *s, size_t v);

/*
 * Whether somebody stands behind the verb at token v: not quoted in the paper;
 * and who: what stands between verb and gerund.
 */
bool dt_cue_is_cited(const struct dt_cue_scan *s, size_t v);
uint32_t dt_cue_cited(struct dt_cue_scan *s, size_t v, size_t gerund);

/* Her husband Tom: from the name's token back to what he is to somebody. */
uint32_t dt_cue_skip_relation(const struct dt_cue_scan *s, uint32_t first);

/* Who does the verb before token v, standing behind it. */
uint32_t dt_cue_subject_behind(struct dt_cue_scan *s, size_t v);

/* The same, or else what no list knows to be somebody: said a narrator. */
uint32_t dt_cue_phrase_behind(struct dt_cue_scan *s, size_t v);

/* Whether a number stands for whoever does the verb: some say, most said. */
bool dt_cue_is_number(const struct dt_cue_scan *s, size_t v);

/* The same behind a preposition that names a source; any words will do. */
uint32_t dt_cue_source_behind(struct dt_cue_scan *s, size_t v);

/*
 * Judge token i by the clauses of a language whose main verb stands second
 * (DT_TRAIT_COMMA_CLAUSES): whether it reports, who does, and what. Fills all
 * of *cue but draft.
 */
bool dt_cue_verb_second(struct dt_cue_scan *s, size_t i, struct dt_cue *cue);

/*
 * Judge token i by what is no verb: a noun, an adjective or a preposition
 * that reports. Fills what differs in *cue from a plain verb's.
 */
bool dt_cue_nominal(struct dt_cue_scan *s, size_t i, struct dt_cue *cue);

static inline bool dt_cue_is(const struct dt_cue_scan *s, size_t i,
                             uint64_t classes)
{
    return i < s->count && (s->t[i].classes & classes) != 0;
}

#endif

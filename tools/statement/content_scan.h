/*
 * content_scan.h - the sentence in which a verb reports, and where what it
 * reports behind it begins and ends.
 *
 * Layer   statement. For content.c, content_begin.c and content_end.c alone.
 *         Tokens are indices into the paragraph's tokens.
 */
#ifndef DT_STATEMENT_CONTENT_SCAN_H
#define DT_STATEMENT_CONTENT_SCAN_H

#include "statement/content.h"
#include "statement/lexicon.h"

enum { DT_SENTENCE_PHRASE = 8 /* words of an addressee or an adverbial */ };

struct dt_sentence {
    const struct dt_reading *r;
    const struct dt_token *t;
    const struct dt_cue *cue;
    size_t index;      /* of the cue */
    size_t first, end; /* tokens, without the stop at the end */
};

/* Where the clause behind the verb begins. */
size_t dt_sentence_begin_behind(const struct dt_sentence *s);

/* The "that" which opens the clause of the verb, or the sentence's end. */
size_t dt_sentence_find_that(const struct dt_sentence *s, size_t i);

/* Whether token i is a preposition or particle of the verb: called for. */
bool dt_sentence_governs(const struct dt_sentence *s, size_t i);

/*
 * Where what begins at token i ends: before the next thing that is reported,
 * or before a clause with which the narrator goes on.
 */
size_t dt_sentence_end_behind(const struct dt_sentence *s, size_t i);

/*
 * Voss, who wrote it, did not go: where the relative clause of that pronoun
 * ends, in which token i is: with the comma before the verb of its subject.
 */
size_t dt_sentence_end_relative(const struct dt_sentence *s, size_t relative,
                                size_t i);

static inline bool dt_sentence_is(const struct dt_sentence *s, size_t i,
                                  uint8_t kind)
{
    return i < s->end && s->t[i].kind == kind;
}

static inline bool dt_sentence_has(const struct dt_sentence *s, size_t i,
                                   uint64_t classes)
{
    return i < s->end && s->t[i].kind == DT_TOKEN_WORD &&
           (s->t[i].classes & classes);
}

/* A word between verb and clause: "also", "repeatedly", "Tuesday". */
static inline bool dt_sentence_is_adverb(const struct dt_sentence *s, size_t i)
{
    if (dt_sentence_has(s, i, DT_WORD_ADVERB | DT_WORD_DATE))
        return true;
    return dt_sentence_has(s, i, DT_WORD_ADVERB_LIKE) && !s->t[i].capital;
}

#endif

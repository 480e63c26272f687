/*
 * attribute_scan.h - what attribute.c asks of a quotation and around it.
 *
 * Layer   statement. For attribute.c and what answers it.
 */
#ifndef DT_STATEMENT_ATTRIBUTE_SCAN_H
#define DT_STATEMENT_ATTRIBUTE_SCAN_H

#include "base/ascii.h"
#include "statement/attribute.h"

enum { DT_APPOSED = 12 /* tokens of what a speaker is said to be */ };

static inline const struct dt_token *
dt_attribute_token(const struct dt_reading *r, size_t i)
{
    return i < r->tokens->count ? &r->tokens->items[i] : NULL;
}

/* What stands between the marks of the quotation at a token. */
static inline struct dt_str dt_attribute_quoted(const struct dt_reading *r,
                                                size_t token)
{
    return dt_token_text(r->text, &r->tokens->items[token]);
}

/*
 * attribute_words.c: “The Long Road Home”, where every longer word has a
 * capital and no stop stands behind; and whether a sentence ends inside, or at
 * the end of, what is quoted.
 */
bool dt_attribute_is_title(const struct dt_reading *r, size_t token);
bool dt_attribute_titles(struct dt_str text); /* the same, wherever it is */
bool dt_attribute_has_stop(struct dt_str text);

/*
 * attribute_cue.c: the cue in the clause right behind the quotation; the
 * nearest before it in its sentence that reaches it; the verb right before it
 * that tells what is thought; the first strong one behind it in its sentence.
 * NULL where there is none.
 */
const struct dt_cue *dt_attribute_cue_after(const struct dt_reading *r,
                                            const struct dt_position *at);
const struct dt_cue *dt_attribute_cue_before(const struct dt_reading *r,
                                             const struct dt_position *at);
const struct dt_cue *dt_attribute_stance_before(const struct dt_reading *r,
                                                const struct dt_position *at);
const struct dt_cue *dt_attribute_cue_later(const struct dt_reading *r,
                                            const struct dt_position *at);

/*
 * Voss said she found it “absurd”: the words are hers who reports the clause
 * that the pronoun is subject of. Returns that cue, or the one given.
 */
const struct dt_cue *dt_attribute_outermost(const struct dt_reading *r,
                                            const struct dt_position *at,
                                            const struct dt_cue *cue);

/* “…,” said Ann Voss, “…!” She nodded: what ends with a stop goes with Voss. */
bool dt_attribute_is_interrupted(const struct dt_reading *r,
                                 const struct dt_position *at,
                                 const struct dt_cue *before);

/*
 * attribute_mention.c: Voss’s answer was: “…”; and Voss: “…”, or “…” – Voss at
 * a paragraph's end. The mention, or DT_TOKEN_NONE.
 */
uint32_t dt_attribute_owner_of(const struct dt_reading *r, size_t first,
                               size_t end);
uint32_t dt_attribute_label_of(const struct dt_reading *r,
                               const struct dt_position *at);

#endif

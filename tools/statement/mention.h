/*
 * mention.h - the words of a paragraph that can name a speaker.
 *
 * Layer   statement. A mention is a name (of people.yaml, or any run of
 *         capitalised words, with titles before it), a pronoun, or a noun
 *         phrase whose head is a role ("the council's spokesman").
 */
#ifndef DT_STATEMENT_MENTION_H
#define DT_STATEMENT_MENTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "source/people.h"
#include "statement/cast.h"
#include "statement/holder.h"
#include "statement/token.h"

enum dt_mention_kind { DT_MENTION_NAME, DT_MENTION_PRONOUN, DT_MENTION_NOUN };

struct dt_mention {
    uint32_t first, last; /* tokens, [first, last) */
    struct dt_span span;  /* with titles, without a genitive's 's */
    struct dt_str name;   /* whom it means, as last printed; or empty */
    uint32_t entity;      /* of the cast, DT_ENTITY_NONE or _AMBIGUOUS */
    uint8_t kind;         /* enum dt_mention_kind */
    bool genitive;
    bool human; /* may be somebody, as far as the words tell */
};

struct dt_mentions {
    struct dt_mention *items; /* disjoint; those found are in text order */
    size_t count, cap;
};

#define DT_MENTIONS_INIT ((struct dt_mentions){NULL, 0, 0})

/*
 * Replace m's items with those of a paragraph, and tell the tokens which
 * mention they belong to. Names join the cast and subjects are noted in it;
 * pronouns and office nouns resolve on the way. people and holders may be
 * NULL. DT_EINTERNAL without memory.
 */
int dt_mentions_scan(struct dt_mentions *m, struct dt_tokens *tokens,
                     struct dt_str text, const struct dt_people *people,
                     const struct dt_holders *holders, struct dt_cast *cast,
                     struct dt_err *err);

/*
 * Where a noun phrase ends whose last token is given: behind the mark that
 * closes a quoted name (die Zeitung „Neue Rundschau“).
 */
uint32_t dt_mention_end(const struct dt_token *last, struct dt_str text);

/*
 * Append a noun phrase that only its verb shows: tokens [first, last). Those
 * of them that were part of a mention now belong to this one.
 */
int dt_mentions_add_noun(struct dt_mentions *m, struct dt_tokens *tokens,
                         struct dt_str text, size_t first, size_t last,
                         struct dt_err *err);

void dt_mentions_release(struct dt_mentions *m);

#endif

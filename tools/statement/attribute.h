/*
 * attribute.h - whose words a quotation is.
 *
 * Layer   statement. Every decision has a named rule, and the rule gives the
 *         confidence from which what is uncertain is then taken off.
 */
#ifndef DT_STATEMENT_ATTRIBUTE_H
#define DT_STATEMENT_ATTRIBUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statement/cue.h"
#include "statement/mention.h"
#include "statement/quote.h"
#include "statement/token.h"

enum dt_rule {
    DT_RULE_NONE,   /* nobody's words: a title, a word held at arm's length */
    DT_RULE_AFTER,  /* “…,” Voss said; “…,” said Voss */
    DT_RULE_BEFORE, /* Voss said: “…”; Voss called it “…” */
    DT_RULE_LATER,  /* the “…” was off, Voss said */
    DT_RULE_LABEL,  /* Voss: “…”; “…” – Voss */
    DT_RULE_COLON,  /* Voss had this for them: “…” */
    DT_RULE_COMMA,  /* Voss shot back, “…” */
    DT_RULE_SAME,   /* the next sentence after an attributed quotation */
    DT_RULE_ANNOUNCED, /* the paragraph before ended “Voss said:” */
    DT_RULE_PREVIOUS,  /* the sentence before has a subject that speaks */
    DT_RULE_RUN,       /* a paragraph of quotation after one of quotation */
    DT_RULE_REPLY,     /* a turn of a dialogue between two */
    DT_RULE_NOBODY,    /* somebody's words, and it is not told whose */
    DT_RULE_CLAUSE,    /* Voss said that the wall was off */
    DT_RULE_NOUN,      /* Voss’s claim that the wall was off drew laughter */
    DT_RULE_VIEW,      /* in Voss’s view, for Voss: the wall is off */
    DT_RULE_UNSAID,    /* Voss did not say that, declined to say whether */
    DT_RULE_HEADLINE   /* Voss: Wall is off; Wall is off – Voss */
};

/* Who speaks and how that is known. Texts are of the article. */
struct dt_attribution {
    enum dt_rule rule;
    uint32_t entity;        /* of the cast, DT_ENTITY_NONE or _AMBIGUOUS */
    struct dt_str name;     /* as printed, or empty */
    struct dt_span mention; /* the words at the cue, or empty */
    uint8_t mention_kind;
    struct dt_span cue; /* the verb, or empty */
    bool strong;
};

#define DT_ATTRIBUTION_NONE   \
    ((struct dt_attribution){ \
        DT_RULE_NONE, DT_ENTITY_NONE, {NULL, 0}, {0, 0}, 0, {0, 0}, false})

/* A paragraph with all that was found in it. */
struct dt_reading {
    struct dt_str text;
    const struct dt_quotes *quotes;
    const struct dt_tokens *tokens;
    const struct dt_mentions *mentions;
    const struct dt_cues *cues;
    struct dt_attribution announced; /* by the paragraph before, or none */
    struct dt_attribution run;       /* whose quotation that was, or none */
    struct dt_attribution partner;   /* who spoke before him, paragraph by
                                        paragraph, and is another; or none */
    bool dialogue;                   /* speakers take turns in this text */
    bool asked; /* it was a question, of somebody the text does not name, as
                   in a dialogue: another answers */
};

/*
 * The bytes of tokens [first, last): a quotation at either end with its marks,
 * which tell which words of a clause are quoted.
 */
struct dt_span dt_reading_span(const struct dt_reading *r, size_t first,
                               size_t last);

enum { DT_WORDS_COUNTED = 64 };

/* Where the reading is; all move forward only. */
struct dt_position {
    size_t token;               /* of the quotation */
    size_t words;               /* in the quotation, DT_WORDS_COUNTED at most */
    size_t sentence;            /* first token of its sentence */
    size_t cue;                 /* first cue that begins behind the quotation */
    struct dt_attribution last; /* of the quotation before, here */
    bool last_direct;
};

/* confidence.c: the name of a rule in records, such as "cue-after". */
const char *dt_rule_name(enum dt_rule rule);

/*
 * 0 to 1000: what the rule is worth, less for a weak verb, a pronoun, and a
 * speaker whom people.yaml does not have.
 */
unsigned dt_attribution_confidence(const struct dt_attribution *who,
                                   const struct dt_cast *cast);

/* Words between white space, DT_WORDS_COUNTED at most. */
size_t dt_attribute_count_words(struct dt_str text);

/* Whose quotation stands at the position; NONE: it is no statement. */
struct dt_attribution dt_attribute(const struct dt_reading *r,
                                   const struct dt_position *at);

/* The subject of a cue, as whoever a rule makes responsible. */
struct dt_attribution dt_attribute_by_cue(const struct dt_reading *r,
                                          enum dt_rule rule,
                                          const struct dt_cue *cue);

/* Whether it reads as whole clauses rather than as a fragment. */
bool dt_attribute_is_direct(const struct dt_reading *r,
                            const struct dt_position *at,
                            const struct dt_attribution *who);

/* Whoever a rule makes responsible; DT_TOKEN_NONE: nobody known. */
struct dt_attribution dt_attribute_by_mention(const struct dt_reading *r,
                                              enum dt_rule rule,
                                              uint32_t mention);

/* The first mention of tokens [first, end) that can be a subject. */
uint32_t dt_attribute_subject(const struct dt_reading *r, size_t first,
                              size_t end);

#endif

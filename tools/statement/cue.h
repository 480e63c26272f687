/*
 * cue.h - the reporting verbs of a paragraph, each with who does it.
 *
 * Layer   statement. Tokens are indices into the paragraph's tokens.
 */
#ifndef DT_STATEMENT_CUE_H
#define DT_STATEMENT_CUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "statement/mention.h"
#include "statement/token.h"

enum dt_cue_order {
    DT_CUE_PLAIN,    /* Voss said */
    DT_CUE_INVERTED, /* said Voss */
    DT_CUE_ELIDED    /* and added: the subject is that of the cue before */
};

/* What tells that somebody speaks. */
enum dt_cue_form {
    DT_CUE_VERB,
    DT_CUE_PASSIVE, /* the plan was called a mistake by Voss */
    DT_CUE_NOUN,    /* Voss’s claim that the plan was a mistake */
    DT_CUE_VIEW,    /* in Voss’s view, for Voss: the plan is a mistake */
    DT_CUE_LABEL    /* Voss: plan is a mistake */
};

/*
 * object and before are set where the language tells by its commas what a
 * verb reports (DT_TRAIT_COMMA_CLAUSES), and for what is no verb; of a view
 * object is the words that name it, and of a passive those between verb and
 * agent. See content.h for the others.
 */
struct dt_cue {
    uint32_t first, last; /* tokens, [first, last) */
    uint32_t mention;     /* the subject, or DT_TOKEN_NONE */
    uint32_t begin;       /* first token of subject and verb */
    uint32_t end;         /* behind the last token of subject and verb */
    uint32_t relative;    /* the "who" that stands for it, or DT_TOKEN_NONE */
    uint32_t draft;       /* for the caller: the statement it reports */
    uint32_t object, object_end; /* what it reports behind it; or equal */
    uint8_t order;               /* enum dt_cue_order */
    uint8_t form;                /* enum dt_cue_form */
    bool strong;
    bool stance; /* tells what is thought: reports, but does not quote */
    bool before; /* it reports the clause before it */
    bool manner; /* tells how it was said: quotes, but does not report */
};

struct dt_cues {
    struct dt_cue *items; /* in text order */
    size_t count, cap;
};

#define DT_CUES_INIT ((struct dt_cues){NULL, 0, 0})

/*
 * Replace c's items with the cues of a paragraph. A passive counts only with
 * its agent ("was called … by Voss"). Subjects that are no mentions yet
 * become some. DT_EINTERNAL without memory.
 */
int dt_cues_scan(struct dt_cues *c, struct dt_tokens *tokens,
                 struct dt_mentions *mentions, struct dt_str text,
                 struct dt_err *err);

void dt_cues_release(struct dt_cues *c);

#endif

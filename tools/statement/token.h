/*
 * token.h - a paragraph as words and punctuation, with each quotation as one
 * token, cut into sentences.
 *
 * Layer   statement. Offsets are bytes of the article's text.
 */
#ifndef DT_STATEMENT_TOKEN_H
#define DT_STATEMENT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "statement/lexicon.h"
#include "statement/quote.h"

enum dt_token_kind {
    DT_TOKEN_WORD,
    DT_TOKEN_NUMBER,
    DT_TOKEN_QUOTE,
    DT_TOKEN_COMMA,
    DT_TOKEN_COLON,
    DT_TOKEN_SEMICOLON,
    DT_TOKEN_STOP, /* . ! ? … */
    DT_TOKEN_DASH,
    DT_TOKEN_OPEN,  /* ( [ */
    DT_TOKEN_CLOSE, /* ) ] */
    DT_TOKEN_OTHER
};

struct dt_token {
    uint32_t start, end;
    uint64_t classes; /* of dt_lexicon_find() */
    uint32_t ref;     /* of a quotation, and of a quoted name: its index */
    uint32_t mention; /* the mention it is part of, or DT_TOKEN_NONE */
    uint8_t kind;     /* enum dt_token_kind */
    bool capital;     /* begins with an upper-case letter */
    bool genitive;    /* a word with 's behind it, which end leaves out */
    bool starts;      /* first token of a sentence */
    bool quoted_name; /* of a name in quotation marks: quoted_name.h */
};

#define DT_TOKEN_NONE UINT32_MAX

struct dt_tokens {
    const struct dt_lexicon *lexicon; /* of the article's language */
    struct dt_token *items;
    size_t count, cap;
};

/*
 * Replace t's items with those of a paragraph whose quotations are given.
 * A sentence ends behind a full stop that no abbreviation explains, where a
 * capital, a number or a quotation follows; and behind a quotation that ends
 * so itself and is followed by a capital. The lexicon must be set before.
 * DT_EINTERNAL without memory.
 */
int dt_tokens_scan(struct dt_tokens *t, struct dt_str text,
                   struct dt_span paragraph, const struct dt_quote *quotes,
                   size_t quote_count, struct dt_err *err);

void dt_tokens_release(struct dt_tokens *t);

/* The bytes of a token. */
struct dt_str dt_token_text(struct dt_str text, const struct dt_token *token);

#endif

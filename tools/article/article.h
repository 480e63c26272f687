/*
 * article.h - from the bytes of a snapshot to normalised text with metadata.
 *
 * Layer   article. This is the same code for build and for dictum normalise.
 * Text    UTF-8, NFC, LF, no BOM, no control, zero-width or soft-hyphen
 *         characters, no-break spaces as spaces, single spaces, one blank
 *         line between paragraphs, one LF at the end; list items begin "- ".
 *         Quotes, dashes and spelling stay as published. An article without
 *         a body has text of length 0.
 * Offsets bytes of the text, [start, end).
 * Bounds  a snapshot of DT_ARTICLE_MAX bytes, a tree DT_HTML_DEPTH deep; what
 *         lies deeper is flattened, not lost.
 */
#ifndef DT_ARTICLE_ARTICLE_H
#define DT_ARTICLE_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "source/source.h"

struct dt_rulebook;

enum { DT_ARTICLE_MAX = 64 * 1024 * 1024 };

struct dt_span {
    uint32_t start, end;
};

enum dt_block_kind {
    DT_BLOCK_PARAGRAPH,
    DT_BLOCK_HEADING,    /* a heading inside the body */
    DT_BLOCK_ITEM,       /* a list item; its span includes the "- " */
    DT_BLOCK_QUOTE,      /* a block quotation */
    DT_BLOCK_PULL_QUOTE, /* repeats the body in display type */
    DT_BLOCK_NOTE /* about the article: its author, a correction; the words of
                     no speaker */
};

/* Blocks are the paragraphs of the text in order, without blank lines. */
struct dt_block {
    struct dt_span span;
    enum dt_block_kind kind;
    bool marked; /* a paragraph of a page all of which is bold or italic */
};

/* What metadata can be read from a source. */
enum dt_field {
    DT_FIELD_TITLE,
    DT_FIELD_BYLINE, /* one claim a name */
    DT_FIELD_PUBLISHER,
    DT_FIELD_PUBLISHED,
    DT_FIELD_MODIFIED,
    DT_FIELD_LANGUAGE,
    DT_FIELD_URL,
    DT_FIELD_DESCRIPTION,
    DT_FIELD_SECTION,
    DT_FIELD_TAG, /* one claim a tag */
    DT_FIELD_SYNDICATED,
    DT_FIELD_RIGHTS,     /* a licence, a copyright line, a reservation */
    DT_FIELD_CORRECTION, /* a notice that the text was changed */
    DT_FIELD_DIAGNOSTIC, /* something that should have been readable */
    DT_FIELD_COUNT
};

/* What one place of a source says of one field. */
struct dt_claim {
    enum dt_field field;
    bool chosen;       /* it is the field's value, or one of them */
    bool against;      /* it is not, and contradicts what was chosen */
    uint32_t line;     /* of a plain text, from 1; 0 for a page */
    const char *value; /* in the text profile */
    const char *from;  /* "json-ld headline", "meta og:title", "h1" */
};

/*
 * What the page says of itself; absent texts are NULL, nothing is guessed.
 * claims holds what every place said, in the order in which they are believed;
 * section, tags, rights, corrections and diagnostics are found there alone.
 */
struct dt_meta {
    enum dt_kind kind; /* recognised from the form; curator's word wins */
    const char *title; /* without the site's name */
    const char **byline;
    size_t byline_count;
    const char *publisher;
    const char *published; /* EDTF, with its time of day where that is said */
    const char *modified;  /* likewise */
    const char *language;  /* BCP 47 */
    const char *url;       /* canonical */
    const char *description;
    const char *speaker_name; /* whom the title or turn names, as printed */
    struct dt_event event;
    const char *syndicated_from; /* as printed: "Pulse PCN" */
    struct dt_claim *claims;
    size_t claim_count;
};

struct dt_article {
    struct dt_arena arena; /* owns everything below */
    struct dt_str text;    /* NUL-terminated behind its length */
    const struct dt_block *blocks;
    size_t block_count;
    struct dt_meta meta;
    const char *media_type;   /* of form.h */
    const char *charset;      /* WHATWG name, lower case: "windows-1252" */
    const char *charset_from; /* what says so: charset.h */
    const char *not_article;  /* what the page is instead, in words; or NULL */
    uint64_t replaced;        /* bytes that could not be decoded */
    uint64_t mojibake;        /* characters that look encoded twice */
};

struct dt_article_input {
    struct dt_str bytes;
    const char *media_type; /* what the source said, or NULL: look */
    const char *charset;    /* label of the HTTP Content-Type, or NULL */
    const char *url;        /* or NULL */
    enum dt_kind kind;      /* the curator's word, or DT_KIND_UNKNOWN */
    bool attributed;        /* the curator names an author, or who speaks */
    const struct dt_rulebook *rules; /* article/rules.h; or NULL */
};

/*
 * DT_EFORMAT for what is no text: binary bytes, NUL bytes, a snapshot over
 * the bound; the message has the byte offset. An empty body is no error:
 * the caller says what it thinks of it.
 */
int dt_article_normalise(const struct dt_article_input *in,
                         struct dt_article **out, struct dt_err *err);

/* NULL is fine. */
void dt_article_free(struct dt_article *article);

/*
 * Append the fold of text: NFKC case-folded, quotes and dashes unified,
 * punctuation and white space collapsed to single spaces between words.
 * Two texts with the same fold have the same words.
 */
int dt_article_fold(struct dt_str text, struct dt_buf *out, struct dt_err *err);

/*
 * DT_OK when text is in the text profile above; DT_EFORMAT with the byte
 * offset and the rule it breaks.
 */
int dt_article_check_text(struct dt_str text, struct dt_err *err);

#endif

/*
 * statement.h - who said what in one article.
 *
 * Layer   statement. Input is an article as it will be recorded (the
 *         curator's metadata already over the page's own); the result lives
 *         in the caller's arena and points into the article's text.
 * Offsets bytes of the article's text, [start, end).
 */
#ifndef DT_STATEMENT_STATEMENT_H
#define DT_STATEMENT_STATEMENT_H

#include <stddef.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/err.h"
#include "source/decisions.h"
#include "source/people.h"

enum dt_mode {
    DT_MODE_SPEECH,   /* a paragraph or turn of a transcript */
    DT_MODE_AUTHORED, /* a paragraph of what the speaker wrote */
    DT_MODE_DIRECT,   /* whole clauses in quotation marks */
    DT_MODE_MIXED,    /* a fragment in quotation marks inside a paraphrase */
    DT_MODE_INDIRECT  /* reported, no quotation marks */
};

/* "speech" …; and back, of a name that is one. */
const char *dt_mode_name(enum dt_mode mode);
enum dt_mode dt_mode_from(const char *name);

struct dt_statement {
    char id[19];                   /* s- and 16 hex digits */
    const char *speaker;           /* person id, or NULL: unresolved */
    const char *speaker_name;      /* as printed, or NULL */
    const char *const *candidates; /* ids, when unresolved between several */
    size_t candidate_count;
    struct dt_span mention; /* the words at the cue: "she"; or empty */
    const char *office;     /* "Office, Organisation", or NULL */
    enum dt_mode mode;
    const struct dt_span *spans; /* in text order, without quotation marks */
    size_t span_count;
    struct dt_str text;          /* the spans' bytes joined by single spaces */
    const char *cue_verb;        /* "said", or NULL: no cue */
    struct dt_span cue;          /* where it stands */
    const char *said_on;         /* EDTF, or NULL */
    struct dt_span said_on_from; /* the words that gave it, or empty */
    const char *said_at;         /* the name of a place, or NULL */
    struct dt_span said_at_from; /* where the text has it, or empty */
    bool at_event;               /* it was said at the article's event */
    const char *rule;    /* static: the rule that took it, "cue-after" */
    unsigned confidence; /* 0 to 1000: see dt_rule_confidence() */
};

struct dt_statement_input {
    const char *article_id;
    const struct dt_article *article;
    const struct dt_meta *meta; /* effective: the curator's word first */
    const char *speaker;        /* person id of the source, or NULL */
    const struct dt_people *people;
    /*
     * Withheld text: the key that commits to it (dt_commit_key), 32 bytes;
     * NULL for an open text. It changes how ids are made, so that nobody can
     * confirm a guess from an id.
     */
    const unsigned char *commit_key;
    /*
     * What a curator decided about statements of this article; stale, unless
     * there is none, receives for each whether it met no statement.
     */
    const struct dt_decision *decisions;
    size_t decision_count;
    const char *decisions_path; /* for messages */
    bool *stale;
};

/* In the order of their first span; ids are unique within the article. */
int dt_statements_extract(const struct dt_statement_input *in,
                          struct dt_arena *arena, struct dt_statement **out,
                          size_t *count, struct dt_err *err);

/*
 * The key of a withheld text: HMAC-SHA-256 under "dictum commitment key v1"
 * of the snapshot's bytes. Whoever holds the source can make it, nobody else.
 */
int dt_commit_key(struct dt_str snapshot, unsigned char key[32],
                  struct dt_err *err);

/*
 * The commitment to one statement: HMAC-SHA-256 under the key of
 * "dictum statement v1", NUL, its id, NUL, its text; 64 hex digits.
 */
int dt_commit_statement(const unsigned char key[32],
                        const struct dt_statement *statement, char hex[65],
                        struct dt_err *err);

#endif

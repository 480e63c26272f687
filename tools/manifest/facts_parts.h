/*
 * facts_parts.h - the state behind facts.h, shared by what knows of articles
 * and what knows of their statements.
 *
 * Layer   manifest, private to facts.c, facts_statements.c and
 *         facts_voices.c.
 */
#ifndef DT_MANIFEST_FACTS_PARTS_H
#define DT_MANIFEST_FACTS_PARTS_H

#include "base/fingerprint.h"
#include "manifest/facts.h"

struct dt_facts_article {
    uint64_t count;          /* of its statements that came */
    struct dt_digest *lines; /* of their lines so far */
    uint64_t first;          /* of its statements in order */
    uint64_t announced;      /* statements it says it has */
    uint64_t bytes;
    size_t id_len;
    size_t id;        /* in ids, NUL-terminated */
    const char *name; /* the same, once ids no longer moves */
    struct dt_days published;
    uint64_t event;     /* the fingerprint of its JSON; 0: none */
    size_t heading;     /* in ids: its title, and who signed it … */
    size_t heading_len; /* … where it has words of its own speakers */
    bool open, seen;
    char sha256[2 * DT_DIGEST_SIZE];
    char lines_sha256[2 * DT_DIGEST_SIZE]; /* of its statements, as it says */
};

/*
 * A place in the table of ids, with all that a statement asks of its article:
 * statements come in no order of their articles, so that each look costs a
 * wait for memory, and should be one.
 */
struct dt_facts_slot {
    _Alignas(64) struct dt_fingerprint id; /* one line of the cache */
    uint64_t bytes;
    struct dt_days published;
    uint32_t article; /* its index and one; 0: free */
    uint16_t id_len;
    bool open;
    uint64_t event; /* as above */
};

/* What is kept of a statement until its text comes. */
struct dt_facts_statement {
    struct dt_fingerprint words; /* or the first half of their digest */
    uint64_t id;                 /* dt_facts_statement_id() */
    uint32_t speaker;            /* as in struct dt_facts_voice */
    uint32_t article;
    uint32_t words_len;
    uint32_t span_count; /* the spans follow */
    uint32_t echo_bytes; /* … and behind them so many of echoes */
    uint16_t name_len;   /* … then the speaker's name, if the text has it */
    bool own : 1;        /* the speaker's own text */
    bool quoted : 1;     /* in quotation marks */
    bool cued : 1;       /* its first echo is the verb */
    bool joined : 1;     /* it has a same_as */
};

/* A statement that is the same as another. */
struct dt_facts_same {
    uint64_t id, to;
    uint32_t speaker;
    char name[20], to_name[20];
    bool quoted;
};

struct dt_facts {
    struct dt_fingerprint_key key;
    struct dt_buf ids;
    struct dt_facts_article *articles; /* sorted by id */
    struct dt_facts_slot *slots;       /* by the fingerprint of their ids */
    size_t slot_mask; /* how many there are, a power of two, less one */
    size_t article_count, article_cap, open_count;
    struct dt_buf statements; /* one after the other, of varying length */
    size_t statement_count;
    size_t *order;             /* offsets in statements, by article */
    struct dt_buf came;        /* what take_statements() is at */
    struct dt_digest *beside;  /* absorbs this, beside lines: */
    struct dt_str beside_text; /* borrowed */
    struct dt_buf same;        /* of struct dt_facts_same */
    bool keep_held;
    struct dt_buf held; /* a number and a line, repeated */
};

/* NULL: no article has this id, or they are not sorted yet. */
const struct dt_facts_slot *dt_facts_find(const struct dt_facts *facts,
                                          struct dt_str id);

/* A fingerprint of the event that a line has; 0: none. */
uint64_t dt_facts_event(const struct dt_facts *facts,
                        const struct dt_leaf *leaf, unsigned member);

/* A statement's id, s- and 16 digits, as a number. */
uint64_t dt_facts_statement_id(struct dt_str id);

/* How many bytes one takes, with what follows it. */
size_t dt_facts_statement_size(const struct dt_facts_statement *fact);

/* Append that of a line that has a same_as. */
void dt_facts_note_same(const struct dt_leaf *leaf,
                        const struct dt_facts_statement *fact,
                        struct dt_buf *facts);

/*
 * After all statements: DT_EMISMATCH where one is said to be the same as what
 * is no statement, nobody's quotation, somebody else's, or itself the same as
 * another.
 */
int dt_facts_check_same(const struct dt_facts *facts, struct dt_err *err);

/* The same of a statement's article, after dt_facts_expect_statement(). */
const struct dt_facts_slot *
dt_facts_find_expected(const struct dt_facts *facts,
                       const struct dt_leaf *statement);

#endif

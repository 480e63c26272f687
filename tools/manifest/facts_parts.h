/*
 * facts_parts.h - the state behind facts.h, shared by what knows of articles
 * and what knows of their statements.
 *
 * Layer   manifest, private to facts.c and facts_statements.c.
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
    bool keep_held;
    struct dt_buf held; /* a number and a line, repeated */
};

/* NULL: no article has this id, or they are not sorted yet. */
const struct dt_facts_slot *dt_facts_find(const struct dt_facts *facts,
                                          struct dt_str id);

/* The same of a statement's article, after dt_facts_expect_statement(). */
const struct dt_facts_slot *
dt_facts_find_expected(const struct dt_facts *facts,
                       const struct dt_leaf *statement);

#endif

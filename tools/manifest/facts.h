/*
 * facts.h - what the manifests say about the texts, kept small until
 * the texts come by.
 *
 * Layer   manifest. Some 400 bytes an article and 60 a statement: a digest of
 *         its words stands for them. Where dt_facts_keep_held() asks for it,
 *         also the lines of quotations that were found elsewhere.
 */
#ifndef DT_MANIFEST_FACTS_H
#define DT_MANIFEST_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "manifest/leaves.h"
#include "statement/office.h"

struct dt_facts;

/* The caller owns *out. */
int dt_facts_new(struct dt_facts **out, struct dt_err *err);

/* NULL is fine. */
void dt_facts_free(struct dt_facts *facts);

/*
 * What struct dt_leaf_uses needs for the articles, then for the statements;
 * ctx is the struct dt_facts. A statement of an article that is not there, a
 * withheld text given or an open one not: DT_EFORMAT.
 */
int dt_facts_note_article(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err);
int dt_facts_take_articles(void *ctx, struct dt_str facts, struct dt_err *err);
struct dt_fingerprint dt_facts_expect_statement(void *ctx,
                                                const struct dt_leaf *leaf);
int dt_facts_note_statement(void *ctx, const struct dt_leaf *leaf,
                            struct dt_buf *facts, struct dt_err *err);

/* What is known of a statement's speaker besides its line. */
struct dt_facts_voice {
    uint32_t speaker; /* whatever stands for one, the same each time; 0: none */
    bool sought;      /* her name must stand in the text or over her own */
};

/*
 * dt_facts_note_statement() for whoever knows the speakers; else no name is
 * sought. Any thread.
 */
int dt_facts_note_voice(struct dt_facts *facts,
                        const struct dt_facts_voice *voice,
                        const struct dt_leaf *leaf, struct dt_buf *out,
                        struct dt_err *err);
int dt_facts_take_statements(void *ctx, struct dt_str facts,
                             struct dt_err *err);

/*
 * For whoever hashes the statements' file as well: text that d is to absorb.
 * Lines that are taken have their hashes grow together with it, which makes
 * one of the two cost next to nothing; dt_facts_beside_end() absorbs the rest.
 */
void dt_facts_beside(struct dt_facts *facts, struct dt_digest *d,
                     struct dt_str text);
int dt_facts_beside_end(struct dt_facts *facts, struct dt_err *err);

/*
 * Before the first statement: keep the lines of those whose fidelity names
 * the article that has their words. Then, after the last one, the next of them
 * from *at on, which begins at 0; number is the line's in its file, as the
 * leaf had it. line has no LF and lives with facts.
 */
void dt_facts_keep_held(struct dt_facts *facts);
bool dt_facts_next_held(const struct dt_facts *facts, size_t *at,
                        uint64_t *number, struct dt_str *line);

/*
 * After all articles, before the first statement: DT_EFORMAT when two files
 * of a corpus in shards have the same id.
 */
int dt_facts_sort(struct dt_facts *facts, struct dt_err *err);

/*
 * After dt_facts_expect_statement(): the days on which a statement's article
 * was published; not known where it has no record.
 */
struct dt_days dt_facts_published(const struct dt_facts *facts,
                                  const struct dt_leaf *statement);

/*
 * After all statements: whether each article has as many as it says, whether
 * their lines have the hash that it says, and whether what is the same as
 * another is.
 */
int dt_facts_count(struct dt_facts *facts, struct dt_err *err);

/*
 * After dt_facts_count(), by the place of an article: whether this speaker, or
 * with 0 anybody who is known, says the words at this byte there.
 */
bool dt_facts_says(const struct dt_facts *facts, size_t place, uint32_t byte,
                   uint32_t speaker);

/*
 * The place of an article in the order of ids, or SIZE_MAX where none has this
 * id; it is looked for at guess first.
 */
size_t dt_facts_place(const struct dt_facts *facts, struct dt_str id,
                      size_t guess);

/*
 * Check the text of the article at a place against its record and its
 * statements: size and digest, and each statement's words at its spans.
 * DT_EMISMATCH, or DT_EFORMAT for a text that nobody announced (SIZE_MAX), that
 * is withheld or that comes twice. Safe from several threads for different
 * articles.
 */
int dt_facts_check_text(struct dt_facts *facts, size_t place,
                        struct dt_str text, const char *sha256,
                        struct dt_digest *d, struct dt_err *err);

/* The first open article whose text has not come, or NULL. */
const char *dt_facts_missing(const struct dt_facts *facts);

/* One article by its place in the order of ids; id lives with facts. */
struct dt_fact {
    const char *id;
    uint64_t bytes;
    char sha256[DT_DIGEST_HEX_SIZE];
    bool open;
};

void dt_facts_get(const struct dt_facts *facts, size_t index,
                  struct dt_fact *out);

/* Articles in all; those with an open text; texts that have come. */
size_t dt_facts_articles(const struct dt_facts *facts);
size_t dt_facts_open(const struct dt_facts *facts);
size_t dt_facts_seen(const struct dt_facts *facts);

#endif

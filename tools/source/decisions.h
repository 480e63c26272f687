/*
 * decisions.h - what a curator decided: decisions.yaml, which a corpus need
 * not have. Of copies copy_decision.h tells; of single statements:
 *
 *     decisions:
 *       - statement: s-0111e62abcf20de8   # its id without this decision
 *         article: flood-review-proposals
 *         words: s-5d0c1b7a90e2f344       # its id if nobody had said it
 *         speaker: edwin-sorrel           # or none: not resolved
 *         mode: direct
 *         note: named in the first paragraph
 *
 * Layer   source. Others are `accept: true` (the rules are right),
 *         `not_a_statement: true`, `split: [40]` (bytes of its text at which
 *         further statements begin) and `merge: [s-…]` (further words of it).
 *         Texts live until dt_decisions_free(); absent ones are NULL.
 * Bounds  256 decisions an article, a file of 256 MiB.
 */
#ifndef DT_SOURCE_DECISIONS_H
#define DT_SOURCE_DECISIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "source/copy_decision.h"
#include "source/people.h"

enum {
    DT_DECISIONS_MOST = 256,               /* on one article */
    DT_DECISIONS_BYTES = 256 * 1024 * 1024 /* of the file */
};

/* Some of an article's decisions, by their order. */
struct dt_decision_set {
    uint64_t bits[DT_DECISIONS_MOST / 64];
};

static inline bool dt_decision_set_has(const struct dt_decision_set *set,
                                       size_t index)
{
    return set->bits[index / 64] >> index % 64 & 1;
}

static inline void dt_decision_set_add(struct dt_decision_set *set,
                                       size_t index)
{
    set->bits[index / 64] |= UINT64_C(1) << index % 64;
}

/* How a stale one is told: path, line, statement, and three texts of why. */
#define DT_DECISION_STALE "%s:%u: stale: decision on %s: %s%s%s"

struct dt_decision {
    const char *statement, *article;
    const char *words;
    const char *speaker; /* person id, or "none", or NULL: as the rules say */
    const char *mode;
    bool accept, not_a_statement;
    const uint32_t *split; /* ascending */
    size_t split_count;
    const char *const *merge; /* ids of statements */
    size_t merge_count;
    const char *key; /* canonical text of all above */
    unsigned line;   /* in decisions.yaml, from 1 */
};

struct dt_decisions {
    const struct dt_decision *items; /* by article, then in file order */
    size_t count;
    struct dt_copy_decisions copies;
    struct dt_notes notes;
    char sha256[65]; /* of the file's bytes; zeros: there is no file */
    char *path;      /* for messages */
};

/*
 * Read path; an absent file has no decisions. DT_EFORMAT with file:line for an
 * unknown key, a wrong type, a person who is not there, a statement decided
 * twice, or a decision that decides nothing or contradicts itself.
 */
int dt_decisions_load(const char *path, const struct dt_people *people,
                      struct dt_decisions **out, struct dt_err *err);

/* As dt_decisions_load(), of bytes in memory; path is for messages. */
int dt_decisions_read(struct dt_str bytes, const char *path,
                      const struct dt_people *people, struct dt_decisions **out,
                      struct dt_err *err);

/* NULL is fine. */
void dt_decisions_free(struct dt_decisions *decisions);

/* Those on the statements of one article, and how many. */
const struct dt_decision *dt_decisions_of(const struct dt_decisions *decisions,
                                          const char *article, size_t *count);

/* The one on this statement, or NULL. */
const struct dt_decision *
dt_decisions_find(const struct dt_decisions *decisions,
                  struct dt_str statement);

/*
 * Write items (as dt_decision_write() and dt_copy_decision_write() make them)
 * behind the last one of a list of the corpus's file, once the whole has been
 * read back without fault. Those on copies that are named in instead, by their
 * lines, are taken out. DT_EFORMAT; DT_EIO, also while another process adds.
 */
struct dt_corpus;
int dt_decisions_add(const struct dt_corpus *corpus, const char *list,
                     struct dt_str items,
                     const struct dt_copy_decision *const *instead,
                     size_t count, struct dt_err *err);

/* Append one as an item of the list, in YAML. key and line do not matter. */
void dt_decision_write(const struct dt_decision *decision, const char *note,
                       struct dt_buf *out);

#endif

/*
 * copy_decision.h - what a curator decided about copies: the list `copies` of
 * decisions.yaml.
 *
 *     copies:
 *       - article: night-bus-echo
 *         copy_of: night-bus-agency      # or not_copy_of, or canonical: true
 *         judged: [0123456789abcdef, fedcba9876543210]
 *         note: the agency's text, translated
 *
 * Layer   source. judged has the first DT_COPY_JUDGED hex digits of the
 *         folds' SHA-256 (articles.jsonl has them) of the article, and of the
 *         other one, as they were when it was decided: when a text is another
 *         one now, the decision is stale. Without judged it never is for that.
 *         Texts live as long as the decisions they are read with.
 */
#ifndef DT_SOURCE_COPY_DECISION_H
#define DT_SOURCE_COPY_DECISION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "source/entry.h"

enum { DT_COPY_JUDGED = 16, DT_COPY_DECISIONS = 1000 * 1000 };

enum dt_copy_verdict {
    DT_COPY_OF,       /* article is a copy of other, whatever was measured */
    DT_COPY_NOT_OF,   /* the two are no copies of each other */
    DT_COPY_CANONICAL /* of its copies, article is the one that is kept */
};

struct dt_copy_decision {
    const char *article;
    const char *other; /* NULL of DT_COPY_CANONICAL */
    enum dt_copy_verdict verdict;
    const char *judged[2];    /* of article and other, or NULL */
    const char *note;         /* or NULL */
    unsigned line, last_line; /* in decisions.yaml, from 1 */
};

struct dt_copy_decisions {
    const struct dt_copy_decision *items; /* in file order */
    size_t count;
    struct dt_copy_decision *store;
    size_t room;
    char sha256[DT_DIGEST_HEX_SIZE]; /* of all that is decided */
};

/* Read one item of the list. DT_EFORMAT with file:line. */
int dt_copy_decision_read(struct dt_copy_decisions *all,
                          const struct dt_entry_file *file,
                          const struct dt_yaml_node *item, struct dt_err *err);

/*
 * After the last item: set sha256; DT_EFORMAT when two contradict each other or
 * say the same, or when one names as original what another says is a copy.
 */
int dt_copy_decisions_end(struct dt_copy_decisions *all, const char *path,
                          struct dt_err *err);

void dt_copy_decisions_release(struct dt_copy_decisions *all);

/* "copy_of", "not_copy_of", "canonical" */
const char *dt_copy_verdict_name(enum dt_copy_verdict verdict);

/*
 * Whether no file can have both, as dt_copy_decisions_end() would say: they
 * are on one pair, or both make one article a copy or the canonical one.
 */
bool dt_copy_decisions_clash(const struct dt_copy_decision *a,
                             const struct dt_copy_decision *b);

/* "not_copy_of night-bus-agency", "canonical" */
void dt_copy_decision_tell(const struct dt_copy_decision *decision,
                           struct dt_buf *out);

/* "line 2", "lines 2 to 5" */
void dt_copy_decision_lines(const struct dt_copy_decision *decision,
                            struct dt_buf *out);

/* Append one as an item of the list, in YAML. */
void dt_copy_decision_write(const struct dt_copy_decision *decision,
                            struct dt_buf *out);

#endif

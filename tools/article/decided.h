/*
 * decided.h - a curator's decisions about copies, among the articles there are.
 *
 * Layer   article. A decision that is stale changes nothing: one of its
 *         articles is not there, or has another text than was judged.
 */
#ifndef DT_ARTICLE_DECIDED_H
#define DT_ARTICLE_DECIDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/duplicates.h"
#include "source/copy_decision.h"

/* Pairs of items that are no copies of each other, both ways, sorted. */
struct dt_decided {
    size_t (*apart)[2];
    size_t count;
};

#define DT_DECIDED_INIT ((struct dt_decided){NULL, 0})

/*
 * Set kept and copy_of of the items, which are sorted by id and have their
 * folds, and fill out. DT_EINTERNAL.
 */
int dt_decided_apply(const struct dt_copy_decisions *decisions,
                     struct dt_copy *items, size_t count,
                     struct dt_decided *out, struct dt_err *err);

/*
 * The same between stories: what is said of two texts holds of all versions of
 * the one and of the other, unless they are of one story. story has that of
 * each item. DT_EINTERNAL.
 */
int dt_decided_stories(const struct dt_decided *decided, const uint32_t *story,
                       struct dt_decided *out, struct dt_err *err);

/*
 * After dt_duplicates_find(): DT_EFORMAT when two that are kept, a curator
 * says, are copies of each other; path is that of the decisions.
 */
int dt_decided_check(const struct dt_copy_decisions *decisions,
                     const char *path, const struct dt_copy *items,
                     size_t count, struct dt_err *err);

void dt_decided_release(struct dt_decided *decided);

/* Whether a curator says that the two are no copies of each other. */
bool dt_decided_apart(const struct dt_decided *decided, size_t a, size_t b);

/* The pairs that have this item first; *count of them. */
const size_t (*dt_decided_of(const struct dt_decided *decided, size_t item,
                             size_t *count))[2];

#endif

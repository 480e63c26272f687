/*
 * stale_copies.h - decisions about copies that point at nothing any more.
 *
 * Layer   manifest. Stale is one that names what is no source, or that judged
 *         another text than the article's record has now. An article that has
 *         no record is not known here, and nothing is said of it.
 */
#ifndef DT_MANIFEST_STALE_COPIES_H
#define DT_MANIFEST_STALE_COPIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "source/source.h"

/*
 * article is the one of the two that it is stale because of; again: the same
 * can be decided again.
 */
typedef void (*dt_stale_copy_fn)(void *ctx,
                                 const struct dt_copy_decision *decision,
                                 const char *article, const char *why,
                                 bool again);

/*
 * Call fn, which may be NULL, for each stale one, in file order, and add how
 * many to *count. The articles' lines are read once where there are decisions.
 */
int dt_stale_copies(const struct dt_corpus *corpus, dt_stale_copy_fn fn,
                    void *ctx, size_t *count, struct dt_err *err);

#endif

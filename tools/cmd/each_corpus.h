/*
 * each_corpus.h - one corpus of the repository in this folder, or all of them.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_EACH_CORPUS_H
#define DT_CMD_EACH_CORPUS_H

#include "source/source.h"

/* DT_OK, 1 when something was found, or a negative code with *err filled. */
typedef int (*dt_corpus_fn)(void *ctx, const struct dt_corpus *corpus,
                            struct dt_err *err);

/*
 * Call fn for the corpus of this name, or with NULL for every corpus here, in
 * the order of their names; the highest result counts, a failure ends it.
 * DT_EUSAGE when there is none.
 */
int dt_each_corpus(const char *name, dt_corpus_fn fn, void *ctx,
                   struct dt_err *err);

#endif

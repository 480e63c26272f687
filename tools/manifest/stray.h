/*
 * stray.h - record files that the corpus's number of shards does not explain.
 *
 * Layer   manifest. They are left over when shards: changes.
 */
#ifndef DT_MANIFEST_STRAY_H
#define DT_MANIFEST_STRAY_H

#include "manifest/record.h"
#include "manifest/tree.h"

/* A path relative to the top of the repository. */
typedef int (*dt_stray_fn)(void *ctx, const char *path, struct dt_err *err);

/*
 * Call fn for every file of all kinds that lies where another number of
 * shards would have it, or deeper; in byte order within a kind.
 */
int dt_strays(struct dt_tree *tree, const struct dt_corpus *corpus,
              dt_stray_fn fn, void *ctx, struct dt_err *err);

#endif

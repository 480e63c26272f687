/*
 * status_stale.h - what changed since the last build on this machine, where
 * records cannot tell: people.yaml, and words taken out of an entry.
 *
 * Layer   manifest, private to status.c.
 */
#ifndef DT_MANIFEST_STATUS_STALE_H
#define DT_MANIFEST_STATUS_STALE_H

#include "source/source.h"

/* source is an index into corpus->sources; why is a constant. */
typedef void (*dt_status_stale_fn)(void *ctx, size_t source, const char *why);

/*
 * Call fn for each source that a build would make again. Nothing is told when
 * no build was made here, or when the manifests were changed since: what
 * others built and git brought here says nothing about our last build.
 * *decisions: how many met no statement then, or name no source, or are stale
 * decisions about copies.
 */
int dt_status_stale(const struct dt_corpus *corpus, dt_status_stale_fn fn,
                    void *ctx, size_t *decisions, struct dt_err *err);

#endif

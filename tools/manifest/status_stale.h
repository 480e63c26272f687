/*
 * status_stale.h - what changed since the last build on this machine, where
 * records cannot tell: people.yaml, and words taken out of an entry.
 *
 * Layer   manifest, private to status.c.
 */
#ifndef DT_MANIFEST_STATUS_STALE_H
#define DT_MANIFEST_STATUS_STALE_H

#include <stdbool.h>
#include <stddef.h>

#include "source/source.h"

/* What is told of decisions.yaml. */
struct dt_status_stale {
    size_t decisions;    /* that met no statement, or point at nothing */
    bool copies_decided; /* otherwise than when copies were looked for */
};

/* source is an index into corpus->sources; why is a constant. */
typedef void (*dt_status_stale_fn)(void *ctx, size_t source, const char *why);

/*
 * Call fn for each source that a build would make again. Nothing is told when
 * no build was made here, or when the manifests were changed since: what
 * others built and git brought here says nothing about our last build.
 */
int dt_status_stale(const struct dt_corpus *corpus, dt_status_stale_fn fn,
                    void *ctx, struct dt_status_stale *out, struct dt_err *err);

#endif

/*
 * status_manifests.h - what status tells of manifests other than the articles'
 * records: redirects that no build wrote, and lines that verify would refuse.
 *
 * Layer   manifest, private to status.c.
 */
#ifndef DT_MANIFEST_STATUS_MANIFESTS_H
#define DT_MANIFEST_STATUS_MANIFESTS_H

#include <stdbool.h>

#include "source/source.h"

/* Whether redirects.jsonl is other than sources.yaml has it. */
int dt_status_redirects(const struct dt_corpus *corpus, bool *changed,
                        struct dt_err *err);

/* place is FILE or FILE:LINE; both live for the call. */
typedef int (*dt_status_fault_fn)(void *ctx, const char *place, const char *why,
                                  struct dt_err *err);

/*
 * Call fn for each fault of the manifests. To be asked where the articles'
 * records are what sources.yaml says: else each difference is a fault.
 */
int dt_status_faults(const struct dt_corpus *corpus, unsigned threads,
                     dt_status_fault_fn fn, void *ctx, struct dt_err *err);

#endif

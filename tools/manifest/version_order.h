/*
 * version_order.h - the versions of stories in the order that edges tell.
 *
 * Layer   manifest, private to clusters.c. A page may say when it was changed:
 *         a build knows it and puts the earlier version first into the edge,
 *         but no article's line has it.
 */
#ifndef DT_MANIFEST_VERSION_ORDER_H
#define DT_MANIFEST_VERSION_ORDER_H

#include "manifest/clusters.h"

/*
 * Move what an edge calls the earlier version before the later one, in an
 * order of all articles that else stays as it is. Edges that go round in a
 * circle, which no build writes, are followed once. DT_EINTERNAL.
 */
int dt_version_order(const struct dt_clusters *clusters, uint32_t *order,
                     struct dt_err *err);

#endif

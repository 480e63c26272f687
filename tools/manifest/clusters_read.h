/*
 * clusters_read.h - what clusters are made of, from the lines of a corpus.
 *
 * Layer   manifest, private to clusters.c.
 */
#ifndef DT_MANIFEST_CLUSTERS_READ_H
#define DT_MANIFEST_CLUSTERS_READ_H

#include "manifest/clusters.h"

/*
 * Fill the articles and edges of out, whose arena is there, and its counts of
 * all articles and of the outlets of those that no edge names. As
 * dt_clusters_read().
 */
int dt_clusters_lines(struct dt_clusters *out, const struct dt_corpus *corpus,
                      struct dt_err *err);

/* Count an independent publisher once; NULL is nobody. */
int dt_clusters_outlet(struct dt_clusters *clusters, const char *publisher,
                       struct dt_err *err);

#endif

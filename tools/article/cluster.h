/*
 * cluster.h - copies gathered around one that is kept.
 *
 * Layer   article. A cluster is a star: every member is itself a verified copy
 *         (same or near) of the canonical text, so that strangers are never
 *         chained together by what lies between them. An excerpt or a digest
 *         (contains) is evidence, but not the same text, and joins no cluster.
 */
#ifndef DT_ARTICLE_CLUSTER_H
#define DT_ARTICLE_CLUSTER_H

#include "article/dedup.h"

struct dt_decided;

/*
 * For each of count texts the number of its cluster's canonical one, itself
 * when it has none. order has all numbers, from whom is kept first to last;
 * who comes first takes all its copies that nobody has taken, but none that a
 * curator parted from one of them. decided may be NULL. DT_EINTERNAL.
 */
int dt_cluster_star(const struct dt_dedup_edge *edges, size_t edge_count,
                    const uint32_t *order, size_t count,
                    const struct dt_decided *decided, uint32_t *canonical,
                    struct dt_err *err);

#endif

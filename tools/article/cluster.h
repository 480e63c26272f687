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
#include "article/spill.h"

struct dt_decided;

/*
 * Note an edge that makes a cluster, in links: numbers, empty at first. rank is
 * the place of each text in the order of dt_cluster_star(). Errors are those
 * of spill.h.
 */
int dt_cluster_link(struct dt_spill *links, const uint32_t *rank,
                    const struct dt_dedup_edge *edge, struct dt_err *err);

/* Whom a curator parted. */
struct dt_cluster_parted {
    const struct dt_decided *texts, *stories; /* pairs of numbers */
    const uint32_t *story; /* of each text, whose versions share a number */
};

/*
 * For each of count texts the number of its cluster's canonical one, itself
 * when it has none. order has all numbers, from whom is kept first to last;
 * who comes first takes all its copies that nobody has taken, but none that a
 * curator parted from one of them, or whose story he parted from that of one.
 * parted may be NULL. Settles links.
 */
int dt_cluster_star(struct dt_spill *links, const uint32_t *order, size_t count,
                    const struct dt_cluster_parted *parted, uint32_t *canonical,
                    struct dt_err *err);

#endif

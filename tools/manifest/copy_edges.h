/*
 * copy_edges.h - how two articles are alike, as a line of duplicates.jsonl.
 *
 * Layer   manifest, private to output.c and copies.c. Edges go through here,
 *         measured now or taken over, so that what a curator decided and what
 *         is a version of one story (article/duplicates.h) is told in one
 *         place. Not from several threads.
 */
#ifndef DT_MANIFEST_COPY_EDGES_H
#define DT_MANIFEST_COPY_EDGES_H

#include "manifest/plan.h"

/*
 * Spool the line of an edge between two of plan->copies by their indexes, in
 * any order; of edge the evidence and the relation count: near or contains may
 * become revision, and what a curator parted is no edge. ordered: if they are
 * versions, a is known to be the earlier.
 */
int dt_copy_edge_spool(struct dt_plan *plan, size_t a, size_t b,
                       const struct dt_dedup_edge *edge, bool ordered,
                       struct dt_err *err);

/*
 * The same of a line that was tracked, whose numbers are per mille: near,
 * contains or revision, which all are told anew.
 */
int dt_copy_edge_keep(struct dt_plan *plan, size_t a, size_t b,
                      struct dt_str relation, int64_t jaccard,
                      int64_t containment, bool ordered, struct dt_err *err);

/*
 * The edges of all duplicate_of that count of plan->copies have: the same, and
 * what a curator calls copies.
 */
int dt_copy_edges_same(struct dt_plan *plan, size_t count, struct dt_err *err);

#endif

/*
 * join.h - texts that share a key, gathered from sorted runs.
 *
 * Layer   article. One bucket of all runs is merged into groups. Memory is
 *         that of a block a run, and of the groups.
 * Crowds  of texts that share one key up to so many are a group, by
 *         their numbers. More are a crowd: first the one with most shingles,
 *         then the others by the ends of their signatures, so that who is
 *         alike stands together.
 * Order   texts have numbers in an order of their content, so that groups do
 *         not depend on where texts came from, or on which run they are in.
 */
#ifndef DT_ARTICLE_JOIN_H
#define DT_ARTICLE_JOIN_H

#include <stddef.h>
#include <stdint.h>

#include "article/run.h"
#include "base/err.h"

enum { DT_JOIN_NEXT = 8 };

/* What candidates are weighed by. */
struct dt_join_text {
    uint64_t order[2];
    uint32_t size, samples;
};

struct dt_join {
    const struct dt_run *runs;
    size_t run_count;
    const uint32_t *number;           /* of each text of the runs */
    const struct dt_join_text *texts; /* by that number */
    const struct dt_sketch_form *form;
    unsigned crowd; /* more texts than these are one */
};

/* Group after group: how many, then their numbers. */
struct dt_groups {
    uint32_t *word;
    size_t count, cap;
};

#define DT_GROUPS_INIT ((struct dt_groups){NULL, 0, 0})

/*
 * Append the bucket's groups of two and more; a text without shingles is in
 * none. DT_EINTERNAL, DT_EIO.
 */
int dt_join_bucket(const struct dt_join *join, size_t bucket,
                   struct dt_groups *out, struct dt_err *err);

/*
 * Put a crowd, whose numbers are in order, into that of one. Of the join its
 * texts and form count. DT_EINTERNAL.
 */
int dt_join_crowd(const struct dt_join *join, size_t bucket, uint32_t *members,
                  size_t count, struct dt_err *err);

/* Have room for so many words more. DT_EINTERNAL. */
int dt_groups_reserve(struct dt_groups *groups, size_t words,
                      struct dt_err *err);

/* DT_EINTERNAL. */
int dt_groups_add(struct dt_groups *groups, const uint32_t *words, size_t count,
                  struct dt_err *err);
void dt_groups_release(struct dt_groups *groups);

#endif

#include <stdlib.h>
#include <string.h>

#include "article/dedup_parts.h"
#include "base/pool.h"

/* The join of all runs, and what each worker has found in it. */
struct search {
    struct dt_dedup *d;
    struct dt_join join;
    struct dt_join_text *texts; /* by number */
    struct dt_groups *groups;   /* a bucket's */
    struct dt_pairs *found;     /* a bucket's */
    struct dt_pairs pairs;      /* of numbers of groups */
    struct dt_dedup_verdict *verdicts;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to compare texts");
}

static int start(struct search *s, struct dt_err *err)
{
    const struct dt_dedup *d = s->d;
    const size_t buckets = dt_sketch_buckets(&d->form);

    s->texts = calloc(d->group_count + 1, sizeof *s->texts);
    s->groups = calloc(buckets, sizeof *s->groups);
    s->found = calloc(buckets, sizeof *s->found);
    if (!s->texts || !s->groups || !s->found)
        return no_memory(err);
    for (size_t i = 0; i < d->group_count; i++)
        s->texts[d->number[i]] = d->groups[i].weight;
    s->join = (struct dt_join){.runs = d->runs,
                               .run_count = d->run_count,
                               .number = d->number,
                               .texts = s->texts,
                               .rows = d->form.rows};
    return DT_OK;
}

static int join_bucket(void *ctx, unsigned worker, size_t bucket,
                       struct dt_err *err)
{
    const struct search *s = ctx;
    struct dt_groups *groups = &s->groups[bucket];
    int rc = dt_join_bucket(&s->join, bucket, groups, err);

    (void)worker;
    if (rc < 0 || bucket < DT_SKETCH_PARTS)
        return rc;
    rc = dt_candidates_near(groups, &s->found[bucket], err);
    dt_groups_release(groups);
    return rc;
}

/* One list of what all parts share. */
static int gather_groups(struct search *s, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 1; rc == DT_OK && i < DT_SKETCH_PARTS; i++) {
        rc = dt_groups_add(&s->groups[0], s->groups[i].word, s->groups[i].count,
                           err);
        dt_groups_release(&s->groups[i]);
    }
    return rc;
}

static int find_candidates(struct search *s, unsigned threads,
                           struct dt_err *err)
{
    const size_t buckets = dt_sketch_buckets(&s->d->form);
    const struct dt_candidates shared = {.groups = &s->groups[0],
                                         .texts = s->texts,
                                         .text_count = s->d->group_count,
                                         .threshold = s->d->options.contains,
                                         .memory = s->d->options.memory / 4,
                                         .threads = threads};
    int rc = dt_pool_run(threads, buckets, join_bucket, s, err);

    for (size_t i = 0; i < s->d->run_count; i++)
        dt_run_release(&s->d->runs[i]);
    for (size_t i = 0; rc == DT_OK && i < buckets; i++) {
        rc = dt_pairs_merge(&s->pairs, &s->found[i], err);
        dt_pairs_release(&s->found[i]);
    }
    if (rc == DT_OK)
        rc = gather_groups(s, err);
    if (rc == DT_OK)
        rc = dt_candidates_shared(&shared, &s->pairs, err);
    return rc < 0 ? rc : dt_pairs_settle(&s->pairs, err);
}

static int add_edge(struct dt_dedup *d, uint32_t x, uint32_t y,
                    struct dt_dedup_verdict v, enum dt_relation relation,
                    struct dt_err *err)
{
    if (d->edge_count == d->edge_cap) {
        size_t cap = d->edge_cap ? d->edge_cap * 2 : 256;
        struct dt_dedup_edge *bigger = cap > SIZE_MAX / 2 / sizeof *bigger
                                           ? NULL
                                           : realloc(d->edges,
                                                     cap * sizeof *bigger);

        if (!bigger)
            return no_memory(err);
        d->edges = bigger;
        d->edge_cap = cap;
    }
    d->edges[d->edge_count++] = (struct dt_dedup_edge){
        x < y ? x : y, x < y ? y : x, v.jaccard, v.containment, relation};
    return DT_OK;
}

/* Who of a group is paired with all others. */
static size_t speakers(const struct dt_dedup_group *g)
{
    return g->members <= DT_DEDUP_ALL ? g->members : 1;
}

/* Texts with the same fold: all pairs, or a star where there are too many. */
static int pair_same(struct dt_dedup *d, const struct dt_dedup_group *g,
                     struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && g->weight.size && i < speakers(g); i++)
        for (size_t j = i + 1; rc == DT_OK && j < g->members; j++)
            rc = add_edge(d, d->member[g->first + i], d->member[g->first + j],
                          (struct dt_dedup_verdict){1000, 1000},
                          DT_RELATION_SAME, err);
    return rc;
}

static int pair_groups(struct dt_dedup *d, const struct dt_dedup_group *a,
                       const struct dt_dedup_group *b,
                       struct dt_dedup_verdict v, struct dt_err *err)
{
    const enum dt_relation relation = v.jaccard >= d->options.near
                                          ? DT_RELATION_NEAR
                                          : DT_RELATION_CONTAINS;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < speakers(a); i++)
        for (size_t j = 0; rc == DT_OK && j < speakers(b); j++)
            rc = add_edge(d, d->member[a->first + i], d->member[b->first + j],
                          v, relation, err);
    return rc;
}

static int by_numbers(const void *a, const void *b)
{
    const struct dt_dedup_edge *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static int make_edges(struct search *s, struct dt_err *err)
{
    struct dt_dedup *d = s->d;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < d->group_count; i++)
        rc = pair_same(d, &d->groups[i], err);
    for (size_t i = 0; rc == DT_OK && i < s->pairs.count; i++)
        if (s->verdicts[i].containment)
            rc = pair_groups(d, &d->groups[d->group[s->pairs.pair[i] >> 32]],
                             &d->groups[d->group[(uint32_t)s->pairs.pair[i]]],
                             s->verdicts[i], err);
    if (rc == DT_OK && d->edge_count)
        qsort(d->edges, d->edge_count, sizeof *d->edges, by_numbers);
    return rc;
}

static void release(struct search *s)
{
    for (size_t i = 0; i < dt_sketch_buckets(&s->d->form); i++) {
        if (s->groups)
            dt_groups_release(&s->groups[i]);
        if (s->found)
            dt_pairs_release(&s->found[i]);
    }
    dt_pairs_release(&s->pairs);
    free(s->texts);
    free(s->groups);
    free(s->found);
    free(s->verdicts);
}

int dt_dedup_find(struct dt_dedup *d, unsigned threads,
                  const struct dt_dedup_edge **edges, size_t *count,
                  struct dt_err *err)
{
    struct search s = {.d = d, .pairs = DT_PAIRS_INIT};
    int rc = dt_dedup_end_run(d, threads, true, err);

    if (rc == DT_OK)
        rc = dt_dedup_put_in_order(d, err);
    if (rc == DT_OK)
        rc = start(&s, err);
    if (rc == DT_OK)
        rc = find_candidates(&s, threads, err);
    if (rc == DT_OK) {
        s.verdicts = calloc(s.pairs.count + 1, sizeof *s.verdicts);
        rc = s.verdicts ? dt_dedup_verify(d, &s.pairs, threads, s.verdicts, err)
                        : no_memory(err);
    }
    if (rc == DT_OK)
        rc = make_edges(&s, err);
    *edges = d->edges;
    *count = d->edge_count;
    release(&s);
    return rc;
}

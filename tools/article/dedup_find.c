#include <stdlib.h>
#include <string.h>

#include "article/candidates.h"
#include "article/dedup_parts.h"
#include "base/pool.h"

/* Pairs that one call of the pool's function compares. */
enum { BLOCK = 256 };

struct verdict {
    uint16_t jaccard, containment; /* both 0: not a copy */
};

struct search {
    struct dt_dedup *d;
    struct dt_pairs pairs;    /* of groups */
    struct verdict *verdicts; /* a pair's */
    bool *compared;           /* a group's */
};

static int by_id(const void *a, const void *b)
{
    const struct dt_dedup_item *x = a, *y = b;

    return strcmp(x->id, y->id);
}

static int by_identity(const void *a, const void *b)
{
    const struct dt_dedup_group *x = a, *y = b;

    return memcmp(x->identity, y->identity, DT_DIGEST_SIZE);
}

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to compare texts");
}

/* Put groups in the order of their content, and items in that of their ids. */
static int put_in_order(struct dt_dedup *d, struct dt_err *err)
{
    uint32_t *moved = calloc(d->group_count + 1, sizeof *moved);
    size_t sum = 0;

    d->member = calloc(d->item_count + 1, sizeof *d->member);
    if (!moved || !d->member) {
        free(moved);
        return no_memory(err);
    }
    for (size_t i = 0; i < d->group_count; i++)
        d->groups[i].first = i;
    qsort(d->groups, d->group_count, sizeof *d->groups, by_identity);
    for (size_t i = 0; i < d->group_count; i++)
        moved[d->groups[i].first] = (uint32_t)i;
    qsort(d->items, d->item_count, sizeof *d->items, by_id);
    for (size_t i = 0; i < d->item_count; i++) {
        d->items[i].group = moved[d->items[i].group];
        d->groups[d->items[i].group].members++;
    }
    for (size_t i = 0; i < d->group_count; i++) {
        d->groups[i].first = sum;
        sum += d->groups[i].members;
        d->groups[i].members = 0;
    }
    for (size_t i = 0; i < d->item_count; i++) {
        struct dt_dedup_group *g = &d->groups[d->items[i].group];

        d->member[g->first + g->members++] = (uint32_t)i;
    }
    free(moved);
    return DT_OK;
}

static int find_candidates(struct search *s, unsigned threads,
                           struct dt_err *err)
{
    const struct dt_dedup *d = s->d;
    struct dt_candidate_item *items = calloc(d->group_count + 1, sizeof *items);
    int rc;

    if (!items)
        return no_memory(err);
    for (size_t i = 0; i < d->group_count; i++) {
        const struct dt_dedup_group *g = &d->groups[i];

        items[i] = (struct dt_candidate_item){g->shingles, g->count, NULL};
        if (g->count)
            items[i].signature = (const uint32_t *)(g->shingles + g->count);
    }
    rc = dt_candidates_near(items, d->group_count, d->options.permutations,
                            d->options.near, threads, &s->pairs, err);
    if (rc == DT_OK)
        rc = dt_candidates_shared(items, d->group_count, d->options.contains,
                                  threads, &s->pairs, err);
    if (rc == DT_OK)
        dt_pairs_settle(&s->pairs);
    free(items);
    return rc;
}

static int settle_block(void *ctx, unsigned worker, size_t block,
                        struct dt_err *err)
{
    const struct search *s = ctx;
    const size_t count = s->d->group_count;
    const size_t end = (block + 1) * BLOCK < count ? (block + 1) * BLOCK
                                                   : count;

    (void)worker;
    (void)err;
    for (size_t i = block * BLOCK; i < end; i++)
        if (s->compared[i]) {
            struct dt_dedup_group *g = &s->d->groups[i];

            g->count = dt_shingles_settle(g->shingles, g->count);
        }
    return DT_OK;
}

static struct verdict compare(const struct dt_dedup *d,
                              const struct dt_dedup_group *a,
                              const struct dt_dedup_group *b)
{
    const size_t least = a->count < b->count ? a->count : b->count;
    const uint64_t common = dt_shingles_common(a->shingles, a->count,
                                               b->shingles, b->count);
    const uint64_t all = a->count + b->count - common;

    if (common * 1000 < all * d->options.near &&
        (common * 1000 < least * (uint64_t)d->options.contains ||
         least < DT_DEDUP_CONTAINED))
        return (struct verdict){0, 0};
    return (struct verdict){(uint16_t)(common * 1000 / all),
                            (uint16_t)(common * 1000 / least)};
}

static int compare_block(void *ctx, unsigned worker, size_t block,
                         struct dt_err *err)
{
    const struct search *s = ctx;
    const size_t count = s->pairs.count;
    const size_t end = (block + 1) * BLOCK < count ? (block + 1) * BLOCK
                                                   : count;

    (void)worker;
    (void)err;
    for (size_t i = block * BLOCK; i < end; i++)
        s->verdicts[i] = compare(s->d, &s->d->groups[s->pairs.pair[i] >> 32],
                                 &s->d->groups[(uint32_t)s->pairs.pair[i]]);
    return DT_OK;
}

static int compare_all(struct search *s, unsigned threads, struct dt_err *err)
{
    int rc;

    s->verdicts = calloc(s->pairs.count + 1, sizeof *s->verdicts);
    s->compared = calloc(s->d->group_count + 1, sizeof *s->compared);
    if (!s->verdicts || !s->compared)
        return no_memory(err);
    for (size_t i = 0; i < s->pairs.count; i++) {
        s->compared[s->pairs.pair[i] >> 32] = true;
        s->compared[(uint32_t)s->pairs.pair[i]] = true;
    }
    rc = dt_pool_run(threads, (s->d->group_count + BLOCK - 1) / BLOCK,
                     settle_block, s, err);
    return rc < 0 ? rc
                  : dt_pool_run(threads, (s->pairs.count + BLOCK - 1) / BLOCK,
                                compare_block, s, err);
}

static int add_edge(struct dt_dedup *d, uint32_t x, uint32_t y,
                    struct verdict v, enum dt_relation relation,
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

    for (size_t i = 0; rc == DT_OK && g->count && i < speakers(g); i++)
        for (size_t j = i + 1; rc == DT_OK && j < g->members; j++)
            rc = add_edge(d, d->member[g->first + i], d->member[g->first + j],
                          (struct verdict){1000, 1000}, DT_RELATION_SAME, err);
    return rc;
}

static int pair_groups(struct dt_dedup *d, const struct dt_dedup_group *a,
                       const struct dt_dedup_group *b, struct verdict v,
                       struct dt_err *err)
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
            rc = pair_groups(d, &d->groups[s->pairs.pair[i] >> 32],
                             &d->groups[(uint32_t)s->pairs.pair[i]],
                             s->verdicts[i], err);
    if (rc == DT_OK && d->edge_count)
        qsort(d->edges, d->edge_count, sizeof *d->edges, by_numbers);
    return rc;
}

int dt_dedup_find(struct dt_dedup *d, unsigned threads,
                  const struct dt_dedup_edge **edges, size_t *count,
                  struct dt_err *err)
{
    struct search s = {.d = d, .pairs = DT_PAIRS_INIT};
    int rc = put_in_order(d, err);

    if (rc == DT_OK)
        rc = find_candidates(&s, threads, err);
    if (rc == DT_OK)
        rc = compare_all(&s, threads, err);
    if (rc == DT_OK)
        rc = make_edges(&s, err);
    *edges = d->edges;
    *count = d->edge_count;
    dt_pairs_release(&s.pairs);
    free(s.verdicts);
    free(s.compared);
    return rc;
}

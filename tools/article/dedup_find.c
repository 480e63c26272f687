/*
 * The steps that find copies when the last text was added: join, merge
 * (dedup_steps.h).
 */
#include <stdlib.h>

#include "article/dedup_parts.h"
#include "base/pool.h"

/* The join of all runs, and what each worker has found in it. */
struct search {
    struct dt_dedup *d;
    struct dt_join join;
    struct dt_join_text *texts; /* by number */
    struct dt_groups *groups;   /* a bucket's */
    struct dt_spill *pairs;     /* a worker's */
    unsigned share, shares;     /* of the buckets */
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to compare texts");
}

/* What candidates are weighed by, by number; nothing of whom nobody has. */
static struct dt_join_text *texts_of(const struct dt_dedup *d)
{
    struct dt_join_text *texts = calloc(d->group_count + 1, sizeof *texts);

    for (size_t i = 0; texts && i < d->group_count; i++)
        if (d->groups[i].members)
            texts[d->number[i]] = d->groups[i].weight;
    return texts;
}

static int join_bucket(void *ctx, unsigned worker, size_t index,
                       struct dt_err *err)
{
    const struct search *s = ctx;
    const size_t bucket = index * s->shares + s->share - 1;
    struct dt_groups *groups = &s->groups[index];
    int rc = dt_join_bucket(&s->join, bucket, groups, err);

    /* Nobody asks for its keys any more. */
    for (size_t i = 0; i < s->d->run_count; i++)
        dt_run_forget(&s->d->runs[i], bucket);
    if (rc < 0 || bucket < DT_SKETCH_PARTS)
        return rc;
    rc = dt_candidates_near(groups, s->join.crowd, &s->pairs[worker], err);
    dt_groups_release(groups);
    return rc;
}

static int join_buckets(struct search *s, unsigned threads, size_t count,
                        struct dt_dedup_found *found, struct dt_err *err)
{
    int rc = dt_pool_run(threads, count, join_bucket, s, err);

    for (size_t i = 0; i < count; i++) {
        if (rc == DT_OK)
            rc = dt_groups_add(&found->groups, s->groups[i].word,
                               s->groups[i].count, err);
        dt_groups_release(&s->groups[i]);
    }
    for (unsigned i = 0; i < threads; i++) {
        if (rc == DT_OK)
            rc = dt_spill_merge(&found->pairs, &s->pairs[i], err);
        dt_spill_release(&s->pairs[i]);
    }
    return rc;
}

void dt_dedup_bound(const struct dt_dedup *d, struct dt_spill *spill,
                    unsigned threads)
{
    dt_spill_bound(spill, d->options.memory / 8 / threads, d->options.folder);
}

int dt_dedup_join(struct dt_dedup *d, unsigned threads, unsigned share,
                  unsigned shares, struct dt_dedup_found *found,
                  struct dt_err *err)
{
    const size_t buckets = dt_sketch_buckets(&d->form);
    const size_t count = (buckets + shares - share) / shares;
    struct search s = {.d = d,
                       .share = share,
                       .shares = shares,
                       .groups = calloc(count + 1, sizeof *s.groups),
                       .pairs = calloc(threads, sizeof *s.pairs)};
    int rc = s.groups && s.pairs ? DT_OK : no_memory(err);

    dt_dedup_bound(d, &found->pairs, 1);
    for (unsigned i = 0; s.pairs && i < threads; i++) {
        s.pairs[i] = DT_SPILL_INIT(DT_SPILL_NUMBERS);
        dt_dedup_bound(d, &s.pairs[i], threads);
    }
    if (rc == DT_OK)
        rc = dt_dedup_end_run(d, threads, d->keeps_fd, err);
    if (rc == DT_OK && !d->member)
        rc = dt_dedup_put_in_order(d, err);
    if (rc == DT_OK)
        s.texts = texts_of(d);
    if (rc == DT_OK && !s.texts)
        rc = no_memory(err);
    s.join = (struct dt_join){.runs = d->runs,
                              .run_count = d->run_count,
                              .number = d->number,
                              .texts = s.texts,
                              .form = &d->form,
                              .crowd = d->options.crowd};
    if (rc == DT_OK)
        rc = join_buckets(&s, threads, count, found, err);
    free(s.texts);
    free(s.groups);
    free(s.pairs);
    return rc;
}

unsigned dt_dedup_least_share(const struct dt_dedup *d)
{
    const unsigned near = 2000 * d->options.near / (1000 + d->options.near);

    return near < d->options.contains ? near : d->options.contains;
}

static int find_shared(const struct dt_dedup *d, unsigned threads,
                       struct dt_dedup_found *found, struct dt_err *err)
{
    struct dt_join_text *texts = texts_of(d);
    const struct dt_candidates shared = {.groups = &found->groups,
                                         .texts = texts,
                                         .text_count = d->group_count,
                                         .crowd = d->options.crowd,
                                         .threshold = dt_dedup_least_share(d),
                                         .memory = d->options.memory / 4,
                                         .folder = d->options.folder,
                                         .threads = threads};
    int rc = texts ? dt_candidates_shared(&shared, &found->pairs, err)
                   : no_memory(err);

    dt_groups_release(&found->groups);
    free(texts);
    return rc < 0 ? rc : dt_spill_settle(&found->pairs, err);
}

/* A similarity takes ten bits. */
enum { SIMILARITY_BITS = 10, SIMILARITY = (1 << SIMILARITY_BITS) - 1 };

static int add_edge(struct dt_dedup *d, uint32_t x, uint32_t y,
                    struct dt_dedup_verdict v, enum dt_relation relation,
                    struct dt_err *err)
{
    return dt_spill_keyed(
        &d->edges, x < y ? (uint64_t)x << 32 | y : (uint64_t)y << 32 | x,
        ((uint32_t)relation << SIMILARITY_BITS | v.jaccard) << SIMILARITY_BITS |
            v.containment,
        err);
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

/* For dt_dedup_verify(). */
static int take_verdict(void *ctx, uint32_t x, uint32_t y,
                        struct dt_dedup_verdict verdict, struct dt_err *err)
{
    struct dt_dedup *d = ctx;
    int rc = d->kept ? dt_kept_found(d->kept, x, y, verdict, err) : DT_OK;

    return rc < 0 ? rc
                  : pair_groups(d, &d->groups[d->group[x]],
                                &d->groups[d->group[y]], verdict, err);
}

/* All edges: of texts with one fold, and of those pairs that are copies. */
static int tell_edges(struct dt_dedup *d, unsigned threads,
                      struct dt_spill *pairs, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < d->group_count; i++)
        rc = pair_same(d, &d->groups[i], err);
    if (rc == DT_OK)
        rc = dt_dedup_verify(d, pairs, threads, take_verdict, d, err);
    return rc < 0 ? rc : dt_spill_settle(&d->edges, err);
}

int dt_dedup_merge(struct dt_dedup *d, unsigned threads,
                   struct dt_dedup_found *found, struct dt_err *err)
{
    int rc = d->member ? DT_OK : dt_dedup_put_in_order(d, err);

    for (size_t i = 0; i < d->run_count; i++)
        dt_run_release(&d->runs[i]);
    dt_dedup_bound(d, &found->pairs, 1);
    if (rc == DT_OK)
        rc = find_shared(d, threads, found, err);
    return rc < 0 ? rc : tell_edges(d, threads, &found->pairs, err);
}

/* What the run before found and still holds is told without another look. */
static int tell_kept(struct dt_dedup *d, struct dt_err *err)
{
    const struct dt_kept *k = d->kept;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < k->edge_count; i++)
        rc = take_verdict(d, (uint32_t)(k->edges[i].key >> 32),
                          (uint32_t)k->edges[i].key,
                          dt_kept_verdict(&k->edges[i]), err);
    return rc;
}

/* The pairs to be verified: of what came or went, or of all. */
static int find_pairs(struct dt_dedup *d, unsigned threads,
                      struct dt_dedup_found *found, struct dt_err *err)
{
    bool done = false;
    int rc = dt_kept_write(d, threads, err);

    dt_dedup_bound(d, &found->pairs, 1);
    if (rc == DT_OK)
        rc = dt_kept_update(d, &found->pairs, &done, err);
    if (rc == DT_OK && done) {
        rc = tell_kept(d, err);
        return rc < 0 ? rc : dt_spill_settle(&found->pairs, err);
    }
    if (rc == DT_OK)
        rc = dt_dedup_join(d, threads, 1, 1, found, err);
    return rc < 0 ? rc : find_shared(d, threads, found, err);
}

static int find_kept(struct dt_dedup *d, unsigned threads, struct dt_err *err)
{
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    int rc = dt_kept_note(d, find_pairs(d, threads, &found, err));

    if (rc == DT_OK)
        rc = tell_edges(d, threads, &found.pairs, err);
    dt_dedup_found_release(&found);
    return rc < 0 ? rc : dt_kept_note(d, dt_kept_save(d, err));
}

int dt_dedup_find(struct dt_dedup *d, unsigned threads, struct dt_err *err)
{
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    int rc;

    if (d->kept)
        return find_kept(d, threads, err);
    rc = dt_dedup_join(d, threads, 1, 1, &found, err);
    if (rc == DT_OK)
        rc = dt_dedup_merge(d, threads, &found, err);
    dt_dedup_found_release(&found);
    return rc;
}

/* Who wants the edges. */
struct listener {
    dt_dedup_edge_fn fn;
    void *ctx;
};

static int tell(void *ctx, const struct dt_keyed *record, struct dt_err *err)
{
    const struct listener *l = ctx;
    const struct dt_dedup_edge edge = {
        (uint32_t)(record->key >> 32), (uint32_t)record->key,
        record->item >> SIMILARITY_BITS & SIMILARITY, record->item & SIMILARITY,
        (enum dt_relation)(record->item >> 2 * SIMILARITY_BITS)};

    return l->fn(l->ctx, &edge, err);
}

int dt_dedup_edges(const struct dt_dedup *d, dt_dedup_edge_fn fn, void *ctx,
                   struct dt_err *err)
{
    struct listener l = {fn, ctx};

    return dt_spill_each(&d->edges, tell, &l, err);
}

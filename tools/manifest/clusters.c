#include "manifest/clusters.h"

#include <stdlib.h>
#include <string.h>

#include "article/cluster.h"
#include "base/radix.h"
#include "manifest/clusters_read.h"
#include "manifest/version_order.h"

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for copies");
}

const char *dt_copy_level_name(enum dt_copy_level level)
{
    static const char *const names[] = {"bytes", "text", "fold", "near",
                                        "decided"};

    return names[level];
}

static uint64_t pair_of(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static int by_pair(const void *x, const void *y)
{
    const struct dt_cluster_edge *p = x, *q = y;
    const uint64_t a = pair_of(p->a, p->b), b = pair_of(q->a, q->b);

    if (a != b)
        return a < b ? -1 : 1;
    return (int)p->relation - (int)q->relation;
}

const struct dt_cluster_edge *dt_clusters_edge(const struct dt_clusters *c,
                                               uint32_t a, uint32_t b)
{
    size_t low = 0, high = c->edge_count;
    const uint64_t key = pair_of(a, b);

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (pair_of(c->edges[middle].a, c->edges[middle].b) < key)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < c->edge_count &&
           pair_of(c->edges[low].a, c->edges[low].b) == key &&
           c->edges[low].relation == DT_RELATION_CONTAINS)
        low++;
    return low < c->edge_count &&
                   pair_of(c->edges[low].a, c->edges[low].b) == key
               ? &c->edges[low]
               : NULL;
}

/* Whom the copies name, beside those that name what is the same. */
static void note_originals(struct dt_clusters *c)
{
    for (size_t i = 0; i < c->edge_count; i++) {
        const struct dt_cluster_edge *edge = &c->edges[i];
        struct dt_copy *a = &c->copies[edge->a], *b = &c->copies[edge->b];

        if (edge->relation == DT_RELATION_REVISION)
            continue;
        if (!dt_copy_names(a, a))
            b->original = b->original || dt_copy_names(a, b);
        if (!dt_copy_names(b, b))
            a->original = a->original || dt_copy_names(b, a);
    }
}

struct ranked {
    const struct dt_copy *copy;
    uint32_t number;
};

static int by_rank(const void *a, const void *b)
{
    return dt_copy_cmp(((const struct ranked *)a)->copy,
                       ((const struct ranked *)b)->copy);
}

static int by_version(const void *a, const void *b)
{
    return dt_copy_cmp_version(((const struct ranked *)a)->copy,
                               ((const struct ranked *)b)->copy);
}

/* All articles in some order. */
static int rank(const struct dt_clusters *c,
                int (*order)(const void *, const void *), uint32_t *out,
                struct dt_err *err)
{
    struct ranked *ranked = calloc(c->count + 1, sizeof *ranked);

    if (!ranked)
        return no_memory(err);
    for (size_t i = 0; i < c->count; i++)
        ranked[i] = (struct ranked){&c->copies[i], (uint32_t)i};
    if (c->count)
        qsort(ranked, c->count, sizeof *ranked, order);
    for (size_t i = 0; i < c->count; i++)
        out[i] = ranked[i].number;
    free(ranked);
    return DT_OK;
}

/* What is near, by whom it stands for. */
static int link_near(const struct dt_clusters *c, struct dt_spill *links,
                     struct dt_err *err)
{
    uint32_t *rank = calloc(c->count + 1, sizeof *rank);
    int rc = rank ? DT_OK : no_memory(err);

    for (uint32_t i = 0; rc == DT_OK && i < c->count; i++)
        rank[c->order[i]] = i;
    for (size_t i = 0; rc == DT_OK && i < c->edge_count; i++) {
        const struct dt_dedup_edge edge = {
            .a = c->articles[c->edges[i].a].stands_for,
            .b = c->articles[c->edges[i].b].stands_for,
            .relation = c->edges[i].relation};

        /* Of two that a curator keeps neither is a copy of the other. */
        if (edge.relation == DT_RELATION_NEAR &&
            !(c->copies[edge.a].kept && c->copies[edge.b].kept))
            rc = dt_cluster_link(links, rank, &edge, err);
    }
    free(rank);
    return rc;
}

/* Stars, but of no two whose stories a curator parted. */
static int make_stars(const struct dt_clusters *c, struct dt_spill *links,
                      uint32_t *canonical, struct dt_err *err)
{
    struct dt_decided stories = DT_DECIDED_INIT;
    uint32_t *story = calloc(c->count + 1, sizeof *story);
    const struct dt_cluster_parted parted = {&c->decided, &stories, story};
    int rc = story ? DT_OK : no_memory(err);

    for (size_t i = 0; rc == DT_OK && i < c->count; i++)
        story[i] = c->articles[i].story;
    if (rc == DT_OK)
        rc = dt_decided_stories(&c->decided, story, &stories, err);
    if (rc == DT_OK)
        rc = dt_cluster_star(links, c->order, c->count, &parted, canonical,
                             err);
    dt_decided_release(&stories);
    free(story);
    return rc;
}

/* Stars of what is near, whose points bring along what is the same as they. */
static int gather(struct dt_clusters *c, struct dt_err *err)
{
    struct dt_spill links = DT_SPILL_INIT(DT_SPILL_NUMBERS);
    uint32_t *canonical = calloc(c->count + 1, sizeof *canonical);
    int rc = canonical ? DT_OK : no_memory(err);

    /* Who copies a copy, which no build writes, stands for itself. */
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t *of = &c->articles[i].stands_for;

        *of = c->articles[*of].stands_for == *of ? *of : i;
    }
    if (rc == DT_OK)
        rc = link_near(c, &links, err);
    if (rc == DT_OK)
        rc = make_stars(c, &links, canonical, err);
    for (size_t i = 0; rc == DT_OK && i < c->count; i++) {
        c->articles[i].canonical = canonical[c->articles[i].stands_for];
        c->duplicates += c->articles[i].canonical != i;
    }
    dt_spill_release(&links);
    free(canonical);
    return rc;
}

static uint32_t root_of(struct dt_cluster_article *articles, uint32_t i)
{
    while (articles[i].story != i) {
        articles[i].story = articles[articles[i].story].story;
        i = articles[i].story;
    }
    return i;
}

/* Versions of versions are versions: one publisher's hand goes through all. */
static void chain(struct dt_clusters *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        c->articles[i].story = i;
    for (size_t i = 0; i < c->edge_count; i++) {
        uint32_t a, b;

        if (c->edges[i].relation != DT_RELATION_REVISION)
            continue;
        a = root_of(c->articles, c->edges[i].a);
        b = root_of(c->articles, c->edges[i].b);
        c->articles[a < b ? b : a].story = a < b ? a : b;
    }
    for (uint32_t i = 0; i < c->count; i++)
        c->articles[i].story = root_of(c->articles, i);
}

/* Sort an order by what its articles belong to, and leave it otherwise. */
static int group(const struct dt_clusters *c, uint32_t *order, bool stories,
                 struct dt_err *err)
{
    struct dt_keyed *keyed = calloc(c->count + 1, sizeof *keyed);
    int rc = keyed ? DT_OK : no_memory(err);

    for (size_t i = 0; rc == DT_OK && i < c->count; i++) {
        const struct dt_cluster_article *a = &c->articles[order[i]];

        keyed[i] = (struct dt_keyed){stories ? a->story : a->canonical,
                                     order[i]};
    }
    if (rc == DT_OK)
        rc = dt_radix_sort(keyed, c->count, err);
    for (size_t i = 0; rc == DT_OK && i < c->count; i++)
        order[i] = keyed[i].item;
    free(keyed);
    return rc;
}

/* The canonical one first, whatever its rank among the copies is. */
static void lead(struct dt_clusters *c)
{
    for (size_t from = 0, to; from < c->count; from = to) {
        const uint32_t canonical = c->articles[c->order[from]].canonical;
        size_t at = from;

        for (to = from;
             to < c->count && c->articles[c->order[to]].canonical == canonical;
             to++)
            at = c->order[to] == canonical ? to : at;
        memmove(c->order + from + 1, c->order + from,
                (at - from) * sizeof *c->order);
        c->order[from] = canonical;
    }
}

int dt_clusters_outlet(struct dt_clusters *c, const char *publisher,
                       struct dt_err *err)
{
    const char *name;

    if (!publisher)
        return DT_OK;
    name = dt_arena_lower(&c->arena, DT_STR(publisher));
    if (!name)
        return no_memory(err);
    if (dt_map_find(&c->outlets, name))
        return DT_OK;
    c->outlet_count++;
    return dt_map_put(&c->outlets, name, name, err);
}

/* Who is canonical, and nobody's words but its own, is an outlet. */
static int count_outlets(struct dt_clusters *c, struct dt_err *err)
{
    int rc = DT_OK;

    for (uint32_t i = 0; rc == DT_OK && i < c->count; i++)
        if (c->articles[i].canonical == i &&
            !dt_copy_is_syndicated(&c->copies[i]))
            rc = dt_clusters_outlet(c, c->copies[i].publisher, err);
    return rc;
}

int dt_clusters_read(struct dt_clusters *out, const struct dt_corpus *corpus,
                     struct dt_err *err)
{
    int rc;

    *out = (struct dt_clusters){.decided = DT_DECIDED_INIT,
                                .outlets = DT_MAP_INIT,
                                .arena = DT_ARENA_INIT(SIZE_MAX)};
    rc = dt_clusters_lines(out, corpus, err);
    if (rc == DT_OK)
        rc = dt_decided_apply(&corpus->decisions->copies, out->copies,
                              out->count, &out->decided, err);
    if (rc < 0)
        return rc;
    if (out->edge_count)
        qsort(out->edges, out->edge_count, sizeof *out->edges, by_pair);
    out->order = calloc(out->count + 1, sizeof *out->order);
    out->by_story = calloc(out->count + 1, sizeof *out->by_story);
    if (!out->order || !out->by_story)
        return no_memory(err);
    note_originals(out);
    chain(out);
    rc = rank(out, by_rank, out->order, err);
    if (rc == DT_OK)
        rc = rank(out, by_version, out->by_story, err);
    if (rc == DT_OK)
        rc = dt_version_order(out, out->by_story, err);
    if (rc == DT_OK)
        rc = gather(out, err);
    if (rc == DT_OK)
        rc = count_outlets(out, err);
    if (rc == DT_OK)
        rc = group(out, out->order, false, err);
    if (rc == DT_OK)
        rc = group(out, out->by_story, true, err);
    if (rc == DT_OK)
        lead(out);
    return rc;
}

void dt_clusters_release(struct dt_clusters *c)
{
    free(c->copies);
    free(c->articles);
    free(c->edges);
    free(c->order);
    free(c->by_story);
    dt_map_release(&c->outlets);
    dt_decided_release(&c->decided);
    dt_arena_release(&c->arena);
}

enum dt_copy_level dt_clusters_level(const struct dt_clusters *c,
                                     uint32_t article,
                                     const struct dt_cluster_edge **edge)
{
    const struct dt_cluster_article *a = &c->articles[article];
    const struct dt_copy *copy = &c->copies[article];
    const struct dt_copy *canonical = &c->copies[a->canonical];

    *edge = dt_clusters_edge(c, article, a->canonical);
    if (dt_copy_same(copy, canonical)) {
        if (memcmp(copy->snapshot, canonical->snapshot, DT_DIGEST_SIZE) == 0)
            return DT_LEVEL_BYTES;
        return strcmp(a->text_sha256, c->articles[a->canonical].text_sha256)
                   ? DT_LEVEL_FOLD
                   : DT_LEVEL_TEXT;
    }
    if (copy->copy_of != SIZE_MAX)
        return DT_LEVEL_DECIDED;
    if (!*edge)
        *edge = dt_clusters_edge(c, a->stands_for, a->canonical);
    return DT_LEVEL_NEAR;
}

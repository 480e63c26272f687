#include "article/cluster.h"

#include <stdlib.h>

#include "article/decided.h"

/* Each as the other's neighbour, so that all of one stand together. */
int dt_cluster_link(struct dt_spill *links, const uint32_t *rank,
                    const struct dt_dedup_edge *edge, struct dt_err *err)
{
    int rc;

    if (edge->relation != DT_RELATION_SAME &&
        edge->relation != DT_RELATION_NEAR)
        return DT_OK;
    rc = dt_spill_number(links, (uint64_t)rank[edge->a] << 32 | edge->b, err);
    return rc < 0 ? rc
                  : dt_spill_number(
                        links, (uint64_t)rank[edge->b] << 32 | edge->a, err);
}

struct stars {
    const uint32_t *order;
    const struct dt_cluster_parted *parted; /* or NULL */
    uint32_t *canonical;                    /* UINT32_MAX where nobody is yet */
    uint32_t *joined; /* of a story, whose star one of it joined last */
};

/*
 * Whether a curator parted a text, or its story, from one in the star of
 * centre, which is the one that is being gathered.
 */
static bool is_apart(const struct stars *s, uint32_t text, uint32_t centre)
{
    const size_t(*pairs)[2];
    size_t count;

    if (!s->parted)
        return false;
    pairs = dt_decided_of(s->parted->texts, text, &count);
    for (size_t i = 0; i < count; i++)
        if (s->canonical[pairs[i][1]] == centre)
            return true;
    pairs = dt_decided_of(s->parted->stories, s->parted->story[text], &count);
    for (size_t i = 0; i < count; i++)
        if (s->joined[pairs[i][1]] == centre)
            return true;
    return false;
}

static void take(const struct stars *s, uint32_t text, uint32_t centre)
{
    s->canonical[text] = centre;
    if (s->parted)
        s->joined[s->parted->story[text]] = centre;
}

/* A text that nobody has joined joins a centre, or what becomes one. */
static int join(void *ctx, const struct dt_keyed *link, struct dt_err *err)
{
    const struct stars *s = ctx;
    const uint32_t centre = s->order[link->key >> 32];
    const uint32_t copy = (uint32_t)link->key;

    (void)err;
    if (s->canonical[centre] == UINT32_MAX)
        take(s, centre, centre);
    if (s->canonical[centre] == centre && s->canonical[copy] == UINT32_MAX &&
        !is_apart(s, copy, centre))
        take(s, copy, centre);
    return DT_OK;
}

int dt_cluster_star(struct dt_spill *links, const uint32_t *order, size_t count,
                    const struct dt_cluster_parted *parted, uint32_t *canonical,
                    struct dt_err *err)
{
    struct stars s = {order, parted, canonical,
                      malloc((count + 1) * sizeof *s.joined)};
    int rc = s.joined ? dt_spill_settle(links, err)
                      : DT_FAIL(err, DT_EINTERNAL, "out of memory for stars");

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        canonical[i] = s.joined[i] = UINT32_MAX;
    if (rc == DT_OK)
        rc = dt_spill_each(links, join, &s, err);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        if (canonical[i] == UINT32_MAX)
            canonical[i] = (uint32_t)i;
    free(s.joined);
    return rc;
}

#include "article/cluster.h"

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
    const struct dt_decided *decided;
    uint32_t *canonical; /* UINT32_MAX where nobody is yet */
};

/* Whether a curator parted a text from one in the star of centre. */
static bool is_apart(const struct stars *s, uint32_t text, uint32_t centre)
{
    const size_t(*pairs)[2];
    size_t count;

    if (!s->decided)
        return false;
    pairs = dt_decided_of(s->decided, text, &count);
    for (size_t i = 0; i < count; i++)
        if (s->canonical[pairs[i][1]] == centre)
            return true;
    return false;
}

/* A text that nobody has joined joins a centre, or what becomes one. */
static int join(void *ctx, const struct dt_keyed *link, struct dt_err *err)
{
    const struct stars *s = ctx;
    const uint32_t centre = s->order[link->key >> 32];
    const uint32_t copy = (uint32_t)link->key;

    (void)err;
    if (s->canonical[centre] == UINT32_MAX)
        s->canonical[centre] = centre;
    if (s->canonical[centre] == centre && s->canonical[copy] == UINT32_MAX &&
        !is_apart(s, copy, centre))
        s->canonical[copy] = centre;
    return DT_OK;
}

int dt_cluster_star(struct dt_spill *links, const uint32_t *order, size_t count,
                    const struct dt_decided *decided, uint32_t *canonical,
                    struct dt_err *err)
{
    struct stars s = {order, decided, canonical};
    int rc = dt_spill_settle(links, err);

    for (size_t i = 0; i < count; i++)
        canonical[i] = UINT32_MAX;
    if (rc == DT_OK)
        rc = dt_spill_each(links, join, &s, err);
    for (size_t i = 0; i < count; i++)
        if (canonical[i] == UINT32_MAX)
            canonical[i] = (uint32_t)i;
    return rc;
}

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

/* Whether a curator parted a text from one in the star of centre. */
static bool is_apart(const struct dt_decided *decided, uint32_t text,
                     uint32_t centre, const uint32_t *canonical)
{
    size_t count;
    const size_t(*pairs)[2] = dt_decided_of(decided, text, &count);

    for (size_t i = 0; i < count; i++)
        if (canonical[pairs[i][1]] == centre)
            return true;
    return false;
}

int dt_cluster_star(struct dt_spill *links, const uint32_t *order, size_t count,
                    const struct dt_decided *decided, uint32_t *canonical,
                    struct dt_err *err)
{
    struct dt_spill_reader reader;
    struct dt_keyed link;
    bool more = true;
    int rc = dt_spill_settle(links, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < count; i++)
        canonical[i] = UINT32_MAX;
    rc = dt_spill_open(&reader, links, err);
    while (rc == DT_OK) {
        uint32_t centre, copy;

        rc = dt_spill_next(&reader, &link, &more, err);
        if (rc < 0 || !more)
            break;
        centre = order[link.key >> 32];
        copy = (uint32_t)link.key;
        if (canonical[centre] == UINT32_MAX)
            canonical[centre] = centre;
        if (canonical[centre] == centre && canonical[copy] == UINT32_MAX &&
            !(decided && is_apart(decided, copy, centre, canonical)))
            canonical[copy] = centre;
    }
    dt_spill_close(&reader);
    for (size_t i = 0; i < count; i++)
        if (canonical[i] == UINT32_MAX)
            canonical[i] = (uint32_t)i;
    return rc;
}

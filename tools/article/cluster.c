#include "article/cluster.h"

#include <stdlib.h>

#include "article/decided.h"

/* Everybody's copies, one after the other. */
struct neighbours {
    size_t *first; /* count + 2 of them */
    uint32_t *copy;
};

static bool joins(const struct dt_dedup_edge *edge)
{
    return edge->relation == DT_RELATION_SAME ||
           edge->relation == DT_RELATION_NEAR;
}

static void link_edges(const struct neighbours *n, size_t count,
                       const struct dt_dedup_edge *edges, size_t edge_count)
{
    for (size_t i = 0; i < edge_count; i++)
        if (joins(&edges[i])) {
            n->first[edges[i].a + 2]++;
            n->first[edges[i].b + 2]++;
        }
    for (size_t i = 2; i < count + 2; i++)
        n->first[i] += n->first[i - 1];
    for (size_t i = 0; i < edge_count; i++)
        if (joins(&edges[i])) {
            n->copy[n->first[edges[i].a + 1]++] = edges[i].b;
            n->copy[n->first[edges[i].b + 1]++] = edges[i].a;
        }
}

/* Whether a curator parted a text from one in the star of centre. */
static bool is_apart(const struct dt_decided *decided, uint32_t text,
                     uint32_t centre, const uint32_t *canonical)
{
    const size_t(*pairs)[2] = NULL;
    size_t count = 0;

    if (decided)
        pairs = dt_decided_of(decided, text, &count);
    for (size_t i = 0; i < count; i++)
        if (canonical[pairs[i][1]] == centre)
            return true;
    return false;
}

int dt_cluster_star(const struct dt_dedup_edge *edges, size_t edge_count,
                    const uint32_t *order, size_t count,
                    const struct dt_decided *decided, uint32_t *canonical,
                    struct dt_err *err)
{
    struct neighbours n = {calloc(count + 2, sizeof *n.first),
                           calloc(2 * edge_count + 1, sizeof *n.copy)};
    int rc = DT_OK;

    if (!n.first || !n.copy) {
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for clusters");
        goto out;
    }
    link_edges(&n, count, edges, edge_count);
    for (size_t i = 0; i < count; i++)
        canonical[i] = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        uint32_t centre = order[i];

        if (canonical[centre] != UINT32_MAX)
            continue;
        canonical[centre] = centre;
        for (size_t j = n.first[centre]; j < n.first[centre + 1]; j++)
            if (canonical[n.copy[j]] == UINT32_MAX &&
                !is_apart(decided, n.copy[j], centre, canonical))
                canonical[n.copy[j]] = centre;
    }
out:
    free(n.first);
    free(n.copy);
    return rc;
}

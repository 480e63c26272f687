#include "manifest/copy_edges.h"

#include <string.h>

static int spool(struct dt_plan *p, const char *a, const char *b,
                 const struct dt_dedup_edge *edge, struct dt_err *err)
{
    struct dt_maker *m = &p->makers[0];
    struct dt_buf key = DT_BUF_INIT(4096);
    int rc;

    dt_buf_reset(&m->line);
    rc = dt_write_duplicate(a, b, edge, &m->lines, &m->line, err);
    dt_buf_addf(&key, "%s %s %s", a, b, dt_relation_name(edge->relation));
    if (rc == DT_OK)
        rc = dt_buf_check(&key, "a pair of ids", err);
    if (rc == DT_OK)
        rc = dt_spool_add(p->duplicate_lines, dt_buf_str(&key),
                          dt_buf_str(&m->line), err);
    dt_buf_release(&key);
    return rc;
}

int dt_copy_edge_spool(struct dt_plan *plan, size_t a, size_t b,
                       const struct dt_dedup_edge *edge, bool ordered,
                       struct dt_err *err)
{
    const struct dt_copy *x = &plan->copies[a], *y = &plan->copies[b];
    struct dt_dedup_edge told = *edge;
    bool turned;

    if (dt_decided_apart(&plan->decided, a, b))
        return DT_OK;
    if (dt_copy_revises(x, y, edge->relation))
        told.relation = DT_RELATION_REVISION;
    turned = told.relation == DT_RELATION_REVISION
                 ? !ordered && dt_copy_cmp_version(x, y) > 0
                 : strcmp(x->id, y->id) > 0;
    return spool(plan, turned ? y->id : x->id, turned ? x->id : y->id, &told,
                 err);
}

int dt_copy_edge_keep(struct dt_plan *plan, size_t a, size_t b,
                      struct dt_str relation, int64_t jaccard,
                      int64_t containment, bool ordered, struct dt_err *err)
{
    struct dt_dedup_edge edge = {.jaccard = (uint16_t)jaccard,
                                 .containment = (uint16_t)containment,
                                 .relation = jaccard >= DT_DEDUP_NEAR
                                                 ? DT_RELATION_NEAR
                                                 : DT_RELATION_CONTAINS};

    if (dt_str_is(relation, "same") || dt_str_is(relation, "decided"))
        return DT_OK;
    return dt_copy_edge_spool(plan, a, b, &edge, ordered, err);
}

int dt_copy_edges_same(struct dt_plan *p, size_t count, struct dt_err *err)
{
    static const struct dt_dedup_edge same = {
        .jaccard = 1000, .containment = 1000, .relation = DT_RELATION_SAME};
    static const struct dt_dedup_edge decided = {
        .relation = DT_RELATION_DECIDED};
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const struct dt_copy *copy = &p->copies[i];
        size_t of = copy->copy_of == SIZE_MAX ? copy->duplicate_of
                                              : copy->copy_of;

        if (copy->duplicate_of == SIZE_MAX)
            continue;
        p->report->duplicates++;
        rc = dt_copy_edge_spool(
            p, i, of, dt_copy_same(copy, &p->copies[of]) ? &same : &decided,
            false, err);
    }
    return rc;
}

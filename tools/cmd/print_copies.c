#include "cmd/print_copies.h"

#include <stdlib.h>
#include <unistd.h>

#include "article/cluster.h"
#include "base/file.h"
#include "base/json.h"

enum { FLUSH = 256 * 1024 };

static int flush(struct dt_buf *out, size_t least, struct dt_err *err)
{
    int rc = dt_buf_check(out, "the output", err);

    if (rc == DT_OK && out->len > least) {
        rc = dt_file_write_fd(STDOUT_FILENO, "standard output", out->ptr,
                              out->len, err);
        dt_buf_reset(out);
    }
    return rc;
}

struct printer {
    const struct dt_dedup *dedup;
    struct dt_buf out;
};

static int print_pair(void *ctx, const struct dt_dedup_edge *e,
                      struct dt_err *err)
{
    struct printer *p = ctx;
    struct dt_json w;

    dt_json_init(&w, &p->out);
    dt_json_open(&w, '{');
    dt_json_put_text(&w, "a", dt_dedup_id(p->dedup, e->a));
    dt_json_put_text(&w, "b", dt_dedup_id(p->dedup, e->b));
    dt_json_put_int(&w, "containment", e->containment);
    dt_json_put_int(&w, "jaccard", e->jaccard);
    dt_json_put_text(&w, "relation", dt_relation_name(e->relation));
    dt_json_close(&w, '}');
    dt_buf_addc(&p->out, '\n');
    return flush(&p->out, FLUSH, err);
}

/* A text in the order in which they are kept. */
struct rank {
    size_t size;
    uint32_t number; /* in the order of ids */
};

static int by_rank(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* A text and who is kept in its place. */
static int by_canonical(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    if (x[0] != y[0])
        return x[0] < y[0] ? -1 : 1;
    return (x[1] > y[1]) - (x[1] < y[1]);
}

static void add_cluster(const struct dt_dedup *d, const uint32_t (*pairs)[2],
                        size_t count, struct dt_buf *out)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_text(&w, "canonical", dt_dedup_id(d, pairs[0][0]));
    dt_json_key(&w, "copies");
    dt_json_open(&w, '[');
    for (size_t i = 0; i < count; i++)
        if (pairs[i][1] != pairs[i][0])
            dt_json_text(&w, dt_dedup_id(d, pairs[i][1]));
    dt_json_close(&w, ']');
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static int print_stars(const struct dt_dedup *d, uint32_t (*pairs)[2],
                       struct dt_buf *out, struct dt_err *err)
{
    const size_t count = dt_dedup_count(d);
    int rc = DT_OK;

    for (size_t from = 0, end; rc == DT_OK && from < count; from = end) {
        for (end = from + 1; end < count; end++)
            if (pairs[end][0] != pairs[from][0])
                break;
        if (end - from > 1)
            add_cluster(d, (const uint32_t(*)[2])(pairs + from), end - from,
                        out);
        rc = flush(out, FLUSH, err);
    }
    return rc;
}

/* All texts, from whom is kept first to last, and where each of them is. */
static int order_texts(const struct dt_dedup *d, uint32_t *order,
                       uint32_t *places, struct dt_err *err)
{
    const size_t count = dt_dedup_count(d);
    struct rank *ranks = calloc(count + 1, sizeof *ranks);

    if (!ranks)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for clusters");
    for (size_t i = 0; i < count; i++)
        ranks[i] = (struct rank){dt_dedup_size(d, i), (uint32_t)i};
    qsort(ranks, count, sizeof *ranks, by_rank);
    for (size_t i = 0; i < count; i++) {
        order[i] = ranks[i].number;
        places[ranks[i].number] = (uint32_t)i;
    }
    free(ranks);
    return DT_OK;
}

struct linking {
    struct dt_spill links;
    const uint32_t *places;
};

static int link_edge(void *ctx, const struct dt_dedup_edge *edge,
                     struct dt_err *err)
{
    struct linking *l = ctx;

    return dt_cluster_link(&l->links, l->places, edge, err);
}

static int print_clusters(struct printer *p, struct dt_err *err)
{
    const size_t count = dt_dedup_count(p->dedup);
    uint32_t *order = calloc(count + 1, sizeof *order);
    uint32_t *places = calloc(count + 1, sizeof *places);
    uint32_t *canonical = calloc(count + 1, sizeof *canonical);
    uint32_t(*pairs)[2] = calloc(count + 1, sizeof *pairs);
    struct linking l = {DT_SPILL_INIT(DT_SPILL_NUMBERS), places};
    int rc = DT_OK;

    if (!order || !places || !canonical || !pairs)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for clusters");
    if (rc == DT_OK)
        rc = order_texts(p->dedup, order, places, err);
    dt_dedup_bound(p->dedup, &l.links, 1);
    if (rc == DT_OK)
        rc = dt_dedup_edges(p->dedup, link_edge, &l, err);
    if (rc == DT_OK)
        rc = dt_cluster_star(&l.links, order, count, NULL, canonical, err);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        pairs[i][0] = canonical[i];
        pairs[i][1] = (uint32_t)i;
    }
    if (rc == DT_OK) {
        qsort(pairs, count, sizeof *pairs, by_canonical);
        rc = print_stars(p->dedup, pairs, &p->out, err);
    }
    dt_spill_release(&l.links);
    free(order);
    free(places);
    free(canonical);
    free(pairs);
    return rc;
}

int dt_print_copies(const struct dt_dedup *d, bool clusters, struct dt_err *err)
{
    struct printer p = {d, DT_BUF_INIT(SIZE_MAX / 4)};
    int rc = clusters ? print_clusters(&p, err)
                      : dt_dedup_edges(d, print_pair, &p, err);

    if (rc == DT_OK)
        rc = flush(&p.out, 0, err);
    dt_buf_release(&p.out);
    return rc;
}

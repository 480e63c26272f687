#include "manifest/version_order.h"

#include <stdlib.h>
#include <string.h>

/* Of each article those that edges call earlier, and how far they are done. */
struct walk {
    uint32_t *earlier;
    size_t *next, *end; /* in earlier, by article */
    bool *seen;
    uint32_t *stack; /* articles that wait for earlier ones */
    uint32_t *out;
    size_t done;
};

static bool is_version(const struct dt_cluster_edge *edge)
{
    return edge->relation == DT_RELATION_REVISION;
}

static void list_earlier(struct walk *w, const struct dt_clusters *c)
{
    size_t sum = 0;

    for (size_t i = 0; i < c->edge_count; i++)
        w->end[c->edges[i].b] += is_version(&c->edges[i]);
    for (size_t i = 0; i < c->count; i++) {
        w->next[i] = sum;
        sum += w->end[i];
        w->end[i] = w->next[i];
    }
    for (size_t i = 0; i < c->edge_count; i++)
        if (is_version(&c->edges[i]))
            w->earlier[w->end[c->edges[i].b]++] = c->edges[i].a;
}

/* An article goes out when all that are earlier have. */
static void put(struct walk *w, uint32_t article)
{
    size_t depth = 0;

    if (w->seen[article])
        return;
    w->seen[article] = true;
    w->stack[depth++] = article;
    while (depth) {
        const uint32_t top = w->stack[depth - 1];

        if (w->next[top] == w->end[top]) {
            w->out[w->done++] = top;
            depth--;
            continue;
        }
        article = w->earlier[w->next[top]++];
        if (!w->seen[article]) {
            w->seen[article] = true;
            w->stack[depth++] = article;
        }
    }
}

int dt_version_order(const struct dt_clusters *c, uint32_t *order,
                     struct dt_err *err)
{
    struct walk w = {.earlier = calloc(c->edge_count + 1, sizeof *w.earlier),
                     .next = calloc(c->count + 1, sizeof *w.next),
                     .end = calloc(c->count + 1, sizeof *w.end),
                     .seen = calloc(c->count + 1, sizeof *w.seen),
                     .stack = calloc(c->count + 1, sizeof *w.stack),
                     .out = calloc(c->count + 1, sizeof *w.out)};
    const bool ready = w.earlier && w.next && w.end && w.seen && w.stack &&
                       w.out;

    if (ready) {
        list_earlier(&w, c);
        for (size_t i = 0; i < c->count; i++)
            put(&w, order[i]);
        memcpy(order, w.out, c->count * sizeof *order);
    }
    free(w.earlier);
    free(w.next);
    free(w.end);
    free(w.seen);
    free(w.stack);
    free(w.out);
    return ready ? DT_OK
                 : DT_FAIL(err, DT_EINTERNAL, "out of memory for versions");
}

/* Copies, versions and excerpts as JSON Lines (print_duplicates.h). */
#include "cmd/print_duplicates.h"

static void json_count(struct dt_json *w, const char *key, int64_t value)
{
    dt_json_key(w, key);
    if (value < 0)
        dt_json_null(w);
    else
        dt_json_int(w, value);
}

static void begin(struct dt_duplicates_print *p, struct dt_json *w)
{
    dt_json_init(w, &p->print.out);
    dt_json_open(w, '{');
}

static int end(struct dt_duplicates_print *p, struct dt_json *w,
               struct dt_err *err)
{
    dt_json_close(w, '}');
    dt_buf_addc(&p->print.out, '\n');
    return dt_print_flush(&p->print, err);
}

/* An article, and what it shares with another one: edge may be NULL. */
static int json_article(struct dt_duplicates_print *p, struct dt_json *w,
                        uint32_t article, uint32_t other,
                        const struct dt_cluster_edge *edge, const char *level,
                        struct dt_err *err)
{
    const struct dt_copy *copy = &p->clusters->copies[article];
    int64_t shared = -1, total;
    int rc = article == other ? DT_OK
                              : dt_duplicates_shared(p, article, other, &shared,
                                                     &total, err);

    dt_json_open(w, '{');
    dt_json_put_text(w, "article", copy->id);
    json_count(w, "containment", edge ? edge->containment : -1);
    json_count(w, "jaccard", edge ? edge->jaccard : -1);
    if (level)
        dt_json_put_text(w, "level", level);
    dt_json_put_text(w, "published", copy->published);
    dt_json_put_text(w, "publisher", copy->publisher);
    json_count(w, "shared_words", shared);
    dt_json_close(w, '}');
    return rc;
}

static int json_cluster(struct dt_duplicates_print *p, size_t from, size_t to,
                        struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    const uint32_t canonical = c->order[from];
    struct dt_json w;
    int rc = DT_OK;

    begin(p, &w);
    dt_json_put_text(&w, "canonical", c->copies[canonical].id);
    dt_json_key(&w, "copies");
    dt_json_open(&w, '[');
    for (size_t i = from + 1; rc == DT_OK && i < to; i++) {
        const struct dt_cluster_edge *edge;
        enum dt_copy_level level = dt_clusters_level(c, c->order[i], &edge);

        rc = json_article(p, &w, c->order[i], canonical, edge,
                          dt_copy_level_name(level), err);
    }
    dt_json_close(&w, ']');
    dt_json_put_text(&w, "corpus", p->corpus->name);
    json_count(&w, "outlets",
               (int64_t)dt_duplicates_outlets(c, c->order, from, to));
    dt_json_put_text(&w, "published", c->copies[canonical].published);
    dt_json_put_text(&w, "publisher", c->copies[canonical].publisher);
    dt_json_put_text(&w, "title", c->articles[canonical].title);
    dt_json_put_text(&w, "type", "cluster");
    return rc < 0 ? rc : end(p, &w, err);
}

static int json_chain(struct dt_duplicates_print *p, size_t from, size_t to,
                      struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    struct dt_json w;
    int rc = DT_OK;

    begin(p, &w);
    dt_json_put_text(&w, "corpus", p->corpus->name);
    dt_json_put_text(&w, "title", c->articles[c->by_story[from]].title);
    dt_json_put_text(&w, "type", "versions");
    dt_json_key(&w, "versions");
    dt_json_open(&w, '[');
    for (size_t i = from; rc == DT_OK && i < to; i++) {
        const uint32_t before = c->by_story[i > from ? i - 1 : i];

        rc = json_article(p, &w, c->by_story[i], before,
                          i > from ? dt_clusters_edge(c, before, c->by_story[i])
                                   : NULL,
                          NULL, err);
    }
    dt_json_close(&w, ']');
    return rc < 0 ? rc : end(p, &w, err);
}

static int json_excerpt(struct dt_duplicates_print *p,
                        const struct dt_cluster_edge *edge, struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    const bool turned = c->copies[edge->a].bytes < c->copies[edge->b].bytes;
    const uint32_t large = turned ? edge->b : edge->a;
    const uint32_t small = turned ? edge->a : edge->b;
    struct dt_json w;
    int rc;

    begin(p, &w);
    dt_json_put_text(&w, "corpus", p->corpus->name);
    dt_json_key(&w, "excerpt");
    rc = json_article(p, &w, small, large, edge, NULL, err);
    dt_json_put_text(&w, "of", c->copies[large].id);
    dt_json_put_text(&w, "type", "excerpt");
    return rc < 0 ? rc : end(p, &w, err);
}

int dt_duplicates_json(struct dt_duplicates_print *p, struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    int rc = DT_OK;

    for (size_t from = 0, to; rc == DT_OK && from < c->count; from = to) {
        for (to = from + 1;
             to < c->count && c->articles[c->order[to]].canonical ==
                                  c->articles[c->order[from]].canonical;
             to++)
            ;
        if (to - from > 1)
            rc = json_cluster(p, from, to, err);
    }
    for (size_t from = 0, to; rc == DT_OK && from < c->count; from = to) {
        for (to = from + 1;
             to < c->count && c->articles[c->by_story[to]].story ==
                                  c->articles[c->by_story[from]].story;
             to++)
            ;
        if (to - from > 1)
            rc = json_chain(p, from, to, err);
    }
    for (size_t i = 0; rc == DT_OK && i < c->edge_count; i++)
        if (c->edges[i].relation == DT_RELATION_CONTAINS)
            rc = json_excerpt(p, &c->edges[i], err);
    return rc;
}

#include "cmd/print_duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "manifest/make.h"

enum { TEXT_MAX = 64 * 1024 * 1024, FLUSH_AT = 256 * 1024 };

void dt_duplicates_print_init(struct dt_duplicates_print *p)
{
    dt_print_init(&p->print);
    p->comparison = DT_COMPARISON_INIT;
    p->fold[0] = p->fold[1] = DT_BUF_INIT(4 * (size_t)TEXT_MAX);
    p->text = DT_BUF_INIT(TEXT_MAX);
}

void dt_duplicates_print_release(struct dt_duplicates_print *p)
{
    dt_print_release(&p->print);
    dt_comparison_release(&p->comparison);
    dt_buf_release(&p->fold[0]);
    dt_buf_release(&p->fold[1]);
    dt_buf_release(&p->text);
}

/* The fold of a text that is open, here, and as its record says. */
static int read_fold(struct dt_duplicates_print *p, uint32_t article,
                     struct dt_buf *fold, bool *found, struct dt_err *err)
{
    const char *id = p->clusters->copies[article].id;
    char hex[DT_DIGEST_HEX_SIZE] = "";
    struct dt_digest *d = NULL;
    bool here;
    int rc;

    *found = false;
    if (p->clusters->articles[article].withheld)
        return DT_OK;
    dt_buf_reset(fold);
    rc = dt_make_read_text(p->corpus, DT_STR(id), &p->text, &here, err);
    if (!here)
        return rc;
    rc = dt_digest_new(&d, err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(d, p->text.ptr, p->text.len, hex, err);
    *found = rc == DT_OK &&
             strcmp(hex, p->clusters->articles[article].text_sha256) == 0;
    if (*found)
        rc = dt_article_fold(dt_buf_str(&p->text), fold, err);
    dt_digest_free(d);
    return rc;
}

int dt_duplicates_shared(struct dt_duplicates_print *p, uint32_t a, uint32_t b,
                         int64_t *count, int64_t *total, struct dt_err *err)
{
    const struct dt_comparison *c = &p->comparison;
    bool found;
    int rc = read_fold(p, a, &p->fold[0], &found, err);

    *count = -1;
    if (rc == DT_OK && found)
        rc = read_fold(p, b, &p->fold[1], &found, err);
    if (rc < 0 || !found)
        return rc;
    rc = dt_compare(&p->comparison, dt_buf_str(&p->fold[0]),
                    dt_buf_str(&p->fold[1]), err);
    if (rc == DT_OK) {
        *count = (int64_t)c->equal;
        *total = (int64_t)(c->a.count < c->b.count ? c->a.count : c->b.count);
    }
    return rc;
}

static int by_name(const void *a, const void *b)
{
    return dt_copy_cmp_publishers(*(const char *const *)a,
                                  *(const char *const *)b);
}

size_t dt_duplicates_outlets(const struct dt_clusters *c, const uint32_t *order,
                             size_t from, size_t to)
{
    const char **names = calloc(to - from + 1, sizeof *names);
    size_t count = 0, different = 0;

    for (size_t i = from; names && i < to; i++)
        if (c->copies[order[i]].publisher)
            names[count++] = c->copies[order[i]].publisher;
    if (count)
        qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++)
        different += i == 0 || by_name(&names[i - 1], &names[i]) != 0;
    free(names);
    return different;
}

/* "Wendmouth Echo, 2022-07-19": whose it is, and of which day. */
static void print_whose(struct dt_print *p, const struct dt_copy *copy)
{
    struct dt_str day = copy->published ? DT_STR(copy->published)
                                        : (struct dt_str){NULL, 0};

    if (day.len > 10 && day.ptr[10] == 'T')
        day.len = 10;
    dt_print_safe(p, copy->publisher ? DT_STR(copy->publisher)
                                     : DT_STR("publisher not known"));
    if (day.len) {
        dt_buf_adds(&p->out, ", ");
        dt_print_safe(p, day);
    }
}

static void print_shared(struct dt_print *p, const struct dt_cluster_edge *edge,
                         int64_t shared, int64_t total)
{
    if (edge && edge->jaccard >= 0)
        dt_buf_addf(&p->out, "; %d of 1000 alike, %d of the smaller one",
                    edge->jaccard, edge->containment);
    if (shared >= 0)
        dt_buf_addf(&p->out, "; %lld of %lld words", (long long)shared,
                    (long long)total);
    dt_buf_addc(&p->out, '\n');
}

static void print_title(struct dt_print *p, const char *title)
{
    if (title)
        dt_print_paragraph(p, DT_STR(title), 2);
}

static int print_copy(struct dt_duplicates_print *p, uint32_t article,
                      struct dt_err *err)
{
    static const char *const levels[] = {"same bytes", "same text",
                                         "same words", "near", "decided"};
    const struct dt_clusters *c = p->clusters;
    const struct dt_cluster_edge *edge;
    const enum dt_copy_level level = dt_clusters_level(c, article, &edge);
    int64_t shared = -1, total = 0;
    int rc = DT_OK;

    if (level >= DT_LEVEL_NEAR)
        rc = dt_duplicates_shared(p, article, c->articles[article].canonical,
                                  &shared, &total, err);
    dt_buf_addf(&p->print.out, "  %-10s  ", levels[level]);
    dt_print_safe(&p->print, DT_STR(c->copies[article].id));
    dt_buf_adds(&p->print.out, "  ");
    print_whose(&p->print, &c->copies[article]);
    print_shared(&p->print, level >= DT_LEVEL_NEAR ? edge : NULL, shared,
                 total);
    return rc;
}

static void print_head(struct dt_print *p, const struct dt_clusters *c,
                       uint32_t article)
{
    dt_buf_addc(&p->out, '\n');
    dt_print_heading(p, DT_STR(c->copies[article].id));
    dt_buf_adds(&p->out, "  ");
    print_whose(p, &c->copies[article]);
    dt_buf_addc(&p->out, '\n');
    print_title(p, c->articles[article].title);
}

static int flush(struct dt_print *p, struct dt_err *err)
{
    return p->out.len > FLUSH_AT ? dt_print_flush(p, err) : DT_OK;
}

static int print_clusters(struct dt_duplicates_print *p, size_t *count,
                          struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    int rc = DT_OK;

    for (size_t from = 0, to; rc == DT_OK && from < c->count; from = to) {
        const uint32_t canonical = c->articles[c->order[from]].canonical;
        size_t outlets;

        for (to = from + 1;
             to < c->count && c->articles[c->order[to]].canonical == canonical;
             to++)
            ;
        if (to - from == 1)
            continue;
        ++*count;
        print_head(&p->print, c, canonical);
        for (size_t i = from + 1; rc == DT_OK && i < to; i++)
            rc = print_copy(p, c->order[i], err);
        outlets = dt_duplicates_outlets(c, c->order, from, to);
        dt_buf_addf(&p->print.out, "  %zu cop%s; %zu outlet%s%s\n",
                    to - from - 1, to - from == 2 ? "y" : "ies", outlets,
                    DT_S(outlets),
                    outlets > 1 ? ", one of them independent" : "");
        if (rc == DT_OK)
            rc = flush(&p->print, err);
    }
    return rc;
}

static int print_version(struct dt_duplicates_print *p, uint32_t before,
                         uint32_t article, struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    int64_t shared, total;
    int rc = dt_duplicates_shared(p, before, article, &shared, &total, err);

    dt_buf_adds(&p->print.out, "  then        ");
    dt_print_safe(&p->print, DT_STR(c->copies[article].id));
    dt_buf_adds(&p->print.out, "  ");
    print_whose(&p->print, &c->copies[article]);
    print_shared(&p->print, dt_clusters_edge(c, before, article), shared,
                 total);
    return rc;
}

static int print_chains(struct dt_duplicates_print *p, size_t *count,
                        struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    int rc = DT_OK;

    for (size_t i = 1; rc == DT_OK && i < c->count; i++) {
        const uint32_t before = c->by_story[i - 1], article = c->by_story[i];
        const uint32_t story = c->articles[article].story;

        if (c->articles[before].story != story)
            continue;
        if (i == 1 || c->articles[c->by_story[i - 2]].story != story) {
            ++*count;
            print_head(&p->print, c, before);
        }
        rc = print_version(p, before, article, err);
        if (rc == DT_OK)
            rc = flush(&p->print, err);
    }
    return rc;
}

static int print_excerpts(struct dt_duplicates_print *p, size_t *count,
                          struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < c->edge_count; i++) {
        const struct dt_cluster_edge *edge = &c->edges[i];
        bool turned;
        uint32_t large, small;
        int64_t shared, total;

        if (edge->relation != DT_RELATION_CONTAINS)
            continue;
        turned = c->copies[edge->a].bytes < c->copies[edge->b].bytes;
        large = turned ? edge->b : edge->a;
        small = turned ? edge->a : edge->b;
        ++*count;
        rc = dt_duplicates_shared(p, large, small, &shared, &total, err);
        print_head(&p->print, c, large);
        dt_buf_adds(&p->print.out, "  contains    ");
        dt_print_safe(&p->print, DT_STR(c->copies[small].id));
        dt_buf_adds(&p->print.out, "  ");
        print_whose(&p->print, &c->copies[small]);
        print_shared(&p->print, edge, shared, total);
        if (rc == DT_OK)
            rc = flush(&p->print, err);
    }
    return rc;
}

int dt_duplicates_text(struct dt_duplicates_print *p, struct dt_err *err)
{
    const struct dt_clusters *c = p->clusters;
    size_t clusters = 0, chains = 0, excerpts = 0;
    int rc = print_clusters(p, &clusters, err);

    if (rc == DT_OK)
        rc = print_chains(p, &chains, err);
    if (rc == DT_OK)
        rc = print_excerpts(p, &excerpts, err);
    if (rc < 0)
        return rc;
    dt_buf_addf(
        &p->print.out,
        "%s%s: %zu article%s, %zu cop%s in %zu cluster%s, %zu stor%s in "
        "versions, %zu excerpt%s; %zu independent outlet%s\n",
        clusters + chains + excerpts ? "\n" : "", p->corpus->name, c->all,
        DT_S(c->all), c->duplicates, c->duplicates == 1 ? "y" : "ies", clusters,
        DT_S(clusters), chains, chains == 1 ? "y" : "ies", excerpts,
        DT_S(excerpts), c->outlet_count, DT_S(c->outlet_count));
    return dt_print_flush(&p->print, err);
}

#include "manifest/furniture_articles.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "manifest/clusters.h"
#include "manifest/lines.h"

/* Per mille of an earlier version that a later one has. */
enum { SURELY_ONE = 900 };

struct reading {
    struct dt_furniture_articles *out;
    struct dt_json_doc doc;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for articles");
}

static struct dt_str text_of(const struct dt_json_doc *doc, size_t object,
                             const char *name)
{
    const size_t token = dt_json_get(doc, object, name);

    return dt_json_type(doc, token) == DT_JSON_STRING
               ? dt_json_plain(doc, token)
               : (struct dt_str){NULL, 0};
}

/* "leam.example" of "https://www.leam.example:80/a"; empty: it has none. */
static struct dt_str host_of(struct dt_str url)
{
    size_t at = dt_str_find(url, DT_STR("://"), 0), len = 0;

    if (at == SIZE_MAX)
        return (struct dt_str){NULL, 0};
    url.ptr += at + 3;
    url.len -= at + 3;
    if (dt_str_starts(url, DT_STR("www."))) {
        url.ptr += 4;
        url.len -= 4;
    }
    while (len < url.len && !memchr("/:?#", url.ptr[len], 4))
        len++;
    return (struct dt_str){url.ptr, len};
}

/* The one copy of a site's name, whose case does not count: the first. */
static int name_site(struct dt_furniture_articles *all, struct dt_str name,
                     const char **out, struct dt_err *err)
{
    const char *key = dt_arena_lower(&all->arena, name);

    if (!key)
        return no_memory(err);
    *out = dt_map_find(&all->names, key);
    if (*out)
        return DT_OK;
    *out = dt_arena_copy(&all->arena, name);
    return *out ? dt_map_put(&all->names, key, *out, err) : no_memory(err);
}

static int take(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct reading *r = ctx;
    struct dt_furniture_articles *all = r->out;
    struct dt_furniture_article a = {.story = 0};
    struct dt_err inner;
    struct dt_str url, site;
    size_t text;
    int rc = dt_json_parse(&r->doc, line, &inner);

    if (rc < 0)
        return DT_FAIL(err, (enum dt_code)rc, "%s:%llu: %.300s (dictum verify)",
                       lines->name, (unsigned long long)lines->number,
                       inner.msg);
    text = dt_json_get(&r->doc, DT_JSON_ROOT, "text");
    if (dt_json_int64(&r->doc, dt_json_get(&r->doc, text, "bytes")) <= 0)
        return DT_OK;
    if (all->count == all->cap) {
        void *grown = dt_array_grow(all->items, &all->cap, sizeof *all->items);

        if (!grown)
            return no_memory(err);
        all->items = grown;
    }
    a.id = dt_arena_copy(&all->arena, text_of(&r->doc, DT_JSON_ROOT, "id"));
    a.withheld = dt_str_is(
        text_of(&r->doc, dt_json_get(&r->doc, DT_JSON_ROOT, "rights"), "text"),
        "withheld");
    url = text_of(&r->doc, DT_JSON_ROOT, "url");
    url.ptr = dt_arena_lower(&all->arena, url);
    if (!url.ptr)
        return no_memory(err);
    site = host_of(url);
    if (!site.len)
        site = text_of(&r->doc, DT_JSON_ROOT, "publisher");
    rc = a.id ? name_site(all, site, &a.site_name, err) : no_memory(err);
    if (rc < 0)
        return rc;
    all->paragraphs += (uint64_t)dt_json_int64(
        &r->doc, dt_json_get(&r->doc, text, "paragraphs"));
    all->items[all->count++] = a;
    return DT_OK;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct dt_furniture_article *)a)->id,
                  ((const struct dt_furniture_article *)b)->id);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int number_sites(struct dt_furniture_articles *all, struct dt_err *err)
{
    size_t n = 0;

    all->sites = calloc(all->count + 1, sizeof *all->sites);
    if (!all->sites)
        return no_memory(err);
    for (size_t i = 0; i < all->count; i++)
        all->sites[i] = all->items[i].site_name;
    if (all->count)
        qsort(all->sites, all->count, sizeof *all->sites, by_name);
    for (size_t i = 0; i < all->count; i++)
        if (i == 0 || all->sites[i] != all->sites[n - 1])
            all->sites[n++] = all->sites[i];
    for (size_t i = 0; i < all->count; i++) {
        const char **found = bsearch(&all->items[i].site_name, all->sites, n,
                                     sizeof *all->sites, by_name);

        all->items[i].site = found ? (uint32_t)(found - all->sites) : 0;
    }
    all->site_count = n;
    return DT_OK;
}

static uint32_t root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static bool is_same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/*
 * Whether an edge joins one story. Short articles may be near, or look like
 * versions of each other, because of nothing but the furniture that is looked
 * for: then the likeness alone does not count.
 */
static bool joins(const struct dt_clusters *c,
                  const struct dt_cluster_edge *edge)
{
    const struct dt_cluster_article *a = &c->articles[edge->a];
    const struct dt_cluster_article *b = &c->articles[edge->b];

    if (edge->relation == DT_RELATION_REVISION)
        return edge->containment >= SURELY_ONE ||
               is_same_text(a->url, b->url) || is_same_text(a->title, b->title);
    return edge->relation == DT_RELATION_SAME ||
           edge->relation == DT_RELATION_DECIDED;
}

static void join(const struct dt_clusters *c, uint32_t *parent)
{
    for (uint32_t i = 0; i < c->count; i++)
        parent[i] = i;
    for (size_t i = 0; i < c->edge_count; i++) {
        const uint32_t a = root_of(parent, c->edges[i].a);
        const uint32_t b = root_of(parent, c->edges[i].b);

        if (joins(c, &c->edges[i]))
            parent[a < b ? b : a] = a < b ? a : b;
    }
}

static int number_stories(struct dt_furniture_articles *all,
                          const struct dt_corpus *corpus, struct dt_err *err)
{
    struct dt_clusters c;
    uint32_t *parent = NULL;
    size_t at = 0;
    int rc = dt_clusters_read(&c, corpus, err);

    if (rc == DT_OK) {
        parent = calloc(c.count + 1, sizeof *parent);
        rc = parent ? DT_OK : no_memory(err);
    }
    if (rc == DT_OK)
        join(&c, parent);
    /* Both are sorted by id; stories without edges are numbered behind. */
    for (uint32_t i = 0; rc == DT_OK && i < all->count; i++) {
        while (at < c.count && strcmp(c.copies[at].id, all->items[i].id) < 0)
            at++;
        all->items[i].story = at < c.count && strcmp(c.copies[at].id,
                                                     all->items[i].id) == 0
                                  ? root_of(parent, (uint32_t)at)
                                  : (uint32_t)c.count + i;
    }
    free(parent);
    dt_clusters_release(&c);
    return rc;
}

int dt_furniture_articles_read(struct dt_furniture_articles *out,
                               const struct dt_corpus *corpus,
                               struct dt_err *err)
{
    struct reading r = {.out = out, .doc = DT_JSON_DOC_INIT};
    int rc;

    out->arena = DT_ARENA_INIT(SIZE_MAX);
    out->names = DT_MAP_INIT;
    rc = dt_lines_records(corpus, DT_ARTICLES, take, &r, err);
    dt_json_doc_release(&r.doc);
    if (rc == DT_OK && out->count)
        qsort(out->items, out->count, sizeof *out->items, by_id);
    if (rc == DT_OK)
        rc = number_sites(out, err);
    return rc < 0 ? rc : number_stories(out, corpus, err);
}

void dt_furniture_articles_release(struct dt_furniture_articles *articles)
{
    free(articles->items);
    free(articles->sites);
    dt_map_release(&articles->names);
    dt_arena_release(&articles->arena);
}

#include "manifest/clusters_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "manifest/find.h"
#include "manifest/lines.h"

/* What is read while lines stream by. */
struct reading {
    struct dt_clusters *out;
    struct dt_json_doc doc;
    const char **ids; /* that edges name: two an edge */
    size_t edge_room, id_room;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for copies");
}

static size_t member(const struct dt_json_doc *doc, const char *name)
{
    return dt_json_get(doc, DT_JSON_ROOT, name);
}

/* A copy of the text, NULL where it is null or not there. */
static int keep(struct reading *r, size_t token, const char **out,
                struct dt_err *err)
{
    struct dt_str text = {NULL, 0};
    int rc = dt_json_string(&r->doc, token, &r->out->arena, &text, err);

    *out = NULL;
    if (rc == DT_OK && text.ptr) {
        *out = dt_arena_copy(&r->out->arena, text);
        rc = *out ? DT_OK : no_memory(err);
    }
    return rc;
}

static bool relation_from(struct dt_str name, enum dt_relation *out)
{
    for (int i = DT_RELATION_SAME; i <= DT_RELATION_DECIDED; i++)
        if (dt_str_is(name, dt_relation_name((enum dt_relation)i))) {
            *out = (enum dt_relation)i;
            return true;
        }
    return false;
}

static int per_mille(const struct dt_json_doc *doc, const char *name)
{
    const size_t token = member(doc, name);

    return dt_json_type(doc, token) == DT_JSON_INT
               ? (int)dt_json_int64(doc, token)
               : -1;
}

/* Parse a line, and say which one where it is none. */
static int parse(struct reading *r, const struct dt_lines *lines,
                 struct dt_str line, struct dt_err *err)
{
    struct dt_err inner;
    const int rc = dt_json_parse(&r->doc, line, &inner);

    return rc == DT_OK ? DT_OK
                       : DT_FAIL(err, (enum dt_code)rc,
                                 "%s:%llu: %.300s (dictum verify)", lines->name,
                                 (unsigned long long)lines->number, inner.msg);
}

static bool is_text(const struct dt_json_doc *doc, const char *name)
{
    return dt_json_type(doc, member(doc, name)) == DT_JSON_STRING;
}

/* An edge; its articles are numbered when all ids are known. */
static int take_edge(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct reading *r = ctx;
    struct dt_clusters *c = r->out;
    struct dt_cluster_edge edge = {.jaccard = -1};
    void *edges, *ids;
    int rc = parse(r, lines, line, err);

    if (rc < 0)
        return rc;
    if (!is_text(&r->doc, "a") || !is_text(&r->doc, "b") ||
        !relation_from(dt_json_plain(&r->doc, member(&r->doc, "relation")),
                       &edge.relation))
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%llu: no edge between articles (dictum verify)",
                       lines->name, (unsigned long long)lines->number);
    edges = dt_array_room(c->edges, &r->edge_room, c->edge_count,
                          sizeof *c->edges);
    if (!edges)
        return no_memory(err);
    c->edges = edges;
    ids = dt_array_room(r->ids, &r->id_room, 2 * c->edge_count + 1,
                        sizeof *r->ids);
    if (!ids)
        return no_memory(err);
    r->ids = ids;
    edge.jaccard = per_mille(&r->doc, "jaccard");
    edge.containment = per_mille(&r->doc, "containment");
    rc = keep(r, member(&r->doc, "a"), &r->ids[2 * c->edge_count], err);
    if (rc == DT_OK)
        rc = keep(r, member(&r->doc, "b"), &r->ids[2 * c->edge_count + 1], err);
    if (rc == DT_OK)
        c->edges[c->edge_count++] = edge;
    return rc;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_copy_id(const void *key, const void *item)
{
    return dt_str_cmp_text(*(const struct dt_str *)key,
                           ((const struct dt_copy *)item)->id);
}

uint32_t dt_clusters_find(const struct dt_clusters *c, struct dt_str id)
{
    const struct dt_copy *found = c->count
                                      ? bsearch(&id, c->copies, c->count,
                                                sizeof *c->copies, by_copy_id)
                                      : NULL;

    return found ? (uint32_t)(found - c->copies) : UINT32_MAX;
}

static int list_articles(struct reading *r, struct dt_err *err)
{
    struct dt_clusters *c = r->out;
    const size_t n = 2 * c->edge_count;
    const char **sorted = calloc(n + 1, sizeof *sorted);

    c->copies = calloc(n + 1, sizeof *c->copies);
    c->articles = calloc(n + 1, sizeof *c->articles);
    if (!sorted || !c->copies || !c->articles) {
        free(sorted);
        return no_memory(err);
    }
    if (n) {
        memcpy(sorted, r->ids, n * sizeof *sorted);
        qsort(sorted, n, sizeof *sorted, by_text);
    }
    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(sorted[i - 1], sorted[i]) != 0)
            c->copies[c->count++].id = sorted[i];
    for (size_t i = 0; i < c->edge_count; i++) {
        c->edges[i].a = dt_clusters_find(c, DT_STR(r->ids[2 * i]));
        c->edges[i].b = dt_clusters_find(c, DT_STR(r->ids[2 * i + 1]));
    }
    free(sorted);
    return DT_OK;
}

/* Whose an article is that no edge names. */
static int count_outlet(struct reading *r, struct dt_err *err)
{
    struct dt_copy article = {.id = ""};
    int rc = keep(r, member(&r->doc, "publisher"), &article.publisher, err);

    if (rc == DT_OK)
        rc = keep(r, member(&r->doc, "syndicated_from"),
                  &article.syndicated_from, err);
    if (rc < 0 || dt_copy_is_syndicated(&article))
        return rc;
    return dt_clusters_outlet(r->out, article.publisher, err);
}

static void digest_of(const struct dt_json_doc *doc, size_t token,
                      unsigned char out[DT_DIGEST_SIZE])
{
    const struct dt_str hex = dt_json_plain(doc, token);

    if (hex.len == DT_DIGEST_HEX_SIZE - 1 && dt_digest_is_hex(hex))
        dt_digest_unhex(hex.ptr, out);
}

static int take_article(void *ctx, const struct dt_lines *lines,
                        struct dt_str line, struct dt_err *err)
{
    struct reading *r = ctx;
    const struct dt_json_doc *doc = &r->doc;
    const uint32_t number = dt_clusters_find(r->out,
                                             dt_find_id(line, DT_ARTICLES));
    struct dt_copy *copy;
    struct dt_cluster_article *article;
    struct dt_str of;
    size_t text;
    int rc = parse(r, lines, line, err);

    r->out->all++;
    if (rc == DT_OK && number == UINT32_MAX)
        return count_outlet(r, err);
    if (rc < 0)
        return rc;
    copy = &r->out->copies[number];
    article = &r->out->articles[number];
    text = member(doc, "text");
    rc = keep(r, member(doc, "publisher"), &copy->publisher, err);
    if (rc == DT_OK)
        rc = keep(r, member(doc, "published"), &copy->published, err);
    if (rc == DT_OK)
        rc = keep(r, member(doc, "syndicated_from"), &copy->syndicated_from,
                  err);
    if (rc == DT_OK)
        rc = keep(r, member(doc, "title"), &article->title, err);
    if (rc == DT_OK)
        rc = keep(r, member(doc, "url"), &article->url, err);
    if (rc == DT_OK)
        rc = keep(r, dt_json_get(doc, text, "sha256"), &article->text_sha256,
                  err);
    if (rc < 0)
        return rc;
    copy->bytes = (uint64_t)dt_json_int64(doc, dt_json_get(doc, text, "bytes"));
    digest_of(doc, dt_json_get(doc, text, "fold_sha256"), copy->fold);
    digest_of(doc, member(doc, "snapshot"), copy->snapshot);
    article->withheld = dt_str_is(
        dt_json_plain(doc, dt_json_get(doc, member(doc, "rights"), "text")),
        "withheld");
    of = dt_json_plain(doc, member(doc, "duplicate_of"));
    article->stands_for = is_text(doc, "duplicate_of")
                              ? dt_clusters_find(r->out, of)
                              : UINT32_MAX;
    if (article->stands_for == UINT32_MAX)
        article->stands_for = number;
    return DT_OK;
}

int dt_clusters_lines(struct dt_clusters *out, const struct dt_corpus *corpus,
                      struct dt_err *err)
{
    struct reading r = {.out = out, .doc = DT_JSON_DOC_INIT};
    int rc = dt_lines_records(corpus, DT_DUPLICATES, take_edge, &r, err);

    if (rc == DT_OK)
        rc = list_articles(&r, err);
    if (rc == DT_OK)
        rc = dt_lines_records(corpus, DT_ARTICLES, take_article, &r, err);
    for (size_t i = 0; rc == DT_OK && i < out->count; i++) {
        const struct dt_source *source =
            dt_corpus_source(corpus, DT_STR(out->copies[i].id));

        if (source)
            out->copies[i].retrieved = source->retrieved;
        if (!out->articles[i].text_sha256)
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%.200s: an edge of duplicates.jsonl names it, and "
                         "no article has this id (dictum verify)",
                         out->copies[i].id);
    }
    free(r.ids);
    dt_json_doc_release(&r.doc);
    return rc;
}

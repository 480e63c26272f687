#include "manifest/stale_copies.h"

#include <stdlib.h>
#include <string.h>

#include "manifest/find.h"
#include "manifest/lines.h"

struct article {
    const char *id;
    bool recorded;
    char fold[DT_COPY_JUDGED];
};

struct search {
    const struct dt_corpus *corpus;
    struct article *articles; /* that decisions name, sorted by id */
    size_t count;
    struct dt_json_doc doc;
};

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct article *)a)->id,
                  ((const struct article *)b)->id);
}

static int id_is(const void *key, const void *item)
{
    return dt_str_cmp_text(*(const struct dt_str *)key,
                           ((const struct article *)item)->id);
}

static struct article *find(const struct search *s, struct dt_str id)
{
    return bsearch(&id, s->articles, s->count, sizeof *s->articles, id_is);
}

static int take(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct search *s = ctx;
    struct article *a = find(s, dt_find_id(line, DT_ARTICLES));
    struct dt_str fold;
    int rc;

    (void)lines;
    if (!a)
        return DT_OK;
    rc = dt_json_parse(&s->doc, line, err);
    if (rc < 0)
        return rc;
    fold = dt_json_plain(&s->doc,
                         dt_json_get(&s->doc,
                                     dt_json_get(&s->doc, DT_JSON_ROOT, "text"),
                                     "fold_sha256"));
    a->recorded = fold.len >= sizeof a->fold;
    if (a->recorded)
        memcpy(a->fold, fold.ptr, sizeof a->fold);
    return DT_OK;
}

static bool is_changed(const struct search *s, const char *article,
                       const char *judged)
{
    const struct article *a = find(s, DT_STR(article));

    return a->recorded && judged &&
           memcmp(a->fold, judged, sizeof a->fold) != 0;
}

/* Why a decision is stale, and because of which article; or NULL. */
static const char *why_stale(const struct search *s,
                             const struct dt_copy_decision *d,
                             const char **article, bool *again)
{
    const char *const named[] = {d->article, d->other};
    const size_t count = d->other ? 2 : 1;

    *again = false;
    for (size_t i = 0; i < count; i++) {
        *article = named[i];
        if (!dt_corpus_source(s->corpus, DT_STR(named[i])))
            return "is no article";
    }
    *again = true;
    for (size_t i = 0; i < count; i++) {
        *article = named[i];
        if (is_changed(s, named[i], d->judged[i]))
            return "has another text than was judged";
    }
    return NULL;
}

static void list_articles(struct search *s)
{
    const struct dt_copy_decisions *all = &s->corpus->decisions->copies;
    size_t n = 0;

    for (size_t i = 0; i < all->count; i++) {
        s->articles[n++].id = all->items[i].article;
        if (all->items[i].other)
            s->articles[n++].id = all->items[i].other;
    }
    qsort(s->articles, n, sizeof *s->articles, by_id);
    for (size_t i = 0; i < n; i++)
        if (i == 0 ||
            strcmp(s->articles[s->count - 1].id, s->articles[i].id) != 0)
            s->articles[s->count++] = s->articles[i];
}

int dt_stale_copies(const struct dt_corpus *corpus, dt_stale_copy_fn fn,
                    void *ctx, size_t *count, struct dt_err *err)
{
    const struct dt_copy_decisions *all = &corpus->decisions->copies;
    struct search s = {.corpus = corpus, .doc = DT_JSON_DOC_INIT};
    int rc;

    if (all->count == 0)
        return DT_OK;
    s.articles = calloc(2 * all->count, sizeof *s.articles);
    if (!s.articles)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    list_articles(&s);
    rc = dt_lines_records(corpus, DT_ARTICLES, take, &s, err);
    for (size_t i = 0; rc == DT_OK && i < all->count; i++) {
        const struct dt_copy_decision *d = &all->items[i];
        const char *article;
        bool again;
        const char *why = why_stale(&s, d, &article, &again);

        *count += why != NULL;
        if (why && fn)
            fn(ctx, d, article, why, again);
    }
    dt_json_doc_release(&s.doc);
    free(s.articles);
    return rc;
}

#include "manifest/furniture.h"

#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "article/repeated.h"
#include "base/array.h"
#include "base/fingerprint.h"
#include "base/pool.h"
#include "base/utf8.h"
#include "manifest/furniture_articles.h"
#include "manifest/make.h"

/* What one thread read in one pass. */
struct worker {
    struct dt_paragraph *items;
    size_t count, cap;
    struct dt_buf text, fold;
    size_t read, paragraphs;
};

struct search {
    struct dt_furniture *out;
    const struct dt_corpus *corpus;
    struct dt_furniture_articles articles;
    struct dt_fingerprint_key key;
    struct worker *workers;
    size_t passes, pass; /* a paragraph's pass is its fold modulo passes */
    struct dt_repeated *found;
    size_t found_count, found_cap;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for paragraphs");
}

/* Replace the worker's text; empty: it is not here, or is no UTF-8. */
static int read_text(const struct search *s, struct worker *w, size_t article,
                     struct dt_err *err)
{
    const struct dt_furniture_article *a = &s->articles.items[article];
    bool here;
    int rc;

    dt_buf_reset(&w->text);
    if (a->withheld)
        return DT_OK;
    rc = dt_make_read_text(s->corpus, DT_STR(a->id), &w->text, &here, err);
    if (rc == DT_OK && dt_utf8_valid(dt_buf_str(&w->text)) != w->text.len)
        dt_buf_reset(&w->text);
    return rc;
}

static int take_paragraph(const struct search *s, struct worker *w,
                          size_t article, struct dt_str line, size_t start,
                          struct dt_err *err)
{
    const struct dt_furniture_article *a = &s->articles.items[article];
    uint64_t fold;
    void *grown;
    int rc;

    dt_buf_reset(&w->fold);
    rc = dt_article_fold(line, &w->fold, err);
    if (rc < 0 || !w->fold.len)
        return rc;
    w->paragraphs += s->pass == 0;
    fold = dt_fingerprint_any(&s->key, dt_buf_str(&w->fold));
    if (fold % s->passes != s->pass)
        return DT_OK;
    grown = dt_array_room(w->items, &w->cap, w->count, sizeof *w->items);
    if (!grown)
        return no_memory(err);
    w->items = grown;
    w->items[w->count++] = (struct dt_paragraph){
        fold, a->site, a->story, (uint32_t)article, (uint32_t)start};
    return DT_OK;
}

static int take_article(void *ctx, unsigned worker, size_t article,
                        struct dt_err *err)
{
    const struct search *s = ctx;
    struct worker *w = &s->workers[worker];
    struct dt_str rest, line;
    int rc = read_text(s, w, article, err);

    if (rc < 0 || !w->text.len)
        return rc;
    w->read += s->pass == 0;
    rest = dt_buf_str(&w->text);
    while (rc == DT_OK && dt_str_line(&rest, &line))
        if (line.len)
            rc = take_paragraph(s, w, article, line,
                                (size_t)(line.ptr - w->text.ptr), err);
    return rc;
}

static int note_found(void *ctx, const struct dt_repeated *found,
                      struct dt_err *err)
{
    struct search *s = ctx;
    void *grown = dt_array_room(s->found, &s->found_cap, s->found_count,
                                sizeof *s->found);

    if (!grown)
        return no_memory(err);
    s->found = grown;
    s->found[s->found_count++] = *found;
    return DT_OK;
}

/* All texts once, for the paragraphs of this pass. */
static int run_pass(struct search *s,
                    const struct dt_furniture_options *options,
                    struct dt_err *err)
{
    struct dt_paragraph *all;
    size_t count = 0;
    int rc = dt_pool_run(options->threads, s->articles.count, take_article, s,
                         err);

    if (rc < 0)
        return rc;
    for (unsigned i = 0; i < options->threads; i++)
        count += s->workers[i].count;
    all = calloc(count + 1, sizeof *all);
    if (!all)
        return no_memory(err);
    count = 0;
    for (unsigned i = 0; i < options->threads; i++) {
        struct worker *w = &s->workers[i];

        if (w->count)
            memcpy(all + count, w->items, w->count * sizeof *all);
        count += w->count;
        free(w->items);
        w->items = NULL;
        w->count = w->cap = 0;
    }
    rc = dt_repeated_find(all, count, options->more_than, note_found, s, err);
    free(all);
    return rc;
}

/* The paragraph as it stands where it was found first. */
static int tell(struct search *s, const struct dt_repeated *r,
                struct dt_err *err)
{
    struct dt_furniture *out = s->out;
    const struct dt_furniture_article *a = &s->articles.items[r->article];
    struct worker *w = &s->workers[0];
    struct dt_furniture_item *items;
    struct dt_str rest, line;
    const char *text;
    int rc = read_text(s, w, r->article, err);

    if (rc < 0 || r->start >= w->text.len)
        return rc; /* the file was changed meanwhile */
    rest = (struct dt_str){w->text.ptr + r->start, w->text.len - r->start};
    (void)dt_str_line(&rest, &line);
    text = dt_arena_copy(&out->arena, line);
    items = dt_array_room(out->items, &out->cap, out->count, sizeof *items);
    if (items)
        out->items = items;
    if (!text || !items)
        return no_memory(err);
    out->items[out->count] = (struct dt_furniture_item){
        .text = text,
        .span = {r->start, r->start + (uint32_t)line.len},
        .stories = r->stories,
        .articles = r->articles,
        .sites = r->sites};
    out->items[out->count].site =
        dt_arena_copy(&out->arena, DT_STR(s->articles.sites[r->site]));
    out->items[out->count].article = dt_arena_copy(&out->arena, DT_STR(a->id));
    if (!out->items[out->count].site || !out->items[out->count].article)
        return no_memory(err);
    out->count++;
    return DT_OK;
}

static int by_stories(const void *a, const void *b)
{
    const struct dt_furniture_item *x = a, *y = b;
    int order;

    if (x->stories != y->stories)
        return x->stories > y->stories ? -1 : 1;
    order = strcmp(x->site, y->site);
    if (!order)
        order = strcmp(x->text, y->text);
    return order ? order : strcmp(x->article, y->article);
}

static int run(struct search *s, const struct dt_furniture_options *options,
               struct dt_err *err)
{
    int rc = DT_OK;

    s->passes = s->articles.paragraphs / options->most + 1;
    for (; rc == DT_OK && s->pass < s->passes; s->pass++)
        rc = run_pass(s, options, err);
    for (size_t i = 0; rc == DT_OK && i < s->found_count; i++)
        rc = tell(s, &s->found[i], err);
    if (s->out->count)
        qsort(s->out->items, s->out->count, sizeof *s->out->items, by_stories);
    s->out->articles = s->articles.count;
    for (unsigned i = 0; i < options->threads; i++) {
        s->out->read += s->workers[i].read;
        s->out->paragraphs += s->workers[i].paragraphs;
    }
    return rc;
}

int dt_furniture_find(struct dt_furniture *out, const struct dt_corpus *corpus,
                      const struct dt_furniture_options *options,
                      struct dt_err *err)
{
    struct search *s = calloc(1, sizeof *s);
    int rc = DT_OK;

    *out = (struct dt_furniture){.arena = DT_ARENA_INIT(SIZE_MAX)};
    if (!s)
        return no_memory(err);
    s->out = out;
    s->corpus = corpus;
    s->workers = calloc(options->threads, sizeof *s->workers);
    if (!s->workers)
        rc = no_memory(err);
    for (unsigned i = 0; rc == DT_OK && i < options->threads; i++) {
        s->workers[i].text = DT_BUF_INIT(DT_ARTICLE_MAX);
        s->workers[i].fold = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX);
    }
    if (rc == DT_OK)
        rc = dt_fingerprint_init(&s->key, err);
    if (rc == DT_OK)
        rc = dt_furniture_articles_read(&s->articles, corpus, err);
    if (rc == DT_OK)
        rc = run(s, options, err);
    for (unsigned i = 0; s->workers && i < options->threads; i++) {
        free(s->workers[i].items);
        dt_buf_release(&s->workers[i].text);
        dt_buf_release(&s->workers[i].fold);
    }
    dt_furniture_articles_release(&s->articles);
    free(s->workers);
    free(s->found);
    free(s);
    return rc;
}

void dt_furniture_release(struct dt_furniture *furniture)
{
    free(furniture->items);
    dt_arena_release(&furniture->arena);
}

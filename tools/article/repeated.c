#include "article/repeated.h"

#include <stdbool.h>
#include <stdlib.h>

static int cmp(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const void *a, const void *b)
{
    const struct dt_paragraph *x = a, *y = b;
    int order = cmp(x->fold, y->fold);

    if (!order)
        order = cmp(x->site, y->site);
    if (!order)
        order = cmp(x->story, y->story);
    if (!order)
        order = cmp(x->article, y->article);
    return order ? order : cmp(x->start, y->start);
}

/* What one site has of a paragraph: items [from, to). */
static struct dt_repeated count(const struct dt_paragraph *items, size_t from,
                                size_t to, uint32_t sites)
{
    struct dt_repeated r = {.fold = items[from].fold,
                            .site = items[from].site,
                            .sites = sites,
                            .article = items[from].article,
                            .start = items[from].start};

    for (size_t i = from; i < to; i++) {
        const struct dt_paragraph *p = &items[i];
        const bool fresh_story = i == from || p->story != p[-1].story;

        r.stories += fresh_story;
        r.articles += fresh_story || p->article != p[-1].article;
        if (p->article < r.article) {
            r.article = p->article;
            r.start = p->start;
        }
    }
    return r;
}

int dt_repeated_find(struct dt_paragraph *items, size_t total,
                     uint32_t more_than, dt_repeated_fn fn, void *ctx,
                     struct dt_err *err)
{
    int rc = DT_OK;

    if (total)
        qsort(items, total, sizeof *items, by_place);
    for (size_t from = 0, end; rc == DT_OK && from < total; from = end) {
        uint32_t sites = 0;

        for (end = from; end < total && items[end].fold == items[from].fold;
             end++)
            sites += end == from || items[end].site != items[end - 1].site;
        for (size_t at = from, to; rc == DT_OK && at < end; at = to) {
            struct dt_repeated found;

            for (to = at; to < end && items[to].site == items[at].site; to++)
                ;
            if (to - at <= more_than)
                continue;
            found = count(items, at, to, sites);
            if (found.stories > more_than)
                rc = fn(ctx, &found, err);
        }
    }
    return rc;
}

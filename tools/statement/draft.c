#include "statement/draft.h"

#include <stdlib.h>

int dt_drafts_extend(struct dt_drafts *d, struct dt_span span,
                     struct dt_err *err)
{
    if (d->span_count == d->span_cap) {
        size_t cap = d->span_cap ? d->span_cap * 2 : 64;
        void *grown = realloc(d->spans, cap * sizeof *d->spans);

        if (grown == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
        d->spans = grown;
        d->span_cap = cap;
    }
    d->spans[d->span_count++] = span;
    d->items[d->count - 1].span_count++;
    return DT_OK;
}

int dt_drafts_add(struct dt_drafts *d, struct dt_draft draft,
                  struct dt_span span, struct dt_err *err)
{
    if (d->count == d->cap) {
        size_t cap = d->cap ? d->cap * 2 : 64;
        void *grown = realloc(d->items, cap * sizeof *d->items);

        if (grown == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
        d->items = grown;
        d->cap = cap;
    }
    draft.first_span = d->span_count;
    draft.span_count = 0;
    d->items[d->count++] = draft;
    return dt_drafts_extend(d, span, err);
}

void dt_drafts_release(struct dt_drafts *d)
{
    free(d->items);
    free(d->spans);
    *d = DT_DRAFTS_INIT;
}

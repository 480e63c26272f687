#include "statement/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

int dt_drafts_extend(struct dt_drafts *d, struct dt_draft *draft,
                     struct dt_span span, struct dt_err *err)
{
    size_t moved = draft->first_span + draft->span_count == d->span_count
                       ? 0
                       : draft->span_count;

    if (d->span_count + moved >= d->span_cap) {
        size_t cap = (d->span_cap + moved) * 2 + 64;
        void *grown = realloc(d->spans, cap * sizeof *d->spans);

        if (grown == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
        d->spans = grown;
        d->span_cap = cap;
    }
    if (moved > 0)
        memcpy(d->spans + d->span_count, d->spans + draft->first_span,
               moved * sizeof *d->spans);
    if (moved > 0 || draft->span_count == 0)
        draft->first_span = d->span_count;
    d->span_count += moved;
    d->spans[d->span_count++] = span;
    draft->span_count++;
    return DT_OK;
}

int dt_drafts_add(struct dt_drafts *d, struct dt_draft draft,
                  struct dt_span span, struct dt_err *err)
{
    void *grown = dt_array_room(d->items, &d->cap, d->count, sizeof *d->items);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    d->items = grown;
    draft.first_span = d->span_count;
    draft.span_count = 0;
    d->items[d->count++] = draft;
    return dt_drafts_extend(d, &d->items[d->count - 1], span, err);
}

void dt_draft_set_speaker(struct dt_draft *draft,
                          const struct dt_attribution *who,
                          const struct dt_cast *cast)
{
    const struct dt_entity *entity = who->entity < cast->count
                                         ? &cast->items[who->entity]
                                         : NULL;

    draft->person = entity ? entity->person : NULL;
    draft->noun = who->mention_kind == DT_MENTION_NOUN;
    draft->several =
        draft->person == NULL &&
        (draft->noun ||
         (entity ? !entity->full : who->entity == DT_ENTITY_AMBIGUOUS));
    draft->name = who->name;
    draft->mention = who->mention;
    draft->cue = who->cue;
    draft->rule = dt_rule_name(who->rule);
}

/* Where a draft begins, and where it stood before. */
struct order {
    uint32_t start;
    size_t index;
};

static int by_words(const void *a, const void *b)
{
    const struct order *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

int dt_drafts_settle(struct dt_drafts *all, struct dt_err *err)
{
    struct order *order = calloc(all->count + 1, sizeof *order);
    struct dt_draft *sorted = calloc(all->count + 1, sizeof *sorted);
    size_t kept = 0;

    if (!order || !sorted) {
        free(order);
        free(sorted);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    }
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].span_count)
            order[kept++] =
                (struct order){all->spans[all->items[i].first_span].start, i};
    qsort(order, kept, sizeof *order, by_words);
    for (size_t i = 0; i < kept; i++)
        sorted[i] = all->items[order[i].index];
    memcpy(all->items, sorted, kept * sizeof *sorted);
    all->count = kept;
    free(order);
    free(sorted);
    return DT_OK;
}

void dt_drafts_release(struct dt_drafts *d)
{
    free(d->items);
    free(d->spans);
    *d = DT_DRAFTS_INIT;
}

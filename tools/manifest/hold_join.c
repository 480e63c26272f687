/* Quotations of one utterance, joined (hold_parts.h). */
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "manifest/hold_parts.h"
#include "statement/attest.h"

/* A quotation and what puts it before others. */
struct order {
    uint32_t speaker;
    int32_t published; /* INT32_MAX: not known */
    bool copy;
    int64_t moment; /* INT64_MAX: not known */
    const struct dt_copy *article;
    uint64_t id;
    size_t index; /* of the utterance */
};

/*
 * Of near copies the one that dt_copy_cmp() keeps, but for what only others say
 * of it: a build that does not read these again would not see that change.
 */
static int cmp_articles(const struct dt_copy *a, const struct dt_copy *b)
{
    bool x, y;

    if (!a || !b)
        return !a - !b;
    x = a->syndicated_from && !dt_copy_names(a, a);
    y = b->syndicated_from && !dt_copy_names(b, b);
    if (x != y)
        return x ? 1 : -1;
    if (a->modified != b->modified) /* of two versions, the one before it */
        return a->modified < b->modified ? -1 : 1;
    if (a->bytes != b->bytes)
        return a->bytes > b->bytes ? -1 : 1;
    return strcmp(a->id, b->id);
}

static int by_time(const void *a, const void *b)
{
    const struct order *x = a, *y = b;

    if (x->speaker != y->speaker)
        return x->speaker < y->speaker ? -1 : 1;
    if (x->published != y->published)
        return x->published < y->published ? -1 : 1;
    if (x->copy != y->copy)
        return x->copy ? 1 : -1;
    if (x->moment != y->moment)
        return x->moment < y->moment ? -1 : 1;
    if (x->article != y->article)
        return cmp_articles(x->article, y->article);
    return (x->id > y->id) - (x->id < y->id);
}

struct joining {
    struct dt_hold *h;
    struct order *order;
    size_t *starts; /* of each person's quotations in order */
};

/* Where a text is not here, nothing new can be said. */
static void leave(struct dt_hold *h, const struct order *order, size_t count,
                  struct dt_hold_scratch *s)
{
    const struct dt_voice *voice = &h->u->voices[order->speaker];
    bool changed = voice->told != voice->told_before;

    for (size_t i = 0; i < count; i++) {
        struct dt_utterance *item = &h->u->items[order[i].index];
        const struct dt_earlier *earlier = dt_utterances_earlier(h->u, item);

        if (!changed && item->made && earlier)
            item->same_as = earlier->same_as;
        else if (changed) {
            s->lost += item->same_as != 0;
            item->same_as = 0;
        }
        item->grouped = true;
    }
}

static int join(void *ctx, unsigned worker, size_t index, struct dt_err *err)
{
    const struct joining *j = ctx;
    struct dt_hold *h = j->h;
    const struct order *order = j->order + j->starts[index];
    size_t count = j->starts[index + 1] - j->starts[index], here = 0;
    struct dt_attestation *list;
    size_t *which;
    int rc;

    for (size_t i = 0; i < count; i++)
        here += h->words[order[i].index - h->said_count].words != NULL;
    if (here < count) {
        leave(h, order, count, &h->scratch[worker]);
        if (h->u->voices[order->speaker].told ==
            h->u->voices[order->speaker].told_before)
            return DT_OK;
    }
    list = calloc(here + 1, sizeof *list);
    which = calloc(here + 1, sizeof *which);
    rc = list && which
             ? DT_OK
             : DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    here = 0;
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const struct dt_utterance *item = &h->u->items[order[i].index];
        const struct dt_hold_words *w =
            &h->words[order[i].index - h->said_count];

        if (!w->words)
            continue;
        which[here] = order[i].index;
        list[here++] = (struct dt_attestation){w->words, w->count, item->day,
                                               h->published[item->article], 0};
    }
    if (rc == DT_OK)
        rc = dt_attest(list, here, err);
    for (size_t i = 0; rc == DT_OK && i < here; i++) {
        struct dt_utterance *item = &h->u->items[which[i]];

        item->grouped = true;
        item->same_as = list[i].first == i
                            ? 0
                            : h->u->items[which[list[i].first]].id;
    }
    free(list);
    free(which);
    return rc;
}

int dt_hold_join(struct dt_hold *h, struct dt_err *err)
{
    size_t quotes = h->u->count - h->said_count, count = 0, people = 0;
    struct joining j = {.h = h};
    int rc = DT_OK;

    j.order = calloc(quotes + 1, sizeof *j.order);
    j.starts = calloc(h->u->people->count + 2, sizeof *j.starts);
    if (!j.order || !j.starts)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    for (size_t i = h->said_count; rc == DT_OK && i < h->u->count; i++) {
        const struct dt_utterance *item = &h->u->items[i];
        int32_t published = h->published[item->article];

        if (h->joins[item->speaker] && item->speaker >= h->first_speaker &&
            item->speaker < h->last_speaker)
            j.order[count++] =
                (struct order){item->speaker,
                               published == DT_SOME_DAY ? INT32_MAX : published,
                               h->copy[item->article],
                               h->moment[item->article],
                               h->ranked[item->article],
                               item->id,
                               i};
    }
    if (rc == DT_OK && count) {
        qsort(j.order, count, sizeof *j.order, by_time);
        for (size_t i = 0; i < count; i++)
            if (i == 0 || j.order[i].speaker != j.order[i - 1].speaker)
                j.starts[people++] = i;
        j.starts[people] = count;
        rc = dt_pool_run(h->threads, people, join, &j, err);
    }
    for (unsigned i = 0; i < h->threads; i++)
        dt_arena_reset(&h->scratch[i].told);
    free(j.order);
    free(j.starts);
    return rc;
}

#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "manifest/hold_parts.h"

/* Look with everybody for what the speaker's own transcripts lack. */
static int seek_one(struct dt_hold *h, struct dt_hold_scratch *s,
                    struct dt_utterance *item, struct dt_err *err)
{
    const struct dt_occasion nobody = {DT_NOBODY, DT_SOME_DAY,
                                       h->language[item->article]};
    const struct dt_fidelity *f = &s->fidelity;
    int rc = dt_hold_take_words(h, s, item, err);

    if (rc == DT_OK)
        rc = dt_fidelity_judge(s->judge, &h->all.transcripts, &s->words, nobody,
                               &s->fidelity, err);
    if (rc < 0)
        return rc;
    if (f->transcript != UINT32_MAX &&
        h->runs[h->all.runs[f->transcript]].speaker != item->speaker) {
        item->sought = 0;
        return dt_hold_keep_verdict(h, s, item, &h->all, err);
    }
    return DT_OK;
}

/* Whether a quotation is still sought, and may be in what is at hand. */
static bool is_met(const struct dt_hold *h, size_t index)
{
    const uint8_t needed = h->u->items[index].sought;

    return needed && h->met[index - h->said_count] >= needed;
}

static int seek_article(void *ctx, unsigned worker, size_t index,
                        struct dt_err *err)
{
    struct dt_hold *h = ctx;
    struct dt_hold_quotes *q = &h->quotes[index];
    struct dt_hold_scratch *s = &h->scratch[worker];
    bool found, any = false;
    int rc;

    for (size_t i = q->first; q->sought && i < q->last; i++)
        any = any || is_met(h, i);
    if (!any)
        return DT_OK;
    rc = dt_hold_read(h, s, h->u->items[q->first].article, &found, err);
    for (size_t i = q->first; rc == DT_OK && found && i < q->last; i++)
        if (is_met(h, i))
            rc = seek_one(h, s, &h->u->items[i], err);
    return rc;
}

/* What nobody was found for has no verdict when some text was not here. */
static void give_up(struct dt_hold *h)
{
    for (size_t i = 0; i < h->quotes_count; i++)
        for (size_t k = h->quotes[i].first; k < h->quotes[i].last; k++)
            if (h->u->items[k].sought)
                dt_hold_keep_earlier(h, &h->scratch[0], &h->u->items[k],
                                     h->any_changed);
}

/* What every thread found to be sought. */
static int gather_sought(struct dt_hold *h, struct dt_err *err)
{
    int rc = DT_OK;

    for (unsigned i = 0; rc == DT_OK && i < h->threads; i++)
        rc = dt_sought_take(&h->sought, &h->scratch[i].sought, err);
    if (rc == DT_OK)
        rc = dt_sought_seal(&h->sought, err);
    h->met = calloc(h->u->count - h->said_count + 1, sizeof *h->met);
    return rc < 0 || h->met
               ? rc
               : DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
}

/* Which of what is sought may be in the transcripts at hand. */
static void meet(struct dt_hold *h)
{
    const struct dt_transcripts *t = &h->all.transcripts;

    memset(h->met, 0, (h->u->count - h->said_count) * sizeof *h->met);
    for (size_t i = 0; i < t->count; i++)
        dt_sought_pass(&h->sought, t->words.items + t->items[i].first,
                       t->items[i].last - t->items[i].first);
    dt_sought_tell(&h->sought, h->met);
}

/* Everybody's transcripts, as many at a time as fit into memory. */
int dt_hold_seek(struct dt_hold *h, struct dt_err *err)
{
    bool missing = false;
    int rc = gather_sought(h, err);

    for (size_t first = 0, last; rc == DT_OK && first < h->run_count;
         first = last) {
        size_t bytes = 0;

        for (last = first; last < h->run_count; last++) {
            bytes += dt_hold_bytes(h, last, last + 1);
            if (bytes > DT_HOLD_INDEX && last > first)
                break;
        }
        rc = dt_hold_fill_index(h, &h->all, first, last, &h->scratch[0], false,
                                err);
        if (rc == DT_OK) {
            meet(h);
            rc = dt_pool_run(h->threads, h->quotes_count, seek_article, h, err);
        }
        missing = missing || h->all.missing;
        dt_hold_release_index(&h->all);
    }
    if (rc == DT_OK && missing)
        give_up(h);
    return rc;
}

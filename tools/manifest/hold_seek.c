/*
 * Quotations that their speaker's transcripts lack, sought in all others
 * (hold_parts.h).
 */
#include <stdlib.h>

#include "base/pool.h"
#include "manifest/hold_parts.h"

/*
 * Whether the last build looked with everybody, and what it came to holds but
 * for transcripts that are not what they were.
 */
static bool is_known(const struct dt_hold *h, const struct dt_utterance *item)
{
    if (!item->unsettled || item->made || !h->all_here || h->here_again ||
        h->fresh[item->article])
        return false;
    /* What was found may have been said by the speaker on another day. */
    return item->lacked ||
           (!dt_hold_changed(h, item->speaker) && item->against != UINT32_MAX &&
            !h->fresh[item->against]);
}

int dt_hold_note_sought(struct dt_hold *h, struct dt_hold_scratch *s,
                        struct dt_utterance *item, struct dt_err *err)
{
    const struct dt_utterance *first = h->u->items + h->said_count;
    const bool lacked = item->lacked && is_known(h, item);
    int rc = dt_sought_add(&s->sought,
                           lacked && h->newly_said ? h->newly_said : h->said,
                           s->words.items, s->words.count,
                           (uint32_t)(item - first), &item->sought, err);

    if (h->said_missing && !item->sought)
        item->sought = UINT8_MAX; /* by texts that are not here, perhaps */
    return rc;
}

/* Whether a transcript may be other than it was for a quotation. */
static bool is_asked(const struct dt_hold *h, const struct dt_utterance *item,
                     const struct dt_hold_run *run)
{
    return run->speaker != item->speaker &&
           (h->fresh[run->article] || !is_known(h, item) ||
            (!item->lacked && run->article == item->against));
}

/* Which articles must be looked at, besides those that are fresh. */
static void list_asked(struct dt_hold *h)
{
    for (size_t i = h->said_count; i < h->u->count; i++) {
        const struct dt_utterance *item = &h->u->items[i];

        if (!item->sought)
            continue;
        if (!is_known(h, item))
            h->ask_all = true;
        else if (!item->lacked)
            h->asked[item->against] = true;
    }
}

/* Keep s's verdict if it is the best so far: the first of the most faithful. */
static int keep_best(struct dt_hold *h, struct dt_hold_scratch *s,
                     struct dt_utterance *item,
                     const struct dt_hold_index *index, struct dt_err *err)
{
    const struct dt_hold_best found = {(uint32_t)index->runs[0],
                                       s->fidelity.word_error};
    struct dt_hold_best *best =
        &h->best[item - h->u->items - (ptrdiff_t)h->said_count];
    int rc = DT_OK;

    (void)pthread_mutex_lock(&h->lock);
    if (best->run == UINT32_MAX || found.word_error < best->word_error ||
        (found.word_error == best->word_error && found.run < best->run)) {
        *best = found;
        rc = dt_hold_keep_verdict(h, s, item, index, err);
    }
    (void)pthread_mutex_unlock(&h->lock);
    return rc;
}

/* Hold one quotation against one transcript of somebody else. */
static int seek_one(struct dt_hold *h, struct dt_hold_scratch *s,
                    struct dt_utterance *item,
                    const struct dt_hold_index *index, struct dt_err *err)
{
    const struct dt_occasion nobody = {DT_NOBODY, DT_SOME_DAY,
                                       h->language[item->article]};
    bool here;
    int rc = dt_hold_read(h, s, item->article, &here, err);

    if (rc < 0 || !here)
        return rc;
    rc = dt_hold_take_words(h, s, item, err);
    if (rc == DT_OK)
        rc = dt_fidelity_judge(s->judge, &index->transcripts, &s->words, nobody,
                               &s->fidelity, err);
    return rc < 0 || s->fidelity.transcript == UINT32_MAX
               ? rc
               : keep_best(h, s, item, index, err);
}

/* Ask what one person says in one article for all that is sought. */
static int seek_run(void *ctx, unsigned worker, size_t number,
                    struct dt_err *err)
{
    struct dt_hold *h = ctx;
    struct dt_hold_scratch *s = &h->scratch[worker];
    const struct dt_hold_run *run = &h->runs[number];
    struct dt_hold_index index = {.transcripts = DT_TRANSCRIPTS_INIT,
                                  .runs = &number};
    struct dt_transcripts *t = &index.transcripts;
    bool sealed = false;
    int rc;

    if (run->copy || h->lacks[number] ||
        (!h->ask_all && !h->fresh[run->article] && !h->asked[run->article]))
        return DT_OK;
    rc = dt_hold_add_run(h, &index, number, s, false, err);
    if (rc == DT_OK)
        rc = dt_sought_meet(&h->sought, t->words.items, t->words.count, &s->met,
                            err);
    for (size_t i = 0; rc == DT_OK && i < s->met.count; i++) {
        const struct dt_sought_quotation *met = &s->met.items[i];
        struct dt_utterance *item =
            &h->u->items[h->said_count + met->quotation];

        if (met->runs < item->sought || !is_asked(h, item, run))
            continue;
        if (!sealed)
            rc = dt_transcripts_seal(t, err);
        sealed = true;
        if (rc == DT_OK)
            rc = seek_one(h, s, item, &index, err);
    }
    s->missing = s->missing || index.missing;
    dt_transcripts_release(t);
    return rc;
}

/* What nobody was found for has no verdict when some text was not here. */
static void give_up(struct dt_hold *h)
{
    for (size_t i = h->said_count; i < h->u->count; i++)
        if (h->u->items[i].sought &&
            h->best[i - h->said_count].run == UINT32_MAX)
            dt_hold_keep_earlier(h, &h->scratch[0], &h->u->items[i],
                                 h->any_changed);
}

/* What every thread found to be sought. */
static int gather_sought(struct dt_hold *h, struct dt_err *err)
{
    const size_t quotes = h->u->count - h->said_count;
    int rc = DT_OK;

    for (unsigned i = 0; rc == DT_OK && i < h->threads; i++)
        rc = dt_sought_take(&h->sought, &h->scratch[i].sought, err);
    if (rc == DT_OK)
        rc = dt_sought_seal(&h->sought, err);
    h->asked = calloc(h->plan->corpus->source_count + 1, sizeof *h->asked);
    h->lacks = calloc(h->run_count + 1, sizeof *h->lacks);
    h->best = malloc((quotes + 1) * sizeof *h->best);
    if (rc == DT_OK && (!h->asked || !h->lacks || !h->best))
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    for (size_t i = 0; rc == DT_OK && i < quotes; i++)
        h->best[i] = (struct dt_hold_best){UINT32_MAX, 0};
    return rc;
}

int dt_hold_seek(struct dt_hold *h, struct dt_err *err)
{
    bool missing = false;
    int rc = gather_sought(h, err);

    if (rc < 0)
        return rc;
    list_asked(h);
    if (h->ask_all)
        dt_hold_look_through_notes(h);
    rc = dt_pool_run(h->threads, h->run_count, seek_run, h, err);
    for (unsigned i = 0; i < h->threads; i++)
        missing = missing || h->scratch[i].missing;
    if (rc == DT_OK && missing)
        give_up(h);
    return rc;
}

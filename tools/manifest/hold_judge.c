/*
 * Quotations, judged against the transcripts of their speaker (hold_parts.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "base/progress.h"
#include "manifest/hold_parts.h"
#include "statement/fidelity_write.h"

bool dt_hold_changed(const struct dt_hold *h, uint32_t speaker)
{
    const struct dt_voice *voice = &h->u->voices[speaker];

    return voice->said != voice->said_before;
}

/* Whether the person speaks in the article himself. */
static bool speaks_in(const struct dt_hold *h, uint32_t speaker,
                      uint32_t article)
{
    size_t low = h->voice_runs[speaker], high = h->voice_runs[speaker + 1];

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (h->runs[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low < h->voice_runs[speaker + 1] && h->runs[low].article == article;
}

/* Whether an article's text is here for certain: else one has to look. */
static bool is_here(const struct dt_hold *h, uint32_t article)
{
    const enum dt_plan_state state = h->plan->items[article].state;

    return state == DT_PLAN_UNCHANGED || state == DT_PLAN_MADE;
}

static bool is_wanted(const struct dt_hold *h, const struct dt_utterance *item)
{
    return item->made || dt_hold_changed(h, item->speaker) ||
           (h->any_changed && item->unsettled) ||
           (h->here_again && is_here(h, item->article));
}

/* Nobody needs to look again whether the speaker's own transcripts have it. */
static bool is_lacked(const struct dt_hold *h, const struct dt_utterance *item)
{
    return item->lacked && !item->made && !dt_hold_changed(h, item->speaker) &&
           h->all_here && !h->here_again;
}

/* Whether all that counts is. */
static bool all_here(const struct dt_hold *h)
{
    for (size_t i = 0; i < h->run_count; i++)
        if (!h->runs[i].copy && !is_here(h, h->runs[i].article))
            return false;
    return true;
}

/* Decide what is judged; false: nothing of it can have a verdict. */
static bool choose(struct dt_hold *h)
{
    bool any = false;

    for (size_t i = 0; i < h->quotes_count; i++) {
        struct dt_hold_quotes *q = &h->quotes[i];

        for (size_t k = q->first; k < q->last; k++) {
            struct dt_utterance *item = &h->u->items[k];

            if (!is_wanted(h, item))
                continue;
            item->judged = true;
            if (dt_hold_searched(h, item) == 0 ||
                speaks_in(h, item->speaker, item->article))
                continue;
            h->own[item->speaker].asked = any = true;
            if (!is_lacked(h, item))
                h->own[item->speaker].needed = true;
        }
    }
    return any;
}

int dt_hold_read(struct dt_hold *h, struct dt_hold_scratch *s, uint32_t article,
                 bool *found, struct dt_err *err)
{
    int rc = dt_texts_get(h->plan->make.texts, h->plan, article, s->digest,
                          &s->text, found, err);

    if (rc < 0 || !*found)
        return rc;
    /* Several may tell it at one time: they tell the same. */
    s->words.lexicon = atomic_load_explicit(&h->lexicon[article],
                                            memory_order_relaxed);
    if (!s->words.lexicon)
        s->words.lexicon = dt_lexicon_of(NULL, dt_buf_str(&s->text));
    atomic_store_explicit(&h->lexicon[article], s->words.lexicon,
                          memory_order_relaxed);
    return DT_OK;
}

int dt_hold_add_run(struct dt_hold *h, struct dt_hold_index *index, size_t run,
                    struct dt_hold_scratch *s, bool own, struct dt_err *err)
{
    const struct dt_hold_run *r = &h->runs[run];
    const struct dt_utterance *first = &h->u->items[r->first];
    const struct dt_occasion of = {r->speaker, first->day,
                                   h->language[r->article]};
    struct dt_transcripts *t = &index->transcripts;
    bool found;
    int rc = dt_hold_read(h, s, r->article, &found, err);

    if (rc < 0 || !found) {
        index->missing = true;
        return rc;
    }
    index->runs[t->count] = run;
    t->words.lexicon = s->words.lexicon;
    t->words.memo = s->memo;
    rc = dt_transcripts_add(t, (struct dt_str){"", 0}, of, err);
    for (size_t i = r->first; rc == DT_OK && i < r->last; i++) {
        const struct dt_utterance *item = &h->u->items[i];

        for (size_t k = 0; rc == DT_OK && k < item->span_count; k++) {
            struct dt_span span = h->u->spans[item->span + k];

            if (span.end > s->text.len)
                rc = DT_FAIL(err, DT_EMISMATCH,
                             "a statement lies outside its article's text");
            else if (own)
                rc = dt_transcripts_extend(t, dt_buf_str(&s->text), span.start,
                                           span.end, err);
            else
                rc = dt_quoted_leave_out(t, dt_buf_str(&s->text), span,
                                         &s->quotes, err);
        }
    }
    return rc;
}

/* Fill an index with the runs [first, last). */
static int fill_index(struct dt_hold *h, struct dt_hold_index *index,
                      size_t first, size_t last, struct dt_hold_scratch *s,
                      struct dt_err *err)
{
    int rc = DT_OK;

    index->transcripts = DT_TRANSCRIPTS_INIT;
    index->runs = calloc(last - first + 1, sizeof *index->runs);
    if (!index->runs)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for transcripts");
    for (size_t i = first; rc == DT_OK && i < last; i++)
        if (!h->runs[i].copy)
            rc = dt_hold_add_run(h, index, i, s, true, err);
    return rc < 0 ? rc : dt_transcripts_seal(&index->transcripts, err);
}

size_t dt_hold_bytes_of(const struct dt_hold *h, size_t index)
{
    const struct dt_utterance *item = &h->u->items[index];
    size_t bytes = 0;

    for (size_t k = 0; k < item->span_count; k++)
        bytes += h->u->spans[item->span + k].end -
                 h->u->spans[item->span + k].start;
    return bytes;
}

size_t dt_hold_bytes(const struct dt_hold *h, size_t first, size_t last)
{
    size_t bytes = 0;

    for (size_t run = first; run < last; run++)
        for (size_t i = h->runs[run].first; i < h->runs[run].last; i++)
            bytes += dt_hold_bytes_of(h, i);
    return bytes;
}

static bool is_at_hand(const struct dt_hold *h, size_t speaker)
{
    return speaker >= h->first_speaker && speaker < h->last_speaker;
}

/* Go on to as many speakers as fit into memory together; at least to one. */
static bool next_speakers(struct dt_hold *h)
{
    size_t bytes = 0, told = 0;

    h->first_speaker = h->last_speaker;
    while (h->last_speaker < h->u->people->count) {
        size_t next = h->last_speaker;

        if (h->own[next].needed)
            bytes += dt_hold_bytes(h, h->voice_runs[next],
                                   h->voice_runs[next + 1]);
        told += h->told[next];
        if ((bytes > DT_HOLD_INDEX || told > DT_HOLD_INDEX) &&
            next > h->first_speaker)
            break;
        h->last_speaker++;
    }
    return h->first_speaker < h->last_speaker;
}

/* The canonical JSON of s's verdict on a quotation. */
static int write_verdict(struct dt_hold_scratch *s, size_t searched,
                         const char *against, const char **out,
                         struct dt_err *err)
{
    const struct dt_fidelity_source source = {against, searched};
    struct dt_json w;
    int rc;

    dt_buf_reset(&s->json);
    dt_json_init(&w, &s->json);
    dt_fidelity_write(&w, &s->fidelity, &source);
    rc = dt_buf_check(&s->json, "a verdict", err);
    if (rc < 0)
        return rc;
    *out = dt_arena_copy(&s->arena, dt_buf_str(&s->json));
    return *out ? DT_OK : DT_FAIL(err, DT_EINTERNAL, "out of memory");
}

static int fill_own(void *ctx, unsigned worker, size_t index,
                    struct dt_err *err)
{
    struct dt_hold *h = ctx;
    struct dt_hold_scratch *s = &h->scratch[worker];
    size_t speaker = h->first_speaker + index;
    struct dt_hold_index *own = &h->own[speaker];
    int rc = DT_OK;

    if (!own->asked)
        return DT_OK;
    if (own->needed)
        rc = fill_index(h, own, h->voice_runs[speaker],
                        h->voice_runs[speaker + 1], s, err);
    dt_fidelity_reset(&s->fidelity);
    return rc < 0 ? rc
                  : write_verdict(s, own->count, NULL, &own->not_found, err);
}

int dt_hold_keep_verdict(struct dt_hold *h, struct dt_hold_scratch *s,
                         struct dt_utterance *item,
                         const struct dt_hold_index *index, struct dt_err *err)
{
    const uint32_t transcript = s->fidelity.transcript;
    const size_t searched = dt_hold_searched(h, item);
    const char *against = NULL;

    if (transcript == UINT32_MAX && searched == h->own[item->speaker].count) {
        item->fidelity = h->own[item->speaker].not_found;
        return DT_OK;
    }
    if (transcript != UINT32_MAX)
        against = h->plan->corpus
                      ->sources[h->runs[index->runs[transcript]].article]
                      .id;
    return write_verdict(s, searched, against, &item->fidelity, err);
}

void dt_hold_keep_earlier(struct dt_hold *h, struct dt_hold_scratch *s,
                          struct dt_utterance *item, bool changed)
{
    const struct dt_earlier *earlier = dt_utterances_earlier(h->u, item);

    /* Somebody may say now what the speaker never did. */
    if (h->any_changed && (item->unsettled || (earlier && earlier->unsettled)))
        changed = true;
    /* The line that is taken over has it. */
    if (!changed && !item->made) {
        item->judged = false;
        s->kept++;
        return;
    }
    item->fidelity = !changed && earlier ? earlier->fidelity : NULL;
    s->kept += item->fidelity != NULL;
    s->lost += !item->fidelity;
}

int dt_hold_take_words(struct dt_hold *h, struct dt_hold_scratch *s,
                       const struct dt_utterance *item, struct dt_err *err)
{
    const struct dt_span *spans = h->u->spans + item->span;

    s->words.count = 0;
    for (size_t i = 0; i < item->span_count; i++)
        if (spans[i].start > spans[i].end || spans[i].end > s->text.len)
            return DT_FAIL(err, DT_EMISMATCH,
                           "a statement lies outside its article's text");
    return dt_quoted_words(&s->words, dt_buf_str(&s->text),
                           (enum dt_mode)item->mode, spans, item->span_count,
                           &s->quotes, err);
}

/* Keep the words, to join the quotations of their speaker. */
static int keep_words(struct dt_hold *h, struct dt_hold_scratch *s,
                      size_t index, struct dt_err *err)
{
    struct dt_hold_words *w = &h->words[index - h->said_count];

    w->count = s->words.count;
    w->words = dt_arena_array(&s->told, w->count + 1, sizeof *w->words);
    if (!w->words)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    if (w->count)
        memcpy(w->words, s->words.items, w->count * sizeof *w->words);
    return DT_OK;
}

static int judge_one(struct dt_hold *h, struct dt_hold_scratch *s,
                     struct dt_utterance *item, struct dt_err *err)
{
    const struct dt_hold_index *own = &h->own[item->speaker];
    const struct dt_occasion of = {item->speaker, item->day,
                                   h->language[item->article]};
    int rc = DT_OK;

    if (own->missing) {
        dt_hold_keep_earlier(h, s, item, dt_hold_changed(h, item->speaker));
        return DT_OK;
    }
    if (s->words.count == 0)
        return DT_OK;
    s->judged++;
    dt_fidelity_reset(&s->fidelity);
    if (!is_lacked(h, item))
        rc = dt_fidelity_judge(s->judge, &own->transcripts, &s->words, of,
                               &s->fidelity, err);
    if (rc == DT_OK && s->fidelity.transcript == UINT32_MAX)
        rc = dt_hold_note_sought(h, s, item, err);
    return rc < 0 ? rc : dt_hold_keep_verdict(h, s, item, own, err);
}

static bool is_open(const struct dt_hold *h, const struct dt_utterance *item)
{
    return is_at_hand(h, item->speaker) && item->judged &&
           h->own[item->speaker].asked && dt_hold_searched(h, item) > 0 &&
           !speaks_in(h, item->speaker, item->article);
}

static bool joins_now(const struct dt_hold *h, const struct dt_utterance *item)
{
    return is_at_hand(h, item->speaker) && h->joins[item->speaker];
}

static int judge_article(void *ctx, unsigned worker, size_t index,
                         struct dt_err *err)
{
    struct dt_hold *h = ctx;
    struct dt_hold_quotes *q = &h->quotes[index];
    struct dt_hold_scratch *s = &h->scratch[worker];
    bool found = true, any = false;
    int rc = DT_OK;

    dt_progress_add(1);
    for (size_t i = q->first; i < q->last; i++)
        any = any || joins_now(h, &h->u->items[i]) ||
              is_open(h, &h->u->items[i]);
    if (!any)
        return DT_OK;
    rc = dt_hold_read(h, s, h->u->items[q->first].article, &found, err);
    for (size_t i = q->first; rc == DT_OK && i < q->last; i++) {
        struct dt_utterance *item = &h->u->items[i];
        bool open = is_open(h, item), joins = joins_now(h, item);

        if (!found && open)
            dt_hold_keep_earlier(h, s, item, true);
        if (!found || (!open && !joins))
            continue;
        rc = dt_hold_take_words(h, s, item, err);
        if (rc == DT_OK && joins)
            rc = keep_words(h, s, i, err);
        if (rc == DT_OK && open)
            rc = judge_one(h, s, item, err);
    }
    return rc;
}

static void release_index(struct dt_hold_index *index)
{
    dt_transcripts_release(&index->transcripts);
    free(index->runs);
    index->runs = NULL;
}

void dt_hold_release_indexes(struct dt_hold *h)
{
    for (size_t i = 0; h->own && i < h->u->people->count; i++)
        release_index(&h->own[i]);
}

int dt_hold_judge(struct dt_hold *h, struct dt_err *err)
{
    bool sought = false;
    int rc;

    h->all_here = h->plan->has_all_said = all_here(h);
    h->here_again = h->all_here && !h->plan->had_all_said;
    rc = choose(h) ? dt_hold_note_said(h, err) : DT_OK;

    dt_progress_start("quotations", h->quotes_count);
    while (rc == DT_OK && next_speakers(h)) {
        rc = dt_pool_run(h->threads, h->last_speaker - h->first_speaker,
                         fill_own, h, err);
        if (rc == DT_OK)
            rc = dt_pool_run(h->threads, h->quotes_count, judge_article, h,
                             err);
        for (size_t i = h->first_speaker; i < h->last_speaker; i++)
            release_index(&h->own[i]);
        if (rc == DT_OK)
            rc = dt_hold_join(h, err);
    }
    dt_progress_end();
    for (size_t i = h->said_count; i < h->u->count; i++)
        sought = sought || h->u->items[i].sought;
    dt_said_free(h->said);
    dt_said_free(h->newly_said);
    h->said = h->newly_said = NULL;
    return rc < 0 || !sought ? rc : dt_hold_seek(h, err);
}

#include "manifest/hold.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"
#include "manifest/hold_parts.h"

enum { TEXT_MAX = 512 * 1024 * 1024 };

void dt_hold_free(struct dt_hold *h)
{
    if (!h)
        return;
    dt_hold_release_indexes(h);
    (void)pthread_mutex_destroy(&h->lock);
    dt_said_free(h->said);
    dt_said_free(h->newly_said);
    dt_hold_free_notes(h->notes);
    dt_sought_release(&h->sought);
    for (unsigned i = 0; h->scratch && i < h->threads; i++) {
        struct dt_hold_scratch *s = &h->scratch[i];

        dt_judge_free(s->judge);
        dt_word_memo_free(s->memo);
        dt_words_release(&s->words);
        dt_quotes_release(&s->quotes);
        dt_fidelity_release(&s->fidelity);
        dt_buf_release(&s->text);
        dt_buf_release(&s->json);
        dt_buf_release(&s->runs);
        dt_digest_free(s->digest);
        dt_arena_release(&s->arena);
        dt_arena_release(&s->told);
        dt_sought_release(&s->sought);
        dt_sought_met_release(&s->met);
    }
    for (size_t i = 0; h->lines && i < h->plan->corpus->source_count; i++)
        dt_digest_free(h->lines[i]);
    free(h->published);
    free(h->moment);
    free(h->copy);
    free(h->ranked);
    free(h->language);
    free(h->spoken);
    free(h->lexicon);
    free(h->runs);
    free(h->voice_runs);
    free(h->own);
    free(h->fresh);
    free(h->best);
    free(h->asked);
    free(h->lacks);
    free(h->joins);
    free(h->told);
    free(h->quotes);
    free(h->words);
    free(h->scratch);
    free(h->by_id);
    free(h->lines);
    free(h);
}

static int init_scratch(struct dt_hold *h, struct dt_err *err)
{
    int rc = DT_OK;

    h->scratch = calloc(h->threads, sizeof *h->scratch);
    if (!h->scratch)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory to judge quotations");
    for (unsigned i = 0; rc == DT_OK && i < h->threads; i++) {
        struct dt_hold_scratch *s = &h->scratch[i];

        s->words = DT_WORDS_INIT;
        s->quotes = DT_QUOTES_INIT;
        s->fidelity = DT_FIDELITY_INIT;
        s->text = DT_BUF_INIT(TEXT_MAX);
        s->json = DT_BUF_INIT(DT_RECORD_MAX / 2);
        s->runs = DT_BUF_INIT(TEXT_MAX);
        s->arena = DT_ARENA_INIT((size_t)1 << 34);
        s->told = DT_ARENA_INIT((size_t)1 << 34);
        s->sought = DT_SOUGHT_INIT;
        s->met = DT_SOUGHT_MET_INIT;
        rc = dt_judge_new(&s->judge, err);
        if (rc == DT_OK)
            rc = dt_word_memo_new(&s->memo, err);
        s->words.memo = s->memo;
        if (rc == DT_OK)
            rc = dt_digest_new(&s->digest, err);
    }
    return rc;
}

static int allocate(struct dt_hold *h, struct dt_err *err)
{
    size_t sources = h->plan->corpus->source_count;
    size_t people = h->u->people->count, count = h->u->count;

    h->published = calloc(sources + 1, sizeof *h->published);
    h->moment = calloc(sources + 1, sizeof *h->moment);
    h->copy = calloc(sources + 1, sizeof *h->copy);
    h->ranked = calloc(sources + 1, sizeof *h->ranked);
    h->fresh = calloc(sources + 1, sizeof *h->fresh);
    h->language = calloc(sources + 1, sizeof *h->language);
    h->lexicon = calloc(sources + 1, sizeof *h->lexicon);
    h->runs = calloc(count + 1, sizeof *h->runs);
    h->voice_runs = calloc(people + 2, sizeof *h->voice_runs);
    h->own = calloc(people + 1, sizeof *h->own);
    h->joins = calloc(people + 1, sizeof *h->joins);
    h->told = calloc(people + 1, sizeof *h->told);
    h->quotes = calloc(count + 1, sizeof *h->quotes);
    h->words = calloc(count + 1, sizeof *h->words);
    h->by_id = calloc(count + 1, sizeof *h->by_id);
    h->lines = calloc(sources + 1, sizeof *h->lines);
    if (!h->published || !h->moment || !h->copy || !h->ranked || !h->fresh ||
        !h->language || !h->lexicon || !h->runs || !h->voice_runs || !h->own ||
        !h->joins || !h->told || !h->quotes || !h->words || !h->by_id ||
        !h->lines)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu statements",
                       count);
    return DT_OK;
}

static struct dt_str text_or_none(const char *text)
{
    return (struct dt_str){text, text ? strlen(text) : 0};
}

/* The second that a date with a time tells, or INT64_MAX. */
static int64_t moment_of(const char *published)
{
    int64_t second;

    return published && strchr(published, 'T') &&
                   dt_edtf_begin(DT_STR(published), &second)
               ? second
               : INT64_MAX;
}

/* What each article is now, when it was published and whether it is a copy. */
static void look_at_articles(struct dt_hold *h, size_t copies)
{
    const struct dt_plan *plan = h->plan;

    for (size_t i = 0; i < copies; i++) {
        const struct dt_copy *copy = &plan->copies[i];
        size_t index = dt_plan_find(plan, DT_STR(copy->id));
        const char *of = copy->duplicate_of == SIZE_MAX
                             ? NULL
                             : plan->copies[copy->duplicate_of].id;
        char hex[DT_DIGEST_HEX_SIZE];
        int64_t first, last;

        dt_digest_hex(plan->items[index].made.text_sha256, hex);
        h->u->now[index] =
            dt_utterances_stamp(DT_STR(hex), text_or_none(copy->published),
                                text_or_none(of), text_or_none(copy->language));
        h->copy[index] = of != NULL;
        h->ranked[index] = copy;
        h->published[index] = copy->published &&
                                      dt_edtf_days(DT_STR(copy->published),
                                                   &first, &last)
                                  ? (int32_t)first
                                  : DT_SOME_DAY;
        h->moment[index] = moment_of(copy->published);
    }
}

/*
 * What may be other than the last build had it; of what is made anew even
 * where nobody says anything any more.
 */
static void look_for_fresh(struct dt_hold *h)
{
    for (size_t i = 0; i < h->plan->corpus->source_count; i++)
        h->fresh[i] = h->u->before[i] != h->u->now[i] ||
                      h->plan->items[i].state == DT_PLAN_MADE;
    for (size_t i = 0; i < h->u->count; i++)
        if (h->u->items[i].made)
            h->fresh[h->u->items[i].article] = true;
}

static void list_runs(struct dt_hold *h)
{
    const struct dt_utterance *items = h->u->items;
    size_t i = 0;

    while (i < h->u->count && dt_utterance_is_said(&items[i])) {
        struct dt_hold_run *run = &h->runs[h->run_count];

        *run = (struct dt_hold_run){items[i].speaker, items[i].article, i, i,
                                    h->copy[items[i].article]};
        while (i < h->u->count && dt_utterance_is_said(&items[i]) &&
               items[i].speaker == run->speaker &&
               items[i].article == run->article)
            i++;
        run->last = i;
        h->run_count++;
        h->own[run->speaker].count += !run->copy;
        dt_hold_count_run(h, run);
        h->voice_runs[run->speaker + 1] = h->run_count;
    }
    for (size_t k = 1; k <= h->u->people->count; k++)
        if (h->voice_runs[k] < h->voice_runs[k - 1])
            h->voice_runs[k] = h->voice_runs[k - 1];
    h->said_count = i;
}

static void list_quotes(struct dt_hold *h)
{
    const struct dt_utterance *items = h->u->items;

    for (size_t i = h->said_count; i < h->u->count;) {
        struct dt_hold_quotes *q = &h->quotes[h->quotes_count++];

        q->first = i;
        while (i < h->u->count && items[i].article == items[q->first].article)
            i++;
        q->last = i;
    }
}

static void look_at_people(struct dt_hold *h)
{
    for (uint32_t i = 0; i < h->u->people->count; i++) {
        const struct dt_voice *voice = &h->u->voices[i];

        h->any_changed = h->any_changed || dt_hold_changed(h, i);
        h->joins[i] = voice->told != voice->told_before;
    }
    for (size_t i = h->said_count; i < h->u->count; i++)
        if (h->u->items[i].made)
            h->joins[h->u->items[i].speaker] = true;
    for (size_t i = h->said_count; i < h->u->count; i++)
        if (h->joins[h->u->items[i].speaker])
            h->told[h->u->items[i].speaker] += dt_hold_bytes_of(h, i);
}

static int by_id(const void *a, const void *b)
{
    const struct dt_utterance *const *x = a, *const *y = b;

    return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

static bool is_changed(const struct dt_utterance *item)
{
    const char *verdict = item->fidelity ? item->fidelity : "null";

    return (item->grouped && item->same_as != item->same_as_before) ||
           (item->judged &&
            dt_utterance_verdict(DT_STR(verdict)) != item->verdict_before);
}

/* What lines change, and the articles whose sums then do. */
static int list_changes(struct dt_hold *h, struct dt_hold_report *report,
                        struct dt_err *err)
{
    int rc = DT_OK;

    /* In other files the lines that are taken over are in another order. */
    for (size_t i = 0;
         h->plan->resharded && rc == DT_OK && i < h->plan->corpus->source_count;
         i++)
        if (h->plan->items[i].state == DT_PLAN_CARRIED)
            rc = dt_digest_new(&h->lines[i], err);
    for (size_t i = h->said_count; rc == DT_OK && i < h->u->count; i++) {
        struct dt_utterance *item = &h->u->items[i];

        if (!is_changed(item))
            continue;
        h->by_id[h->changed++] = item;
        if (!h->lines[item->article])
            rc = dt_digest_new(&h->lines[item->article], err);
    }
    if (h->changed)
        qsort(h->by_id, h->changed, sizeof(struct dt_utterance *), by_id);
    for (unsigned i = 0; i < h->threads; i++) {
        report->judged += h->scratch[i].judged;
        report->kept += h->scratch[i].kept;
        report->lost += h->scratch[i].lost;
    }
    return rc;
}

int dt_hold_run(struct dt_plan *plan, size_t copies, struct dt_hold **out,
                struct dt_hold_report *report, struct dt_err *err)
{
    struct dt_hold *h = calloc(1, sizeof *h);
    int rc;

    *report = (struct dt_hold_report){.judged = 0};
    *out = h;
    if (h && pthread_mutex_init(&h->lock, NULL) != 0) {
        free(h);
        *out = h = NULL;
    }
    if (!h)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    h->plan = plan;
    h->u = plan->make.utterances;
    h->threads = plan->options->jobs;
    h->sought = DT_SOUGHT_INIT;
    rc = allocate(h, err);
    if (rc == DT_OK)
        rc = init_scratch(h, err);
    if (rc < 0)
        return rc;
    look_at_articles(h, copies);
    rc = dt_hold_tell_languages(h, copies, err);
    if (rc == DT_OK)
        rc = dt_utterances_sort(h->u, err);
    if (rc < 0)
        return rc;
    look_for_fresh(h);
    list_runs(h);
    list_quotes(h);
    look_at_people(h);
    rc = dt_hold_judge(h, err);
    dt_hold_release_indexes(h);
    return rc < 0 ? rc : list_changes(h, report, err);
}

bool dt_hold_changes(const struct dt_hold *h, size_t source)
{
    return h->lines[source] != NULL;
}

int dt_hold_statement(struct dt_hold *h, size_t source, struct dt_str id,
                      struct dt_buf *line, struct dt_line_maker *lines,
                      struct dt_err *err)
{
    struct dt_utterance key = {.id = dt_utterance_id(id)}, *wanted = &key;
    struct dt_utterance **found = h->changed
                                      ? bsearch(&wanted, h->by_id, h->changed,
                                                sizeof(struct dt_utterance *),
                                                by_id)
                                      : NULL;
    struct dt_record_value values[2];
    char same[22] = "null";
    size_t count = 0;
    int rc = DT_OK;

    if (found && (*found)->grouped) {
        if ((*found)->same_as) {
            same[0] = '"';
            dt_utterance_name((*found)->same_as, same + 1);
            memcpy(same + 19, "\"", 2);
        }
        values[count++] = (struct dt_record_value){DT_STATEMENT_SAME_AS,
                                                   DT_STR(same)};
    }
    if (found && (*found)->judged)
        values[count++] = (struct dt_record_value){
            DT_STATEMENT_FIDELITY,
            DT_STR((*found)->fidelity ? (*found)->fidelity : "null")};
    if (count)
        rc = dt_record_read(DT_STATEMENTS, dt_buf_str(line), &lines->doc,
                            lines->member, err);
    if (rc == DT_OK && count)
        rc = dt_record_set(DT_STATEMENTS, line, &lines->doc, lines->member,
                           values, count, lines->digest, err);
    if (rc == DT_OK)
        rc = dt_digest_update(h->lines[source], line->ptr, line->len, err);
    return rc < 0 ? rc : dt_digest_update(h->lines[source], "\n", 1, err);
}

int dt_hold_lines(struct dt_hold *h, size_t source, bool *known,
                  char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err)
{
    *known = h->lines[source] != NULL;
    return *known ? dt_digest_finish(h->lines[source], hex, err) : DT_OK;
}

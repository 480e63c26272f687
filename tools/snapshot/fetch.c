#include "snapshot/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/lock.h"
#include "base/progress.h"
#include "base/version.h"
#include "snapshot/fetch_parts.h"
#include "snapshot/fetch_write.h"
#include "snapshot/gather.h"

#define ROBOT "dictum"

const char *dt_fetch_name(enum dt_fetch_state state)
{
    static const char *const names[] = {
        "held",  "restored", "waiting",   "taken",  "same",   "changed",
        "other", "gone",     "forbidden", "failed", "nowhere"};

    return names[state];
}

static int by_url(const void *a, const void *b)
{
    const struct dt_asked *x = *(struct dt_asked *const *)a;
    const struct dt_asked *y = *(struct dt_asked *const *)b;
    int order = strcmp(x->item->source->url, y->item->source->url);

    return order ? order : (x > y) - (x < y);
}

/*
 * Let sources of the same URL wait for one answer, which is asked for without
 * conditions: what one of them holds the other may not.
 */
static int find_twins(struct dt_fetching *f, size_t open, struct dt_err *err)
{
    struct dt_asked **waiting = calloc(open + 1, sizeof *waiting);
    size_t n = 0;

    if (!waiting)
        return dt_fetch_no_memory(err);
    for (size_t i = 0; i < f->corpus->source_count; i++)
        if (f->asked[i].item->state == DT_FETCH_WAITING)
            waiting[n++] = &f->asked[i];
    qsort(waiting, n, sizeof *waiting, by_url);
    for (size_t i = 1; i < n; i++) {
        struct dt_asked *before = waiting[i - 1], *a = waiting[i];

        if (strcmp(before->item->source->url, a->item->source->url) != 0)
            continue;
        before->twin = a;
        a->is_twin = true;
        before->known = a->known = (struct dt_fetch_known){.url = NULL};
    }
    free(waiting);
    return DT_OK;
}

/* What is to be asked for; *open: how many. */
static int plan(struct dt_fetching *f, size_t *open, struct dt_err *err)
{
    const struct dt_corpus *corpus = f->corpus;
    int rc = DT_OK;

    *open = 0;
    for (size_t i = 0; rc == DT_OK && i < corpus->source_count; i++) {
        const struct dt_source *s = &corpus->sources[i];
        struct dt_asked *a = &f->asked[i];

        a->item = &f->report->items[i];
        a->item->source = s;
        a->was_held = s->snapshot &&
                      dt_snapshots_find(f->snapshots, s->snapshot);
        a->item->held = a->was_held;
        if (a->was_held && !(f->options->refresh && s->url))
            a->item->state = DT_FETCH_HELD;
        else if (!s->url && !f->options->from)
            a->item->state = DT_FETCH_NOWHERE;
        else
            a->item->state = DT_FETCH_WAITING;
        if (a->item->state != DT_FETCH_WAITING)
            continue;
        ++*open;
        if (a->was_held && f->options->known)
            rc = f->options->known(f->options->known_ctx, s, &a->known, err);
    }
    return rc;
}

/* Stage the files of open texts that a record alone has now. */
static int restore(struct dt_fetching *f, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < f->report->count; i++) {
        struct dt_fetch_item *item = &f->report->items[i];
        const struct dt_source *s = item->source;
        const struct dt_held *held;

        if (item->state != DT_FETCH_HELD || s->withheld)
            continue;
        held = dt_snapshots_find(f->snapshots, s->snapshot);
        if (!held || !held->in_warc)
            continue;
        rc = dt_snapshot_restore(f->corpus, held, s->snapshot, f->stage,
                                 f->digest, err);
        item->state = DT_FETCH_RESTORED;
    }
    return rc;
}

static int run(struct dt_fetching *f, size_t open, struct dt_err *err)
{
    const struct dt_fetch_options *o = f->options;
    const struct dt_visit_options how = {.allow_private = o->allow_private,
                                         .user_agent = f->agent,
                                         .robot = ROBOT,
                                         .at_a_time = o->at_a_time,
                                         .pause = o->pause,
                                         .tries = o->tries,
                                         .seconds = (long)o->seconds,
                                         .max = o->max};
    struct dt_buf dir = DT_BUF_INIT(DT_FETCH_PATH);
    int rc;

    dt_buf_addf(&dir, "%s/.dictum/warc", f->corpus->root);
    rc = dt_buf_check(&dir, "a path", err);
    if (rc == DT_OK)
        rc = dt_warc_writer_open(dir.ptr, f->corpus->name, f->agent,
                                 (int64_t)time(NULL), &f->writer, err);
    if (rc == DT_OK)
        rc = dt_visits_new(&how, f->writer, &f->visits, err);
    if (rc == DT_OK)
        rc = find_twins(f, open, err);
    dt_progress_start("sources", open);
    for (size_t i = 0; rc == DT_OK && i < f->corpus->source_count; i++)
        if (f->report->items[i].state == DT_FETCH_WAITING &&
            !f->asked[i].is_twin)
            rc = dt_fetch_visit(f, &f->asked[i], f->corpus->sources[i].url,
                                DT_ASKED_PAGE, err);
    if (rc == DT_OK)
        rc = dt_visits_run(f->visits, dt_fetch_visited, f, err);
    dt_progress_end();
    if (rc == DT_OK) {
        f->report->requests = dt_visits_requests(f->visits);
        rc = dt_fetch_write(f->corpus, f->report, f->stage, err);
    }
    if (rc == DT_OK)
        rc = dt_warc_writer_close(f->writer, err);
    if (rc == DT_OK && dt_warc_writer_holds(f->writer))
        rc = dt_fetch_keep(f, dt_warc_writer_path(f->writer), &f->report->file,
                           err);
    dt_buf_release(&dir);
    return rc;
}

/* As run(), from files. */
static int run_from(struct dt_fetching *f, struct dt_err *err)
{
    struct dt_fetch_report *r = f->report;
    int rc = dt_gather(f->corpus, f->options->from, f->stage, r, err);

    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].state == DT_FETCH_WAITING)
            r->items[i].state = DT_FETCH_NOWHERE;
    return rc < 0 ? rc : dt_fetch_write(f->corpus, r, f->stage, err);
}

static int start(struct dt_fetching *f, struct dt_lock *lock,
                 struct dt_err *err)
{
    const char *contact = f->options->contact;
    struct dt_buf path = DT_BUF_INIT(DT_FETCH_PATH);
    size_t n = f->corpus->source_count;
    int rc;

    (void)snprintf(f->agent, sizeof f->agent, ROBOT "/%s%s%.400s%s", DT_VERSION,
                   contact ? " (+" : "", contact ? contact : "",
                   contact ? ")" : "");
    f->report->items = calloc(n + 1, sizeof *f->report->items);
    f->asked = calloc(n + 1, sizeof *f->asked);
    if (!f->report->items || !f->asked)
        return dt_fetch_no_memory(err);
    f->report->count = n;
    rc = dt_corpus_lock(f->corpus, "fetch.lock", lock, err);
    dt_buf_addf(&path, "%s/.dictum/stage/fetch-%s", f->corpus->root,
                f->corpus->name);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_stage_open(&f->stage, path.ptr, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&f->digest, err);
    if (rc == DT_OK)
        rc = dt_snapshots_open(f->corpus, NULL, 1, &f->snapshots, err);
    dt_buf_release(&path);
    return rc;
}

int dt_fetch(const struct dt_corpus *corpus,
             const struct dt_fetch_options *options,
             struct dt_fetch_report *report, struct dt_err *err)
{
    struct dt_fetching f = {
        .corpus = corpus, .options = options, .report = report};
    struct dt_lock lock = DT_LOCK_INIT;
    size_t open = 0;
    int rc;

    *report = (struct dt_fetch_report){.arena = DT_ARENA_INIT(SIZE_MAX / 2)};
    rc = start(&f, &lock, err);
    if (rc == DT_OK)
        rc = plan(&f, &open, err);
    if (rc == DT_OK && !options->dry_run)
        rc = restore(&f, err);
    if (rc == DT_OK && open && !options->dry_run)
        rc = options->from ? run_from(&f, err) : run(&f, open, err);
    else if (rc == DT_OK && !options->dry_run)
        rc = dt_stage_commit(f.stage, err);
    for (size_t i = 0; rc == DT_OK && i < report->count; i++)
        report->counts[report->items[i].state]++;
    dt_visits_free(f.visits);
    dt_warc_writer_free(f.writer);
    dt_stage_free(f.stage);
    dt_snapshots_free(f.snapshots);
    dt_digest_free(f.digest);
    free(f.asked);
    dt_lock_release(&lock);
    return rc;
}

void dt_fetch_release(struct dt_fetch_report *report)
{
    free(report->items);
    dt_arena_release(&report->arena);
}

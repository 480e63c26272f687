#include "snapshot/fetch.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "adapt/transfer.h"
#include "base/edtf.h"
#include "base/lock.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "base/version.h"
#include "snapshot/fetch_write.h"
#include "snapshot/gather.h"
#include "snapshot/http_field.h"
#include "snapshot/memento.h"
#include "snapshot/snapshot.h"
#include "snapshot/vanished.h"
#include "snapshot/visit.h"
#include "source/sources.h"

#define ROBOT "dictum"

enum { LONGEST_PATH = 4096, LONGEST_AGENT = 512 };

/* How far the archive was asked about an item. */
enum stage { PAGE, GATE, MAP, MEMORY };

struct asked {
    struct dt_fetch_item *item;
    struct asked *twin; /* of the same URL: it has the same answer */
    bool is_twin;       /* of one before: no visit of its own */
    enum stage stage;
    bool was_held;
    struct dt_fetch_known known;
    const char *field; /* Accept-Datetime */
    int64_t wanted;    /* time of the memory */
};

struct fetching {
    const struct dt_corpus *corpus;
    const struct dt_fetch_options *options;
    struct dt_fetch_report *report;
    struct dt_snapshots *snapshots;
    struct dt_warc_writer *writer;
    struct dt_visits *visits;
    struct dt_digest *digest;
    struct dt_stage *stage; /* snapshots and sources.yaml, put there at once */
    struct asked *asked;    /* one a source */
    char agent[LONGEST_AGENT];
};

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "fetch: out of memory");
}

const char *dt_fetch_name(enum dt_fetch_state state)
{
    static const char *const names[] = {
        "held",  "restored", "waiting",   "taken",  "same",   "changed",
        "other", "gone",     "forbidden", "failed", "nowhere"};

    return names[state];
}

static int keep_text(struct fetching *f, const char *text, const char **out,
                     struct dt_err *err)
{
    *out = NULL;
    if (!text)
        return DT_OK;
    *out = dt_arena_copy(&f->report->arena, DT_STR(text));
    return *out ? DT_OK : out_of_memory(err);
}

static int conclude(struct fetching *f, struct asked *a,
                    enum dt_fetch_state state, const char *why,
                    struct dt_err *err)
{
    a->item->state = state;
    dt_progress_add(1);
    return keep_text(f, why, &a->item->why, err);
}

static int visit(struct fetching *f, struct asked *a, const char *url,
                 enum stage stage, struct dt_err *err)
{
    const struct dt_visit v = {.url = url,
                               .field = stage == PAGE ? NULL : a->field,
                               .held_url = stage == PAGE ? a->known.url : NULL,
                               .held_etag = a->known.etag,
                               .held_last_modified = a->known.last_modified,
                               .ctx = a};
    struct dt_err inner;
    int rc = dt_visits_add(f->visits, &v, &inner);

    a->stage = stage;
    if (rc == DT_EUSAGE)
        return conclude(f, a, DT_FETCH_FAILED, inner.msg, err);
    if (rc < 0)
        *err = inner;
    return rc;
}

/* ---- an archive ---- */

/* What the memory should be of: the day of publication, or of retrieval. */
static int64_t wanted_time(const struct dt_source *s)
{
    int64_t first, last, time;

    if (s->published && dt_edtf_days(DT_STR(s->published), &first, &last))
        return last * 86400 + 86399;
    if (s->retrieved && dt_time_read(DT_STR(s->retrieved), &time))
        return time;
    return 0;
}

static int ask_archive(struct fetching *f, struct asked *a, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(3 * LONGEST_PATH);
    char date[DT_HTTP_DATE_SIZE];
    const char *gate = NULL;
    int rc;

    a->wanted = wanted_time(a->item->source);
    if (!a->wanted)
        a->wanted = (int64_t)time(NULL);
    dt_http_date_write(a->wanted, date);
    dt_buf_addf(&text, "Accept-Datetime: %s", date);
    rc = dt_buf_check(&text, "a request", err);
    if (rc == DT_OK)
        rc = keep_text(f, text.ptr, &a->field, err);
    dt_buf_reset(&text);
    dt_memento_gate(f->options->archive, a->item->source->url, &text);
    if (rc == DT_OK)
        rc = dt_buf_check(&text, "the archive's address", err);
    if (rc == DT_OK)
        rc = keep_text(f, text.ptr, &gate, err);
    dt_buf_release(&text);
    return rc < 0 ? rc : visit(f, a, gate, GATE, err);
}

static int vanished(struct fetching *f, struct asked *a, const char *why,
                    struct dt_err *err)
{
    if (f->options->archive && a->stage == PAGE && !a->was_held) {
        int rc = keep_text(f, why, &a->item->why, err);

        return rc < 0 ? rc : ask_archive(f, a, err);
    }
    return conclude(f, a, DT_FETCH_GONE, why, err);
}

/* The archive did not give a memory at once: it may have a list of them. */
static int not_remembered(struct fetching *f, struct asked *a,
                          const struct dt_visited *v, struct dt_err *err)
{
    const struct dt_exchange *x = v->exchange;
    struct dt_url at;
    struct dt_str target = {NULL, 0};
    const char *next = NULL;
    char why[400];
    bool found = false;

    if (a->stage == GATE && x && x->link)
        found = dt_memento_map(x->link, &target);
    else if (a->stage == MAP && x && x->status == 200)
        found = dt_memento_choose(dt_buf_str(&x->body), a->wanted, &target);
    if (found && dt_utf8_valid(target) == target.len) {
        struct dt_err inner;
        const char *text = dt_arena_copy(&f->report->arena, target);
        struct dt_url base = {.plain = v->url, .origin = ""};

        if (!text)
            return out_of_memory(err);
        if (dt_url_read(text, &base, &f->report->arena, &at, &inner) == DT_OK)
            next = at.plain;
    }
    if (next)
        return visit(f, a, next, a->stage == GATE ? MAP : MEMORY, err);
    (void)snprintf(why, sizeof why, "%.200s; the archive has no memory of it",
                   a->item->why);
    return conclude(f, a, DT_FETCH_GONE, why, err);
}

/* ---- a page ---- */

static int name_record(struct fetching *f, const struct dt_visited *v,
                       const char **out, struct dt_err *err)
{
    const char *name = strrchr(dt_warc_writer_path(f->writer), '/') + 1;
    struct dt_buf text = DT_BUF_INIT(LONGEST_PATH);
    int rc;

    dt_buf_addf(&text, "%.*s:%" PRIu64,
                (int)(strlen(name) - strlen(DT_WARC_OPEN)), name,
                v->place.offset);
    rc = dt_buf_check(&text, "a record's name", err);
    if (rc == DT_OK)
        rc = keep_text(f, text.ptr, out, err);
    dt_buf_release(&text);
    return rc;
}

/* What is to be written of the exchange that gave a new snapshot. */
static int keep_facts(struct fetching *f, struct asked *a,
                      const struct dt_visited *v, const char *sha256,
                      struct dt_err *err)
{
    const struct dt_exchange *x = v->exchange;
    struct dt_fetch_item *item = a->item;
    char memento[DT_TIME_SIZE];
    int64_t time;
    int rc = keep_text(f, sha256, &item->snapshot, err);

    if (rc == DT_OK)
        rc = keep_text(f, x->time, &item->retrieved, err);
    if (rc == DT_OK && x->charset && dt_source_is_charset(DT_STR(x->charset)))
        rc = keep_text(f, x->charset, &item->charset, err);
    if (rc == DT_OK)
        rc = name_record(f, v, &item->warc, err);
    if (rc == DT_OK && x->memento_datetime &&
        dt_http_date(DT_STR(x->memento_datetime), 0, &time)) {
        dt_time_write(time, memento);
        rc = keep_text(f, memento, &item->memento, err);
    }
    return rc;
}

/*
 * The bytes are the source's snapshot now. One that its entry names already
 * has its facts there, of when it was first taken.
 */
static int take(struct fetching *f, struct asked *a, const struct dt_visited *v,
                const char *sha256, const char *media_type, struct dt_err *err)
{
    const struct dt_source *s = a->item->source;
    bool named = s->snapshot && strcmp(s->snapshot, sha256) == 0;
    int rc = keep_text(f, v->url, &a->item->url, err);

    /* The page of a withheld source is held by the WARC file alone. */
    if (rc == DT_OK && !s->withheld)
        rc = dt_snapshot_stage(f->corpus, f->stage,
                               dt_buf_str(&v->exchange->body), sha256,
                               media_type, false, err);
    if (rc == DT_OK && !named)
        rc = keep_facts(f, a, v, sha256, err);
    a->item->held = true;
    return rc < 0 ? rc
                  : conclude(f, a,
                             s->snapshot && !named ? DT_FETCH_CHANGED
                                                   : DT_FETCH_TAKEN,
                             NULL, err);
}

/* A page that is there: whether it is the one that is held or named. */
static int compare(struct fetching *f, struct asked *a,
                   const struct dt_visited *v, struct dt_err *err)
{
    const struct dt_source *s = a->item->source;
    struct dt_str bytes = dt_buf_str(&v->exchange->body);
    const char *media_type = dt_snapshot_sniff(bytes);
    char sha256[DT_DIGEST_HEX_SIZE], why[256];
    int rc = dt_digest_bytes(f->digest, bytes.ptr, bytes.len, sha256, err);

    if (rc < 0)
        return rc;
    if (s->snapshot && strcmp(s->snapshot, sha256) == 0) {
        if (a->was_held)
            return conclude(f, a, DT_FETCH_SAME, NULL, err);
    } else if (!bytes.len) {
        return conclude(f, a, DT_FETCH_FAILED, "the page is empty", err);
    } else if (!media_type) {
        return conclude(f, a, DT_FETCH_FAILED,
                        "binary, neither a web page nor plain text", err);
    } else if (s->snapshot && !f->options->refresh) {
        (void)snprintf(why, sizeof why,
                       "what is there now has the SHA-256 %.12s…, not %.12s… "
                       "(--refresh takes it)",
                       sha256, s->snapshot);
        return conclude(f, a, DT_FETCH_OTHER, why, err);
    }
    return take(f, a, v, sha256, media_type, err);
}

static int answered(struct fetching *f, struct asked *a,
                    const struct dt_visited *v, struct dt_err *err)
{
    unsigned status = v->exchange->status;
    const char *gone = NULL;
    char why[64];

    if (a->stage != PAGE)
        return status == 200 && v->exchange->memento_datetime
                   ? compare(f, a, v, err)
                   : not_remembered(f, a, v, err);
    if (status == 304 && a->was_held)
        return conclude(f, a, DT_FETCH_SAME, NULL, err);
    if (status == 200)
        gone = dt_vanished(dt_buf_str(&v->exchange->body), v->visit->url,
                           v->url);
    if (status == 200 && !gone)
        return compare(f, a, v, err);
    (void)snprintf(why, sizeof why, "the server answered %u", status);
    if (gone || status == 404 || status == 410)
        return vanished(f, a, gone ? gone : why, err);
    return conclude(f, a,
                    status == 401 || status == 403 || status == 451
                        ? DT_FETCH_FORBIDDEN
                        : DT_FETCH_FAILED,
                    why, err);
}

static int conclude_visit(struct fetching *f, struct asked *a,
                          const struct dt_visited *v, struct dt_err *err)
{
    int rc = DT_OK;

    if (a->stage == PAGE)
        rc = keep_text(f, v->url, &a->item->url, err);
    if (rc < 0)
        return rc;
    if (v->end == DT_VISIT_ANSWERED)
        return answered(f, a, v, err);
    if (a->stage != PAGE)
        return not_remembered(f, a, v, err);
    return conclude(f, a,
                    v->end == DT_VISIT_FORBIDDEN ? DT_FETCH_FORBIDDEN
                                                 : DT_FETCH_FAILED,
                    v->why, err);
}

static int visited(void *ctx, const struct dt_visited *v, struct dt_err *err)
{
    struct asked *a = v->visit->ctx;
    bool shared = a->stage == PAGE; /* the archive is asked for each */
    int rc = DT_OK;

    for (; rc == DT_OK && a; a = shared ? a->twin : NULL)
        rc = conclude_visit(ctx, a, v, err);
    return rc;
}

/* ---- a run ---- */

static int by_url(const void *a, const void *b)
{
    const struct asked *x = *(struct asked *const *)a;
    const struct asked *y = *(struct asked *const *)b;
    int order = strcmp(x->item->source->url, y->item->source->url);

    return order ? order : (x > y) - (x < y);
}

/*
 * Let sources of the same URL wait for one answer, which is asked for without
 * conditions: what one of them holds the other may not.
 */
static int find_twins(struct fetching *f, size_t open, struct dt_err *err)
{
    struct asked **waiting = calloc(open + 1, sizeof *waiting);
    size_t n = 0;

    if (!waiting)
        return out_of_memory(err);
    for (size_t i = 0; i < f->corpus->source_count; i++)
        if (f->asked[i].item->state == DT_FETCH_WAITING)
            waiting[n++] = &f->asked[i];
    qsort(waiting, n, sizeof *waiting, by_url);
    for (size_t i = 1; i < n; i++) {
        struct asked *before = waiting[i - 1], *a = waiting[i];

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
static int plan(struct fetching *f, size_t *open, struct dt_err *err)
{
    const struct dt_corpus *corpus = f->corpus;
    int rc = DT_OK;

    *open = 0;
    for (size_t i = 0; rc == DT_OK && i < corpus->source_count; i++) {
        const struct dt_source *s = &corpus->sources[i];
        struct asked *a = &f->asked[i];

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
static int restore(struct fetching *f, struct dt_err *err)
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

static int run(struct fetching *f, size_t open, struct dt_err *err)
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
    struct dt_buf dir = DT_BUF_INIT(LONGEST_PATH);
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
            rc = visit(f, &f->asked[i], f->corpus->sources[i].url, PAGE, err);
    if (rc == DT_OK)
        rc = dt_visits_run(f->visits, visited, f, err);
    dt_progress_end();
    if (rc == DT_OK) {
        f->report->requests = dt_visits_requests(f->visits);
        rc = dt_fetch_write(f->corpus, f->report, f->stage, err);
    }
    if (rc == DT_OK)
        rc = dt_warc_writer_close(f->writer, err);
    if (rc == DT_OK && dt_warc_writer_holds(f->writer))
        rc = keep_text(f, dt_warc_writer_path(f->writer), &f->report->file,
                       err);
    dt_buf_release(&dir);
    return rc;
}

/* As run(), from files. */
static int run_from(struct fetching *f, struct dt_err *err)
{
    struct dt_fetch_report *r = f->report;
    int rc = dt_gather(f->corpus, f->options->from, f->stage, r, err);

    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].state == DT_FETCH_WAITING)
            r->items[i].state = DT_FETCH_NOWHERE;
    return rc < 0 ? rc : dt_fetch_write(f->corpus, r, f->stage, err);
}

static int start(struct fetching *f, struct dt_lock *lock, struct dt_err *err)
{
    const char *contact = f->options->contact;
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    size_t n = f->corpus->source_count;
    int rc;

    (void)snprintf(f->agent, sizeof f->agent, ROBOT "/%s%s%.400s%s", DT_VERSION,
                   contact ? " (+" : "", contact ? contact : "",
                   contact ? ")" : "");
    f->report->items = calloc(n + 1, sizeof *f->report->items);
    f->asked = calloc(n + 1, sizeof *f->asked);
    if (!f->report->items || !f->asked)
        return out_of_memory(err);
    f->report->count = n;
    dt_buf_addf(&path, "%s/.dictum", f->corpus->root);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_mkdirs(path.ptr, err);
    dt_buf_adds(&path, "/fetch.lock");
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_lock_take(lock, path.ptr, err);
    dt_buf_reset(&path);
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
    struct fetching f = {
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

#include "manifest/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/digest.h"
#include "base/pool.h"
#include "base/progress.h"
#include "manifest/extra.h"
#include "manifest/lines.h"
#include "manifest/status_judge.h"
#include "manifest/status_manifests.h"
#include "manifest/status_record.h"
#include "manifest/status_stale.h"

struct dt_status_store {
    struct dt_arena arena;
};

struct looking {
    struct dt_status *out;
    const struct dt_corpus *corpus;
    struct dt_status_files files;
    struct dt_status_finding *findings; /* one for each source, in order */
    size_t room;                        /* for items */
    struct dt_json_doc doc;
    struct dt_digest *digest;
    struct dt_arena scratch;
    bool *recorded; /* likewise */
    struct dt_extra extra;
};

const char *dt_status_name(enum dt_status_state state)
{
    static const char *const names[DT_STATUS_STATES] = {
        [DT_STATUS_CURRENT] = "up to date", [DT_STATUS_NEW] = "new",
        [DT_STATUS_MISSING] = "missing",    [DT_STATUS_CHANGED] = "changed",
        [DT_STATUS_EDITED] = "edited",      [DT_STATUS_GONE] = "gone",
        [DT_STATUS_REMOVED] = "removed",    [DT_STATUS_EXTRA] = "extra",
        [DT_STATUS_DAMAGED] = "damaged"};

    return names[state];
}

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for the status");
}

static int add_item(struct looking *l, enum dt_status_state state,
                    const char *why, struct dt_err *err, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* why lives as long as the status; the id is made here. */
static int add_item(struct looking *l, enum dt_status_state state,
                    const char *why, struct dt_err *err, const char *fmt, ...)
{
    struct dt_status *s = l->out;
    char id[4096];
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(id, sizeof id, fmt, ap);
    va_end(ap);
    if (s->item_count == l->room) {
        struct dt_status_item *items = dt_array_grow(s->items, &l->room,
                                                     sizeof *items);

        if (!items)
            return out_of_memory(err);
        s->items = items;
    }
    s->items[s->item_count] = (struct dt_status_item){
        state, dt_arena_copy(&s->store->arena, DT_STR(id)), why};
    if (!s->items[s->item_count].id || !why)
        return out_of_memory(err);
    s->item_count++;
    s->counts[state]++;
    return DT_OK;
}

static int take_record(struct looking *l, struct dt_err *err)
{
    const struct dt_corpus *c = l->corpus;
    struct dt_str id = dt_json_plain(&l->doc,
                                     dt_json_get(&l->doc, DT_JSON_ROOT, "id"));
    const struct dt_source *source = dt_corpus_source(c, id);
    size_t text = dt_json_get(&l->doc, DT_JSON_ROOT, "text");
    struct dt_buf why = DT_BUF_INIT(1024);
    struct dt_status_finding *f;
    int rc;

    if (!source)
        return add_item(l, DT_STATUS_REMOVED,
                        "its source is not in sources.yaml any more", err,
                        "%.*s", (int)(id.len < 200 ? id.len : 200), id.ptr);
    f = &l->findings[source - c->sources];
    l->recorded[source - c->sources] = true;
    memcpy(f->text_sha256,
           dt_json_plain(&l->doc, dt_json_get(&l->doc, text, "sha256")).ptr,
           sizeof f->text_sha256 - 1);
    rc = dt_status_record(c, source, &l->doc, &l->scratch, &why, err);
    if (rc == DT_OK && why.len) {
        f->state = DT_STATUS_CHANGED;
        f->why = dt_arena_copy(&l->out->store->arena, dt_buf_str(&why));
    }
    dt_buf_release(&why);
    if (rc == DT_OK)
        rc = dt_extra_know(
            &l->extra,
            dt_json_plain(&l->doc,
                          dt_json_get(&l->doc, DT_JSON_ROOT, "snapshot")),
            false, err);
    return rc;
}

static int take_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct looking *l = ctx;
    struct dt_err why;
    int rc = dt_record_check(DT_ARTICLES, line, &l->doc, l->digest, &why);

    dt_arena_reset(&l->scratch);
    if (rc == DT_EINTERNAL)
        return DT_FAIL(err, why.code, "%s", why.msg);
    if (rc < 0)
        return add_item(l, DT_STATUS_DAMAGED,
                        dt_arena_copy(&l->out->store->arena, DT_STR(why.msg)),
                        err, "%s:%llu", lines->name,
                        (unsigned long long)lines->number);
    return take_record(l, err);
}

static int read_file(struct looking *l, const char *path, struct dt_err *err)
{
    struct dt_file_stat st;
    struct dt_err why;
    int rc = dt_file_stat(path, &st, err);

    if (rc < 0 || !st.exists)
        return rc;
    rc = dt_lines_file(path, take_line, l, &why);
    /* Only the end of a file can be malformed here: its last LF is gone. */
    if (rc == DT_EFORMAT)
        return add_item(l, DT_STATUS_DAMAGED,
                        dt_arena_copy(&l->out->store->arena, DT_STR(why.msg)),
                        err, "%s", path);
    return rc < 0 ? DT_FAIL(err, why.code, "%s", why.msg) : DT_OK;
}

static int read_records(struct looking *l, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    int rc = DT_OK;

    for (uint32_t shard = 0; rc == DT_OK && shard < l->corpus->shards;
         shard++) {
        dt_buf_reset(&path);
        dt_records_shard_path(l->corpus, DT_ARTICLES, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = read_file(l, path.ptr, err);
    }
    dt_buf_release(&path);
    return rc;
}

static int judge(void *ctx, unsigned worker, size_t index, struct dt_err *err)
{
    struct looking *l = ctx;

    (void)worker;
    dt_progress_add(1);
    return dt_status_judge(&l->files, &l->corpus->sources[index],
                           l->recorded[index], &l->findings[index], err);
}

static int tell_sources(struct looking *l, struct dt_err *err)
{
    struct dt_status *out = l->out;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < l->corpus->source_count; i++) {
        const struct dt_source *s = &l->corpus->sources[i];
        const struct dt_status_finding *f = &l->findings[i];

        out->withheld += s->withheld;
        out->withheld_held += s->withheld && f->held;
        out->not_held += l->recorded[i] && !f->held;
        if (f->state == DT_STATUS_CURRENT)
            out->counts[DT_STATUS_CURRENT]++;
        else
            rc = add_item(l, f->state, f->why, err, "%s", s->id);
    }
    out->not_built = out->counts[DT_STATUS_NEW] +
                     out->counts[DT_STATUS_MISSING] +
                     out->counts[DT_STATUS_CHANGED];
    return rc;
}

static int tell_extra(void *ctx, const char *path, const char *why,
                      struct dt_err *err)
{
    struct looking *l = ctx;

    l->out->older += why == dt_extra_older;
    return add_item(l, DT_STATUS_EXTRA, why, err, "%s", path);
}

static int know_snapshots(struct looking *l, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < l->corpus->source_count; i++) {
        const struct dt_source *s = &l->corpus->sources[i];

        if (s->snapshot)
            rc = dt_extra_know(&l->extra, DT_STR(s->snapshot), s->withheld,
                               err);
    }
    return rc;
}

/* Records were looked at before their sources; sources are told first. */
static int sources_first(struct looking *l, size_t before, struct dt_err *err)
{
    struct dt_status *s = l->out;
    size_t behind = s->item_count - before;
    struct dt_status_item *items;

    if (before == 0 || behind == 0)
        return DT_OK;
    items = calloc(l->room, sizeof *items);
    if (!items)
        return out_of_memory(err);
    memcpy(items, s->items + before, behind * sizeof *items);
    memcpy(items + behind, s->items, before * sizeof *items);
    free(s->items);
    s->items = items;
    return DT_OK;
}

/* Records tell what they can; the last build here tells the rest. */
static void tell_stale(void *ctx, size_t source, const char *why)
{
    struct looking *l = ctx;
    struct dt_status_finding *f = &l->findings[source];
    const char *snapshot = l->corpus->sources[source].snapshot;
    bool held = snapshot && dt_snapshots_find(l->files.snapshots, snapshot);

    /* A build keeps the record of what is not held. */
    if (held && l->recorded[source] && f->state == DT_STATUS_CURRENT) {
        f->state = DT_STATUS_CHANGED;
        f->why = why;
    }
}

static int tell_fault(void *ctx, const char *place, const char *why,
                      struct dt_err *err)
{
    struct looking *l = ctx;

    return add_item(l, DT_STATUS_DAMAGED,
                    dt_arena_copy(&l->out->store->arena, DT_STR(why)), err,
                    "%s", place);
}

/* What a build has to write first would be told as faults, line by line. */
static int look_at_lines(struct looking *l, unsigned threads,
                         struct dt_err *err)
{
    const struct dt_status *s = l->out;
    int rc = dt_status_redirects(l->corpus, &l->out->redirected, err);

    if (rc < 0 || s->sources == 0 || s->redirected || s->copies_decided ||
        s->counts[DT_STATUS_NEW] || s->counts[DT_STATUS_CHANGED] ||
        s->counts[DT_STATUS_REMOVED] || s->counts[DT_STATUS_DAMAGED] ||
        s->counts[DT_STATUS_MISSING] == s->sources)
        return rc;
    return dt_status_faults(l->corpus, threads, tell_fault, l, err);
}

static int look(struct looking *l, unsigned threads, struct dt_err *err)
{
    size_t count = l->corpus->source_count, of_records;
    struct dt_status_stale stale = {.decisions = 0};
    int rc = dt_status_files_open(&l->files, l->corpus, threads, err);

    if (rc == DT_OK)
        rc = dt_digest_new(&l->digest, err);
    if (rc == DT_OK)
        rc = read_records(l, err);
    of_records = l->out->item_count;
    if (rc == DT_OK)
        rc = dt_status_stale(l->corpus, tell_stale, l, &stale, err);
    l->out->stale = stale.decisions;
    l->out->copies_decided = stale.copies_decided;
    l->extra.damaged = l->out->counts[DT_STATUS_DAMAGED] > 0;
    l->files.records_damaged = l->extra.damaged;
    if (rc == DT_OK) {
        dt_progress_start("sources", count);
        rc = dt_pool_run(threads, count, judge, l, err);
        dt_progress_end();
    }
    if (rc == DT_OK)
        rc = tell_sources(l, err);
    if (rc == DT_OK)
        rc = sources_first(l, of_records, err);
    if (rc == DT_OK)
        rc = know_snapshots(l, err);
    if (rc == DT_OK)
        rc = dt_extra_find(&l->extra, tell_extra, l, err);
    return rc < 0 ? rc : look_at_lines(l, threads, err);
}

int dt_status_read(struct dt_status *out, const struct dt_corpus *corpus,
                   unsigned threads, struct dt_err *err)
{
    size_t count = corpus->source_count;
    struct looking l = {.out = out,
                        .corpus = corpus,
                        .doc = DT_JSON_DOC_INIT,
                        .scratch = DT_ARENA_INIT(2 * (size_t)DT_RECORD_MAX)};
    int rc;

    memset(out, 0, sizeof *out);
    out->sources = count;
    out->store = calloc(1, sizeof *out->store);
    l.findings = calloc(count ? count : 1, sizeof *l.findings);
    l.recorded = calloc(count ? count : 1, sizeof *l.recorded);
    if (!out->store || !l.findings || !l.recorded) {
        rc = out_of_memory(err);
    } else {
        out->store->arena = DT_ARENA_INIT((size_t)1 << 34);
        l.extra = (struct dt_extra){.corpus = corpus, .recorded = l.recorded};
        rc = look(&l, threads, err);
    }
    free(l.findings);
    free(l.recorded);
    dt_extra_release(&l.extra);
    dt_status_files_release(&l.files);
    dt_digest_free(l.digest);
    dt_json_doc_release(&l.doc);
    dt_arena_release(&l.scratch);
    return rc;
}

void dt_status_release(struct dt_status *status)
{
    if (status->store)
        dt_arena_release(&status->store->arena);
    free(status->store);
    free(status->items);
    memset(status, 0, sizeof *status);
}

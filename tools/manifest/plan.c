#include "manifest/plan.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/pool.h"
#include "base/progress.h"

/* The slot of an id, or the free one where it belongs. */
static struct dt_plan_slot *slot_of(const struct dt_plan *plan,
                                    struct dt_str id,
                                    struct dt_fingerprint print)
{
    const size_t mask = plan->room - 1;
    size_t at = (print.high ^ print.low) & mask;

    while (plan->by_id[at].source &&
           (plan->by_id[at].print.high != print.high ||
            plan->by_id[at].print.low != print.low ||
            plan->by_id[at].len != id.len))
        at = (at + 1) & mask;
    return &plan->by_id[at];
}

int dt_plan_index(struct dt_plan *plan, struct dt_err *err)
{
    const size_t count = plan->corpus->source_count;

    for (plan->room = 64; plan->room < 2 * count;)
        plan->room *= 2;
    plan->id_key = malloc(sizeof *plan->id_key);
    plan->by_id = calloc(plan->room, sizeof *plan->by_id);
    if (!plan->id_key || !plan->by_id || count >= UINT32_MAX)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu sources",
                       count);
    if (dt_fingerprint_init(plan->id_key, err) < 0)
        return err->code;
    for (size_t i = 0; i < count; i++) {
        const struct dt_str id = DT_STR(plan->corpus->sources[i].id);
        const struct dt_fingerprint print = dt_fingerprint(plan->id_key, id);

        *slot_of(plan, id, print) =
            (struct dt_plan_slot){print, (uint32_t)id.len, (uint32_t)i + 1};
    }
    return DT_OK;
}

size_t dt_plan_find(const struct dt_plan *plan, struct dt_str id)
{
    uint32_t source;

    if (id.len > DT_SLUG_MOST)
        return SIZE_MAX;
    source = slot_of(plan, id, dt_fingerprint(plan->id_key, id))->source;
    return source ? source - 1 : SIZE_MAX;
}

bool dt_plan_held(const struct dt_plan *plan, size_t source)
{
    const char *snapshot = plan->corpus->sources[source].snapshot;

    return snapshot && dt_snapshots_find(plan->snapshots, snapshot);
}

static int load_mark(void *ctx, struct dt_str id, struct dt_str value,
                     struct dt_err *err)
{
    struct dt_plan *plan = ctx;
    size_t index;

    if (dt_str_is(id, DT_MARK_FILES_ID)) {
        bool known;
        int rc = dt_mark_files(plan->corpus, plan->clock, &known, plan->files,
                               err);

        plan->trusted = rc == DT_OK && known && dt_str_is(value, plan->files);
        return rc;
    }
    if (dt_str_is(id, DT_MARK_SOURCES_ID)) {
        char now[DT_MARK_SOURCES_SIZE];

        dt_mark_sources(&plan->base, plan->corpus, now);
        plan->same_sources = dt_str_is(value, now);
        return DT_OK;
    }
    if (dt_str_is(id, DT_MARK_SAID_ID)) {
        plan->had_all_said = dt_str_is(value, DT_MARK_SAID_ALL);
        return DT_OK;
    }
    index = dt_plan_find(plan, id);
    if (index == SIZE_MAX)
        plan->marks_gone = true;
    else if (value.len == sizeof plan->items[index].mark) {
        memcpy(&plan->items[index].mark, value.ptr, value.len);
        plan->items[index].has_mark = plan->has_marks = true;
    }
    return DT_OK;
}

int dt_plan_load_marks(struct dt_plan *plan, struct dt_store *store,
                       struct dt_err *err)
{
    return dt_store_each(store, load_mark, plan, err);
}

/*
 * Whether the text that the last build wrote still lies there, untouched, or
 * another one in its place; of one that is withheld, none may.
 */
static int text_is_there(const struct dt_plan *plan, struct dt_maker *m,
                         const struct dt_source *source,
                         struct dt_plan_item *item, bool *there,
                         struct dt_err *err)
{
    const struct dt_mark *mark = &item->mark;
    struct dt_look look;
    struct dt_file_stat st;
    char hex[DT_DIGEST_HEX_SIZE], want[DT_DIGEST_HEX_SIZE];
    uint64_t size;
    int rc;

    dt_buf_reset(&m->path);
    dt_make_text_path(plan->corpus, DT_STR(source->id), &m->path);
    rc = dt_buf_check(&m->path, "a path", err);
    if (rc == DT_OK && source->withheld)
        rc = dt_file_stat(m->path.ptr, &st, err);
    else if (rc == DT_OK)
        rc = dt_look_at(m->path.ptr, plan->clock, &look, err);
    if (rc < 0)
        return rc;
    *there = item->stands = source->withheld ? !st.exists
                                             : dt_look_same(&look, &mark->text);
    if (*there || source->withheld)
        return DT_OK;
    dt_digest_hex(mark->text_sha256, want);
    if (dt_digest_file(m->path.ptr, hex, &size, err) < 0)
        return DT_OK;
    *there = strcmp(hex, want) == 0;
    /* Else git may have put another version of it there. */
    item->edited = !*there && (plan->trusted || item->as_left);
    return DT_OK;
}

static int make(struct dt_plan *plan, unsigned worker, size_t index,
                struct dt_err *err)
{
    const struct dt_source *source = &plan->corpus->sources[index];
    struct dt_plan_item *item = &plan->items[index];
    struct dt_buf bytes = DT_BUF_INIT(DT_ARTICLE_MAX);
    int rc = dt_snapshot_read(item->held, source->snapshot,
                              plan->makers[worker].lines.digest, &bytes, err);

    if (rc == DT_OK)
        rc = dt_make_article(&plan->make, &plan->makers[worker], source,
                             dt_buf_str(&bytes), &plan->keep[worker],
                             &plan->copies[index], &item->made, err);
    if (rc == DT_OK && !item->made.not_article) {
        item->state = DT_PLAN_MADE;
        item->media_type = item->made.media_type;
        item->snapshot_bytes = bytes.len;
        item->edited = item->edited &&
                       memcmp(item->mark.text_sha256, item->made.text_sha256,
                              DT_DIGEST_SIZE) == 0;
        memcpy(item->mark.text_sha256, item->made.text_sha256, DT_DIGEST_SIZE);
        item->mark.stale = item->made.stale;
        item->mark.modified = plan->copies[index].modified;
    }
    dt_buf_release(&bytes);
    return rc;
}

/* Whether the snapshot, whose file has been touched, is what it was. */
static int same_bytes(struct dt_plan_item *item, const struct dt_source *source,
                      struct dt_digest *d, bool *same, struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    int rc = dt_snapshot_read(item->held, source->snapshot, d, &bytes, err);

    *same = rc == DT_OK;
    item->snapshot_bytes = bytes.len;
    dt_buf_release(&bytes);
    return rc == DT_EMISMATCH ? DT_OK : rc;
}

static int work(void *ctx, unsigned worker, size_t index, struct dt_err *err)
{
    struct dt_plan *plan = ctx;
    const struct dt_source *source = &plan->corpus->sources[index];
    struct dt_plan_item *item = &plan->items[index];
    struct dt_maker *m = &plan->makers[worker];
    unsigned char key[DT_DIGEST_SIZE];
    struct dt_look look;
    bool same, there;
    int rc;

    dt_progress_add(1);
    if (source->snapshot)
        item->held = dt_snapshots_find(plan->snapshots, source->snapshot);
    if (!item->held)
        return DT_OK;
    rc = dt_mark_key(&plan->base, plan->corpus, source, m->lines.digest, key,
                     err);
    if (rc == DT_OK)
        rc = dt_look_at(item->held->path, plan->clock, &look, err);
    if (rc < 0)
        return rc;
    same = item->has_mark && (plan->trusted || item->as_left) &&
           memcmp(key, item->mark.key, sizeof key) == 0;
    if (same)
        rc = text_is_there(plan, m, source, item, &same, err);
    else if (item->has_mark)
        rc = text_is_there(plan, m, source, item, &there, err);
    item->snapshot_bytes = item->held->in_warc ? item->held->bytes : look.size;
    if (rc == DT_OK && same && !dt_look_same(&look, &item->mark.snapshot)) {
        rc = same_bytes(item, source, m->lines.digest, &same, err);
        item->stands = false;
    }
    if (rc < 0)
        return rc;
    memcpy(item->mark.key, key, sizeof key);
    item->mark.snapshot = look;
    if (!same)
        return make(plan, worker, index, err);
    item->state = DT_PLAN_UNCHANGED;
    plan->copies[index].modified = item->mark.modified;
    return DT_OK;
}

int dt_plan_work(struct dt_plan *plan, struct dt_err *err)
{
    int rc;

    dt_progress_start("sources", plan->corpus->source_count);
    rc = dt_pool_run(plan->options->jobs, plan->corpus->source_count, work,
                     plan, err);
    dt_progress_end();
    return rc;
}

/*
 * Wait until the file system's clock has passed the last change, so that all
 * that was just written can be known again. Where clocks are coarse we give
 * up: the next build then hashes.
 */
static int later_clock(const char *dir, int64_t *clock, struct dt_err *err)
{
    const struct timespec nap = {0, 2000000};
    int64_t first;
    int rc = dt_clock_of(dir, &first, err);

    *clock = first;
    for (int i = 0; rc == DT_OK && *clock == first && i < 20; i++) {
        (void)nanosleep(&nap, NULL);
        rc = dt_clock_of(dir, clock, err);
    }
    return rc;
}

static int save_one(struct dt_plan *plan, struct dt_store *store, size_t index,
                    int64_t clock, struct dt_buf *path, struct dt_err *err)
{
    const struct dt_source *source = &plan->corpus->sources[index];
    struct dt_plan_item *item = &plan->items[index];
    struct dt_str value = {(const char *)&item->mark, sizeof item->mark};
    int rc = DT_OK;

    if (item->state == DT_PLAN_UNCHANGED && item->stands)
        return DT_OK;
    if (item->state != DT_PLAN_MADE && item->state != DT_PLAN_UNCHANGED)
        return dt_store_remove(store, DT_STR(source->id), err);
    item->mark.text.size = UINT64_MAX;
    if (!source->withheld) {
        dt_buf_reset(path);
        dt_make_text_path(plan->corpus, DT_STR(source->id), path);
        rc = dt_look_at(path->ptr, clock, &item->mark.text, err);
    }
    if (rc == DT_OK)
        rc = dt_store_put(store, DT_STR(source->id), value, err);
    return rc;
}

struct gone {
    const struct dt_plan *plan;
    struct dt_buf ids; /* each with its NUL */
};

static int note_gone(void *ctx, struct dt_str id, struct dt_str value,
                     struct dt_err *err)
{
    struct gone *g = ctx;

    (void)value;
    if (!dt_str_is(id, DT_MARK_FILES_ID) &&
        !dt_str_is(id, DT_MARK_SOURCES_ID) && !dt_str_is(id, DT_MARK_SAID_ID) &&
        dt_plan_find(g->plan, id) == SIZE_MAX) {
        dt_buf_addstr(&g->ids, id);
        dt_buf_addc(&g->ids, '\0');
    }
    return dt_buf_check(&g->ids, "the list of removed sources", err);
}

/* Forget what the store keeps of sources that the plan does not have. */
static int forget_gone(const struct dt_plan *plan, struct dt_store *store,
                       struct dt_err *err)
{
    struct gone g = {plan, DT_BUF_INIT((size_t)1 << 30)};
    int rc = dt_store_each(store, note_gone, &g, err);

    for (size_t at = 0; rc == DT_OK && at < g.ids.len;) {
        struct dt_str id = DT_STR(g.ids.ptr + at);

        rc = dt_store_remove(store, id, err);
        at += id.len + 1;
    }
    dt_buf_release(&g.ids);
    return rc;
}

int dt_plan_save_marks(struct dt_plan *plan, struct dt_store *store,
                       struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    char hex[DT_DIGEST_HEX_SIZE], sources[DT_MARK_SOURCES_SIZE];
    int64_t clock = 0;
    bool known = false;
    int rc;

    dt_buf_addf(&path, "%s/.dictum", plan->corpus->root);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = later_clock(path.ptr, &clock, err);
    if (rc == DT_OK)
        rc = dt_store_begin(store, err);
    for (size_t i = 0; rc == DT_OK && i < plan->corpus->source_count; i++)
        rc = save_one(plan, store, i, clock, &path, err);
    if (rc == DT_OK && plan->marks_gone)
        rc = forget_gone(plan, store, err);
    if (rc == DT_OK)
        rc = dt_mark_files(plan->corpus, clock, &known, hex, err);
    if (rc == DT_OK)
        rc = dt_store_put(store, DT_STR(DT_MARK_FILES_ID),
                          known ? DT_STR(hex) : DT_STR("unknown"), err);
    dt_mark_sources(&plan->base, plan->corpus, sources);
    if (rc == DT_OK)
        rc = dt_store_put(store, DT_STR(DT_MARK_SOURCES_ID), DT_STR(sources),
                          err);
    if (rc == DT_OK)
        rc = dt_store_put(
            store, DT_STR(DT_MARK_SAID_ID),
            DT_STR(plan->has_all_said ? DT_MARK_SAID_ALL : "some"), err);
    if (rc == DT_OK)
        rc = dt_store_commit(store, err);
    dt_buf_release(&path);
    return rc;
}

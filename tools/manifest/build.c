#include "manifest/build.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/claim.h"
#include "base/lock.h"
#include "base/stage.h"
#include "manifest/http.h"
#include "manifest/plan.h"
#include "manifest/stray.h"

static void note(const struct dt_build_report *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void note(const struct dt_build_report *r, const char *fmt, ...)
{
    char line[512];
    va_list ap;

    if (!r->note)
        return;
    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    r->note(r->ctx, line);
}

static void plan_release(struct dt_plan *p)
{
    for (unsigned i = 0; i < p->options->jobs; i++) {
        if (p->makers)
            dt_maker_release(&p->makers[i]);
        if (p->keep)
            dt_arena_release(&p->keep[i]);
    }
    free(p->makers);
    free(p->keep);
    free(p->items);
    free(p->copies);
    dt_rulebook_free(p->make.rules);
    dt_spool_free(p->make.articles);
    dt_spool_free(p->make.statements);
    dt_spool_free(p->snapshot_lines);
    dt_spool_free(p->duplicate_lines);
    dt_spool_free(p->redirect_lines);
    dt_stage_free(p->make.stage);
    dt_snapshots_free(p->snapshots);
    dt_arena_release(&p->arena);
}

static int open_spools(struct dt_plan *p, const char *dir, struct dt_err *err)
{
    int rc = dt_spool_new(&p->make.articles, DT_ARTICLES, dir, err);

    if (rc == DT_OK)
        rc = dt_spool_new(&p->make.statements, DT_STATEMENTS, dir, err);
    if (rc == DT_OK)
        rc = dt_spool_new(&p->snapshot_lines, DT_SNAPSHOTS, dir, err);
    if (rc == DT_OK)
        rc = dt_spool_new(&p->duplicate_lines, DT_DUPLICATES, dir, err);
    if (rc == DT_OK)
        rc = dt_spool_new(&p->redirect_lines, DT_REDIRECTS, dir, err);
    return rc;
}

static int plan_init(struct dt_plan *p, const char *dictum, struct dt_err *err)
{
    size_t n = p->corpus->source_count ? p->corpus->source_count : 1;
    char dir[4096];
    int rc = DT_OK;

    p->arena = DT_ARENA_INIT((size_t)1 << 34);
    p->items = calloc(n, sizeof *p->items);
    p->copies = calloc(n, sizeof *p->copies);
    p->makers = calloc(p->options->jobs, sizeof *p->makers);
    p->keep = calloc(p->options->jobs, sizeof *p->keep);
    if (!p->items || !p->copies || !p->makers || !p->keep)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu sources", n);
    for (unsigned i = 0; rc == DT_OK && i < p->options->jobs; i++) {
        p->keep[i] = DT_ARENA_INIT((size_t)1 << 34);
        rc = dt_maker_init(&p->makers[i], err);
    }
    p->make.corpus = p->corpus;
    (void)snprintf(dir, sizeof dir, "%s/stage/%s", dictum, p->corpus->name);
    if (rc == DT_OK)
        rc = dt_stage_open(&p->make.stage, dir, err);
    if (rc == DT_OK)
        rc = open_spools(p, dir, err);
    if (rc == DT_OK)
        rc = dt_clock_of(dir, &p->clock, err);
    if (rc == DT_OK)
        rc = dt_snapshots_open(p->corpus, p->options->from, p->options->jobs,
                               &p->snapshots, err);
    if (rc == DT_OK)
        rc = dt_make_read_rules(p->corpus, &p->make.rules, err);
    dt_mark_base_init(&p->base, p->make.rules);
    return rc;
}

/* Nothing to write: every source as it was, and the manifests untouched. */
static bool all_unchanged(const struct dt_plan *p)
{
    if (!p->trusted || !p->same_sources || p->marks_gone)
        return false;
    for (size_t i = 0; i < p->corpus->source_count; i++)
        if (p->items[i].state != DT_PLAN_UNCHANGED)
            return false;
    return true;
}

static void tally(struct dt_plan *p)
{
    struct dt_build_report *r = p->report;

    r->not_held = r->carried = r->unchanged = r->built = 0;
    r->no_article = r->no_text = r->undecoded = r->disputed = 0;
    r->statements = r->unresolved = 0;
    for (size_t i = 0; i < p->corpus->source_count; i++) {
        const struct dt_plan_item *item = &p->items[i];

        r->no_article += item->made.not_article != NULL;
        r->not_held += item->state == DT_PLAN_MISSING &&
                       !item->made.not_article;
        r->carried += item->state == DT_PLAN_CARRIED;
        r->unchanged += item->state == DT_PLAN_UNCHANGED;
        r->built += item->state == DT_PLAN_MADE;
        if (item->state != DT_PLAN_MADE)
            continue;
        r->no_text += p->copies[i].bytes == 0;
        r->undecoded += item->made.replaced > 0;
        r->disputed += item->made.disputed != 0;
        r->statements += item->made.statements;
        r->unresolved += item->made.unresolved;
    }
}

/* "snapshots/…" when git tracks the file, or NULL. */
static const char *tracked_file(const struct dt_plan *p, const char *path)
{
    struct dt_buf folder = DT_BUF_INIT(4096);
    size_t len;
    bool below;

    dt_corpus_path(p->corpus, "snapshots/", &folder);
    len = folder.len;
    below = len && strncmp(path, folder.ptr, len) == 0;
    dt_buf_release(&folder);
    return below ? path + len - strlen("snapshots/") : NULL;
}

/* "title, published", of the fields that have their bits set. */
static const char *names_of_fields(unsigned fields, char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (int field = 0; field < DT_FIELD_COUNT && len < size; field++)
        if (fields & 1u << field)
            len += (size_t)snprintf(out + len, size - len, "%s%s",
                                    len ? ", " : "",
                                    dt_field_name((enum dt_field)field));
    return out;
}

/* What is odd about an article that was made. */
static void note_made(const struct dt_plan *p)
{
    for (size_t i = 0; i < p->corpus->source_count; i++) {
        const struct dt_plan_item *item = &p->items[i];
        const struct dt_source *s = &p->corpus->sources[i];
        const char *id = s->id;
        char names[256];

        if (item->state != DT_PLAN_MADE)
            continue;
        if (s->withheld && tracked_file(p, item->held->path))
            note(p->report,
                 "%s: withheld, but its snapshot lies where git "
                 "tracks it (move %s to .dictum/snapshots/)",
                 id, item->held->path);
        if (p->copies[i].bytes == 0)
            note(p->report, "%s: no body was found in the snapshot", id);
        if (item->made.replaced)
            note(p->report,
                 "%s: %" PRIu64 " bytes could not be decoded and "
                 "became U+FFFD",
                 id, item->made.replaced);
        if (item->made.mojibake)
            note(p->report,
                 "%s: in %" PRIu64 " places the text looks as if its UTF-8 had "
                 "been encoded twice; it stays as published",
                 id, item->made.mojibake);
        if (item->made.disputed)
            note(p->report,
                 "%s: says different things of its %s (dictum normalise --json "
                 "shows where; an entry in sources.yaml decides)",
                 id, names_of_fields(item->made.disputed, names, sizeof names));
    }
}

static void note_not_held(const struct dt_plan *p)
{
    for (size_t i = 0; i < p->corpus->source_count; i++) {
        const struct dt_source *s = &p->corpus->sources[i];
        const char *why = p->items[i].made.not_article;

        if (why)
            note(p->report,
                 "%s: not an article: %s (say its kind: in sources.yaml to "
                 "have it all the same)",
                 s->id, why);
        if (why)
            continue;
        if (p->items[i].state != DT_PLAN_MISSING)
            continue;
        if (s->snapshot)
            note(p->report,
                 "%s: not held: snapshot %s (%sname its folder "
                 "with --from)",
                 s->id, s->snapshot, s->withheld ? "withheld text: " : "");
        else
            note(p->report,
                 "%s: not held: no snapshot was taken yet (dictum "
                 "fetch %s, or dictum add FILE --id %s)",
                 s->id, p->corpus->name, s->id);
    }
}

static int by_snapshot(const void *a, const void *b)
{
    const struct dt_source *const *x = a, *const *y = b;
    int order = strcmp((*x)->snapshot, (*y)->snapshot);

    return order ? order : strcmp((*x)->id, (*y)->id);
}

static int spool_snapshot(struct dt_plan *p, const struct dt_source *s,
                          struct dt_err *err)
{
    const struct dt_plan_item *item = &p->items[s - p->corpus->sources];
    struct dt_maker *m = &p->makers[0];
    struct dt_str http = {item->http, item->http ? strlen(item->http) : 0};
    int rc = DT_OK;

    dt_buf_reset(&m->fold);
    if (!http.ptr || !p->trusted || item->state != DT_PLAN_UNCHANGED)
        rc = dt_http_facts(p->corpus, s, &m->fold, err);
    if (m->fold.len)
        http = dt_buf_str(&m->fold);
    dt_buf_reset(&m->line);
    if (rc == DT_OK)
        rc = dt_write_snapshot(s, item->snapshot_bytes, item->media_type,
                               tracked_file(p, item->held->path), http,
                               &m->lines, &m->line, err);
    return rc < 0 ? rc
                  : dt_spool_add(p->snapshot_lines, DT_STR(s->snapshot),
                                 dt_buf_str(&m->line), err);
}

/* Sources may share a snapshot: its line names the first of them by id. */
static int spool_snapshots(struct dt_plan *p, struct dt_err *err)
{
    const struct dt_source **held = calloc(p->corpus->source_count + 1,
                                           sizeof *held);
    size_t n = 0;
    int rc = DT_OK;

    if (!held)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
    for (size_t i = 0; i < p->corpus->source_count; i++)
        if (p->items[i].state == DT_PLAN_MADE ||
            p->items[i].state == DT_PLAN_UNCHANGED)
            held[n++] = &p->corpus->sources[i];
    qsort(held, n, sizeof *held, by_snapshot);
    for (size_t i = 0; rc == DT_OK && i < n; i++)
        if (i == 0 || strcmp(held[i - 1]->snapshot, held[i]->snapshot) != 0)
            rc = spool_snapshot(p, held[i], err);
    free(held);
    return rc;
}

static int spool_redirects(struct dt_plan *p, struct dt_err *err)
{
    struct dt_maker *m = &p->makers[0];
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < p->corpus->redirect_count; i++) {
        dt_buf_reset(&m->line);
        rc = dt_write_redirect(&p->corpus->redirects[i], &m->lines, &m->line,
                               err);
        if (rc == DT_OK)
            rc = dt_spool_add(p->redirect_lines,
                              DT_STR(p->corpus->redirects[i].id),
                              dt_buf_str(&m->line), err);
    }
    return rc;
}

static int spool_duplicate(struct dt_plan *p, const struct dt_copy *copy,
                           struct dt_err *err)
{
    const char *original = p->copies[copy->duplicate_of].id;
    bool first = strcmp(copy->id, original) < 0;
    const char *a = first ? copy->id : original;
    const char *b = first ? original : copy->id;
    struct dt_maker *m = &p->makers[0];
    char key[256];
    int rc;

    dt_buf_reset(&m->line);
    rc = dt_write_duplicate(a, b, &m->lines, &m->line, err);
    (void)snprintf(key, sizeof key, "%s %s same", a, b);
    return rc < 0 ? rc
                  : dt_spool_add(p->duplicate_lines, DT_STR(key),
                                 dt_buf_str(&m->line), err);
}

/* Sources without a record are left out; copies keep the sources' order. */
static int find_duplicates(struct dt_plan *p, struct dt_err *err)
{
    size_t n = 0;
    int rc;

    for (size_t i = 0; i < p->corpus->source_count; i++) {
        struct dt_copy copy = p->copies[i];

        if (p->items[i].state == DT_PLAN_MISSING)
            continue;
        copy.id = p->corpus->sources[i].id;
        dt_digest_unhex(p->corpus->sources[i].snapshot, copy.snapshot);
        p->copies[n++] = copy;
    }
    rc = dt_duplicates_find(p->copies, n, err);
    for (size_t i = 0; rc == DT_OK && i < n; i++)
        if (p->copies[i].duplicate_of != SIZE_MAX) {
            p->report->duplicates++;
            rc = spool_duplicate(p, &p->copies[i], err);
        }
    return rc;
}

struct finish {
    const struct dt_plan *plan;
    size_t copies;
    struct dt_line_maker *lines;
};

static int copy_by_id(const void *key, const void *item)
{
    const struct dt_copy *copy = item;

    return dt_str_cmp_text(*(const struct dt_str *)key, copy->id);
}

/* What an article copies is known only when all articles are. */
static int set_duplicate_of(void *ctx, struct dt_buf *line, struct dt_err *err)
{
    const struct finish *f = ctx;
    const struct dt_copy *copy;
    struct dt_json_doc *doc = &f->lines->doc;
    struct dt_buf value = DT_BUF_INIT(256);
    struct dt_str id, old;
    int rc = dt_json_parse(doc, dt_buf_str(line), err);

    if (rc < 0)
        return rc;
    id = dt_json_plain(doc, dt_json_get(doc, 0, "id"));
    old = dt_json_bytes(doc, dt_json_get(doc, 0, "duplicate_of"));
    copy = bsearch(&id, f->plan->copies, f->copies, sizeof *copy, copy_by_id);
    if (copy && copy->duplicate_of != SIZE_MAX)
        dt_buf_addf(&value, "\"%s\"", f->plan->copies[copy->duplicate_of].id);
    else
        dt_buf_adds(&value, "null");
    rc = dt_buf_check(&value, "an id", err);
    if (rc == DT_OK && !dt_str_eq(old, dt_buf_str(&value)))
        rc = dt_record_set(line, "duplicate_of", dt_buf_str(&value), doc,
                           f->lines->digest, err);
    dt_buf_release(&value);
    return rc;
}

/* The releases belong to pack; a build only sees to it that the file exists. */
static int keep_releases(struct dt_plan *p, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_file_stat st;
    int rc;

    dt_records_shard_path(p->corpus, DT_RELEASES, 0, &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && !st.exists)
        rc = dt_stage_file(p->make.stage, path.ptr, "", 0, err);
    dt_buf_release(&path);
    return rc;
}

static int drop_stray(void *ctx, const char *path, struct dt_err *err)
{
    const struct dt_plan *p = ctx;
    struct dt_buf full = DT_BUF_INIT(4096);
    int rc;

    dt_buf_addf(&full, "%s/%s", p->corpus->root, path);
    rc = dt_buf_check(&full, "a path", err);
    if (rc == DT_OK)
        rc = dt_stage_drop(p->make.stage, full.ptr, err);
    dt_buf_release(&full);
    return rc;
}

static int drop_strays(struct dt_plan *p, struct dt_err *err)
{
    struct dt_tree *tree = NULL;
    int rc = dt_tree_open(&tree, p->corpus->root, NULL, err);

    if (rc == DT_OK)
        rc = dt_strays(tree, p->corpus, drop_stray, p, err);
    dt_tree_free(tree);
    return rc;
}

/* A text that git may no longer track: withheld now, or kept in the store. */
static int drop_tracked_texts(struct dt_plan *p, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0};
    struct dt_buf path = DT_BUF_INIT(4096);
    int rc;

    dt_corpus_path(p->corpus, "articles", &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_list(path.ptr, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_str id = DT_STR(names.names[i]);
        size_t index;

        if (!dt_str_ends(id, DT_STR(".txt")))
            continue;
        id.len -= 4;
        index = dt_plan_find(p, id);
        if (index == SIZE_MAX ||
            (!p->corpus->texts_in_store && !p->corpus->sources[index].withheld))
            continue;
        dt_buf_reset(&path);
        dt_corpus_path(p->corpus, "articles/", &path);
        dt_buf_adds(&path, names.names[i]);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = dt_stage_drop(p->make.stage, path.ptr, err);
    }
    dt_file_names_release(&names);
    dt_buf_release(&path);
    return rc;
}

static int write_manifests(struct dt_plan *p, struct dt_err *err)
{
    struct dt_stage *stage = p->make.stage;
    struct finish f = {
        p, p->report->built + p->report->unchanged + p->report->carried,
        &p->makers[0].lines};
    int rc = find_duplicates(p, err);

    if (rc == DT_OK)
        rc = spool_snapshots(p, err);
    if (rc == DT_OK)
        rc = spool_redirects(p, err);
    if (rc == DT_OK)
        rc = dt_spool_write(p->make.articles, p->corpus, stage,
                            set_duplicate_of, &f, err);
    if (rc == DT_OK)
        rc = dt_spool_write(p->make.statements, p->corpus, stage, NULL, NULL,
                            err);
    if (rc == DT_OK)
        rc = dt_spool_write(p->snapshot_lines, p->corpus, stage, NULL, NULL,
                            err);
    if (rc == DT_OK)
        rc = dt_spool_write(p->duplicate_lines, p->corpus, stage, NULL, NULL,
                            err);
    if (rc == DT_OK)
        rc = dt_spool_write(p->redirect_lines, p->corpus, stage, NULL, NULL,
                            err);
    if (rc == DT_OK)
        rc = drop_strays(p, err);
    if (rc == DT_OK)
        rc = drop_tracked_texts(p, err);
    return rc < 0 ? rc : keep_releases(p, err);
}

static int compare(struct dt_plan *p, struct dt_err *err)
{
    int rc = dt_stage_keep_same(p->make.stage, err);

    p->report->files = dt_stage_count(p->make.stage);
    for (size_t i = 0; rc == DT_OK && i < p->report->files; i++)
        note(p->report,
             "%s: differs from what its sources give (run dictum "
             "build %s, or restore it with git checkout)",
             dt_stage_path(p->make.stage, i), p->corpus->name);
    return rc;
}

static void note_store(const struct dt_plan *p, const struct dt_err *err)
{
    note(p->report,
         "%.300s (until that is mended every build makes all "
         "articles again)",
         err->msg);
}

/* A store only saves work: without one everything is made. */
static struct dt_store *open_store(struct dt_plan *p, const char *path)
{
    struct dt_store *store = NULL;
    struct dt_err err;
    int rc = dt_store_open(&store, path, p->corpus->name, &err);

    if (rc == DT_OK)
        rc = dt_plan_load_marks(p, store, &err);
    if (rc == DT_OK)
        return store;
    p->trusted = false;
    note_store(p, &err);
    dt_store_free(store);
    return NULL;
}

/* The corpus is built: that cannot fail any more. */
static void save_marks(struct dt_plan *p, struct dt_store *store)
{
    struct dt_err err;

    if (dt_plan_save_marks(p, store, &err) < 0)
        note_store(p, &err);
}

static int run(struct dt_plan *p, struct dt_store *store, struct dt_err *err)
{
    struct dt_build_report *r = p->report;
    int rc = dt_plan_work(p, err);

    if (rc < 0)
        return rc;
    tally(p);
    if (r->not_held == r->sources && r->sources > 0) {
        note_not_held(p);
        return 1;
    }
    if (!all_unchanged(p)) {
        rc = dt_plan_carry(p, err);
        if (rc < 0)
            return rc;
        tally(p);
        if (!p->options->dry)
            note_made(p);
        rc = write_manifests(p, err);
        if (rc == DT_OK && p->options->dry)
            rc = compare(p, err);
        else if (rc == DT_OK)
            rc = dt_stage_keep_same(p->make.stage, err);
        if (rc == DT_OK && !p->options->dry) {
            r->files = dt_stage_count(p->make.stage);
            rc = dt_stage_commit(p->make.stage, err);
        }
        if (rc == DT_OK && store)
            save_marks(p, store);
    }
    note_not_held(p);
    if (rc == DT_OK &&
        (r->not_held || r->no_article || (p->options->dry && r->files)))
        return 1;
    return rc;
}

int dt_build(const struct dt_corpus *corpus,
             const struct dt_build_options *options,
             struct dt_build_report *report, struct dt_err *err)
{
    struct dt_plan plan = {
        .corpus = corpus, .options = options, .report = report};
    struct dt_lock lock = DT_LOCK_INIT;
    struct dt_store *store = NULL;
    struct dt_buf dir = DT_BUF_INIT(2048), path = DT_BUF_INIT(4096);
    int rc;

    report->sources = corpus->source_count;
    dt_buf_addf(&dir, "%s/.dictum", corpus->root);
    dt_buf_addf(&path, "%s/.dictum/lock", corpus->root);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&dir, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_mkdirs(dir.ptr, err);
    if (rc == DT_OK)
        rc = dt_lock_take(&lock, dt_corpus_shown(path.ptr), err);
    if (rc == DT_OK)
        rc = plan_init(&plan, dir.ptr, err);
    if (rc == DT_OK && !options->dry) {
        dt_buf_reset(&path);
        dt_buf_addf(&path, "%s/.dictum/store.db", corpus->root);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            store = open_store(&plan, path.ptr);
    }
    if (rc == DT_OK)
        rc = run(&plan, store, err);
    plan_release(&plan);
    dt_store_free(store);
    dt_lock_release(&lock);
    dt_buf_release(&dir);
    dt_buf_release(&path);
    return rc;
}

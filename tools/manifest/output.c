/* The manifests of a build, staged when all lines are there (plan.h). */
#include "manifest/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/stage.h"
#include "manifest/copies.h"
#include "manifest/copy_edges.h"
#include "manifest/output_lines.h"
#include "manifest/http.h"
#include "manifest/stray.h"
#include "source/entry.h"

const char *dt_plan_tracked(const struct dt_plan *p, const char *path)
{
    /* As dt_corpus_path() has it, without memory that could run out. */
    const char *const parts[] = {p->corpus->root, "/", "corpus/",
                                 p->corpus->name, "/snapshots/"};
    size_t first = strcmp(p->corpus->root, ".") == 0 ? 2 : 0;

    for (size_t i = first; i < sizeof parts / sizeof parts[0]; i++) {
        size_t len = strlen(parts[i]);

        if (strncmp(path, parts[i], len) != 0)
            return NULL;
        path += len;
    }
    return path - strlen("snapshots/");
}

static int each_text(const struct dt_plan *p, const struct dt_corpus *corpus,
                     dt_plan_text_fn fn, void *ctx, struct dt_err *err)
{
    const struct dt_str end = DT_STR(".txt");
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_buf path = DT_BUF_INIT(4096);
    int rc;

    dt_make_text_folder(corpus, &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_list_marked(path.ptr, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        const struct dt_str name = DT_STR(names.names[i]);
        struct dt_plan_text text = {.elsewhere = corpus != p->corpus};

        if (!dt_str_ends(name, end))
            continue;
        dt_buf_reset(&path);
        dt_make_text_folder(corpus, &path);
        dt_buf_addstr(&path, name);
        rc = dt_buf_check(&path, "a path", err);
        text.path = path.ptr;
        text.source =
            dt_plan_find(p, (struct dt_str){name.ptr, name.len - end.len});
        if (rc == DT_OK)
            rc = fn(ctx, &text, err);
    }
    dt_file_names_release(&names);
    dt_buf_release(&path);
    return rc;
}

static int each_text_elsewhere(const struct dt_plan *p, dt_plan_text_fn fn,
                               void *ctx, struct dt_err *err)
{
    const struct dt_corpus elsewhere = dt_make_elsewhere(p->corpus);

    return each_text(p, &elsewhere, fn, ctx, err);
}

int dt_plan_texts(const struct dt_plan *p, dt_plan_text_fn fn, void *ctx,
                  struct dt_err *err)
{
    int rc = each_text(p, p->corpus, fn, ctx, err);

    return rc < 0 ? rc : each_text_elsewhere(p, fn, ctx, err);
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

    if (item->snapshot_line.len)
        return dt_spool_keep(p->snapshot_lines, (size_t)(item - p->items),
                             DT_STR(s->snapshot), item->snapshot_line, err);
    dt_buf_reset(&m->fold);
    if (!http.ptr || !p->trusted || item->state != DT_PLAN_UNCHANGED)
        rc = dt_http_facts(p->corpus, s, &m->fold, err);
    if (m->fold.len)
        http = dt_buf_str(&m->fold);
    dt_buf_reset(&m->line);
    if (rc == DT_OK)
        rc = dt_write_snapshot(s, item->snapshot_bytes, item->media_type,
                               dt_plan_tracked(p, item->held->path), http,
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

/* No id is both that of a statement and redirected. */
static int check_redirects(const struct dt_plan *p, struct dt_err *err)
{
    const struct dt_corpus *corpus = p->corpus;
    const size_t count = corpus->redirect_count
                             ? dt_spool_count(p->make.statements)
                             : 0;

    for (size_t i = 0; i < count; i++) {
        size_t source;
        const char *id = dt_spool_key(p->make.statements, i, &source);
        const struct dt_redirect *r = dt_entry_find(
            corpus->redirects, corpus->redirect_count, sizeof *r, DT_STR(id));

        if (r)
            return DT_FAIL(err, DT_EFORMAT,
                           "corpus/%s/sources.yaml:%u: %s is redirected, and "
                           "is a statement of %.200s (take the redirect out)",
                           corpus->name, r->line, id,
                           corpus->sources[source].id);
    }
    return DT_OK;
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
        copy.retrieved = p->corpus->sources[i].retrieved;
        dt_digest_unhex(p->corpus->sources[i].snapshot, copy.snapshot);
        p->copies[n++] = copy;
    }
    rc = dt_decided_apply(&p->corpus->decisions->copies, p->copies, n,
                          &p->decided, err);
    if (rc == DT_OK)
        rc = dt_duplicates_find(p->copies, n, &p->decided, err);
    if (rc == DT_OK)
        rc = dt_decided_check(&p->corpus->decisions->copies,
                              p->corpus->decisions->path, p->copies, n, err);
    if (rc == DT_OK)
        rc = dt_copy_edges_same(p, n, err);
    return rc < 0 ? rc : dt_copies_spool(p, n, err);
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

static int note_stray(void *ctx, const char *path, struct dt_err *err)
{
    bool *any = ctx;

    (void)path, (void)err;
    *any = true;
    return DT_OK;
}

static int each_stray(const struct dt_plan *p, dt_stray_fn fn, void *ctx,
                      struct dt_err *err)
{
    struct dt_tree *tree = NULL;
    int rc = dt_tree_open(&tree, p->corpus->root, NULL, err);

    if (rc == DT_OK)
        rc = dt_strays(tree, p->corpus, fn, ctx, err);
    dt_tree_free(tree);
    return rc;
}

static int note_text(void *ctx, const struct dt_plan_text *text,
                     struct dt_err *err)
{
    bool *any = ctx;

    (void)err;
    *any = *any || text->source != SIZE_MAX;
    return DT_OK;
}

int dt_plan_has_strays(const struct dt_plan *plan, bool *any,
                       struct dt_err *err)
{
    int rc;

    *any = false;
    rc = each_stray(plan, note_stray, any, err);
    return rc < 0 ? rc : each_text_elsewhere(plan, note_text, any, err);
}

/* A text that was not made anew goes where the texts are now. */
static int move_text(const struct dt_plan *p, const struct dt_plan_text *text,
                     struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_ARTICLE_MAX);
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_file_stat st;
    int rc;

    dt_make_text_path(p->corpus, DT_STR(p->corpus->sources[text->source].id),
                      &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && !st.exists)
        rc = dt_file_read(text->path, &bytes, err);
    if (rc == DT_OK && !st.exists)
        rc = dt_stage_file(p->make.stage, path.ptr, bytes.ptr, bytes.len, err);
    dt_buf_release(&bytes);
    dt_buf_release(&path);
    return rc;
}

/* Have a text where the corpus has its texts, and what is withheld nowhere. */
static int settle_text(void *ctx, const struct dt_plan_text *text,
                       struct dt_err *err)
{
    const struct dt_plan *p = ctx;
    enum dt_plan_state state;
    bool withheld;
    int rc = DT_OK;

    if (text->source == SIZE_MAX)
        return DT_OK;
    state = p->items[text->source].state;
    withheld = p->corpus->sources[text->source].withheld;
    if (!text->elsewhere && !withheld)
        return DT_OK;
    if (!withheld && state != DT_PLAN_MADE && state != DT_PLAN_UNCHANGED)
        rc = move_text(p, text, err);
    return rc < 0 ? rc : dt_stage_drop(p->make.stage, text->path, err);
}

int dt_plan_write(struct dt_plan *p, struct dt_err *err)
{
    struct dt_hold_report held = {.judged = 0};
    struct dt_hold *hold = NULL;
    int rc = find_duplicates(p, err);

    if (rc == DT_OK)
        rc = dt_hold_run(
            p, p->report->built + p->report->unchanged + p->report->carried,
            &hold, &held, err);
    if (rc == DT_OK)
        rc = spool_snapshots(p, err);
    if (rc == DT_OK)
        rc = check_redirects(p, err);
    if (rc == DT_OK)
        rc = spool_redirects(p, err);
    if (rc == DT_OK)
        rc = dt_output_lines(p, hold, err);
    dt_hold_free(hold);
    p->report->judged = held.judged;
    p->report->kept = held.kept;
    p->report->not_judged = held.lost;
    if (rc == DT_OK)
        rc = each_stray(p, drop_stray, p, err);
    if (rc == DT_OK)
        rc = dt_plan_texts(p, settle_text, p, err);
    return rc < 0 ? rc : keep_releases(p, err);
}

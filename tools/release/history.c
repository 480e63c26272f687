#include "release/history.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapt/repo.h"
#include "manifest/record.h"
#include "manifest/revision.h"
#include "manifest/tree.h"
#include "release/continuity.h"
#include "release/index.h"
#include "release/redirected.h"

static void problem(struct dt_history_report *r, const char *line)
{
    r->problems++;
    r->problem(r->ctx, line);
}

/* A fault of what is checked is told; a fault of the check itself ends it. */
static int tell(struct dt_history_report *r, const struct dt_release *release,
                int rc, const struct dt_err *err)
{
    char line[700];

    if (rc >= 0 || rc == DT_EINTERNAL)
        return rc < 0 ? rc : DT_OK;
    (void)snprintf(line, sizeof line, "release %s, commit %.12s: %s",
                   release->version, release->commit, err->msg);
    problem(r, line);
    return DT_OK;
}

enum { MOST_GONE = 5 }; /* of one release, each */

/* What an id that is gone is told to. */
struct telling {
    struct dt_history_report *report;
    const struct dt_release *release;
    struct dt_buf id,
        hint; /* of what is told when its statements are counted */
    size_t statements, told;
};

static int tell_last(struct telling *t, struct dt_err *err)
{
    struct dt_buf line = DT_BUF_INIT(8192);
    int rc;

    if (t->id.len == 0)
        return DT_OK;
    dt_buf_addf(&line,
                "release %s, commit %.12s: %s is gone and nowhere redirected",
                t->release->version, t->release->commit, t->id.ptr);
    if (t->statements)
        dt_buf_addf(&line, ", and %zu statement%s with it", t->statements,
                    t->statements == 1 ? "" : "s");
    dt_buf_addf(&line, " (%s%s)", t->hint.ptr,
                t->statements ? "; dictum pack gives the lines of all" : "");
    dt_buf_reset(&t->id);
    rc = dt_buf_check(&line, "what is gone", err);
    if (rc == DT_OK && ++t->told <= MOST_GONE)
        problem(t->report, line.ptr);
    dt_buf_release(&line);
    return rc;
}

/* An article's statements that are gone with it come next. */
static int tell_gone(void *ctx, const struct dt_gone *gone, struct dt_err *err)
{
    struct telling *t = ctx;
    int rc;

    if (gone->with_article && t->id.len &&
        strcmp(gone->article, t->id.ptr) == 0) {
        t->statements++;
        return DT_OK;
    }
    rc = tell_last(t, err);
    t->statements = 0;
    dt_buf_reset(&t->hint);
    dt_buf_adds(&t->id, gone->id);
    dt_gone_hint(gone, &t->hint);
    if (rc == DT_OK)
        rc = dt_buf_check(&t->hint, "what is gone", err);
    return rc < 0 ? rc : dt_buf_check(&t->id, "what is gone", err);
}

static void tell_more_gone(const struct telling *t)
{
    char line[256];

    if (t->told <= MOST_GONE)
        return;
    (void)snprintf(line, sizeof line,
                   "release %.64s, commit %.12s: and %zu more (dictum pack "
                   "gives the lines of all)",
                   t->release->version, t->release->commit,
                   t->told - MOST_GONE);
    problem(t->report, line);
    t->report->problems += t->told - MOST_GONE - 1;
}

static int check_ids(struct dt_continuity *ids,
                     const struct dt_release *release,
                     struct dt_history_report *r, struct dt_err *err)
{
    struct telling t = {.report = r,
                        .release = release,
                        .id = DT_BUF_INIT(4096),
                        .hint = DT_BUF_INIT(4096)};
    size_t count;
    int rc = dt_continuity_check(ids, release, tell_gone, &t, &count, err);

    if (rc == DT_OK)
        rc = tell_last(&t, err);
    tell_more_gone(&t);
    dt_buf_release(&t.id);
    dt_buf_release(&t.hint);
    return tell(r, release, rc, err);
}

static int fail_root(const struct dt_verify_report *found,
                     const struct dt_release *release, struct dt_err *err)
{
    return DT_FAIL(err, DT_EMISMATCH,
                   "the root over its %" PRIu64
                   " lines is %s, and releases.jsonl says %s over %" PRIu64
                   " (see git log -p manifests)",
                   found->tree_size, found->root, release->root,
                   release->tree_size);
}

static int check_commit(const struct dt_corpus *corpus, unsigned threads,
                        const struct dt_release *release,
                        struct dt_history_report *r, struct dt_err *err)
{
    const struct dt_verify_options how = {
        .jobs = threads, .at = release->commit, .root = true};
    struct dt_verify_report then = {
        .problem = r->problem, .note = r->problem, .ctx = r->ctx};
    struct dt_corpus *old = NULL;
    int rc = dt_corpus_load_at(corpus->root, release->commit, corpus->name,
                               &old, err);

    if (rc == DT_OK)
        rc = dt_verify_corpus(old, &how, &then, err);
    r->problems += then.problems;
    if (rc >= 0 && then.problems == 0 &&
        (strcmp(then.root, release->root) != 0 ||
         then.tree_size != release->tree_size))
        rc = fail_root(&then, release, err);
    dt_corpus_free(old);
    return tell(r, release, rc, err);
}

/* Of the folder, or of a revision. */
static int load_index(const struct dt_corpus *corpus, const char *at,
                      struct dt_index *index, struct dt_err *err)
{
    const struct dt_corpus here = {
        .root = (char[]){"."}, .name = corpus->name, .shards = corpus->shards};
    struct dt_buf path = DT_BUF_INIT(4096), text = DT_BUF_INIT(DT_INDEX_MAX);
    struct dt_tree *tree = NULL;
    bool found;
    int rc = dt_tree_open(&tree, corpus->root, at, err);

    dt_records_shard_path(&here, DT_RELEASES, 0, &path);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_tree_read(tree, path.ptr, &text, &found, err);
    if (rc == DT_OK)
        rc = dt_index_read(index, dt_buf_str(&text), path.ptr, err);
    dt_buf_release(&text);
    dt_buf_release(&path);
    dt_tree_free(tree);
    return rc;
}

/* *at: the id of its commit, in room; NULL stays so. */
static int find_commit(struct dt_repo *repo, const char **at,
                       char room[DT_REPO_ID_SIZE], struct dt_err *err)
{
    int64_t time;
    int rc = *at ? dt_repo_resolve(repo, *at, room, &time, err) : DT_OK;

    *at = *at ? room : NULL;
    return rc;
}

/* What could not be checked is not fine. */
static int check_redirected(const struct dt_corpus *corpus,
                            struct dt_repo *repo, const char *at,
                            struct dt_history_report *r, struct dt_err *err)
{
    uint64_t count;
    int rc = dt_redirected_check(corpus, repo, at, r->problem, r->ctx, &count,
                                 err);

    r->problems += count;
    if (rc != DT_EUSAGE)
        return rc;
    problem(r, err->msg);
    return DT_OK;
}

/* Whether git has what was released. */
static int find_released(struct dt_repo *repo, const struct dt_release *release,
                         struct dt_err *err)
{
    char commit[DT_REPO_ID_SIZE];
    int64_t time;
    int rc = dt_repo_resolve(repo, release->commit, commit, &time, err);

    if (rc == DT_EUSAGE)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "the history here ends before its commit %.12s (git "
                     "fetch --unshallow; in CI fetch all of it, as with "
                     "fetch-depth: 0)",
                     release->commit);
    return rc;
}

static void tell_unchecked(struct dt_history_report *r,
                           const struct dt_release *release, const char *why)
{
    char line[700];

    (void)snprintf(line, sizeof line,
                   "release %s: whether its ids are still there was not "
                   "checked: %s",
                   release->version, why);
    problem(r, line);
}

static int check_release(const struct dt_corpus *corpus, struct dt_repo *repo,
                         unsigned threads, const struct dt_release *release,
                         struct dt_continuity *ids, struct dt_history_report *r,
                         struct dt_err *err)
{
    int rc = find_released(repo, release, err);

    if (rc < 0) {
        tell_unchecked(r, release, err->msg);
        return rc == DT_EINTERNAL ? rc : DT_OK;
    }
    r->releases++;
    rc = check_commit(corpus, threads, release, r, err);
    return rc < 0 ? rc : check_ids(ids, release, r, err);
}

int dt_history_check(const struct dt_corpus *corpus, const char *at,
                     unsigned threads, struct dt_history_report *report,
                     struct dt_err *err)
{
    struct dt_index index = {NULL, 0, DT_ARENA_INIT(0)};
    struct dt_continuity *ids = NULL;
    struct dt_repo *repo = NULL;
    char commit[DT_REPO_ID_SIZE];
    int rc = dt_repo_open(corpus->root, &repo, err);

    if (rc == DT_OK)
        rc = find_commit(repo, &at, commit, err);
    if (rc == DT_OK)
        rc = load_index(corpus, at, &index, err);
    if (rc == DT_EFORMAT || rc == DT_EMISMATCH) {
        problem(report, err->msg); /* without it there is no history */
        rc = DT_OK;
    }
    if (rc == DT_OK && index.count)
        rc = dt_continuity_new(corpus, repo, at, &ids, err);
    for (size_t i = 0; rc == DT_OK && i < index.count; i++)
        rc = check_release(corpus, repo, threads, &index.items[i], ids, report,
                           err);
    if (rc == DT_OK)
        rc = check_redirected(corpus, repo, at, report, err);
    dt_continuity_free(ids);
    dt_index_release(&index);
    dt_repo_free(repo);
    return rc < 0 ? rc : report->problems > 0;
}

/*
 * Whether all that the other lines are made from is, byte for byte, that of the
 * release: then these are the same, too.
 */
static int is_as_released(const struct dt_corpus *corpus, struct dt_repo *repo,
                          const char *at, const struct dt_release *last,
                          bool *same, struct dt_err *err)
{
    static const char *const parts[][2] = {
        {"corpus", ""},
        {"manifests", "/articles"},
        {"manifests", "/articles.jsonl"},
        {"manifests", "/snapshots"},
        {"manifests", "/snapshots.jsonl"},
    };
    enum { COUNT = sizeof parts / sizeof *parts };
    char made_from[COUNT][160], head[DT_REPO_ID_SIZE];
    const char *list[COUNT];
    const struct dt_repo_paths paths = {list, COUNT, NULL};
    struct dt_buf dirty = DT_BUF_INIT(4096);
    int64_t time;
    int rc = dt_repo_resolve(repo, at ? at : "HEAD", head, &time, err);

    for (size_t i = 0; i < COUNT; i++) {
        (void)snprintf(made_from[i], sizeof made_from[i], "%s/%.110s%s",
                       parts[i][0], corpus->name, parts[i][1]);
        list[i] = made_from[i];
    }
    *same = false;
    if (rc == DT_OK)
        rc = dt_repo_same(repo, head, last->commit, &paths, same, err);
    if (rc == DT_OK && *same && !at) {
        rc = dt_repo_dirty(repo, &paths, &dirty, err);
        *same = dirty.len == 0;
    }
    dt_buf_release(&dirty);
    return rc;
}

static int check_last(const struct dt_corpus *corpus, struct dt_repo *repo,
                      const char *at, const struct dt_release *last,
                      const struct dt_verify_report *found,
                      struct dt_history_report *report, struct dt_err *err)
{
    struct dt_continuity *ids = NULL;
    bool same;
    int rc;

    if (strcmp(found->root, last->root) == 0 &&
        found->tree_size == last->tree_size)
        return DT_OK; /* the same lines have the same ids */
    rc = is_as_released(corpus, repo, at, last, &same, err);
    if (rc == DT_OK && same)
        rc = fail_root(found, last, err);
    if (rc == DT_OK)
        rc = dt_continuity_new(corpus, repo, at, &ids, err);
    if (rc < 0)
        return tell(report, last, rc, err);
    rc = check_ids(ids, last, report, err);
    dt_continuity_free(ids);
    return rc;
}

int dt_history_check_last(const struct dt_corpus *corpus, const char *at,
                          const struct dt_verify_report *found,
                          struct dt_history_report *report, struct dt_err *err)
{
    struct dt_index index = {NULL, 0, DT_ARENA_INIT(0)};
    const struct dt_release *last;
    struct dt_repo *repo = NULL;
    char room[DT_REPO_ID_SIZE];
    int rc = load_index(corpus, at, &index, err);

    if (rc < 0 || index.count == 0)
        goto out;
    last = &index.items[index.count - 1];
    rc = dt_repo_open(corpus->root, &repo, err);
    if (rc == DT_OK)
        rc = find_commit(repo, &at, room, err);
    if (rc == DT_OK)
        rc = find_released(repo, last, err);
    if (rc == DT_OK) {
        report->releases++;
        rc = check_last(corpus, repo, at, last, found, report, err);
    } else if (rc != DT_EINTERNAL) {
        tell_unchecked(report, last, err->msg);
        rc = DT_OK;
    }
out:
    dt_index_release(&index);
    dt_repo_free(repo);
    return rc < 0 ? rc : report->problems > 0;
}

#include "release/history.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapt/repo.h"
#include "manifest/record.h"
#include "manifest/revision.h"
#include "release/continuity.h"
#include "release/index.h"

static void problem(struct dt_history_report *r, const char *line)
{
    r->problems++;
    if (r->problem)
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
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "the root over its %" PRIu64
                     " lines is %s, and releases.jsonl says %s over %" PRIu64,
                     then.tree_size, then.root, release->root,
                     release->tree_size);
    dt_corpus_free(old);
    return tell(r, release, rc, err);
}

int dt_history_check(const struct dt_corpus *corpus, unsigned threads,
                     struct dt_history_report *report, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_index index = {NULL, 0, DT_ARENA_INIT(0)};
    struct dt_repo *repo = NULL;
    int rc = dt_repo_open(corpus->root, &repo, err);

    dt_records_shard_path(corpus, DT_RELEASES, 0, &path);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_index_load(&index, path.ptr, err);
    if (rc == DT_EFORMAT || rc == DT_EMISMATCH) {
        problem(report, err->msg); /* without it there is no history */
        rc = DT_OK;
    }
    for (size_t i = 0; rc == DT_OK && i < index.count; i++) {
        rc = check_commit(corpus, threads, &index.items[i], report, err);
        if (rc == DT_OK)
            rc = tell(report, &index.items[i],
                      dt_continuity_check(corpus, repo, &index.items[i], NULL,
                                          NULL, err),
                      err);
        report->releases++;
    }
    dt_index_release(&index);
    dt_repo_free(repo);
    dt_buf_release(&path);
    return rc < 0 ? rc : report->problems > 0;
}

#include "release/redirected.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest/find.h"
#include "release/lines_at.h"
#include "source/entry.h"

struct search {
    const struct dt_corpus *corpus;
    struct dt_repo *repo;
    bool *found; /* by redirect */
    size_t left; /* to find */
    enum dt_records kind;
    char looked[DT_REPO_ID_SIZE]; /* commit that was looked into last, or "" */
};

static int look(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct search *s = ctx;
    const struct dt_redirect *r =
        dt_entry_find(s->corpus->redirects, s->corpus->redirect_count,
                      sizeof *r, dt_find_id(line, s->kind));

    (void)lines;
    (void)err;
    if (r && !s->found[r - s->corpus->redirects]) {
        s->found[r - s->corpus->redirects] = true;
        s->left--;
    }
    return DT_OK;
}

static int look_into(void *ctx, const struct dt_repo_change *change,
                     struct dt_err *err)
{
    static const enum dt_records kinds[] = {DT_ARTICLES, DT_STATEMENTS};
    struct search *s = ctx;
    char corpus[128], manifests[128];
    const char *const list[] = {corpus, manifests};
    const struct dt_repo_paths paths = {list, 2, NULL};
    bool same;
    int rc;

    (void)snprintf(corpus, sizeof corpus, "corpus/%.110s", s->corpus->name);
    (void)snprintf(manifests, sizeof manifests, "manifests/%.110s",
                   s->corpus->name);
    rc = dt_repo_same(s->repo, change->commit, s->looked, &paths, &same, err);
    if (rc < 0 || same)
        return rc;
    memcpy(s->looked, change->commit, sizeof s->looked);
    for (size_t i = 0; rc == DT_OK && i < 2; i++) {
        s->kind = kinds[i];
        rc = dt_lines_at(s->repo, change->commit, s->corpus->name, kinds[i],
                         look, s, err);
    }
    return rc < 0 ? rc : s->left == 0;
}

static void tell(const struct search *s, dt_note_fn note, void *ctx)
{
    for (size_t i = 0; i < s->corpus->redirect_count; i++) {
        const struct dt_redirect *r = &s->corpus->redirects[i];
        char line[512];

        if (s->found[i])
            continue;
        (void)snprintf(line, sizeof line,
                       "corpus/%.110s/sources.yaml:%u: %.200s is redirected, "
                       "and no commit ever had it (mend the id)",
                       s->corpus->name, r->line, r->id);
        note(ctx, line);
    }
}

int dt_redirected_check(const struct dt_corpus *corpus, struct dt_repo *repo,
                        const char *at, dt_note_fn note, void *ctx,
                        uint64_t *count, struct dt_err *err)
{
    struct search s = {.corpus = corpus,
                       .repo = repo,
                       .left = corpus->redirect_count,
                       .kind = DT_ARTICLES};
    bool shallow = false;
    int rc;

    *count = 0;
    if (s.left == 0)
        return DT_OK;
    s.found = calloc(s.left, sizeof *s.found);
    if (!s.found)
        return DT_FAIL(err, DT_EINTERNAL, "the redirects: out of memory");
    rc = dt_lines_now(repo, at, corpus, DT_ARTICLES, look, &s, err);
    s.kind = DT_STATEMENTS;
    if (rc == DT_OK)
        rc = dt_lines_now(repo, at, corpus, DT_STATEMENTS, look, &s, err);
    if (rc == DT_OK && s.left)
        rc = dt_repo_walk(repo, at, look_into, &s, &shallow, err);
    if (rc == DT_OK && s.left && shallow)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%s: whether all redirected ids were ever there was not "
                     "checked: the clone is shallow (git fetch --unshallow)",
                     corpus->name);
    else if (rc == DT_OK)
        tell(&s, note, ctx);
    *count = rc == DT_OK ? s.left : 0;
    free(s.found);
    return rc;
}

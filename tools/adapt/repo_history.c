#include <stdio.h>
#include <string.h>

#include "adapt/repo.h"

int dt_repo_last_change(struct dt_repo *repo, const char *from,
                        const struct dt_repo_paths *in,
                        char commit[DT_REPO_ID_SIZE], int64_t *time,
                        struct dt_err *err)
{
    char here[DT_REPO_ID_SIZE] = "";
    struct dt_repo_parents up;
    bool same = true;

    if ((size_t)snprintf(here, sizeof here, "%s", from) >= sizeof here)
        return DT_FAIL(err, DT_EUSAGE, "%.80s: not a commit", from);
    for (;;) {
        const char *parent;
        int rc = dt_repo_parents(repo, here, &up, err);

        if (rc < 0)
            return rc;
        if (up.hidden)
            return DT_FAIL(err, DT_EUSAGE,
                           "%s: this clone is shallow and ends before the "
                           "last change (git fetch --unshallow)",
                           dt_repo_root(repo));
        parent = up.count ? up.ids[0] : "";
        rc = dt_repo_same(repo, here, parent, in, &same, err);
        if (rc < 0)
            return rc;
        if (!same)
            break;
        if (!*parent)
            return DT_FAIL(err, DT_EUSAGE,
                           "%s: not in any commit (git add, git commit)",
                           in->count ? in->paths[0] : "nothing");
        memcpy(here, parent, sizeof here);
    }
    memcpy(commit, here, sizeof here);
    *time = up.time;
    return DT_OK;
}

struct history {
    struct dt_repo *repo;
    const char *path;
    dt_repo_change_fn fn;
    void *ctx;
    bool hidden;
};

static int compare_to_parents(void *ctx, const struct dt_repo_change *change,
                              struct dt_err *err)
{
    struct history *h = ctx;
    struct dt_repo_change with_blob = *change;
    struct dt_repo_parents up;
    bool differs;
    int rc = dt_repo_blob(h->repo, change->commit, h->path, with_blob.blob,
                          err);

    if (rc == DT_OK)
        rc = dt_repo_parents(h->repo, change->commit, &up, err);
    if (rc < 0)
        return rc;
    h->hidden |= up.hidden;
    differs = up.count || with_blob.blob[0];
    for (unsigned i = 0; i < up.count && differs; i++) {
        char before[DT_REPO_ID_SIZE];

        rc = dt_repo_blob(h->repo, up.ids[i], h->path, before, err);
        if (rc < 0)
            return rc;
        differs = strcmp(before, with_blob.blob) != 0;
    }
    return differs ? h->fn(h->ctx, &with_blob, err) : DT_OK;
}

int dt_repo_history(struct dt_repo *repo, const char *path,
                    dt_repo_change_fn fn, void *ctx, bool *shallow,
                    struct dt_err *err)
{
    struct history h = {repo, path, fn, ctx, false};
    int rc = dt_repo_walk(repo, compare_to_parents, &h, shallow, err);

    *shallow |= h.hidden;
    return rc;
}

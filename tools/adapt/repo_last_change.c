/* The newest commit that changed what lies at some paths (repo.h). */
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

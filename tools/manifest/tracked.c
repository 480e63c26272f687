#include "manifest/tracked.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/repo.h"
#include "base/digest.h"

int dt_tracked_snapshots(const struct dt_corpus *corpus,
                         struct dt_file_names *out, struct dt_err *err)
{
    char path[4096], commit[DT_REPO_ID_SIZE];
    struct dt_repo *repo = NULL;
    struct dt_file_stat st;
    struct dt_err no_commit;
    int64_t time;
    int rc;

    *out = (struct dt_file_names){NULL, 0, NULL};
    (void)snprintf(path, sizeof path, "%s/.git", corpus->root);
    rc = dt_file_stat(path, &st, err);
    if (rc < 0 || !st.exists)
        return rc;
    rc = dt_repo_open(corpus->root, &repo, err);
    if (rc < 0)
        return rc;
    (void)snprintf(path, sizeof path, "corpus/%s/snapshots", corpus->name);
    rc = dt_repo_resolve(repo, "HEAD", commit, &time, &no_commit);
    if (rc == DT_OK)
        rc = dt_repo_list(repo, commit, path, out, err);
    else if (rc == DT_EUSAGE)
        rc = DT_OK;
    else
        *err = no_commit;
    dt_repo_free(repo);
    return rc;
}

static int by_sha256(const void *key, const void *name)
{
    return strncmp(key, *(const char *const *)name, DT_DIGEST_HEX_SIZE - 1);
}

const char *dt_tracked_find(const struct dt_file_names *names,
                            const char *sha256)
{
    char **hit = names->count ? bsearch(sha256, names->names, names->count,
                                        sizeof *names->names, by_sha256)
                              : NULL;

    return hit ? *hit : NULL;
}

static bool has_any(const struct dt_file_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcspn(names->names[i], ".") == DT_DIGEST_HEX_SIZE - 1)
            return true;
    return false;
}

int dt_tracked_lacks(const struct dt_corpus *corpus,
                     const struct dt_file_names *names, const char *file,
                     bool *lacks, struct dt_err *err)
{
    struct dt_repo *repo = NULL;
    char path[4096];
    bool ignored = true;
    int rc;

    *lacks = false;
    if (!has_any(names))
        return DT_OK;
    (void)snprintf(path, sizeof path, "corpus/%s/%s", corpus->name, file);
    rc = dt_repo_open(corpus->root, &repo, err);
    if (rc == DT_OK)
        rc = dt_repo_ignores(repo, path, &ignored, err);
    *lacks = rc == DT_OK && !ignored;
    dt_repo_free(repo);
    return rc;
}

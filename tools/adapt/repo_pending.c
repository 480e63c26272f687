/* What is not committed (repo.h). */
#include <git2/diff.h>
#include <git2/errors.h>
#include <git2/index.h>
#include <git2/object.h>
#include <git2/repository.h>
#include <git2/revparse.h>
#include <git2/version.h>
#include <string.h>

#include "adapt/library.h"
#include "adapt/repo_files.h"
#include "adapt/repo_parts.h"

#define CALLS(X)                 \
    X(git_diff_free)             \
    X(git_diff_get_delta)        \
    X(git_diff_index_to_workdir) \
    X(git_diff_num_deltas)       \
    X(git_diff_options_init)     \
    X(git_diff_tree_to_index)    \
    X(git_index_free)            \
    X(git_index_read)            \
    X(git_object_free)           \
    X(git_oid_tostr)             \
    X(git_repository_index)      \
    X(git_revparse_single)

DT_LIBRARY(CALLS, start_git, DT_REPO_FILES);

/* What opened the repository started libgit2. */
static bool start_git(void)
{
    return true;
}

static void note_first(const git_diff *diff, const char *except,
                       struct dt_buf *first)
{
    for (size_t i = 0; diff && i < lib.git_diff_num_deltas(diff); i++) {
        const git_diff_delta *delta = lib.git_diff_get_delta(diff, i);
        const char *path = delta->new_file.path ? delta->new_file.path
                                                : delta->old_file.path;

        if ((except && strcmp(path, except) == 0) ||
            (first->len && strcmp(path, first->ptr) >= 0))
            continue;
        dt_buf_reset(first);
        dt_buf_adds(first, path);
    }
}

/* HEAD against the index, and the index against the work tree. */
static int compare_all(struct dt_repo *repo, const git_strarray *paths,
                       git_diff **staged, git_diff **unstaged,
                       struct dt_err *err)
{
    git_diff_options options;
    git_index *index = NULL;
    git_object *head = NULL;
    int rc;

    if (dt_library_need(&library, err) < 0 ||
        dt_repo_check_folders(repo->root, (const char *const *)paths->strings,
                              paths->count, err) < 0)
        return err->code;
    rc = lib.git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH |
                    GIT_DIFF_INCLUDE_UNTRACKED |
                    GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                    GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
    options.pathspec = *paths;
    if (rc == 0)
        rc = lib.git_revparse_single(&head, repo->git, "HEAD^{tree}");
    if (rc == GIT_ENOTFOUND)
        rc = 0; /* no commit yet: compare with nothing */
    if (rc == 0)
        rc = lib.git_repository_index(&index, repo->git);
    if (rc == 0)
        rc = lib.git_index_read(index, 0); /* another git may have written it */
    if (rc == 0)
        rc = lib.git_diff_tree_to_index(staged, repo->git, (git_tree *)head,
                                        index, &options);
    if (rc == 0)
        rc = lib.git_diff_index_to_workdir(unstaged, repo->git, index,
                                           &options);
    if (rc < 0)
        rc = dt_repo_fail(repo->root, rc, err);
    lib.git_index_free(index);
    lib.git_object_free(head);
    return rc;
}

int dt_repo_dirty(struct dt_repo *repo, const struct dt_repo_paths *in,
                  struct dt_buf *out, struct dt_err *err)
{
    /* libgit2 takes the paths as they are and changes none of them */
    const git_strarray paths = {(char **)in->paths, in->count};
    git_diff *staged = NULL, *unstaged = NULL;
    int rc = compare_all(repo, &paths, &staged, &unstaged, err);

    dt_buf_reset(out);
    if (rc == DT_OK) {
        note_first(staged, in->except, out);
        note_first(unstaged, in->except, out);
        rc = dt_buf_check(out, "a path", err);
    }
    lib.git_diff_free(staged);
    lib.git_diff_free(unstaged);
    return rc;
}

/* One side of a difference; absent and submodules are no files. */
static int tell_side(const git_diff_file *side, struct dt_repo_pending pending,
                     dt_repo_pending_fn fn, void *ctx, struct dt_err *err)
{
    if (side->mode == GIT_FILEMODE_UNREADABLE ||
        side->mode == GIT_FILEMODE_COMMIT)
        return DT_OK;
    pending.path = side->path;
    if (pending.how <= DT_REPO_TRACKED) {
        if (!(side->flags & GIT_DIFF_FLAG_VALID_ID)) /* in a conflict */
            return DT_OK;
        (void)lib.git_oid_tostr(pending.id, sizeof pending.id, &side->id);
    }
    return fn(ctx, &pending, err);
}

static int tell_pending(const git_diff *diff, bool staged,
                        dt_repo_pending_fn fn, void *ctx, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < lib.git_diff_num_deltas(diff); i++) {
        const git_diff_delta *delta = lib.git_diff_get_delta(diff, i);
        struct dt_repo_pending old = {.how = DT_REPO_TRACKED}, new = old;

        new.how = delta->status == GIT_DELTA_UNTRACKED ? DT_REPO_UNTRACKED
                                                       : DT_REPO_CHANGED;
        if (staged) {
            old.how = DT_REPO_LEFT;
            new.how = DT_REPO_STAGED;
        }
        rc = tell_side(&delta->old_file, old, fn, ctx, err);
        if (rc == DT_OK)
            rc = tell_side(&delta->new_file, new, fn, ctx, err);
    }
    return rc;
}

int dt_repo_pending(struct dt_repo *repo, dt_repo_pending_fn fn, void *ctx,
                    struct dt_err *err)
{
    const git_strarray all = {NULL, 0};
    git_diff *staged = NULL, *unstaged = NULL;
    int rc = compare_all(repo, &all, &staged, &unstaged, err);

    if (rc == DT_OK)
        rc = tell_pending(staged, true, fn, ctx, err);
    if (rc == DT_OK)
        rc = tell_pending(unstaged, false, fn, ctx, err);
    lib.git_diff_free(staged);
    lib.git_diff_free(unstaged);
    return rc;
}

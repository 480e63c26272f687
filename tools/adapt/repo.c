#include "adapt/repo.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/library.h"
#include "adapt/repo_calls.h"
#include "adapt/repo_files.h"
#include "adapt/repo_parts.h"

DT_LIBRARY(DT_REPO_CALLS, start_git, DT_REPO_FILES);

static bool start_git(void)
{
    return lib.git_libgit2_init() >= 0;
}

int dt_repo_fail(const char *what, int rc, struct dt_err *err)
{
    bool usage = rc == GIT_EINVALIDSPEC || rc == GIT_EAMBIGUOUS ||
                 rc == GIT_EEXISTS;
    const git_error *last = lib.git_error_last(); /* of this thread */

    return DT_FAIL(err, usage ? DT_EUSAGE : DT_EIO, "%s: git says: %s", what,
                   last && last->message ? last->message : "no reason given");
}

static int fail_open(const char *path, int rc, struct dt_err *err)
{
    const git_error *last = lib.git_error_last();
    const char *told = last && last->message ? last->message : "";
    const char *why = NULL;

    if (rc == 0)
        why = "a bare repository (git clone it)";
    else if (rc == GIT_EOWNER || strstr(told, "safe.directory"))
        why = "the repository belongs to another user (git config --global "
              "--add safe.directory '*')";
    else if (rc == GIT_ENOTFOUND)
        why = "not the top of a git repository (git init, or dictum -C DIR)";
    else if (strstr(told, "objectformat"))
        why = "a repository of SHA-256 objects, which libgit2 cannot read "
              "(git init --object-format=sha1)";
    return why ? DT_FAIL(err, DT_EUSAGE, "%s: %s", path, why)
               : dt_repo_fail(path, rc, err);
}

int dt_repo_open(const char *path, struct dt_repo **out, struct dt_err *err)
{
    struct dt_repo *repo;
    const char *workdir;
    int rc;

    if (dt_library_need(&library, err) < 0 ||
        dt_repo_check_files(path, err) < 0)
        return err->code;
    repo = calloc(1, sizeof *repo);
    if (!repo)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    rc = lib.git_repository_open_ext(&repo->git, path,
                                     GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
    workdir = rc < 0 ? NULL : lib.git_repository_workdir(repo->git);
    if (!workdir)
        rc = fail_open(path, rc, err);
    else if (!(repo->root = strdup(workdir)))
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    else if (strlen(repo->root) > 1)
        repo->root[strlen(repo->root) - 1] = '\0';
    if (rc == 0 && !dt_file_same(path, repo->root))
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%s: the repository of %.300s (git config core.worktree)",
                     path, repo->root);
    if (rc < 0)
        dt_repo_free(repo);
    else
        *out = repo;
    return rc;
}

void dt_repo_free(struct dt_repo *repo)
{
    if (!repo)
        return;
    lib.git_tree_free(repo->tree);
    lib.git_repository_free(repo->git);
    free(repo->root);
    free(repo->dir);
    free(repo);
}

const char *dt_repo_root(const struct dt_repo *repo)
{
    return repo->root;
}

int dt_repo_resolve(struct dt_repo *repo, const char *revision,
                    char commit[DT_REPO_ID_SIZE], int64_t *time,
                    struct dt_err *err)
{
    git_object *named = NULL, *peeled = NULL;
    int rc = lib.git_revparse_single(&named, repo->git, revision);

    if (rc == 0)
        rc = lib.git_object_peel(&peeled, named, GIT_OBJECT_COMMIT);
    if (rc == 0) {
        (void)lib.git_oid_tostr(commit, DT_REPO_ID_SIZE,
                                lib.git_object_id(peeled));
        *time = lib.git_commit_time((git_commit *)peeled);
    } else if (rc == GIT_ENOTFOUND || rc == GIT_EINVALIDSPEC ||
               rc == GIT_EPEEL || rc == GIT_EAMBIGUOUS) {
        rc = DT_FAIL(err, DT_EUSAGE, "%s: no such revision (git log)",
                     revision);
    } else {
        rc = dt_repo_fail(revision, rc, err);
    }
    lib.git_object_free(peeled);
    lib.git_object_free(named);
    return rc;
}

static int look_up_commit(struct dt_repo *repo, const char *id,
                          git_commit **out, struct dt_err *err)
{
    git_oid oid;
    int rc = lib.git_oid_fromstr(&oid, id);

    if (rc == 0)
        rc = lib.git_commit_lookup(out, repo->git, &oid);
    if (rc == GIT_ENOTFOUND)
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: the commit is not in this clone (git fetch, or "
                       "git fetch --unshallow)",
                       id);
    return rc < 0 ? dt_repo_fail(id, rc, err) : DT_OK;
}

static void fill_entry(struct dt_repo_entry *out, git_filemode_t mode,
                       const git_oid *id)
{
    out->mode = mode;
    out->is = mode == GIT_FILEMODE_TREE     ? DT_REPO_FOLDER
              : mode == GIT_FILEMODE_COMMIT ? DT_REPO_SUBMODULE
                                            : DT_REPO_FILE;
    (void)lib.git_oid_tostr(out->id, sizeof out->id, id);
}

int dt_repo_entry_at(struct dt_repo *repo, const char *commit_id,
                     const char *path, struct dt_repo_entry *out,
                     struct dt_err *err)
{
    git_commit *commit = NULL;
    git_tree *top = NULL;
    git_tree_entry *entry = NULL;
    int rc = look_up_commit(repo, commit_id, &commit, err);

    *out = (struct dt_repo_entry){.name = path};
    if (rc == DT_OK && lib.git_commit_tree(&top, commit) < 0)
        rc = dt_repo_fail(commit_id, GIT_ERROR, err);
    if (rc == DT_OK && !*path) {
        fill_entry(out, GIT_FILEMODE_TREE, lib.git_tree_id(top));
    } else if (rc == DT_OK) {
        rc = lib.git_tree_entry_bypath(&entry, top, path);
        rc = rc == 0 || rc == GIT_ENOTFOUND ? DT_OK
                                            : dt_repo_fail(path, rc, err);
    }
    if (entry)
        fill_entry(out, lib.git_tree_entry_filemode(entry),
                   lib.git_tree_entry_id(entry));
    lib.git_tree_entry_free(entry);
    lib.git_tree_free(top);
    lib.git_commit_free(commit);
    return rc;
}

/* The folder at path in a commit; NULL: there is none. */
static int look_up_tree(struct dt_repo *repo, const char *commit,
                        const char *path, git_tree **out, struct dt_err *err)
{
    struct dt_repo_entry entry;
    git_oid id;
    int rc = dt_repo_entry_at(repo, commit, path, &entry, err);

    *out = NULL;
    if (rc < 0 || entry.is != DT_REPO_FOLDER)
        return rc;
    rc = lib.git_oid_fromstr(&id, entry.id);
    if (rc == 0)
        rc = lib.git_tree_lookup(out, repo->git, &id);
    return rc < 0 ? dt_repo_fail(path, GIT_ERROR, err) : DT_OK;
}

/* libgit2 caches small trees only: a folder of many files is kept here. */
static int enter_dir(struct dt_repo *repo, const char *commit, const char *path,
                     size_t len, struct dt_err *err)
{
    char *dir;
    git_tree *tree = NULL;
    int rc;

    if (repo->dir && strlen(repo->dir) == len &&
        memcmp(repo->dir, path, len) == 0 && strcmp(repo->commit, commit) == 0)
        return DT_OK;
    dir = strndup(path, len);
    if (!dir)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    rc = look_up_tree(repo, commit, dir, &tree, err);
    if (rc == DT_OK) {
        lib.git_tree_free(repo->tree);
        free(repo->dir);
        repo->tree = tree;
        repo->dir = dir;
        memcpy(repo->commit, commit, strlen(commit) + 1);
    } else {
        free(dir);
    }
    return rc;
}

int dt_repo_read(struct dt_repo *repo, const char *commit, const char *path,
                 uint64_t max, struct dt_buf *out, bool *found,
                 struct dt_err *err)
{
    const char *slash = strrchr(path, '/');
    const git_tree_entry *entry = NULL;
    git_blob *blob = NULL;
    uint64_t size;
    int rc;

    dt_buf_reset(out);
    *found = false;
    if (strlen(commit) >= DT_REPO_ID_SIZE)
        return DT_FAIL(err, DT_EUSAGE, "%.80s…: not a commit", commit);
    rc = enter_dir(repo, commit, path, slash ? (size_t)(slash - path) : 0, err);
    if (rc < 0)
        return rc;
    if (repo->tree)
        entry = lib.git_tree_entry_byname(repo->tree, slash ? slash + 1 : path);
    if (!entry || lib.git_tree_entry_type(entry) != GIT_OBJECT_BLOB)
        return DT_OK;
    rc = lib.git_blob_lookup(&blob, repo->git, lib.git_tree_entry_id(entry));
    if (rc < 0)
        return dt_repo_fail(path, rc, err);
    size = (uint64_t)lib.git_blob_rawsize(blob);
    if (size > max) {
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%s: %llu bytes, more than the %llu allowed", path,
                     (unsigned long long)size, (unsigned long long)max);
    } else {
        dt_buf_add(out, lib.git_blob_rawcontent(blob), (size_t)size);
        rc = dt_buf_check(out, path, err);
        *found = rc == DT_OK;
    }
    lib.git_blob_free(blob);
    return rc;
}

int dt_repo_entries(struct dt_repo *repo, const char *id, dt_repo_entry_fn fn,
                    void *ctx, struct dt_err *err)
{
    git_object *named = NULL, *tree = NULL;
    git_oid oid;
    int rc = lib.git_oid_fromstr(&oid, id);

    if (rc == 0)
        rc = lib.git_object_lookup(&named, repo->git, &oid, GIT_OBJECT_ANY);
    if (rc == 0)
        rc = lib.git_object_peel(&tree, named, GIT_OBJECT_TREE);
    rc = rc < 0 ? dt_repo_fail(id, rc, err) : DT_OK;
    for (size_t i = 0;
         rc == DT_OK && i < lib.git_tree_entrycount((git_tree *)tree); i++) {
        const git_tree_entry *entry =
            lib.git_tree_entry_byindex((git_tree *)tree, i);
        struct dt_repo_entry told = {.name = lib.git_tree_entry_name(entry)};

        fill_entry(&told, lib.git_tree_entry_filemode(entry),
                   lib.git_tree_entry_id(entry));
        rc = fn(ctx, &told, err);
    }
    lib.git_object_free(tree);
    lib.git_object_free(named);
    return rc;
}

int dt_repo_blob_bytes(struct dt_repo *repo, const char *id, uint64_t *bytes,
                       struct dt_err *err)
{
    git_odb *odb = NULL;
    git_object_t type;
    git_oid oid;
    size_t size = 0;
    int rc = lib.git_oid_fromstr(&oid, id);

    if (rc == 0)
        rc = lib.git_repository_odb(&odb, repo->git);
    if (rc == 0)
        rc = lib.git_odb_read_header(&size, &type, odb, &oid);
    *bytes = size;
    lib.git_odb_free(odb);
    return rc < 0 ? dt_repo_fail(id, rc, err) : DT_OK;
}

int dt_repo_blob_sha256(struct dt_repo *repo, const char *id,
                        char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err)
{
    git_blob *blob = NULL;
    git_oid oid;
    int rc = lib.git_oid_fromstr(&oid, id);

    if (rc == 0)
        rc = lib.git_blob_lookup(&blob, repo->git, &oid);
    if (rc < 0)
        return dt_repo_fail(id, rc, err);
    rc = dt_digest_once((struct dt_str){lib.git_blob_rawcontent(blob),
                                        (size_t)lib.git_blob_rawsize(blob)},
                        hex, err);
    lib.git_blob_free(blob);
    return rc;
}

/* Whether a shallow clone hides a parent, or names one it does not have. */
static bool hides_parent(struct dt_repo *repo, git_commit *commit)
{
    const char *header = lib.git_commit_raw_header(commit);
    unsigned count = lib.git_commit_parentcount(commit);
    git_odb *odb = NULL;
    bool hidden = count == 0 && header && strstr(header, "\nparent ");

    if (lib.git_repository_is_shallow(repo->git) != 1 ||
        lib.git_repository_odb(&odb, repo->git) < 0)
        return false;
    for (unsigned i = 0; !hidden && i < count; i++)
        hidden = !lib.git_odb_exists(odb, lib.git_commit_parent_id(commit, i));
    lib.git_odb_free(odb);
    return hidden;
}

int dt_repo_ignores(struct dt_repo *repo, const char *path, bool *ignores,
                    struct dt_err *err)
{
    int ignored = 0;
    int rc = lib.git_ignore_path_is_ignored(&ignored, repo->git, path);

    *ignores = ignored != 0;
    return rc < 0 ? dt_repo_fail(path, rc, err) : DT_OK;
}

int dt_repo_parents(struct dt_repo *repo, const char *id,
                    struct dt_repo_parents *out, struct dt_err *err)
{
    git_commit *commit = NULL;
    int rc = look_up_commit(repo, id, &commit, err);

    if (rc < 0)
        return rc;
    out->time = lib.git_commit_time(commit);
    out->hidden = hides_parent(repo, commit);
    out->count = out->hidden ? 0 : lib.git_commit_parentcount(commit);
    if (out->count > DT_REPO_MOST_PARENTS)
        out->count = DT_REPO_MOST_PARENTS;
    for (unsigned i = 0; i < out->count; i++)
        (void)lib.git_oid_tostr(out->ids[i], DT_REPO_ID_SIZE,
                                lib.git_commit_parent_id(commit, i));
    lib.git_commit_free(commit);
    return DT_OK;
}

static int make_tagger(struct dt_repo *repo, git_time_t when,
                       git_signature **out, struct dt_err *err)
{
    const char *name = getenv("GIT_COMMITTER_NAME");
    const char *email = getenv("GIT_COMMITTER_EMAIL");
    git_signature *user = NULL;
    int rc = 0;

    if (!name || !email) {
        rc = lib.git_signature_default(&user, repo->git);
        if (rc == GIT_ENOTFOUND)
            return DT_FAIL(err, DT_EUSAGE,
                           "git does not know who tags (git config user.name "
                           "and user.email)");
    }
    if (rc == 0)
        rc = lib.git_signature_new(out, user ? user->name : name,
                                   user ? user->email : email, when, 0);
    lib.git_signature_free(user);
    return rc < 0 ? dt_repo_fail("the tagger", rc, err) : DT_OK;
}

int dt_repo_tag(struct dt_repo *repo, const char *name, const char *commit,
                const char *message, struct dt_err *err)
{
    git_commit *target = NULL;
    git_signature *tagger = NULL;
    git_object *old = NULL;
    struct dt_buf spec = DT_BUF_INIT(4096);
    git_oid made;
    int rc = look_up_commit(repo, commit, &target, err);

    dt_buf_addf(&spec, "refs/tags/%s^{commit}", name);
    if (rc == DT_OK)
        rc = dt_buf_check(&spec, "a tag's name", err);
    if (rc < 0)
        goto out;
    if (lib.git_revparse_single(&old, repo->git, spec.ptr) == 0) {
        if (!lib.git_oid_equal(lib.git_object_id(old),
                               lib.git_commit_id(target)))
            rc = DT_FAIL(err, DT_EUSAGE,
                         "tag %s: points to another commit already", name);
        goto out;
    }
    rc = make_tagger(repo, lib.git_commit_time(target), &tagger, err);
    if (rc < 0)
        goto out;
    rc = lib.git_tag_create(&made, repo->git, name, (git_object *)target,
                            tagger, message, 0);
    if (rc < 0)
        rc = dt_repo_fail(name, rc, err);
out:
    dt_buf_release(&spec);
    lib.git_object_free(old);
    lib.git_signature_free(tagger);
    lib.git_commit_free(target);
    return rc;
}

static int tell_commit(struct dt_repo *repo, const git_oid *oid,
                       dt_repo_change_fn fn, void *ctx, struct dt_err *err)
{
    struct dt_repo_change change;
    git_commit *commit = NULL;
    int rc = lib.git_commit_lookup(&commit, repo->git, oid);

    if (rc < 0)
        return dt_repo_fail(repo->root, rc, err);
    (void)lib.git_oid_tostr(change.commit, sizeof change.commit, oid);
    change.time = lib.git_commit_time(commit);
    change.author = lib.git_commit_author(commit)->name;
    change.summary = lib.git_commit_summary(commit);
    if (!change.summary)
        change.summary = "";
    rc = fn(ctx, &change, err);
    lib.git_commit_free(commit);
    return rc;
}

int dt_repo_walk(struct dt_repo *repo, const char *from, dt_repo_change_fn fn,
                 void *ctx, bool *shallow, struct dt_err *err)
{
    git_revwalk *walk = NULL;
    git_oid oid;
    int64_t time;
    char start[DT_REPO_ID_SIZE];
    int next, rc = from ? dt_repo_resolve(repo, from, start, &time, err) : 0;

    if (rc < 0)
        return rc;
    rc = lib.git_revwalk_new(&walk, repo->git);

    *shallow = false;
    if (rc == 0)
        rc = lib.git_revwalk_sorting(walk,
                                     GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (rc == 0 && from)
        rc = lib.git_oid_fromstr(&oid, start);
    if (rc == 0)
        rc = from ? lib.git_revwalk_push(walk, &oid)
                  : lib.git_revwalk_push_head(walk);
    if (rc < 0) {
        lib.git_revwalk_free(walk);
        return DT_FAIL(err, DT_EUSAGE, "%s: no commit yet", repo->root);
    }
    while (rc == DT_OK && !*shallow &&
           (next = lib.git_revwalk_next(&oid, walk)) != GIT_ITEROVER) {
        *shallow = next < 0 && lib.git_repository_is_shallow(repo->git) == 1;
        if (!*shallow)
            rc = next < 0 ? dt_repo_fail(repo->root, next, err)
                          : tell_commit(repo, &oid, fn, ctx, err);
    }
    lib.git_revwalk_free(walk);
    return rc > 0 ? DT_OK : rc;
}

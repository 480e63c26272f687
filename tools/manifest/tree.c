#include "manifest/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapt/repo.h"
#include "base/file.h"

enum { MOST_PATH = 4096 };

/* What a blob may be at most: git itself holds it in memory. */
#define MOST_BLOB ((size_t)2 << 30)

struct dt_tree {
    char *root;
    struct dt_repo *repo; /* NULL: the folder itself */
    char commit[DT_REPO_ID_SIZE];
    pthread_mutex_t lock;
};

int dt_tree_open(struct dt_tree **out, const char *root, const char *revision,
                 struct dt_err *err)
{
    struct dt_tree *t = calloc(1, sizeof *t);
    int64_t time;
    int rc = DT_OK;

    if (t)
        t->root = strdup(root);
    if (!t || !t->root || pthread_mutex_init(&t->lock, NULL) != 0) {
        if (t)
            free(t->root);
        free(t);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    if (revision)
        rc = dt_repo_open(root, &t->repo, err);
    if (rc == DT_OK && revision)
        rc = dt_repo_resolve(t->repo, revision, t->commit, &time, err);
    if (rc < 0)
        dt_tree_free(t);
    else
        *out = t;
    return rc;
}

void dt_tree_free(struct dt_tree *tree)
{
    if (!tree)
        return;
    dt_repo_free(tree->repo);
    (void)pthread_mutex_destroy(&tree->lock);
    free(tree->root);
    free(tree);
}

const char *dt_tree_commit(const struct dt_tree *tree)
{
    return tree->repo ? tree->commit : NULL;
}

static int full_path(const struct dt_tree *t, const char *path,
                     char out[MOST_PATH], struct dt_err *err)
{
    if ((size_t)snprintf(out, MOST_PATH, "%s/%s", t->root, path) >= MOST_PATH)
        return DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", path);
    return DT_OK;
}

/* path is for messages; regular: it is known to be a regular file. */
static int open_at(int folder, const char *name, const char *path, bool regular,
                   int *fd, bool *found, struct dt_err *err)
{
    int rc;

    /* A link would lead out of what is verified. */
    *fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    *found = *fd >= 0;
    if (*fd < 0 && errno != ENOENT && errno != ENOTDIR)
        return DT_FAIL(err, DT_EIO, "%s: %s", path,
                       errno == ELOOP ? "a symbolic link (the corpus has none)"
                                      : strerror(errno));
    rc = *found && !regular ? dt_file_is_regular(*fd, path, err) : DT_OK;
    if (rc < 0) {
        (void)close(*fd);
        *fd = -1;
    }
    return rc;
}

static int open_file(const struct dt_tree *t, const char *path, int *fd,
                     bool *found, struct dt_err *err)
{
    char full[MOST_PATH];
    int rc = full_path(t, path, full, err);

    if (rc < 0)
        return rc;
    return open_at(AT_FDCWD, full, path, false, fd, found, err);
}

static int read_commit(struct dt_tree *t, const char *path, struct dt_buf *out,
                       bool *found, struct dt_err *err)
{
    int rc;

    (void)pthread_mutex_lock(&t->lock);
    rc = dt_repo_read(t->repo, t->commit, path, out->max, out, found, err);
    (void)pthread_mutex_unlock(&t->lock);
    return rc;
}

int dt_tree_read(struct dt_tree *tree, const char *path, struct dt_buf *out,
                 bool *found, struct dt_err *err)
{
    int fd, rc;

    if (tree->repo)
        return read_commit(tree, path, out, found, err);
    rc = open_file(tree, path, &fd, found, err);
    if (rc < 0 || !*found)
        return rc;
    rc = dt_file_read_fd(fd, path, out, err);
    (void)close(fd);
    return rc;
}

int dt_tree_enter(struct dt_tree *tree, const char *path,
                  struct dt_tree_folder *out, struct dt_file_names *names,
                  struct dt_err *err)
{
    char full[MOST_PATH];
    size_t len = strlen(path);
    int rc = full_path(tree, path, full, err);

    *out = (struct dt_tree_folder){.tree = tree, .fd = -1};
    if (rc == DT_OK && len + 2 > sizeof out->path)
        rc = DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", path);
    if (rc < 0)
        return rc;
    memcpy(out->path, path, len);
    out->path[len] = '/';
    out->path_len = len + 1;
    if (tree->repo)
        return dt_repo_list(tree->repo, tree->commit, path, names, err);
    out->fd = open(full, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return dt_file_list_typed(full, names, &out->regular, err);
}

void dt_tree_leave(struct dt_tree_folder *folder)
{
    if (folder->tree && folder->fd >= 0)
        (void)close(folder->fd);
    folder->tree = NULL;
}

int dt_tree_read_in(struct dt_tree_folder *folder, const char *name,
                    char path[4096], struct dt_buf *out, bool *found,
                    struct dt_err *err)
{
    size_t len = strlen(name);
    int fd, rc;

    if (folder->path_len + len >= MOST_PATH)
        return DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", name);
    memcpy(path, folder->path, folder->path_len);
    memcpy(path + folder->path_len, name, len + 1);
    if (folder->fd < 0)
        return dt_tree_read(folder->tree, path, out, found, err);
    rc = open_at(folder->fd, name, path, folder->regular, &fd, found, err);
    if (rc < 0 || !*found)
        return rc;
    rc = folder->regular ? dt_file_read_regular(fd, path, out, err)
                         : dt_file_read_fd(fd, path, out, err);
    (void)close(fd);
    return rc;
}

int dt_tree_has(struct dt_tree *tree, const char *path, bool *found,
                struct dt_err *err)
{
    char blob[DT_REPO_ID_SIZE];
    int fd, rc;

    if (tree->repo) {
        (void)pthread_mutex_lock(&tree->lock);
        rc = dt_repo_blob(tree->repo, tree->commit, path, blob, err);
        (void)pthread_mutex_unlock(&tree->lock);
        *found = rc == DT_OK && blob[0];
        return rc;
    }
    rc = open_file(tree, path, &fd, found, err);
    if (rc == DT_OK && *found)
        (void)close(fd);
    return rc;
}

static int stream_fd(int fd, const char *path, const struct dt_tree_sink *sink,
                     struct dt_err *err)
{
    for (;;) {
        size_t len = 0;
        char *room;
        ssize_t got;
        int rc = sink->room(sink->ctx, &room, &len, err);

        if (rc < 0)
            return rc;
        got = read(fd, room, len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return dt_file_fail(path, err);
        if (got == 0)
            return DT_OK;
        rc = sink->filled(sink->ctx, (size_t)got, err);
        if (rc < 0)
            return rc;
    }
}

static int stream_blob(struct dt_str blob, const struct dt_tree_sink *sink,
                       struct dt_err *err)
{
    int rc = DT_OK;

    while (rc == DT_OK && blob.len) {
        size_t len = 0;
        char *room;

        rc = sink->room(sink->ctx, &room, &len, err);
        if (rc < 0)
            break;
        len = blob.len < len ? blob.len : len;
        memcpy(room, blob.ptr, len);
        blob.ptr += len;
        blob.len -= len;
        rc = sink->filled(sink->ctx, len, err);
    }
    return rc;
}

int dt_tree_stream(struct dt_tree *tree, const char *path,
                   const struct dt_tree_sink *sink, bool *found,
                   struct dt_err *err)
{
    struct dt_buf blob = DT_BUF_INIT(MOST_BLOB);
    int fd = -1, rc;

    if (tree->repo) {
        rc = read_commit(tree, path, &blob, found, err);
        if (rc == DT_OK && *found)
            rc = stream_blob(dt_buf_str(&blob), sink, err);
    } else {
        rc = open_file(tree, path, &fd, found, err);
        if (rc == DT_OK && *found)
            rc = stream_fd(fd, path, sink, err);
        if (fd >= 0)
            (void)close(fd);
    }
    dt_buf_release(&blob);
    return rc;
}

int dt_tree_list(struct dt_tree *tree, const char *dir,
                 struct dt_file_names *out, struct dt_err *err)
{
    char full[MOST_PATH];
    int rc;

    if (tree->repo)
        return dt_repo_list(tree->repo, tree->commit, dir, out, err);
    rc = full_path(tree, dir, full, err);
    return rc < 0 ? rc : dt_file_list_marked(full, out, err);
}

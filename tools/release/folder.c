#include "release/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { CHUNK = 256 * 1024, LONGEST = 8192, WAITING_MAX = 64 * 1024 * 1024 };

int dt_folder_open(const char *dir, const char *path, int *fd,
                   struct dt_err *err)
{
    struct dt_buf full = DT_BUF_INIT(LONGEST);
    struct stat st;
    int rc;

    dt_buf_addf(&full, "%s/%s", dir, path);
    rc = dt_buf_check(&full, "a path", err);
    if (rc == DT_OK) {
        /* O_NONBLOCK: a pipe in the way must not make us wait for ever */
        *fd = open(full.ptr, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (*fd < 0 && errno == ELOOP)
            rc = DT_FAIL(err, DT_EFORMAT, "%s: a symbolic link", path);
        else if (*fd < 0)
            rc = DT_FAIL(err, errno == ENOENT ? DT_EMISMATCH : DT_EIO,
                         errno == ENOENT ? "%s: is missing" : "%s: %s", path,
                         strerror(errno));
        else if (fstat(*fd, &st) != 0 || !S_ISREG(st.st_mode))
            rc = DT_FAIL(err, DT_EFORMAT, "%s: not a regular file", path);
    }
    dt_buf_release(&full);
    return rc;
}

static int check_file(const char *dir, const char *path, char *chunk,
                      struct dt_checker *checker, struct dt_err *err)
{
    int fd = -1;
    int rc = dt_folder_open(dir, path, &fd, err);
    ssize_t got = 1;

    if (rc == DT_OK)
        rc = dt_checker_begin(checker, path, err);
    while (rc == DT_OK && got) {
        got = read(fd, chunk, CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            rc = dt_file_fail(path, err);
        else if (got)
            rc = dt_checker_data(checker, chunk, (size_t)got, err);
    }
    if (fd >= 0)
        (void)close(fd);
    return rc < 0 ? rc : dt_checker_end(checker, err);
}

struct walk {
    const char *dir;
    int (*visit)(void *ctx, const char *path, uint64_t size,
                 struct dt_err *err);
    void *ctx;
    struct dt_buf waiting; /* folders to look into, each with a NUL */
};

static unsigned depth_of(const char *path)
{
    unsigned depth = 1;

    for (; *path; path++)
        depth += *path == '/';
    return depth;
}

static int look_at(struct walk *w, const char *path, struct dt_err *err)
{
    struct dt_buf full = DT_BUF_INIT(LONGEST);
    struct dt_file_stat st = {.exists = false};
    int rc;

    dt_buf_addf(&full, "%s/%s", w->dir, path);
    rc = dt_buf_check(&full, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(full.ptr, &st, err);
    if (rc == DT_OK && st.is_dir && depth_of(path) > DT_FOLDER_DEPTH) {
        rc = DT_FAIL(err, DT_EFORMAT, "%.200s: more than %d folders deep", path,
                     DT_FOLDER_DEPTH);
    } else if (rc == DT_OK && st.is_dir) {
        dt_buf_adds(&w->waiting, path);
        dt_buf_addc(&w->waiting, '\0');
        rc = dt_buf_check(&w->waiting, "the folders", err);
    } else if (rc == DT_OK && !st.is_file) {
        rc = DT_FAIL(err, DT_EFORMAT, "%s: neither file nor folder", path);
    } else if (rc == DT_OK) {
        rc = w->visit(w->ctx, path, st.size, err);
    }
    dt_buf_release(&full);
    return rc;
}

static int look_into(struct walk *w, const char *folder, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST);
    struct dt_file_names names = {NULL, 0, NULL};
    int rc;

    dt_buf_addf(&path, "%s%s%s", w->dir, *folder ? "/" : "", folder);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_list(path.ptr, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        dt_buf_reset(&path);
        dt_buf_addf(&path, "%s%s%s", folder, *folder ? "/" : "",
                    names.names[i]);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = look_at(w, path.ptr, err);
    }
    dt_file_names_release(&names);
    dt_buf_release(&path);
    return rc;
}

int dt_folder_walk(const char *dir,
                   int (*visit)(void *ctx, const char *path, uint64_t size,
                                struct dt_err *err),
                   void *ctx, struct dt_err *err)
{
    struct walk w = {dir, visit, ctx, DT_BUF_INIT(WAITING_MAX)};
    int rc = look_into(&w, "", err);

    while (rc == DT_OK && w.waiting.len) {
        size_t at = w.waiting.len - 1;
        char *folder;

        while (at > 0 && w.waiting.ptr[at - 1])
            at--;
        folder = strdup(w.waiting.ptr + at);
        w.waiting.len = at;
        rc = folder ? look_into(&w, folder, err)
                    : DT_FAIL(err, DT_EINTERNAL, "out of memory");
        free(folder);
    }
    dt_buf_release(&w.waiting);
    return rc;
}

/* Every file below dir must be one that the checker has seen. */
static int refuse_extra(void *ctx, const char *path, uint64_t size,
                        struct dt_err *err)
{
    const struct dt_checker *checker = ctx;

    (void)size;
    return dt_checker_knows(checker, path)
               ? DT_OK
               : DT_FAIL(err, DT_EMISMATCH, "%s: not in the manifest", path);
}

int dt_folder_check(const char *dir, struct dt_checker *checker,
                    struct dt_release_report *out, struct dt_err *err)
{
    char *chunk = malloc(CHUNK);
    const char *path;
    int rc = DT_OK;

    if (!chunk)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    while (rc == DT_OK && (path = dt_checker_wants(checker)))
        rc = check_file(dir, path, chunk, checker, err);
    if (rc == DT_OK)
        rc = dt_checker_finish(checker, out, err);
    if (rc == DT_OK)
        rc = dt_folder_walk(dir, refuse_extra, checker, err);
    free(chunk);
    return rc;
}

#include "base/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

enum { MOST_PATH = 4096, FILES_A_FOLDER = 4096 };

struct change {
    const char *path;
    bool drop;
    bool had_old; /* the old file lies in the stage while committing */
    bool done;
};

struct dt_stage {
    char *dir;
    struct change *changes;
    size_t count, cap;
    struct dt_arena arena;
    pthread_mutex_t lock;
};

/* Staged bytes lie in DIR/new/N/N, old ones during commit in DIR/old/N/N. */
static void staged_path(const struct dt_stage *s, const char *side,
                        size_t index, char out[MOST_PATH])
{
    (void)snprintf(out, MOST_PATH, "%s/%s/%zu/%zu", s->dir, side,
                   index / FILES_A_FOLDER, index);
}

static int staged_folder(const struct dt_stage *s, const char *side,
                         size_t index, struct dt_err *err)
{
    char dir[MOST_PATH];

    if (index % FILES_A_FOLDER)
        return DT_OK;
    (void)snprintf(dir, sizeof dir, "%s/%s/%zu", s->dir, side,
                   index / FILES_A_FOLDER);
    return dt_file_mkdirs(dir, err);
}

int dt_stage_open(struct dt_stage **out, const char *dir, struct dt_err *err)
{
    struct dt_stage *s;
    int rc;

    if (strlen(dir) > MOST_PATH - 64)
        return DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", dir);
    rc = dt_file_remove_tree(dir, err);
    if (rc == DT_OK)
        rc = dt_file_mkdirs(dir, err);
    if (rc < 0)
        return rc;
    s = calloc(1, sizeof *s);
    if (s)
        s->dir = strdup(dir);
    if (!s || !s->dir || pthread_mutex_init(&s->lock, NULL) != 0) {
        if (s)
            free(s->dir);
        free(s);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a stage");
    }
    s->arena = DT_ARENA_INIT((size_t)1 << 34);
    *out = s;
    return DT_OK;
}

/* Reserve a number for a change; the folder for its bytes exists after. */
static int reserve(struct dt_stage *s, const char *path, bool drop,
                   size_t *index, struct dt_err *err)
{
    int rc = DT_OK;

    (void)pthread_mutex_lock(&s->lock);
    if (s->count == s->cap) {
        size_t cap = s->cap ? s->cap * 2 : 64;
        struct change *grown = realloc(s->changes, cap * sizeof *grown);

        if (grown) {
            s->changes = grown;
            s->cap = cap;
        } else {
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for a stage");
        }
    }
    if (rc == DT_OK) {
        const char *copy = dt_arena_copy(&s->arena, DT_STR(path));

        *index = s->count;
        if (!copy)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for a stage");
        else
            rc = staged_folder(s, "new", *index, err);
        if (rc == DT_OK)
            s->changes[s->count++] = (struct change){copy, drop, false, false};
    }
    (void)pthread_mutex_unlock(&s->lock);
    return rc;
}

int dt_stage_create(struct dt_stage *s, const char *path, int *fd,
                    struct dt_err *err)
{
    char staged[MOST_PATH];
    size_t index;
    int rc = reserve(s, path, false, &index, err);

    if (rc < 0)
        return rc;
    staged_path(s, "new", index, staged);
    *fd = open(staged, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return *fd < 0 ? dt_file_fail(staged, err) : DT_OK;
}

int dt_stage_file(struct dt_stage *s, const char *path, const void *data,
                  size_t len, struct dt_err *err)
{
    int fd, rc = dt_stage_create(s, path, &fd, err);

    if (rc < 0)
        return rc;
    rc = dt_file_write_fd(fd, path, data, len, err);
    if (close(fd) != 0 && rc == DT_OK)
        rc = dt_file_fail(path, err);
    return rc;
}

int dt_stage_drop(struct dt_stage *s, const char *path, struct dt_err *err)
{
    size_t index;

    return reserve(s, path, true, &index, err);
}

size_t dt_stage_count(const struct dt_stage *s)
{
    return s->count;
}

const char *dt_stage_path(const struct dt_stage *s, size_t index)
{
    return s->changes[index].path;
}

static int same_bytes(const char *a, const char *b, bool *same,
                      struct dt_err *err)
{
    struct dt_file_stat x, y;
    char one[16 * 1024], two[16 * 1024];
    int fa, fb, rc = dt_file_stat(a, &x, err);

    *same = false;
    if (rc == DT_OK)
        rc = dt_file_stat(b, &y, err);
    if (rc != DT_OK || !x.is_file || !y.is_file || x.size != y.size)
        return rc;
    fa = open(a, O_RDONLY | O_CLOEXEC);
    fb = open(b, O_RDONLY | O_CLOEXEC);
    if (fa < 0 || fb < 0)
        rc = dt_file_fail(fa < 0 ? a : b, err);
    for (*same = rc == DT_OK; *same;) {
        ssize_t n = read(fa, one, sizeof one);
        ssize_t m = read(fb, two, sizeof two);

        /* A short read of one of the two only costs a rewrite. */
        *same = n >= 0 && n == m && memcmp(one, two, (size_t)n) == 0;
        if (n <= 0)
            break;
    }
    if (fa >= 0)
        (void)close(fa);
    if (fb >= 0)
        (void)close(fb);
    return rc;
}

int dt_stage_keep_same(struct dt_stage *s, struct dt_err *err)
{
    char staged[MOST_PATH];

    for (size_t i = 0; i < s->count; i++) {
        struct change *c = &s->changes[i];
        struct dt_file_stat st;
        bool same;
        int rc;

        if (c->drop) {
            rc = dt_file_stat(c->path, &st, err);
            same = !st.exists;
        } else {
            staged_path(s, "new", i, staged);
            rc = same_bytes(staged, c->path, &same, err);
        }
        if (rc < 0)
            return rc;
        if (same)
            c->path = NULL;
    }
    for (size_t i = 0, kept = 0;; i++) {
        char to[MOST_PATH];

        if (i == s->count) {
            s->count = kept;
            return DT_OK;
        }
        if (!s->changes[i].path)
            continue;
        if (kept != i && !s->changes[i].drop) {
            staged_path(s, "new", i, staged);
            staged_path(s, "new", kept, to);
            if (rename(staged, to) != 0)
                return dt_file_fail(to, err);
        }
        s->changes[kept++] = s->changes[i];
    }
}

/* All staged bytes on the disk before the first rename. */
static int sync_all(const struct dt_stage *s, struct dt_err *err)
{
#ifdef __linux__
    return dt_file_sync_below(s->dir, err);
#else
    char staged[MOST_PATH];

    for (size_t i = 0; i < s->count; i++) {
        int fd;

        if (s->changes[i].drop)
            continue;
        staged_path(s, "new", i, staged);
        fd = open(staged, O_RDONLY | O_CLOEXEC);
        if (fd < 0 || fsync(fd) != 0)
            return dt_file_fail(staged, err);
        (void)close(fd);
    }
    return DT_OK;
#endif
}

static int make_parent(const char *path, struct dt_err *err)
{
    char dir[MOST_PATH];
    const char *slash = strrchr(path, '/');

    if (!slash || slash == path)
        return DT_OK;
    if ((size_t)(slash - path) >= sizeof dir)
        return DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", path);
    memcpy(dir, path, (size_t)(slash - path));
    dir[slash - path] = '\0';
    return dt_file_mkdirs(dir, err);
}

/* Put one change into place; what stood there goes into the stage. */
static int apply(struct dt_stage *s, size_t index, struct dt_err *err)
{
    struct change *c = &s->changes[index];
    char staged[MOST_PATH], old[MOST_PATH];

    staged_path(s, "new", index, staged);
    staged_path(s, "old", index, old);
    if (link(c->path, old) == 0)
        c->had_old = true;
    else if (errno != ENOENT && errno != ENOTDIR)
        return dt_file_fail(c->path, err);
    c->done = c->drop ? unlink(c->path) == 0 || errno == ENOENT
                      : rename(staged, c->path) == 0;
    return c->done ? DT_OK : dt_file_fail(c->path, err);
}

/* Best effort: the error that made us turn back is the one to report. */
static void undo(struct dt_stage *s)
{
    char old[MOST_PATH];

    for (size_t i = s->count; i-- > 0;) {
        const struct change *c = &s->changes[i];

        if (!c->done)
            continue;
        staged_path(s, "old", i, old);
        if (c->had_old)
            (void)rename(old, c->path);
        else if (!c->drop)
            (void)unlink(c->path);
    }
}

static int sync_parents(const struct dt_stage *s, struct dt_err *err)
{
#ifdef __linux__
    return sync_all(s, err);
#else
    char dir[MOST_PATH], last[MOST_PATH] = "";

    for (size_t i = 0; i < s->count; i++) {
        const char *path = s->changes[i].path, *slash = strrchr(path, '/');
        size_t n = slash ? (size_t)(slash - path) : 0;
        int rc;

        (void)snprintf(dir, sizeof dir, "%.*s", (int)n, path);
        if (n == 0 || strcmp(dir, last) == 0)
            continue;
        memcpy(last, dir, n + 1);
        rc = dt_file_sync_dir(dir, err);
        if (rc < 0)
            return rc;
    }
    return DT_OK;
#endif
}

int dt_stage_commit(struct dt_stage *s, struct dt_err *err)
{
    int rc = s->count ? sync_all(s, err) : DT_OK;

    for (size_t i = 0; rc == DT_OK && i < s->count; i++) {
        rc = staged_folder(s, "old", i, err);
        if (rc == DT_OK)
            rc = make_parent(s->changes[i].path, err);
        if (rc == DT_OK)
            rc = apply(s, i, err);
    }
    if (rc == DT_OK && s->count)
        rc = sync_parents(s, err);
    if (rc < 0)
        undo(s);
    return rc;
}

void dt_stage_free(struct dt_stage *s)
{
    struct dt_err ignored;

    if (!s)
        return;
    /* A stage that cannot be removed is emptied by the next one. */
    (void)dt_file_remove_tree(s->dir, &ignored);
    dt_arena_release(&s->arena);
    (void)pthread_mutex_destroy(&s->lock);
    free(s->changes);
    free(s->dir);
    free(s);
}

#include "manifest/snapshot_files.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/progress.h"
#include "manifest/tree.h"
#include "snapshot/snapshot.h"

enum {
    MOST_PATH = 4096,
    TOGETHER = 16,          /* files that a thread reads, then hashes, */
    LARGE = 4 * 1024 * 1024 /* unless they have so many bytes */
};

struct dt_snapshot_files {
    char path[MOST_PATH]; /* of the folder */
    struct dt_tree *tree;
    struct dt_tree_folder folder;
    struct dt_file_names names;
    struct dt_snapshot_file *files; /* one for each name */

    pthread_mutex_t lock;
    pthread_cond_t was_listed;
    bool listed;
    size_t next; /* the first file that nobody has begun */
    int rc;      /* of the listing, or of the thread */
    struct dt_err err;

    bool has_thread;
    pthread_t thread;
};

/* One of the files that are hashed together. */
struct reading {
    struct dt_snapshot_file *file;
    struct dt_buf bytes;
    char path[MOST_PATH];
};

/* What a thread keeps. */
struct group {
    struct reading read[TOGETHER];
    struct dt_digest_message message[TOGETHER]; /* of them */
    size_t count, bytes;                        /* that wait to be hashed */
    struct dt_digest *digest;
};

static void list(struct dt_snapshot_files *f)
{
    struct dt_err err = {.code = DT_OK};
    struct dt_snapshot_file *files = NULL;
    int rc = dt_tree_enter(f->tree, f->path, &f->folder, &f->names, &err);

    if (rc == DT_OK) {
        files = calloc(f->names.count + 1, sizeof *files);
        if (!files)
            rc = DT_FAIL(&err, DT_EINTERNAL, "out of memory for snapshots");
    }
    for (size_t i = 0; rc == DT_OK && i < f->names.count; i++)
        files[i].name = f->names.names[i];
    (void)pthread_mutex_lock(&f->lock);
    f->files = files;
    f->rc = rc;
    f->err = err;
    f->listed = true;
    (void)pthread_cond_broadcast(&f->was_listed);
    (void)pthread_mutex_unlock(&f->lock);
}

static void *work(void *ctx)
{
    struct dt_snapshot_files *f = ctx;
    struct dt_err err;
    int rc;

    list(f);
    rc = dt_snapshot_files_help(f, &err);
    if (rc < 0) {
        (void)pthread_mutex_lock(&f->lock);
        f->rc = rc;
        f->err = err;
        (void)pthread_mutex_unlock(&f->lock);
    }
    return NULL;
}

int dt_snapshot_files_start(struct dt_snapshot_files **out, const char *root,
                            const char *name, const char *revision, bool beside,
                            struct dt_err *err)
{
    struct dt_snapshot_files *f = calloc(1, sizeof *f);
    int rc;

    if (!f)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
    (void)pthread_mutex_init(&f->lock, NULL);
    (void)pthread_cond_init(&f->was_listed, NULL);
    (void)snprintf(f->path, sizeof f->path, "corpus/%s/snapshots", name);
    rc = dt_tree_open(&f->tree, root, revision, err);
    if (rc < 0) {
        dt_snapshot_files_free(f);
        return rc;
    }
    f->has_thread = beside && !revision &&
                    pthread_create(&f->thread, NULL, work, f) == 0;
    if (!f->has_thread)
        list(f);
    *out = f;
    return DT_OK;
}

int dt_snapshot_files_left(struct dt_snapshot_files *f, size_t *left,
                           struct dt_err *err)
{
    int rc;

    (void)pthread_mutex_lock(&f->lock);
    while (!f->listed)
        (void)pthread_cond_wait(&f->was_listed, &f->lock);
    rc = f->rc;
    if (rc < 0)
        *err = f->err;
    *left = f->names.count - f->next;
    (void)pthread_mutex_unlock(&f->lock);
    return rc;
}

/* The next file is the caller's; NULL: none is left. */
static struct dt_snapshot_file *claim(struct dt_snapshot_files *f)
{
    struct dt_snapshot_file *file = NULL;

    (void)pthread_mutex_lock(&f->lock);
    if (f->files && f->next < f->names.count)
        file = &f->files[f->next++];
    (void)pthread_mutex_unlock(&f->lock);
    return file;
}

static int keep_problem(struct dt_snapshot_file *file, const char *problem,
                        struct dt_err *err)
{
    file->problem = strdup(problem);
    return file->problem ? DT_OK : DT_FAIL(err, DT_EINTERNAL, "out of memory");
}

/* Read one to be hashed, unless its name or its reading is a fault. */
static int read_file(struct dt_snapshot_files *f, struct dt_snapshot_file *file,
                     struct group *g, struct dt_err *err)
{
    struct dt_str digits = {file->name, strcspn(file->name, ".")};
    struct reading *r = &g->read[g->count];
    bool found;
    int rc;

    if (strcmp(file->name, ".gitkeep") == 0)
        return DT_OK;
    if (!dt_digest_is_hex(digits))
        return keep_problem(
            file, "is not named by a SHA-256 (remove it, or dictum add it)",
            err);
    dt_buf_reset(&r->bytes);
    rc = dt_tree_read_in(&f->folder, file->name, r->path, &r->bytes, &found,
                         err);
    if (rc == DT_EIO || rc == DT_EFORMAT)
        return keep_problem(file, err->msg, err);
    if (rc < 0)
        return rc;
    r->file = file;
    file->bytes = r->bytes.len;
    file->pdf = dt_str_starts(dt_buf_str(&r->bytes), DT_STR("%PDF-"));
    g->message[g->count++].part[0] = dt_buf_str(&r->bytes);
    g->bytes += r->bytes.len;
    return DT_OK;
}

static int judge_file(struct reading *r,
                      const unsigned char raw[DT_DIGEST_SIZE],
                      struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE], problem[512];

    dt_digest_hex(raw, hex);
    if (r->bytes.cap > LARGE)
        dt_buf_release(&r->bytes);
    if (memcmp(hex, r->file->name, sizeof hex - 1) == 0)
        return DT_OK;
    (void)snprintf(problem, sizeof problem,
                   "has the SHA-256 %s (restore it with git checkout)", hex);
    return keep_problem(r->file, problem, err);
}

static int check_group(struct group *g, struct dt_err *err)
{
    int rc = dt_digest_each(g->digest, g->message, g->count, err);

    for (size_t i = 0; rc == DT_OK && i < g->count; i++)
        rc = judge_file(&g->read[i], g->message[i].raw, err);
    g->count = g->bytes = 0;
    return rc;
}

int dt_snapshot_files_help(struct dt_snapshot_files *f, struct dt_err *err)
{
    struct group *g = calloc(1, sizeof *g);
    struct dt_snapshot_file *file;
    int rc;

    if (!g)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
    for (int i = 0; i < TOGETHER; i++)
        g->read[i].bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    rc = dt_digest_new(&g->digest, err);
    while (rc == DT_OK && (file = claim(f)) != NULL) {
        rc = read_file(f, file, g, err);
        dt_progress_add(1);
        if (rc == DT_OK && (g->count == TOGETHER || g->bytes > LARGE))
            rc = check_group(g, err);
    }
    if (rc == DT_OK)
        rc = check_group(g, err);
    for (int i = 0; i < TOGETHER; i++)
        dt_buf_release(&g->read[i].bytes);
    dt_digest_free(g->digest);
    free(g);
    return rc;
}

static void join(struct dt_snapshot_files *f)
{
    if (f->has_thread)
        (void)pthread_join(f->thread, NULL);
    f->has_thread = false;
}

int dt_snapshot_files_end(struct dt_snapshot_files *f, struct dt_err *err)
{
    join(f);
    if (f->rc < 0)
        *err = f->err;
    return f->rc;
}

const struct dt_snapshot_file *
dt_snapshot_files_all(const struct dt_snapshot_files *f, size_t *count)
{
    *count = f->names.count;
    return f->files;
}

const char *dt_snapshot_files_folder(const struct dt_snapshot_files *f)
{
    return f->folder.path;
}

int dt_snapshot_files_look(struct dt_snapshot_files *f,
                           const struct dt_snapshot_file *file,
                           const char *media_type, enum dt_form *out,
                           struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    char path[4096];
    bool found;
    int rc = dt_tree_read_in(&f->folder, file->name, path, &bytes, &found, err);

    *out = dt_form_of(media_type, dt_buf_str(&bytes));
    dt_buf_release(&bytes);
    return rc;
}

void dt_snapshot_files_free(struct dt_snapshot_files *f)
{
    if (!f)
        return;
    (void)pthread_mutex_lock(&f->lock);
    while (f->has_thread && !f->listed)
        (void)pthread_cond_wait(&f->was_listed, &f->lock);
    f->next = f->names.count;
    (void)pthread_mutex_unlock(&f->lock);
    join(f);
    for (size_t i = 0; f->files && i < f->names.count; i++)
        free(f->files[i].problem);
    free(f->files);
    dt_tree_leave(&f->folder);
    dt_file_names_release(&f->names);
    dt_tree_free(f->tree);
    (void)pthread_mutex_destroy(&f->lock);
    (void)pthread_cond_destroy(&f->was_listed);
    free(f);
}

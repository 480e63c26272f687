#include "release/shelf.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stage.h"
#include "release/interrupt.h"

int dt_shelf_open(struct dt_shelf *s, const char *dir, const char *top,
                  struct dt_err *err)
{
    int rc = dt_file_mkdirs(dir, err);

    s->dir = dir;
    dt_buf_addf(&s->part, "%s/.%s.tar.zst.part", dir, top);
    dt_buf_addf(&s->path, "%s/%s.tar.zst", dir, top);
    if (rc == DT_OK)
        rc = dt_buf_check(&s->part, "a path", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&s->path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_open_beside(s->part.ptr, &s->fd, err);
    if (rc < 0)
        return rc;
    dt_interrupt_guard(s->part.ptr);
    return DT_OK;
}

static int write_digest(const struct dt_shelf *s,
                        const struct dt_release *release, struct dt_err *err)
{
    struct dt_buf line = DT_BUF_INIT(4096), path = DT_BUF_INIT(4096);
    int rc;

    dt_buf_addf(&line, "%s  %s\n", release->sha256, release->name);
    dt_buf_addf(&path, "%s.sha256", s->path.ptr);
    rc = dt_buf_check(&line, "a path", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_write(path.ptr, line.ptr, line.len, err);
    dt_buf_release(&line);
    dt_buf_release(&path);
    return rc;
}

/* The lock on the unfinished file goes with it to its name, until close. */
int dt_shelf_put(struct dt_shelf *s, const struct dt_release *release,
                 struct dt_err *err)
{
    struct dt_file_stat st;
    int rc = dt_file_stat(s->path.ptr, &st, err);

    if (rc < 0)
        return rc;
    if (fsync(s->fd) != 0)
        return dt_file_fail(s->part.ptr, err);
    if (rename(s->part.ptr, s->path.ptr) != 0)
        return dt_file_fail(s->path.ptr, err);
    s->fresh = !st.exists;
    dt_buf_reset(&s->part);
    return write_digest(s, release, err);
}

void dt_shelf_withdraw(struct dt_shelf *s)
{
    if (!s->fresh)
        return;
    (void)unlink(s->path.ptr);
    dt_buf_adds(&s->path, ".sha256");
    if (!s->path.failed)
        (void)unlink(s->path.ptr);
    s->fresh = false;
}

/*
 * By way of .dictum: what a kill leaves beside it git would call a change. On
 * the disk, and not in its place before dt_stage_commit().
 */
static int stage_index(const struct dt_corpus *corpus, const char *path,
                       const struct dt_buf *text, struct dt_stage **stage,
                       struct dt_err *err)
{
    struct dt_buf dir = DT_BUF_INIT(4096);
    int rc;

    dt_buf_addf(&dir, "%s/.dictum/stage/%s", corpus->root, corpus->name);
    rc = dt_buf_check(&dir, "a path", err);
    if (rc == DT_OK)
        rc = dt_stage_open(stage, dir.ptr, err);
    if (rc == DT_OK)
        rc = dt_stage_file(*stage, path, text->ptr, text->len, err);
    dt_buf_release(&dir);
    return rc;
}

/* What is recorded stays, whatever comes after. */
static int fail_recorded(struct dt_err *err)
{
    struct dt_err why = *err;

    return DT_FAIL(err, why.code,
                   "%.400s (the release is made and recorded: pack it again to "
                   "complete the folder)",
                   why.msg);
}

/*
 * Both files have all their bytes before either takes its place, so that a
 * full disk on one side leaves the other as it was. From the commit on the
 * archive belongs to the record.
 */
static int put_both(struct dt_shelf *s, const struct dt_corpus *corpus,
                    const char *path, const char *copy,
                    const struct dt_buf *text, bool again, struct dt_err *err)
{
    struct dt_file_replacement new = DT_FILE_REPLACEMENT_INIT;
    struct dt_stage *stage = NULL;
    int rc = again ? DT_OK : stage_index(corpus, path, text, &stage, err);

    if (rc == DT_OK)
        rc = dt_file_replace_begin(&new, copy, err);
    if (rc == DT_OK)
        rc = dt_file_write_fd(new.fd, copy, text->ptr, text->len, err);
    if (rc == DT_OK && fsync(new.fd) != 0)
        rc = dt_file_fail(copy, err);
    if (rc == DT_OK)
        rc = dt_file_sync_dir(s->dir, err); /* the archive's name */
    if (rc == DT_OK && stage)
        rc = dt_stage_commit(stage, err);
    s->fresh = s->fresh && rc < 0;
    if (rc == DT_OK && dt_file_replace_commit(&new, err) < 0)
        rc = fail_recorded(err);
    dt_file_replace_end(&new);
    dt_stage_free(stage);
    return rc;
}

int dt_shelf_record(struct dt_shelf *s, const struct dt_corpus *corpus,
                    const struct dt_release *release, bool again,
                    struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096), copy = DT_BUF_INIT(4000);
    struct dt_buf text = DT_BUF_INIT(DT_INDEX_MAX);
    struct dt_file_stat st = {.exists = false};
    int rc;

    dt_corpus_manifest_path(corpus, "releases.jsonl", &path);
    dt_buf_addf(&copy, "%s/%s-releases.jsonl", s->dir, corpus->name);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&copy, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && st.exists)
        rc = dt_file_read(path.ptr, &text, err);
    if (rc == DT_OK && !again)
        rc = dt_index_line(release, &text, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&text, path.ptr, err);
    if (rc == DT_OK)
        rc = put_both(s, corpus, path.ptr, copy.ptr, &text, again, err);
    dt_buf_release(&path);
    dt_buf_release(&copy);
    dt_buf_release(&text);
    return rc;
}

void dt_shelf_close(struct dt_shelf *s)
{
    if (s->fd >= 0 && s->part.len)
        (void)unlink(s->part.ptr);
    if (s->fd >= 0)
        (void)close(s->fd);
    s->fd = -1;
    dt_buf_release(&s->part);
    dt_buf_release(&s->path);
    dt_interrupt_end();
}

#include "manifest/status_judge.h"

#include <string.h>

#include "manifest/make.h"
#include "manifest/tracked.h"

/* A page in a WARC file alone: its own file, if it ever had one, is gone. */
static bool has_file(const struct dt_held *held)
{
    return held && !held->in_warc;
}

int dt_status_files_open(struct dt_status_files *files,
                         const struct dt_corpus *corpus, unsigned threads,
                         struct dt_err *err)
{
    int rc;

    *files = (struct dt_status_files){.corpus = corpus};
    rc = dt_snapshots_open(corpus, NULL, threads, &files->snapshots, err);
    for (size_t i = 0; rc == DT_OK && i < corpus->source_count; i++) {
        const struct dt_source *s = &corpus->sources[i];

        /* Git is asked only where a file is missed. */
        if (s->snapshot && !s->withheld &&
            !has_file(dt_snapshots_find(files->snapshots, s->snapshot)))
            return dt_tracked_snapshots(corpus, &files->tracked, err);
    }
    return rc;
}

void dt_status_files_release(struct dt_status_files *files)
{
    dt_snapshots_free(files->snapshots);
    dt_file_names_release(&files->tracked);
}

/* What a source without a record waits for. */
static void judge_snapshot(const struct dt_status_files *files,
                           struct dt_status_finding *f,
                           const struct dt_source *s)
{
    if (files->records_damaged) {
        f->state = DT_STATUS_MISSING;
        f->why = "no record of it can be read: restore the damaged lines with "
                 "git checkout";
        return;
    }
    if (f->held) {
        f->state = DT_STATUS_NEW;
        f->why = "no record yet: dictum build makes it";
        return;
    }
    f->state = DT_STATUS_MISSING;
    if (!s->snapshot)
        f->why = "no snapshot was taken yet: dictum fetch";
    else if (s->withheld)
        f->why = "withheld, and its snapshot is not held: dictum build "
                 "--from DIR";
    else
        f->why = "its snapshot is not held: dictum build --from DIR";
}

/*
 * A text in the store is there where somebody built it: whoever lacks its
 * snapshot is not told to.
 */
static int judge_text(const struct dt_status_files *files,
                      struct dt_status_finding *f, const struct dt_source *s,
                      struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    char hex[DT_DIGEST_HEX_SIZE];
    struct dt_file_stat st;
    uint64_t size;
    int rc;

    dt_make_text_path(files->corpus, DT_STR(s->id), &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && !st.is_file &&
        (!files->corpus->texts_in_store || f->held)) {
        f->state = DT_STATUS_GONE;
        f->why = "its text file is not there: dictum build writes it again";
    } else if (rc == DT_OK && st.is_file) {
        rc = dt_digest_file(path.ptr, hex, &size, err);
        if (rc == DT_OK && strcmp(hex, f->text_sha256) != 0) {
            f->state = DT_STATUS_EDITED;
            f->why = "its text file is not what the record says: dictum "
                     "build writes it again";
        }
    }
    dt_buf_release(&path);
    return rc;
}

/* What git has, or lies in a file here, against the name that it has. */
static int judge_bytes(const struct dt_status_files *files,
                       struct dt_status_finding *f, const struct dt_source *s,
                       const struct dt_held *held, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    uint64_t size;
    int rc;

    if (!has_file(held)) {
        if (!s->withheld && dt_tracked_find(&files->tracked, s->snapshot)) {
            f->state = DT_STATUS_GONE;
            f->why = "its snapshot is not there, and git tracks it: git "
                     "checkout HEAD restores it";
        }
        return DT_OK;
    }
    rc = dt_digest_file(held->path, hex, &size, err);
    if (rc < 0 || strcmp(hex, s->snapshot) == 0)
        return rc;
    f->state = DT_STATUS_EDITED;
    f->why = "its snapshot is not the bytes that its name says: restore it "
             "with git checkout, or remove it and take it again";
    return DT_OK;
}

int dt_status_judge(const struct dt_status_files *files,
                    const struct dt_source *s, bool recorded,
                    struct dt_status_finding *f, struct dt_err *err)
{
    const struct dt_held *held =
        s->snapshot ? dt_snapshots_find(files->snapshots, s->snapshot) : NULL;
    int rc = DT_OK;

    f->held = held != NULL;
    if (!recorded)
        judge_snapshot(files, f, s);
    if (s->snapshot)
        rc = judge_bytes(files, f, s, held, err);
    if (rc < 0 || f->state != DT_STATUS_CURRENT || s->withheld)
        return rc;
    return judge_text(files, f, s, err);
}

#include "manifest/status_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "manifest/lines.h"
#include "manifest/make.h"
#include "manifest/tracked.h"

/* A page in a WARC file alone: its own file, if it ever had one, is gone. */
static bool has_file(const struct dt_held *held)
{
    return held && !held->in_warc;
}

/* Records of snapshots, for those that git ought to have. */
struct lacking {
    struct dt_status_files *files;
    struct dt_json_doc doc;
    size_t room;
};

static int add_lacked(struct lacking *l, const char *sha256, struct dt_err *err)
{
    struct dt_status_files *files = l->files;
    char(*grown)[DT_DIGEST_HEX_SIZE] = dt_array_room(
        files->lacked, &l->room, files->lacked_count, sizeof *grown);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
    files->lacked = grown;
    memcpy(grown[files->lacked_count++], sha256, DT_DIGEST_HEX_SIZE);
    return DT_OK;
}

/* What is no record is told of elsewhere. */
static int take_snapshot(void *ctx, const struct dt_lines *lines,
                         struct dt_str line, struct dt_err *err)
{
    struct lacking *l = ctx;
    const struct dt_status_files *files = l->files;
    char sha256[DT_DIGEST_HEX_SIZE], path[256];
    struct dt_err ignored;
    struct dt_str id, file;
    size_t named;
    bool lacks;
    int rc;

    (void)lines;
    if (dt_json_parse(&l->doc, line, &ignored) < 0)
        return DT_OK;
    named = dt_json_get(&l->doc, DT_JSON_ROOT, "file");
    if (dt_json_type(&l->doc, named) != DT_JSON_STRING)
        return DT_OK;
    file = dt_json_plain(&l->doc, named);
    id = dt_json_plain(&l->doc, dt_json_get(&l->doc, DT_JSON_ROOT, "id"));
    if (id.len != sizeof sha256 - 1 || !file.ptr || file.len >= sizeof path)
        return DT_OK;
    (void)snprintf(sha256, sizeof sha256, "%.*s", (int)id.len, id.ptr);
    (void)snprintf(path, sizeof path, "%.*s", (int)file.len, file.ptr);
    if (has_file(dt_snapshots_find(files->snapshots, sha256)) ||
        dt_tracked_find(&files->tracked, sha256))
        return DT_OK;
    rc = dt_tracked_lacks(files->corpus, &files->tracked, path, &lacks, err);
    return rc == DT_OK && lacks ? add_lacked(l, sha256, err) : rc;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int ask_git(struct dt_status_files *files, struct dt_err *err)
{
    struct lacking l = {.files = files, .doc = DT_JSON_DOC_INIT};
    int rc = dt_tracked_snapshots(files->corpus, &files->tracked, err);

    if (rc == DT_OK)
        rc = dt_lines_records(files->corpus, DT_SNAPSHOTS, take_snapshot, &l,
                              err);
    if (rc == DT_EFORMAT) /* a line cut short: told of elsewhere */
        rc = DT_OK;
    if (files->lacked_count)
        qsort(files->lacked, files->lacked_count, sizeof *files->lacked,
              by_text);
    dt_json_doc_release(&l.doc);
    return rc;
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
            return ask_git(files, err);
    }
    return rc;
}

void dt_status_files_release(struct dt_status_files *files)
{
    dt_snapshots_free(files->snapshots);
    dt_file_names_release(&files->tracked);
    free(files->lacked);
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
        } else if (!s->withheld && files->lacked_count &&
                   bsearch(s->snapshot, files->lacked, files->lacked_count,
                           sizeof *files->lacked, by_text)) {
            f->state = DT_STATUS_GONE;
            f->why =
                "its record names a snapshot that neither git nor the "
                "folder has: restore it from a commit that had it, or git "
                "add it where it still is; if it is kept elsewhere, dictum "
                "build records that";
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

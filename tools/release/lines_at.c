#include "release/lines_at.h"

#include <string.h>

enum { LONGEST = 4096, WAITING_MAX = 1024 * 1024 };

#define FILE_MAX ((size_t)4 << 30)

struct reading {
    struct dt_repo *repo;
    const char *commit;
    dt_lines_fn fn;
    void *ctx;
};

static int read_one(const struct reading *r, const char *path,
                    struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(FILE_MAX);
    struct dt_lines lines;
    bool found;
    int rc = dt_repo_read(r->repo, r->commit, path, FILE_MAX, &text, &found,
                          err);

    dt_lines_init(&lines, path);
    if (rc == DT_OK && found)
        rc = dt_lines_push(&lines, text.ptr, text.len, r->fn, r->ctx, err);
    dt_lines_release(&lines);
    dt_buf_release(&text);
    return rc;
}

/* The files of one folder; its folders go behind what is waiting. */
static int read_folder(const struct reading *r, const char *dir,
                       struct dt_buf *waiting, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_buf path = DT_BUF_INIT(LONGEST);
    int rc = dt_repo_list(r->repo, r->commit, dir, &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        size_t len = strlen(names.names[i]);
        bool folder = names.names[i][len - 1] == '/';

        dt_buf_reset(&path);
        dt_buf_addf(&path, "%s/%.*s", dir, (int)(len - folder), names.names[i]);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK && !folder)
            rc = read_one(r, path.ptr, err);
        else if (rc == DT_OK)
            dt_buf_add(waiting, path.ptr, path.len + 1);
    }
    dt_file_names_release(&names);
    dt_buf_release(&path);
    return rc;
}

/* STEM.jsonl, or all files below STEM/. */
int dt_lines_at(struct dt_repo *repo, const char *commit, const char *corpus,
                enum dt_records kind, dt_lines_fn fn, void *ctx,
                struct dt_err *err)
{
    const struct reading r = {repo, commit, fn, ctx};
    struct dt_buf waiting = DT_BUF_INIT(WAITING_MAX); /* each with a NUL */
    struct dt_buf path = DT_BUF_INIT(LONGEST);
    int rc;

    dt_buf_addf(&waiting, "%s/%s/%s",
                kind == DT_STATEMENTS ? "corpus" : "manifests", corpus,
                dt_records_name(kind));
    dt_buf_addf(&path, "%s.jsonl", waiting.ptr ? waiting.ptr : "");
    dt_buf_addc(&waiting, '\0');
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = read_one(&r, path.ptr, err);
    for (size_t at = 0; rc == DT_OK && at < waiting.len;) {
        dt_buf_reset(&path);
        dt_buf_adds(&path, waiting.ptr + at);
        at += path.len + 1;
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = read_folder(&r, path.ptr, &waiting, err);
    }
    if (rc == DT_OK)
        rc = dt_buf_check(&waiting, "the folders", err);
    dt_buf_release(&waiting);
    dt_buf_release(&path);
    return rc;
}

int dt_lines_now(struct dt_repo *repo, const char *commit,
                 const struct dt_corpus *corpus, enum dt_records kind,
                 dt_lines_fn fn, void *ctx, struct dt_err *err)
{
    return commit ? dt_lines_at(repo, commit, corpus->name, kind, fn, ctx, err)
                  : dt_lines_records(corpus, kind, fn, ctx, err);
}

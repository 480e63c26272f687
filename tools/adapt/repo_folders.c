/* What lies in the folders of a commit (repo.h). */
#include "adapt/repo.h"

#include <string.h>

#define NAMES_MAX ((size_t)1 << 30)

static int add_name(void *ctx, const struct dt_repo_entry *entry,
                    struct dt_err *err)
{
    struct dt_buf *names = ctx;

    (void)err;
    dt_buf_adds(names, entry->name);
    if (entry->is == DT_REPO_FOLDER)
        dt_buf_addc(names, '/');
    dt_buf_addc(names, '\0');
    return DT_OK;
}

int dt_repo_list(struct dt_repo *repo, const char *commit, const char *dir,
                 struct dt_file_names *out, struct dt_err *err)
{
    struct dt_buf names = DT_BUF_INIT(NAMES_MAX);
    struct dt_repo_entry folder;
    int rc = dt_repo_entry_at(repo, commit, dir, &folder, err);

    *out = (struct dt_file_names){NULL, 0, NULL};
    if (rc < 0 || folder.is != DT_REPO_FOLDER)
        return rc;
    rc = dt_repo_entries(repo, folder.id, add_name, &names, err);
    if (rc == DT_OK)
        return dt_file_names_sort(&names, out, err);
    dt_buf_release(&names);
    return rc;
}

int dt_repo_blob(struct dt_repo *repo, const char *commit, const char *path,
                 char blob[DT_REPO_ID_SIZE], struct dt_err *err)
{
    struct dt_repo_entry entry;
    int rc = dt_repo_entry_at(repo, commit, path, &entry, err);

    blob[0] = '\0';
    if (rc == DT_OK && entry.is == DT_REPO_FILE)
        memcpy(blob, entry.id, sizeof entry.id);
    return rc;
}

struct content {
    const char *except;
    struct dt_buf text; /* a line for each entry */
};

static int add_line(void *ctx, const struct dt_repo_entry *entry,
                    struct dt_err *err)
{
    struct content *c = ctx;

    (void)err;
    if (strcmp(entry->name, c->except) != 0)
        dt_buf_addf(&c->text, "%o %s %s\n", entry->mode, entry->id,
                    entry->name);
    return DT_OK;
}

/* Whether two folders hold the same but for the entry called except. */
static int same_but(struct dt_repo *repo, const struct dt_repo_entry *a,
                    const struct dt_repo_entry *b, const char *except,
                    bool *same, struct dt_err *err)
{
    struct content in_a = {except, DT_BUF_INIT(NAMES_MAX)}, in_b = in_a;
    int rc = DT_OK;

    if (a->is == DT_REPO_FOLDER)
        rc = dt_repo_entries(repo, a->id, add_line, &in_a, err);
    if (rc == DT_OK && b->is == DT_REPO_FOLDER)
        rc = dt_repo_entries(repo, b->id, add_line, &in_b, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&in_a.text, "a folder", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&in_b.text, "a folder", err);
    *same = rc == DT_OK &&
            dt_str_eq(dt_buf_str(&in_a.text), dt_buf_str(&in_b.text));
    dt_buf_release(&in_a.text);
    dt_buf_release(&in_b.text);
    return rc;
}

/* Whether the one path, but for the file except, is the same in a and b. */
static int same_at(struct dt_repo *repo, const char *a, const char *b,
                   const char *path, const char *except, bool *same,
                   struct dt_err *err)
{
    const char *slash = except ? strrchr(except, '/') : NULL;
    const bool within = slash && strlen(path) == (size_t)(slash - except) &&
                        memcmp(path, except, strlen(path)) == 0;
    struct dt_repo_entry x, y = {.is = DT_REPO_NOTHING};
    int rc = dt_repo_entry_at(repo, a, path, &x, err);

    if (rc == DT_OK && *b)
        rc = dt_repo_entry_at(repo, b, path, &y, err);
    if (rc < 0)
        return rc;
    *same = x.mode == y.mode && strcmp(x.id, y.id) == 0;
    if (*same || !within)
        return DT_OK;
    return same_but(repo, &x, &y, slash + 1, same, err);
}

int dt_repo_same(struct dt_repo *repo, const char *a, const char *b,
                 const struct dt_repo_paths *in, bool *same, struct dt_err *err)
{
    int rc = DT_OK;

    *same = true;
    for (size_t i = 0; rc == DT_OK && *same && i < in->count; i++)
        rc = same_at(repo, a, b, in->paths[i], in->except, same, err);
    return rc;
}

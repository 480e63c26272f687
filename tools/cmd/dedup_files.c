#include "cmd/dedup_files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lock.h"
#include "cmd/print_copies.h"

enum { SHARES = 8, MOST_SHARES = 1000 };

static int no_output(struct dt_err *err)
{
    return DT_FAIL(err, DT_EUSAGE, "no file to write to (--output FILE)");
}

static int not_plain(const char *path, struct dt_err *err)
{
    return DT_FAIL(err, DT_EUSAGE,
                   "%.300s: not a plain file, which texts could be read from "
                   "again",
                   path);
}

/* What a step writes replaces a plain file that it does not read. */
static int check_output(const struct dt_args *args, const char *path,
                        struct dt_err *err)
{
    int rc = dt_file_replaceable(path, err);

    for (int i = 0; rc == DT_OK && i < args->count; i++)
        if (dt_file_same(args->words[i], path))
            return DT_FAIL(err, DT_EUSAGE,
                           "%.300s is read: --output names another file", path);
    return rc;
}

int dt_dedup_files_sign(const struct dt_args *args, struct dt_dedup_lines *s,
                        struct dt_err *err)
{
    const char *path = dt_args_value(args, "output");
    struct dt_file_replacement keys = DT_FILE_REPLACEMENT_INIT;
    int rc;

    if (!path)
        return no_output(err);
    if (args->count != 1)
        return DT_FAIL(err, DT_EUSAGE, "--sign takes one file");
    rc = check_output(args, path, err);
    if (rc == DT_OK)
        rc = dt_dedup_lines_open(s, args->words[0], NULL, err);
    if (rc == DT_OK && !s->is_plain)
        rc = not_plain(args->words[0], err);
    if (rc == DT_OK)
        rc = dt_file_replace_begin(&keys, path, err);
    if (rc == DT_OK) {
        dt_dedup_keep(s->dedup, keys.fd, path, 0);
        rc = dt_dedup_lines_run(s, args->jobs, err);
    }
    if (rc == DT_OK)
        rc = dt_dedup_sign(s->dedup, args->jobs, err);
    if (rc == DT_OK)
        rc = dt_file_replace_commit(&keys, err);
    dt_file_replace_end(&keys);
    return rc;
}

/* "K/N" */
static int read_share(const char *text, unsigned *share, unsigned *shares,
                      struct dt_err *err)
{
    char *slash, *end = NULL;
    unsigned long k = strtoul(text, &slash, 10), n = 0;

    if (*slash == '/' && text[0] >= '1' && text[0] <= '9' && slash[1] >= '1' &&
        slash[1] <= '9')
        n = strtoul(slash + 1, &end, 10);
    if (!end || n == 0 || *end != '\0' || k > n || n > MOST_SHARES)
        return DT_FAIL(err, DT_EUSAGE,
                       "--join takes K/N, K from 1 to N, N at "
                       "most %d",
                       MOST_SHARES);
    *share = (unsigned)k;
    *shares = (unsigned)n;
    return DT_OK;
}

int dt_dedup_files_join(const struct dt_args *args, struct dt_dedup *d,
                        struct dt_err *err)
{
    const char *path = dt_args_value(args, "output");
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    unsigned share = 0, shares = 0;
    int rc = read_share(dt_args_value(args, "join"), &share, &shares, err);

    if (rc < 0)
        return rc;
    if (!path)
        return no_output(err);
    rc = check_output(args, path, err);
    for (int i = 0; rc == DT_OK && i < args->count; i++)
        rc = dt_dedup_load(d, args->words[i], NULL, NULL, err);
    if (rc == DT_OK)
        rc = dt_dedup_join(d, args->jobs, share, shares, &found, err);
    if (rc == DT_OK)
        rc = dt_dedup_found_write(d, path, share, shares, &found, err);
    dt_dedup_found_release(&found);
    return rc;
}

/* Verify and print. */
static int conclude(const struct dt_args *args, struct dt_dedup *d,
                    struct dt_dedup_found *found, struct dt_err *err)
{
    int rc = dt_dedup_merge(d, args->jobs, found, err);

    return rc < 0 ? rc
                  : dt_print_copies(d, dt_args_flag(args, "clusters"), err);
}

/* Whether the file is one of what a join has found. */
static int is_found(const char *path, bool *out, struct dt_err *err)
{
    char start[8] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, start, sizeof start);

    if (fd >= 0)
        (void)close(fd);
    if (n < 0)
        return dt_file_fail(path, err);
    /* Of any version: it is refused later, where that is said. */
    *out = memcmp(start, "dt join", 7) == 0;
    return DT_OK;
}

static int take_found(struct dt_dedup *d, const char *path,
                      struct dt_dedup_found *found, bool seen[],
                      unsigned *shares, struct dt_err *err)
{
    unsigned share = 0, of = 0;
    int rc = dt_dedup_found_read(d, path, &share, &of, found, err);

    if (rc < 0)
        return rc;
    if (share < 1 || share > of || of > MOST_SHARES ||
        (*shares && of != *shares))
        return DT_FAIL(err, DT_EFORMAT, "%.300s: a share of another number",
                       path);
    if (seen[share])
        return DT_FAIL(err, DT_EFORMAT, "%.300s: share %u is there twice", path,
                       share);
    seen[share] = true;
    *shares = of;
    return DT_OK;
}

int dt_dedup_files_merge(const struct dt_args *args, struct dt_dedup *d,
                         struct dt_err *err)
{
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    bool seen[MOST_SHARES + 1] = {false};
    unsigned shares = 0;
    bool joined;
    int rc = DT_OK;

    /* All texts first: pairs are of their numbers. */
    for (int i = 0; rc == DT_OK && i < args->count; i++) {
        rc = is_found(args->words[i], &joined, err);
        if (rc == DT_OK && !joined)
            rc = dt_dedup_load(d, args->words[i], NULL, NULL, err);
    }
    if (rc == DT_OK)
        rc = dt_dedup_check_keys(d, args->jobs, err);
    for (int i = 0; rc == DT_OK && i < args->count; i++) {
        rc = is_found(args->words[i], &joined, err);
        if (rc == DT_OK && joined)
            rc = take_found(d, args->words[i], &found, seen, &shares, err);
    }
    if (rc == DT_OK && shares == 0)
        rc = DT_FAIL(err, DT_EUSAGE, "no file of --join among these");
    for (unsigned i = 1; rc == DT_OK && i <= shares; i++)
        if (!seen[i])
            rc = DT_FAIL(err, DT_EFORMAT, "share %u of %u is missing", i,
                         shares);
    if (rc == DT_OK)
        rc = conclude(args, d, &found, err);
    dt_dedup_found_release(&found);
    return rc;
}

/* A file of the folder of work. */
static void path_in(char out[4096], const char *dir, const char *name,
                    unsigned number)
{
    (void)snprintf(out, 4096, "%.3900s/%s%.0u", dir, name, number);
}

/* Keys of an earlier process, and those that it did not come to. */
static int sign_on(const struct dt_args *args, struct dt_dedup_lines *s,
                   const char *path, int *fd, struct dt_err *err)
{
    struct dt_dedup_mark mark = {0, 0, 0, 0};
    uint64_t end = 0;
    int rc = DT_OK;

    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (*fd < 0)
        return dt_file_fail(path, err);
    rc = dt_dedup_load(s->dedup, path, &end, &mark, err);
    if (rc == DT_OK && ftruncate(*fd, (off_t)end) != 0)
        rc = dt_file_fail(path, err);
    if (rc == DT_OK)
        rc = dt_dedup_lines_open(s, args->words[0], &mark, err);
    if (rc == DT_OK && !s->is_plain)
        rc = not_plain(args->words[0], err);
    if (rc == DT_OK && s->base != 0)
        rc = DT_FAIL(err, DT_EFORMAT, "%.300s: keys of another file", path);
    if (rc == DT_OK && (mark.offset > s->size ||
                        (mark.changed != 0 && mark.changed != s->changed)))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "%.300s: not what it was when %.300s was begun (remove "
                     "that to begin anew)",
                     args->words[0], dt_args_value(args, "work"));
    if (rc < 0)
        return rc;
    s->mark.changed = s->changed;
    dt_dedup_mark(s->dedup, &s->mark);
    dt_dedup_keep(s->dedup, *fd, path, end);
    rc = dt_dedup_lines_run(s, args->jobs, err);
    return rc < 0 ? rc : dt_dedup_sign(s->dedup, args->jobs, err);
}

/* What an earlier process has found, unless it is of other texts. */
static int join_on(const struct dt_args *args, struct dt_dedup *d,
                   const char *path, unsigned share, struct dt_dedup_found *all,
                   struct dt_err *err)
{
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    struct dt_file_stat st;
    unsigned is = 0, of = 0;
    int rc = dt_file_stat(path, &st, err);

    if (rc == DT_OK && st.exists &&
        dt_dedup_found_read(d, path, &is, &of, all, err) == DT_OK &&
        is == share && of == SHARES)
        return DT_OK;
    if (rc == DT_OK)
        rc = dt_dedup_join(d, args->jobs, share, SHARES, &found, err);
    if (rc == DT_OK)
        rc = dt_dedup_found_write(d, path, share, SHARES, &found, err);
    dt_dedup_found_release(&found);
    return rc < 0 ? rc : dt_dedup_found_read(d, path, &is, &of, all, err);
}

static int empty(const char *dir, struct dt_err *err)
{
    char path[4096];
    int rc = DT_OK;

    for (unsigned i = 0; rc == DT_OK && i <= SHARES; i++) {
        path_in(path, dir, i ? "found" : "keys", i);
        rc = dt_file_remove_tree(path, err);
    }
    return rc;
}

int dt_dedup_files_work(const struct dt_args *args, struct dt_dedup_lines *s,
                        struct dt_err *err)
{
    const char *dir = dt_args_value(args, "work");
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    struct dt_lock lock = DT_LOCK_INIT;
    char keys[4096], path[4096];
    int fd = -1, rc = dt_file_mkdirs(dir, err);

    path_in(path, dir, "lock", 0);
    path_in(keys, dir, "keys", 0);
    if (rc == DT_OK)
        rc = dt_lock_take(&lock, path, err);
    if (rc == DT_OK)
        rc = sign_on(args, s, keys, &fd, err);
    for (unsigned i = 1; rc == DT_OK && i <= SHARES; i++) {
        path_in(path, dir, "found", i);
        rc = join_on(args, s->dedup, path, i, &found, err);
    }
    if (rc == DT_OK)
        rc = conclude(args, s->dedup, &found, err);
    if (rc == DT_OK)
        rc = empty(dir, err);
    if (fd >= 0)
        (void)close(fd);
    dt_lock_release(&lock);
    dt_dedup_found_release(&found);
    return rc;
}

#define _DEFAULT_SOURCE /* d_type */
#include "adapt/repo_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"

enum { MOST_PATH = 4096, WAITING_MAX = 64 * 1024 * 1024 };

/* Links are followed, as libgit2 does. */
static int check_file(const char *root, struct dt_str name, struct dt_err *err)
{
    char path[MOST_PATH];
    struct stat st;

    if (name.len >= MOST_PATH ||
        (size_t)snprintf(path, sizeof path, "%s/%.*s", root, (int)name.len,
                         name.ptr) >= sizeof path)
        return DT_OK; /* nor can libgit2 name it */
    if (stat(path, &st) != 0 || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
        return DT_OK;
    return DT_FAIL(err, DT_EIO,
                   "%s: a device, pipe or socket, where git has a file "
                   "(remove it)",
                   path);
}

/* "ref: refs/heads/main": the file of that name. */
static int check_head(const char *root, struct dt_err *err)
{
    static const char begin[] = "ref: ";
    struct dt_buf head = DT_BUF_INIT(MOST_PATH), name = DT_BUF_INIT(MOST_PATH);
    char path[MOST_PATH];
    struct dt_err ignored;
    int rc = DT_OK;

    (void)snprintf(path, sizeof path, "%s/.git/HEAD", root);
    if (dt_file_read(path, &head, &ignored) == DT_OK &&
        dt_str_starts(dt_buf_str(&head), DT_STR(begin))) {
        dt_buf_adds(&name, ".git/");
        dt_buf_adds(&name, head.ptr + sizeof begin - 1);
        if (!name.failed)
            rc = check_file(root, dt_str_trim(dt_buf_str(&name)), err);
    }
    dt_buf_release(&head);
    dt_buf_release(&name);
    return rc;
}

int dt_repo_check_files(const char *root, struct dt_err *err)
{
    static const char *const names[] = {
        ".git",
        ".git/HEAD",
        ".git/commondir",
        ".git/config",
        ".git/config.worktree",
        ".git/index",
        ".git/info/attributes",
        ".git/info/exclude",
        ".git/objects/info/alternates",
        ".git/packed-refs",
        ".git/shallow",
        ".gitattributes",
        ".gitignore",
    };
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < sizeof names / sizeof *names; i++)
        rc = check_file(root, DT_STR(names[i]), err);
    return rc < 0 ? rc : check_head(root, err);
}

static bool is_gits(const char *name)
{
    return strcmp(name, ".gitignore") == 0 ||
           strcmp(name, ".gitattributes") == 0;
}

/* d_type may not be known; links are no folders here, as in libgit2. */
static bool is_folder(const char *root, const char *path,
                      const struct dirent *entry)
{
    char full[2 * MOST_PATH];
    struct stat st;

    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    (void)snprintf(full, sizeof full, "%s/%s", root, path);
    return lstat(full, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A folder, "" or with its slash: those in it wait. One that is none is fine. */
static int look_into(const char *root, const char *folder,
                     struct dt_buf *waiting, struct dt_err *err)
{
    char path[MOST_PATH];
    const struct dirent *entry;
    int rc = DT_OK;
    DIR *dir;

    if ((size_t)snprintf(path, sizeof path, "%s/%s", root, folder) >=
        sizeof path)
        return DT_OK;
    dir = opendir(path);
    while (rc == DT_OK && dir && (entry = readdir(dir))) {
        const char *name = entry->d_name;

        if ((size_t)snprintf(path, sizeof path, "%s%s", folder, name) >=
            sizeof path)
            continue;
        if (is_gits(name)) {
            rc = check_file(root, DT_STR(path), err);
        } else if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
                   strcmp(name, ".git") != 0 && is_folder(root, path, entry)) {
            dt_buf_addf(waiting, "%s/", path);
            dt_buf_addc(waiting, '\0');
            rc = dt_buf_check(waiting, "the folders", err);
        }
    }
    if (dir)
        (void)closedir(dir);
    return rc;
}

/* The folder, "" or with its slash, and all below. */
static int look_below(const char *root, const char *folder, struct dt_err *err)
{
    struct dt_buf waiting = DT_BUF_INIT(WAITING_MAX);
    int rc = look_into(root, folder, &waiting, err);

    while (rc == DT_OK && waiting.len) {
        size_t at = waiting.len - 1;
        char *next;

        while (at > 0 && waiting.ptr[at - 1])
            at--;
        next = strdup(waiting.ptr + at);
        waiting.len = at;
        rc = next ? look_into(root, next, &waiting, err)
                  : DT_FAIL(err, DT_EINTERNAL, "out of memory");
        free(next);
    }
    dt_buf_release(&waiting);
    return rc;
}

/* The two files of each folder on the way to the path. */
static int check_above(const char *root, const char *path, struct dt_err *err)
{
    char name[MOST_PATH];
    int rc = DT_OK;

    for (const char *slash = strchr(path, '/'); slash && rc == DT_OK;
         slash = strchr(slash + 1, '/')) {
        const int len = (int)(slash - path) + 1;

        (void)snprintf(name, sizeof name, "%.*s.gitignore", len, path);
        rc = check_file(root, DT_STR(name), err);
        (void)snprintf(name, sizeof name, "%.*s.gitattributes", len, path);
        if (rc == DT_OK)
            rc = check_file(root, DT_STR(name), err);
    }
    return rc;
}

int dt_repo_check_folders(const char *root, const char *const *paths,
                          size_t count, struct dt_err *err)
{
    int rc = count ? DT_OK : look_below(root, "", err);

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        char folder[MOST_PATH];

        rc = check_above(root, paths[i], err);
        if (rc == DT_OK && (size_t)snprintf(folder, sizeof folder, "%s/",
                                            paths[i]) < sizeof folder)
            rc = look_below(root, folder, err);
    }
    return rc;
}

#include "adapt/repo_files.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"

enum { MOST_PATH = 4096 };

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

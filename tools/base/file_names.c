#if defined __linux__
#define _DEFAULT_SOURCE /* d_type */
#endif
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { MOST_NAMES = 100 * 1000 * 1000, MOST_PATH = 4096 };

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_regular(const struct dirent *e)
{
#ifdef _DIRENT_HAVE_D_TYPE
    return e->d_type == DT_REG;
#else
    (void)e;
    return false;
#endif
}

/* A copy of an entry's name, a folder's with its slash when marked is asked. */
static char *copy_name(const char *dir, const struct dirent *e, bool marked)
{
    size_t len = strlen(e->d_name);
    bool folder = false;
    char *name;

#ifdef _DIRENT_HAVE_D_TYPE
    if (e->d_type != DT_UNKNOWN) {
        folder = e->d_type == DT_DIR;
        marked = marked && folder;
    }
#endif
    if (marked && !folder) {
        char full[MOST_PATH];
        struct stat st;

        folder = (size_t)snprintf(full, sizeof full, "%s/%s", dir, e->d_name) <
                     sizeof full &&
                 lstat(full, &st) == 0 && S_ISDIR(st.st_mode);
    }
    name = malloc(len + 2);
    if (name)
        memcpy(name, e->d_name, len + 1);
    if (name && marked && folder)
        memcpy(name + len, "/", 2);
    return name;
}

/* Take a name, which is NULL when there was no memory for it. */
static int add(struct dt_file_names *names, size_t *room, char *name,
               const char *dir, struct dt_err *err)
{
    char **grown = names->names;
    int rc = DT_OK;

    if (names->count == MOST_NAMES)
        rc = DT_FAIL(err, DT_EFORMAT, "%s: more than %d entries", dir,
                     MOST_NAMES);
    if (rc == DT_OK && name && names->count == *room) {
        *room = *room ? *room * 2 : 64;
        grown = realloc(names->names, *room * sizeof *grown);
    }
    if (rc == DT_OK && (!name || !grown))
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", dir);
    if (grown)
        names->names = grown;
    if (rc == DT_OK)
        names->names[names->count++] = name;
    else
        free(name);
    return rc;
}

static int list(const char *dir, bool marked, struct dt_file_names *out,
                bool *regular, struct dt_err *err)
{
    struct dt_file_names found = {NULL, 0};
    size_t room = 0;
    DIR *d = opendir(dir);
    int rc = DT_OK;

    *out = found;
    *regular = true;
    if (!d)
        return errno == ENOENT ? DT_OK : dt_file_fail(dir, err);
    while (rc == DT_OK) {
        const struct dirent *e;

        errno = 0;
        e = readdir(d);
        if (!e) {
            if (errno)
                rc = dt_file_fail(dir, err);
            break;
        }
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        *regular = *regular && is_regular(e);
        rc = add(&found, &room, copy_name(dir, e, marked), dir, err);
    }
    (void)closedir(d);
    if (rc < 0) {
        dt_file_names_release(&found);
        return rc;
    }
    if (found.count)
        qsort(found.names, found.count, sizeof *found.names, by_bytes);
    *out = found;
    return DT_OK;
}

int dt_file_list(const char *dir, struct dt_file_names *out, struct dt_err *err)
{
    bool ignored;

    return list(dir, false, out, &ignored, err);
}

int dt_file_list_marked(const char *dir, struct dt_file_names *out,
                        struct dt_err *err)
{
    bool ignored;

    return list(dir, true, out, &ignored, err);
}

int dt_file_list_typed(const char *dir, struct dt_file_names *out,
                       bool *regular, struct dt_err *err)
{
    return list(dir, true, out, regular, err);
}

void dt_file_names_release(struct dt_file_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->names[i]);
    free(names->names);
    *names = (struct dt_file_names){NULL, 0};
}

int dt_file_remove_tree(const char *path, struct dt_err *err)
{
    struct dt_file_stat st;
    struct dt_file_names names = {NULL, 0};
    int rc = dt_file_stat(path, &st, err);

    if (rc < 0 || !st.exists)
        return rc;
    if (!st.is_dir)
        return unlink(path) == 0 || errno == ENOENT ? DT_OK
                                                    : dt_file_fail(path, err);
    rc = dt_file_list(path, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        char child[MOST_PATH];

        if ((size_t)snprintf(child, sizeof child, "%s/%s", path,
                             names.names[i]) >= sizeof child)
            rc = DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", path);
        else
            rc = dt_file_remove_tree(child, err);
    }
    dt_file_names_release(&names);
    if (rc == DT_OK && rmdir(path) != 0 && errno != ENOENT)
        rc = dt_file_fail(path, err);
    return rc;
}

/* The names in a folder, and the removal of whole folders (file.h). */
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

enum { MOST_PATH = 4096 };

#define MOST_BYTES ((size_t)8 << 30)

/* A name and its first eight bytes as a number, which mostly tell the order. */
struct name {
    uint64_t front;
    char *text;
};

static struct name name_of(char *text)
{
    struct name name = {0, text};

    for (int i = 0; i < 8; i++)
        name.front = name.front << 8 | (unsigned char)(*text ? *text++ : '\0');
    return name;
}

static int by_bytes(const void *a, const void *b)
{
    const struct name *x = a, *y = b;

    return x->front != y->front ? (x->front < y->front ? -1 : 1)
                                : strcmp(x->text, y->text);
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

/* Take an entry's name, a folder's with its slash when marked is asked. */
static void add_name(struct dt_buf *out, const char *dir,
                     const struct dirent *e, bool marked)
{
    bool folder = false;

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
    dt_buf_adds(out, e->d_name);
    if (marked && folder)
        dt_buf_addc(out, '/');
    dt_buf_addc(out, '\0');
}

int dt_file_names_sort(struct dt_buf *found, struct dt_file_names *out,
                       struct dt_err *err)
{
    size_t count = 0;
    char **names = NULL, *bytes = NULL, *to;
    struct name *sorted = NULL;
    int rc = dt_buf_check(found, "names", err);

    for (size_t at = 0; rc == DT_OK && at < found->len; count++)
        at += strlen(found->ptr + at) + 1;
    if (rc == DT_OK && count) {
        names = malloc(count * sizeof *names);
        sorted = malloc(count * sizeof *sorted);
        bytes = malloc(found->len);
    }
    if (rc == DT_OK && count && (!names || !sorted || !bytes))
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu names", count);
    if (rc < 0 || !count) {
        free(names);
        free(sorted);
        free(bytes);
        dt_buf_release(found);
        return rc;
    }
    to = found->ptr;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = name_of(to);
        to += strlen(to) + 1;
    }
    qsort(sorted, count, sizeof *sorted, by_bytes);
    /* They will be looked at in this order. */
    to = bytes;
    for (size_t i = 0; i < count; i++) {
        const size_t size = strlen(sorted[i].text) + 1;

        names[i] = memcpy(to, sorted[i].text, size);
        to += size;
    }
    free(sorted);
    dt_buf_release(found);
    *out = (struct dt_file_names){names, count, bytes};
    return DT_OK;
}

static int list(const char *dir, bool marked, struct dt_file_names *out,
                bool *regular, struct dt_err *err)
{
    struct dt_buf found = DT_BUF_INIT(MOST_BYTES);
    DIR *d = opendir(dir);
    int rc = DT_OK;

    *out = (struct dt_file_names){NULL, 0, NULL};
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
        add_name(&found, dir, e, marked);
    }
    (void)closedir(d);
    if (rc == DT_OK)
        rc = dt_buf_check(&found, dir, err);
    if (rc == DT_OK)
        return dt_file_names_sort(&found, out, err);
    dt_buf_release(&found);
    return rc;
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
    free(names->bytes);
    free(names->names);
    *names = (struct dt_file_names){NULL, 0, NULL};
}

int dt_file_remove_tree(const char *path, struct dt_err *err)
{
    struct dt_file_stat st;
    struct dt_file_names names = {NULL, 0, NULL};
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

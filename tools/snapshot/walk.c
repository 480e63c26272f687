#include "snapshot/walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"

enum { LONGEST_PATH = 4096 };

/* Folders still to be read; a stack, so that depth costs no recursion. */
struct folders {
    char **paths;
    size_t count, room;
};

static int push(struct folders *f, const char *path, struct dt_err *err)
{
    char **grown = dt_array_room(f->paths, &f->room, f->count, sizeof *grown);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    f->paths = grown;
    f->paths[f->count] = strdup(path);
    if (!f->paths[f->count])
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    f->count++;
    return DT_OK;
}

static int add_file(struct dt_walk *w, const char *path, size_t max_files,
                    const char *root, struct dt_err *err)
{
    if (w->count == max_files)
        return DT_FAIL(err, DT_EFORMAT, "%s: more than %zu files", root,
                       max_files);
    if (w->count == w->room) {
        const char **grown = dt_array_grow(w->paths, &w->room, sizeof *grown);

        if (!grown)
            return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
        w->paths = grown;
    }
    w->paths[w->count] = dt_arena_copy(&w->arena, DT_STR(path));
    if (!w->paths[w->count])
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    w->count++;
    return DT_OK;
}

static int read_folder(const char *dir, uint64_t max_size,
                       bool (*any_size)(const char *path), size_t max_files,
                       const char *root, struct folders *todo,
                       struct dt_walk *out, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_file_names names = {NULL, 0, NULL};
    size_t len = strlen(dir);
    int rc = dt_file_list(dir, &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_file_stat st;

        dt_buf_reset(&path);
        dt_buf_addf(&path, "%s%s%s", dir, len && dir[len - 1] == '/' ? "" : "/",
                    names.names[i]);
        rc = dt_buf_check(&path, dir, err);
        if (rc == DT_OK)
            rc = dt_file_stat(path.ptr, &st, err);
        if (rc == DT_OK && st.is_dir)
            rc = push(todo, path.ptr, err);
        else if (rc == DT_OK && st.is_file &&
                 (st.size <= max_size || (any_size && any_size(path.ptr))))
            rc = add_file(out, path.ptr, max_files, root, err);
    }
    dt_buf_release(&path);
    dt_file_names_release(&names);
    return rc;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int dt_walk_files(const char *root, uint64_t max_size,
                  bool (*any_size)(const char *path), size_t max_files,
                  struct dt_walk *out, struct dt_err *err)
{
    struct folders todo = {NULL, 0, 0};
    struct dt_file_stat st;
    int rc = dt_file_stat(root, &st, err);

    if (rc == DT_OK && !st.exists)
        rc = DT_FAIL(err, DT_EIO, "%s: no such file or folder", root);
    if (rc == DT_OK && st.is_file)
        rc = add_file(out, root, max_files, root, err);
    else if (rc == DT_OK)
        rc = push(&todo, root, err);
    while (rc == DT_OK && todo.count) {
        char *dir = todo.paths[--todo.count];

        rc = read_folder(dir, max_size, any_size, max_files, root, &todo, out,
                         err);
        free(dir);
    }
    while (todo.count)
        free(todo.paths[--todo.count]);
    free(todo.paths);
    if (rc == DT_OK && out->count)
        qsort(out->paths, out->count, sizeof *out->paths, by_bytes);
    return rc;
}

void dt_walk_release(struct dt_walk *walk)
{
    dt_arena_release(&walk->arena);
    free(walk->paths);
    *walk = DT_WALK_INIT;
}

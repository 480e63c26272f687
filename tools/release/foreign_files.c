#include "release/foreign_files.h"

#include <stdlib.h>
#include <string.h>

#include "adapt/unicode.h"
#include "base/array.h"
#include "base/utf8.h"
#include "release/folder.h"
#include "release/foreign.h"

enum { KEY_MAX = 64 * 1024 };

static const size_t memory_max = UINT32_MAX;

struct dt_foreign_spelling {
    const char *key;
    struct dt_foreign_file *file;
};

static int add_file(void *ctx, const char *path, uint64_t size,
                    struct dt_err *err)
{
    struct dt_foreign_files *f = ctx;
    char *copy;

    if (f->count == DT_FOREIGN_FILES)
        return DT_FAIL(err, DT_EFORMAT, "has more than %d files",
                       DT_FOREIGN_FILES);
    if (f->count == f->room) {
        struct dt_foreign_file *more = dt_array_grow(f->files, &f->room,
                                                     sizeof *f->files);

        if (!more)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory");
        f->files = more;
    }
    copy = dt_arena_copy(&f->memory, DT_STR(path));
    if (!copy)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for paths");
    f->files[f->count++] = (struct dt_foreign_file){copy, size, NULL, false};
    return DT_OK;
}

static int compare_files(const void *a, const void *b)
{
    const struct dt_foreign_file *x = a, *y = b;

    return strcmp(x->path, y->path);
}

int dt_foreign_files_init(struct dt_foreign_files *f, const char *dir,
                          struct dt_err *err)
{
    int rc;

    *f = (struct dt_foreign_files){.memory = DT_ARENA_INIT(memory_max)};
    rc = dt_folder_walk(dir, add_file, f, err);
    if (rc == DT_OK && f->count)
        qsort(f->files, f->count, sizeof *f->files, compare_files);
    return rc;
}

void dt_foreign_files_release(struct dt_foreign_files *f)
{
    free(f->files);
    free(f->spellings);
    dt_arena_release(&f->memory);
    memset(f, 0, sizeof *f);
}

struct dt_foreign_file *dt_foreign_find(const struct dt_foreign_files *f,
                                        struct dt_str path)
{
    size_t low = 0, high = f->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = dt_str_cmp(path, DT_STR(f->files[middle].path));

        if (order == 0)
            return &f->files[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* What two spellings of a path have in common. */
static int make_key(struct dt_str path, struct dt_buf *out, struct dt_err *err)
{
    int rc = DT_OK;

    dt_buf_reset(out);
    if (dt_utf8_valid(path) == path.len)
        rc = dt_unicode_nfc(path, out, err);
    else
        dt_buf_addstr(out, path);
    if (rc == DT_OK)
        rc = dt_buf_check(out, "a path", err);
    for (size_t i = 0; rc == DT_OK && i < out->len; i++)
        if (out->ptr[i] >= 'A' && out->ptr[i] <= 'Z')
            out->ptr[i] = (char)(out->ptr[i] | 0x20);
    return rc;
}

static int compare_spellings(const void *a, const void *b)
{
    const struct dt_foreign_spelling *x = a, *y = b;

    return strcmp(x->key, y->key);
}

static int make_spellings(struct dt_foreign_files *f, struct dt_err *err)
{
    struct dt_buf key = DT_BUF_INIT(KEY_MAX);
    int rc = DT_OK;

    f->spellings = calloc(f->count, sizeof *f->spellings);
    if (!f->spellings)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; rc == DT_OK && i < f->count; i++) {
        rc = make_key(DT_STR(f->files[i].path), &key, err);
        if (rc < 0)
            break;
        f->spellings[i].file = &f->files[i];
        f->spellings[i].key = dt_arena_copy(&f->memory, dt_buf_str(&key));
        if (!f->spellings[i].key)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for paths");
    }
    if (rc == DT_OK)
        qsort(f->spellings, f->count, sizeof *f->spellings, compare_spellings);
    dt_buf_release(&key);
    return rc;
}

int dt_foreign_find_spelled(struct dt_foreign_files *f, struct dt_str path,
                            struct dt_foreign_file **out, struct dt_err *err)
{
    struct dt_buf key = DT_BUF_INIT(KEY_MAX);
    size_t low = 0, high = f->count;
    int rc = DT_OK;

    *out = NULL;
    if (!f->spellings)
        rc = make_spellings(f, err);
    if (rc == DT_OK)
        rc = make_key(path, &key, err);
    if (rc < 0)
        goto out;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(key.ptr, f->spellings[middle].key) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < f->count && strcmp(key.ptr, f->spellings[low].key) == 0 &&
        (low + 1 == f->count ||
         strcmp(key.ptr, f->spellings[low + 1].key) != 0))
        *out = f->spellings[low].file;
out:
    dt_buf_release(&key);
    return rc;
}

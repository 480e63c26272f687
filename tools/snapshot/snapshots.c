/*
 * All snapshots that are held for a corpus, found by their hash (snapshot.h).
 */
#include "snapshot/snapshot.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/pool.h"
#include "base/progress.h"
#include "snapshot/walk.h"
#include "snapshot/warc.h"
#include "snapshot/warc_index.h"

enum { LONGEST_PATH = 4096, HEX = DT_DIGEST_HEX_SIZE - 1 };

/* Under this name, no corpus's, the store remembers WARC files. */
#define MEMORY ".warc"

/* In the order in which they are looked at. */
enum place { TRACKED, WITHHELD, WARC, USERS };

struct held {
    struct dt_held held;
    const char *sha256;
    enum place where;
};

struct dt_snapshots {
    struct dt_arena arena;
    struct held *items; /* sorted by hash; the first place counts */
    size_t count, room;
};

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "the snapshots: out of memory");
}

static int add(struct dt_snapshots *s, struct dt_held held,
               struct dt_str sha256, enum place where, struct dt_err *err)
{
    struct held *item;
    struct held *grown = dt_array_room(s->items, &s->room, s->count,
                                       sizeof *grown);

    if (!grown)
        return out_of_memory(err);
    s->items = grown;
    item = &s->items[s->count];
    item->held = held;
    item->sha256 = dt_arena_copy(&s->arena, sha256);
    item->where = where;
    if (!item->held.path || !item->sha256)
        return out_of_memory(err);
    s->count++;
    return DT_OK;
}

/* The file's path as long as the list lives. */
static const char *keep(struct dt_snapshots *s, const char *path)
{
    return dt_arena_copy(&s->arena, DT_STR(path));
}

/* Files of a folder of ours are named by their hash; what is not, is none. */
static int add_folder(struct dt_snapshots *s, const char *dir, enum place where,
                      struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    int rc = dt_file_list(dir, &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_str name = DT_STR(names.names[i]);
        struct dt_str sha256 = {name.ptr, name.len < HEX ? name.len : HEX};

        if (!dt_digest_is_hex(sha256) ||
            (name.len > HEX && name.ptr[HEX] != '.'))
            continue;
        dt_buf_reset(&path);
        dt_buf_addf(&path, "%s/%s", dir, name.ptr);
        rc = dt_buf_check(&path, dir, err);
        if (rc == DT_OK)
            rc = add(s, (struct dt_held){.path = keep(s, path.ptr)}, sha256,
                     where, err);
    }
    dt_buf_release(&path);
    dt_file_names_release(&names);
    return rc;
}

struct reading {
    const struct dt_walk *files;
    char (*hex)[DT_DIGEST_HEX_SIZE]; /* of a file that is no WARC file */
    struct dt_warc_index *indexes;   /* of one that is */
    bool *recalled;                  /* its index was known */
};

static int read_one(void *ctx, unsigned worker, size_t index,
                    struct dt_err *err)
{
    struct reading *r = ctx;
    const char *path = r->files->paths[index];
    uint64_t size;

    (void)worker;
    dt_progress_add(1);
    if (r->recalled[index])
        return DT_OK;
    if (dt_warc_is_name(path))
        return dt_warc_index_read(path, &r->indexes[index], err);
    return dt_digest_file(path, r->hex[index], &size, err);
}

static int add_index(struct dt_snapshots *s, const char *path,
                     const struct dt_warc_index *index, enum place where,
                     struct dt_err *err)
{
    const char *kept = keep(s, path);
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < index->count; i++) {
        const struct dt_warc_entry *e = &index->entries[i];
        char hex[DT_DIGEST_HEX_SIZE];

        dt_digest_hex(e->sha256, hex);
        rc = add(s, (struct dt_held){kept, true, e->place, e->bytes},
                 DT_STR(hex), where, err);
    }
    return rc;
}

/* What is remembered is a help only: without it files are read again. */
static struct dt_store *open_memory(const char *root)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_store *store = NULL;
    struct dt_file_stat st = {.exists = false};
    struct dt_err ignored;

    dt_buf_addf(&path, "%s/.dictum", root);
    if (!path.failed && dt_file_stat(path.ptr, &st, &ignored) == DT_OK &&
        st.is_dir) {
        dt_buf_adds(&path, "/store.db");
        if (!path.failed)
            (void)dt_store_open(&store, path.ptr, MEMORY, &ignored);
    }
    dt_buf_release(&path);
    return store;
}

static int read_files(struct dt_snapshots *s, const char *root,
                      struct reading *r, unsigned threads, enum place where,
                      struct dt_err *err)
{
    const struct dt_walk *files = r->files;
    struct dt_store *store = NULL;
    bool any_warc = false;
    int rc;

    for (size_t i = 0; i < files->count; i++)
        any_warc |= dt_warc_is_name(files->paths[i]);
    if (any_warc)
        store = open_memory(root);
    for (size_t i = 0; store && i < files->count; i++)
        if (dt_warc_is_name(files->paths[i]))
            r->recalled[i] = dt_warc_index_recall(store, files->paths[i],
                                                  &r->indexes[i]);
    dt_progress_start("files", files->count);
    rc = dt_pool_run(threads, files->count, read_one, r, err);
    dt_progress_end();
    for (size_t i = 0; rc == DT_OK && i < files->count; i++) {
        const char *path = files->paths[i];

        if (!dt_warc_is_name(path)) {
            rc = add(s, (struct dt_held){.path = keep(s, path)},
                     DT_STR(r->hex[i]), where, err);
            continue;
        }
        rc = add_index(s, path, &r->indexes[i], where, err);
        if (store && !r->recalled[i])
            dt_warc_index_remember(store, path, &r->indexes[i]);
    }
    dt_store_free(store);
    return rc;
}

/* Files, and records of WARC files, that are known by their bytes alone. */
static int add_files(struct dt_snapshots *s, const char *root, const char *from,
                     unsigned threads, enum place where, struct dt_err *err)
{
    struct dt_walk files = DT_WALK_INIT;
    struct reading r = {.files = &files};
    int rc = dt_walk_files(from, DT_SNAPSHOT_MAX, dt_warc_is_name,
                           DT_SNAPSHOT_FILES, &files, err);

    if (rc == DT_OK && files.count) {
        r.hex = calloc(files.count, sizeof *r.hex);
        r.indexes = calloc(files.count, sizeof *r.indexes);
        r.recalled = calloc(files.count, sizeof *r.recalled);
        rc = r.hex && r.indexes && r.recalled
                 ? read_files(s, root, &r, threads, where, err)
                 : out_of_memory(err);
    }
    for (size_t i = 0; r.indexes && i < files.count; i++)
        dt_warc_index_release(&r.indexes[i]);
    free(r.hex);
    free(r.indexes);
    free(r.recalled);
    dt_walk_release(&files);
    return rc;
}

static int by_hash(const void *a, const void *b)
{
    const struct held *x = a, *y = b;
    int order = strcmp(x->sha256, y->sha256);

    if (!order)
        order = (x->where > y->where) - (x->where < y->where);
    if (!order)
        order = strcmp(x->held.path, y->held.path);
    if (!order)
        order = (x->held.place.offset > y->held.place.offset) -
                (x->held.place.offset < y->held.place.offset);
    return order;
}

static void sort_held(struct dt_snapshots *s)
{
    size_t kept = 0;

    if (s->count)
        qsort(s->items, s->count, sizeof *s->items, by_hash);
    for (size_t i = 0; i < s->count; i++)
        if (!kept || strcmp(s->items[kept - 1].sha256, s->items[i].sha256) != 0)
            s->items[kept++] = s->items[i];
    s->count = kept;
}

/* The records that were fetched, if any were. */
static int add_fetched(struct dt_snapshots *s, const char *root,
                       unsigned threads, struct dt_err *err)
{
    struct dt_buf dir = DT_BUF_INIT(LONGEST_PATH);
    struct dt_file_stat st = {.exists = false};
    int rc;

    dt_buf_addf(&dir, "%s/.dictum/warc", root);
    rc = dt_buf_check(&dir, "the path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(dir.ptr, &st, err);
    if (rc == DT_OK && st.is_dir)
        rc = add_files(s, root, dir.ptr, threads, WARC, err);
    dt_buf_release(&dir);
    return rc;
}

int dt_snapshots_open(const struct dt_corpus *corpus, const char *from,
                      unsigned threads, struct dt_snapshots **out,
                      struct dt_err *err)
{
    struct dt_snapshots *s = calloc(1, sizeof *s);
    struct dt_buf dir = DT_BUF_INIT(LONGEST_PATH);
    int rc = DT_OK;

    if (!s)
        return out_of_memory(err);
    s->arena = DT_ARENA_INIT(SIZE_MAX / 2);
    for (enum place where = TRACKED; rc == DT_OK && where < WARC; where++) {
        dt_buf_reset(&dir);
        dt_snapshot_folder(corpus, where == WITHHELD, &dir);
        rc = dt_buf_check(&dir, "the path", err);
        if (rc == DT_OK)
            rc = add_folder(s, dir.ptr, where, err);
    }
    if (rc == DT_OK)
        rc = add_fetched(s, corpus->root, threads, err);
    if (rc == DT_OK && from)
        rc = add_files(s, corpus->root, from, threads, USERS, err);
    dt_buf_release(&dir);
    if (rc < 0) {
        dt_snapshots_free(s);
        return rc;
    }
    sort_held(s);
    *out = s;
    return DT_OK;
}

void dt_snapshots_free(struct dt_snapshots *snapshots)
{
    if (!snapshots)
        return;
    dt_arena_release(&snapshots->arena);
    free(snapshots->items);
    free(snapshots);
}

const struct dt_held *dt_snapshots_find(const struct dt_snapshots *snapshots,
                                        const char *sha256)
{
    size_t low = 0, high = snapshots->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(snapshots->items[middle].sha256, sha256);

        if (order == 0)
            return &snapshots->items[middle].held;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

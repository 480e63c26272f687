#include "snapshot/snapshot.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/pool.h"
#include "base/progress.h"
#include "snapshot/walk.h"

enum { LONGEST_PATH = 4096, HEX = DT_DIGEST_HEX_SIZE - 1 };

struct held {
    const char *path;
    const char *sha256;
    unsigned place; /* 0: looked at first */
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

static int add(struct dt_snapshots *s, const char *path, struct dt_str sha256,
               unsigned place, struct dt_err *err)
{
    struct held *item;

    if (s->count == s->room) {
        size_t room = s->room ? s->room * 2 : 256;
        struct held *grown = realloc(s->items, room * sizeof *grown);

        if (!grown)
            return out_of_memory(err);
        s->items = grown;
        s->room = room;
    }
    item = &s->items[s->count];
    item->path = dt_arena_copy(&s->arena, DT_STR(path));
    item->sha256 = dt_arena_copy(&s->arena, sha256);
    item->place = place;
    if (!item->path || !item->sha256)
        return out_of_memory(err);
    s->count++;
    return DT_OK;
}

/* Files of a folder of ours are named by their hash; what is not, is none. */
static int add_folder(struct dt_snapshots *s, const char *dir, unsigned place,
                      struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0};
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
            rc = add(s, path.ptr, sha256, place, err);
    }
    dt_buf_release(&path);
    dt_file_names_release(&names);
    return rc;
}

struct hashing {
    const struct dt_walk *files;
    char (*hex)[DT_DIGEST_HEX_SIZE];
};

static int hash_one(void *ctx, unsigned worker, size_t index,
                    struct dt_err *err)
{
    struct hashing *h = ctx;
    uint64_t size;

    (void)worker;
    dt_progress_add(1);
    return dt_digest_file(h->files->paths[index], h->hex[index], &size, err);
}

static int add_from(struct dt_snapshots *s, const char *from, unsigned threads,
                    struct dt_err *err)
{
    struct dt_walk files = DT_WALK_INIT;
    struct hashing h = {&files, NULL};
    int rc = dt_walk_files(from, DT_SNAPSHOT_MAX, DT_SNAPSHOT_FILES, &files,
                           err);

    if (rc == DT_OK && files.count) {
        h.hex = calloc(files.count, sizeof *h.hex);
        if (!h.hex)
            rc = out_of_memory(err);
    }
    if (rc == DT_OK) {
        dt_progress_start("files", files.count);
        rc = dt_pool_run(threads, files.count, hash_one, &h, err);
        dt_progress_end();
    }
    for (size_t i = 0; rc == DT_OK && i < files.count; i++)
        rc = add(s, files.paths[i], DT_STR(h.hex[i]), 2, err);
    free(h.hex);
    dt_walk_release(&files);
    return rc;
}

static int by_hash(const void *a, const void *b)
{
    const struct held *x = a, *y = b;
    int order = strcmp(x->sha256, y->sha256);

    if (!order)
        order = (x->place > y->place) - (x->place < y->place);
    return order ? order : strcmp(x->path, y->path);
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

/* The folder for open or withheld texts, appended to out. */
static void add_dir(const struct dt_corpus *corpus, bool withheld,
                    struct dt_buf *out)
{
    if (withheld)
        dt_buf_addf(out, "%s/.dictum/snapshots", corpus->root);
    else
        dt_corpus_path(corpus, "snapshots", out);
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
    for (unsigned place = 0; rc == DT_OK && place < 2; place++) {
        dt_buf_reset(&dir);
        add_dir(corpus, place == 1, &dir);
        rc = dt_buf_check(&dir, "the path", err);
        if (rc == DT_OK)
            rc = add_folder(s, dir.ptr, place, err);
    }
    if (rc == DT_OK && from)
        rc = add_from(s, from, threads, err);
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

const char *dt_snapshots_path(const struct dt_snapshots *snapshots,
                              const char *sha256)
{
    size_t low = 0, high = snapshots->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(snapshots->items[middle].sha256, sha256);

        if (order == 0)
            return snapshots->items[middle].path;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

size_t dt_snapshots_count(const struct dt_snapshots *snapshots)
{
    return snapshots->count;
}

static int compare(const char *path, const char *expected, const char *got,
                   struct dt_err *err)
{
    if (strcmp(expected, got) == 0)
        return DT_OK;
    return DT_FAIL(err, DT_EMISMATCH,
                   "%s: its SHA-256 is %s, not %s (put the snapshot back as "
                   "it was)",
                   path, got, expected);
}

int dt_snapshot_read(const char *path, const char *sha256, struct dt_digest *d,
                     struct dt_buf *out, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = dt_file_read(path, out, err);

    if (rc == DT_EFORMAT) {
        struct dt_err inner = *err;

        rc = DT_FAIL(err, DT_EFORMAT,
                     "%.400s (a snapshot is one page: remove "
                     "the source, or take a smaller part)",
                     inner.msg);
    }
    if (rc == DT_OK)
        rc = dt_digest_bytes(d, out->ptr, out->len, hex, err);
    return rc < 0 ? rc : compare(path, sha256, hex, err);
}

int dt_snapshot_check(const char *path, const char *sha256, uint64_t *size,
                      struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = dt_digest_file(path, hex, size, err);

    return rc < 0 ? rc : compare(path, sha256, hex, err);
}

const char *dt_snapshot_extension(const char *media_type)
{
    static const char *const known[][2] = {{"text/html", "html"},
                                           {"application/xhtml+xml", "xhtml"},
                                           {"text/plain", "txt"},
                                           {"text/markdown", "md"},
                                           {"application/pdf", "pdf"}};

    for (size_t i = 0; media_type && i < sizeof known / sizeof *known; i++)
        if (strcmp(media_type, known[i][0]) == 0)
            return known[i][1];
    return "bin";
}

void dt_snapshot_path(const struct dt_corpus *corpus, const char *sha256,
                      const char *media_type, bool withheld, struct dt_buf *out)
{
    add_dir(corpus, withheld, out);
    dt_buf_addf(out, "/%s.%s", sha256, dt_snapshot_extension(media_type));
}

int dt_snapshot_store(const struct dt_corpus *corpus, struct dt_str bytes,
                      const char *sha256, const char *media_type, bool withheld,
                      bool *stored, struct dt_buf *path, struct dt_err *err)
{
    struct dt_buf dir = DT_BUF_INIT(LONGEST_PATH);
    struct dt_buf file = DT_BUF_INIT(LONGEST_PATH);
    struct dt_file_stat st = {.exists = false};
    int rc;

    *stored = false;
    add_dir(corpus, withheld, &dir);
    dt_snapshot_path(corpus, sha256, media_type, withheld, &file);
    rc = dt_buf_check(&file, "the path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(file.ptr, &st, err);
    if (rc == DT_OK && (!st.is_file || st.size != bytes.len)) {
        rc = dt_file_mkdirs(dir.ptr, err);
        if (rc == DT_OK)
            rc = dt_file_write(file.ptr, bytes.ptr, bytes.len, err);
        *stored = rc == DT_OK && !st.exists;
    }
    if (rc == DT_OK && path)
        dt_buf_addstr(path, dt_buf_str(&file));
    dt_buf_release(&dir);
    dt_buf_release(&file);
    return rc;
}

/* A file of keys that stays from run to run, read (dedup_parts.h). */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/dedup_parts.h"
#include "base/array.h"
#include "base/file.h"

enum { HEAD_BYTES = sizeof(struct dt_dedup_head) };

/* A file while it is loaded. */
struct loading {
    struct dt_dedup *d;
    struct dt_kept_file *file;
    struct dt_run *run;
    struct dt_dedup_head head;
    struct dt_buf tables;
    bool known; /* its texts are */
};

void dt_kept_file_release(struct dt_kept_file *file)
{
    if (file->fd >= 0)
        (void)close(file->fd);
    free(file->path);
    free(file->blocks);
    *file = (struct dt_kept_file){.fd = -1};
}

static int read_at(const struct dt_kept_file *file, void *out, size_t len,
                   uint64_t offset, struct dt_err *err)
{
    return dt_file_read_at(file->fd, file->path, out, len, offset, err);
}

static int malformed(const struct loading *l, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%.300s: not what was written",
                   l->file->path);
}

/* The head says how long all is, and so where it stands. */
static int read_head(struct loading *l, const unsigned char *check,
                     struct dt_err *err)
{
    const struct dt_dedup_head *h = &l->head;
    struct stat st;
    uint64_t tables;
    int rc = read_at(l->file, &l->head, sizeof l->head, 0, err);

    if (rc == DT_OK)
        rc = dt_dedup_head_check(l->d, DT_KEPT_KEYS, h, l->file->path, 0, err);
    if (rc < 0)
        return rc;
    tables = h->texts * sizeof(struct dt_kept_row) +
             h->buckets * sizeof(uint64_t) +
             h->names * sizeof(struct dt_run_block);
    if (memcmp(h->check, check, sizeof h->check) != 0 ||
        h->buckets != dt_sketch_buckets(&l->d->form) ||
        h->texts > DT_RUN_MOST || h->names > h->bytes / sizeof(uint64_t) ||
        h->ids > h->bytes / sizeof(uint64_t) ||
        HEAD_BYTES + tables + h->ids * sizeof(uint64_t) > h->bytes ||
        fstat(l->file->fd, &st) != 0 || (uint64_t)st.st_size != h->bytes)
        return malformed(l, err);
    memcpy(l->file->check, h->check, sizeof l->file->check);
    l->file->rows = h->bytes - tables;
    l->file->sketches = l->file->rows - h->ids * sizeof(uint64_t);
    l->file->keys = h->ids;
    return DT_OK;
}

static int read_tables(struct loading *l, struct dt_err *err)
{
    const uint64_t size = l->head.bytes - l->file->rows;
    char *room = dt_buf_reserve(&l->tables, size);
    int rc;

    if (!room)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for keys");
    rc = read_at(l->file, room, size, l->file->rows, err);
    l->tables.len = size;
    return rc < 0 ? rc
                  : dt_dedup_tables_check(&l->head, dt_buf_str(&l->tables),
                                          l->file->path, l->file->rows, err);
}

static int take_texts(struct loading *l, struct dt_err *err)
{
    struct dt_dedup *d = l->d;
    int rc = dt_run_reserve(l->run, l->head.texts, err);

    if (rc == DT_OK && !l->known)
        rc = dt_dedup_reserve(d, d->group_count + l->head.texts, err);
    for (uint32_t i = 0; rc == DT_OK && i < l->head.texts; i++) {
        struct dt_kept_row row;
        uint32_t number = 0;
        bool is_new = false;

        memcpy(&row, l->tables.ptr + i * sizeof row, sizeof row);
        rc = dt_dedup_group(d, row.identity, &number, &is_new, err);
        if (rc == DT_OK && is_new == l->known)
            rc = malformed(l, err);
        if (rc < 0)
            break;
        d->groups[number].weight = row.weight;
        d->groups[number].run = (uint32_t)d->run_count;
        d->groups[number].local = i;
        l->run->number[i] = number;
    }
    l->run->texts = (uint32_t)l->head.texts;
    return rc;
}

static int take_buckets(struct loading *l, struct dt_err *err)
{
    const char *counts = l->tables.ptr +
                         l->head.texts * sizeof(struct dt_kept_row);
    const char *blocks = counts + l->head.buckets * sizeof(uint64_t);
    const uint64_t most = (l->file->sketches - HEAD_BYTES) / sizeof(uint64_t);
    uint64_t postings = 0, at = 0;

    l->file->blocks = calloc(l->head.names + 1, sizeof *l->file->blocks);
    if (!l->file->blocks)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for keys");
    memcpy(l->file->blocks, blocks, l->head.names * sizeof *l->file->blocks);
    for (size_t i = 0; i < l->head.buckets; i++) {
        struct dt_run_bucket *b = &l->run->bucket[i];
        uint64_t count;

        memcpy(&count, counts + i * sizeof count, sizeof count);
        if (count > most - postings ||
            dt_run_blocks(count) > l->head.names - at)
            return malformed(l, err);
        b->count = count;
        b->offset = HEAD_BYTES + postings * sizeof(uint64_t);
        b->blocks = l->file->blocks + at;
        postings += count;
        at += dt_run_blocks(count);
    }
    return postings == most && at == l->head.names ? DT_OK : malformed(l, err);
}

static int load(struct loading *l, const unsigned char *check,
                struct dt_err *err)
{
    int rc = dt_file_open(l->file->path, &l->file->fd, err);

    if (rc == DT_OK)
        rc = read_head(l, check, err);
    if (rc == DT_OK)
        rc = read_tables(l, err);
    if (rc == DT_OK)
        rc = dt_run_init(l->run, l->head.buckets, err);
    if (rc < 0)
        return rc;
    l->run->fd = l->file->fd;
    l->run->path = l->file->path;
    rc = take_texts(l, err);
    if (rc == DT_OK)
        rc = take_buckets(l, err);
    l->d->run_count++;
    return rc;
}

int dt_kept_path(const struct dt_kept *kept, uint64_t name, char **path,
                 struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(4096);
    int rc;

    dt_buf_addf(&out, "%s/%llu.keys", kept->folder, (unsigned long long)name);
    rc = dt_buf_check(&out, "a path", err);
    *path = rc == DT_OK ? out.ptr : NULL;
    if (rc < 0)
        dt_buf_release(&out);
    return rc;
}

/* One more file, not open. */
static int new_file(struct dt_kept *k, uint64_t name, struct dt_kept_file **out,
                    struct dt_err *err)
{
    struct dt_kept_file *files = dt_array_room(k->files, &k->file_cap,
                                               k->file_count, sizeof *files);

    if (!files)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for files");
    k->files = files;
    *out = &files[k->file_count++];
    **out = (struct dt_kept_file){.name = name, .fd = -1};
    return dt_kept_path(k, name, &(*out)->path, err);
}

int dt_kept_file_load(struct dt_dedup *d, uint64_t name,
                      const unsigned char check[DT_DIGEST_SIZE], bool known,
                      struct dt_err *err)
{
    struct loading l = {
        .d = d, .tables = DT_BUF_INIT(SIZE_MAX / 4), .known = known};
    int rc = new_file(d->kept, name, &l.file, err);

    if (rc < 0)
        return rc;
    l.run = dt_dedup_new_run(d);
    rc = l.run ? load(&l, check, err)
               : DT_FAIL(err, DT_EINTERNAL, "out of memory for keys");
    dt_buf_release(&l.tables);
    return rc;
}

int dt_kept_file_sketch(const struct dt_dedup *d, uint32_t group,
                        struct dt_sketch *out, struct dt_err *err)
{
    const struct dt_dedup_group *g = &d->groups[group];
    const struct dt_kept_file *file = &d->kept->files[g->run];
    const uint32_t texts = d->runs[g->run].texts;
    struct dt_kept_row row[2];
    const size_t rows = g->local + 1 < texts ? 2 : 1;
    uint64_t end = file->keys;
    int rc = read_at(file, row, rows * sizeof *row,
                     file->rows + g->local * sizeof *row, err);

    if (rc == DT_OK && rows == 2)
        end = row[1].first;
    if (rc == DT_OK && (row[0].first > end || end > file->keys))
        rc = dt_run_damaged(&d->runs[g->run], err);
    if (rc == DT_OK)
        rc = dt_sketch_reserve(out, end - row[0].first, err);
    if (rc < 0)
        return rc;
    out->count = end - row[0].first;
    rc = read_at(file, out->key, out->count * sizeof *out->key,
                 file->sketches + row[0].first * sizeof *out->key, err);
    return rc == DT_OK && dt_run_sum(out->key, out->count) != row[0].sum
               ? dt_run_damaged(&d->runs[g->run], err)
               : rc;
}

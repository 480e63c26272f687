/* The file of keys, written run by run and read again (dedup_steps.h). */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/dedup_parts.h"
#include "base/file.h"

enum { HEAD_BYTES = sizeof(struct dt_dedup_head) };

/* Tables of texts, ids and buckets, in front of the keys. */
static void put_tables(const struct dt_dedup *d, const struct dt_run *run,
                       struct dt_dedup_head *head, struct dt_buf *out)
{
    const char *source = d->source_count ? d->sources[d->source_count - 1] : "";

    for (uint32_t i = 0; i < run->texts; i++) {
        const struct dt_dedup_group *g = &d->groups[run->number[i]];
        struct dt_stored_text text = {.weight = g->weight,
                                      .place = g->place % DT_DEDUP_OFFSETS};

        memcpy(text.identity, g->identity, DT_DIGEST_SIZE);
        dt_buf_add(out, &text, sizeof text);
    }
    for (size_t i = d->first_item; i < d->item_count; i++) {
        const struct dt_stored_id id = {d->groups[d->items[i].group].local,
                                        (uint32_t)strlen(d->items[i].id)};

        dt_buf_add(out, &id, sizeof id);
        head->names += id.bytes;
    }
    for (size_t i = 0; i < run->bucket_count; i++) {
        struct dt_stored_bucket bucket = {.count = run->bucket[i].count};

        memcpy(bucket.digest, run->bucket[i].digest, sizeof bucket.digest);
        dt_buf_add(out, &bucket, sizeof bucket);
    }
    for (size_t i = d->first_item; i < d->item_count; i++)
        dt_buf_adds(out, d->items[i].id);
    dt_buf_adds(out, source);
    head->source = strlen(source);
    while (out->len % sizeof(uint64_t))
        dt_buf_addc(out, '\0');
}

static int write_at(const struct dt_dedup *d, const void *data, size_t len,
                    uint64_t offset, struct dt_err *err)
{
    if (lseek(d->fd, (off_t)offset, SEEK_SET) < 0)
        return dt_file_fail(d->path, err);
    return dt_file_write_fd(d->fd, d->path, data, len, err);
}

int dt_dedup_write_run(struct dt_dedup *d, struct dt_err *err)
{
    struct dt_run *run = &d->runs[d->run_count - 1];
    struct dt_buf tables = DT_BUF_INIT(SIZE_MAX / 4);
    struct dt_dedup_head head;
    uint64_t keys = 0, end;
    int rc = dt_dedup_head_init(d, DT_DEDUP_KEYS, &head, err);

    if (rc == DT_OK)
        rc = dt_run_digest(run, err);
    put_tables(d, run, &head, &tables);
    for (size_t i = 0; i < run->bucket_count; i++)
        keys += run->bucket[i].count * sizeof *run->bucket[i].posting;
    head.bytes = HEAD_BYTES + tables.len + keys;
    head.texts = run->texts;
    head.ids = d->item_count - d->first_item;
    head.buckets = run->bucket_count;
    head.mark = d->mark;
    if (rc == DT_OK)
        rc = dt_buf_check(&tables, "a table of texts", err);
    if (rc == DT_OK)
        rc = dt_dedup_head_seal(&head, dt_buf_str(&tables), err);
    if (rc == DT_OK)
        rc = write_at(d, tables.ptr, tables.len, d->written + HEAD_BYTES, err);
    end = d->written + HEAD_BYTES + tables.len;
    if (rc == DT_OK)
        rc = dt_run_write(run, d->fd, d->path, &end, err);
    if (rc == DT_OK && fsync(d->fd) != 0)
        rc = dt_file_fail(d->path, err);
    if (rc == DT_OK)
        rc = write_at(d, &head, sizeof head, d->written, err);
    d->written = end;
    dt_buf_release(&tables);
    return rc;
}

/* A file of keys that is read, and the run at hand. */
struct loading {
    struct dt_dedup *d;
    const char *path;
    int fd;
    uint64_t size, at;
    struct dt_dedup_head head;
    struct dt_buf tables;
    uint64_t base; /* of places */
};

static int malformed(const struct loading *l, const char *what,
                     struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%.300s: byte %llu: %s", l->path,
                   (unsigned long long)l->at, what);
}

static int read_at(const struct loading *l, void *out, size_t len,
                   uint64_t offset, struct dt_err *err)
{
    return dt_file_read_at(l->fd, l->path, out, len, offset, err);
}

/* Whether there is a whole run; *whole false where one was cut off. */
static int read_head(struct loading *l, bool *whole, struct dt_err *err)
{
    const struct dt_dedup_head *h = &l->head;
    const uint64_t left = l->size - l->at;
    int rc;

    *whole = false;
    if (left < HEAD_BYTES)
        return DT_OK;
    rc = read_at(l, &l->head, sizeof l->head, l->at, err);
    if (rc < 0 || (h->magic[0] == '\0' && h->bytes == 0))
        return rc;
    rc = dt_dedup_head_check(l->d, DT_DEDUP_KEYS, h, l->path, l->at, err);
    *whole = h->bytes <= left;
    return rc;
}

static int load_texts(const struct loading *l, struct dt_run *run,
                      struct dt_err *err)
{
    struct dt_dedup *d = l->d;
    int rc = dt_run_reserve(run, l->head.texts, err);

    for (uint32_t i = 0; rc == DT_OK && i < l->head.texts; i++) {
        struct dt_stored_text text;
        bool is_new = false;

        memcpy(&text, l->tables.ptr + i * sizeof text, sizeof text);
        rc = dt_dedup_group(d, text.identity, &run->number[i], &is_new, err);
        if (rc == DT_OK && is_new) {
            struct dt_dedup_group *g = &d->groups[run->number[i]];

            g->weight = text.weight;
            g->place = l->base + text.place % DT_DEDUP_OFFSETS;
        }
    }
    run->texts = (uint32_t)l->head.texts;
    return rc;
}

static int load_ids(const struct loading *l, const struct dt_run *run,
                    const char *table, struct dt_str names, struct dt_err *err)
{
    struct dt_err why;
    int rc = DT_OK;

    for (uint64_t i = 0; rc == DT_OK && i < l->head.ids; i++) {
        struct dt_stored_id id;

        memcpy(&id, table + i * sizeof id, sizeof id);
        if (id.text >= run->texts || id.bytes > names.len)
            return malformed(l, "an id that is not there", err);
        rc = dt_dedup_item(l->d, (struct dt_str){names.ptr, id.bytes},
                           run->number[id.text], &why);
        if (rc < 0)
            rc = DT_FAIL(err, rc, "%.300s: %s", l->path, why.msg);
        names.ptr += id.bytes;
        names.len -= id.bytes;
    }
    return rc;
}

static int load_buckets(const struct loading *l, struct dt_run *run,
                        const char *table, struct dt_err *err)
{
    uint64_t at = l->at + HEAD_BYTES + l->tables.len;
    const uint64_t end = l->at + l->head.bytes;

    for (size_t i = 0; i < run->bucket_count; i++) {
        struct dt_run_bucket *b = &run->bucket[i];
        struct dt_stored_bucket stored;

        memcpy(&stored, table + i * sizeof stored, sizeof stored);
        if (stored.count > (end - at) / sizeof *b->posting)
            return malformed(l, "more keys than there are bytes", err);
        memcpy(b->digest, stored.digest, sizeof b->digest);
        b->count = stored.count;
        b->offset = at;
        at += stored.count * sizeof *b->posting;
    }
    return at == end ? DT_OK : malformed(l, "bytes that are no keys", err);
}

static int load_tables(struct loading *l, struct dt_run *run,
                       struct dt_err *err)
{
    const struct dt_dedup_head *h = &l->head;
    const char *ids = l->tables.ptr + h->texts * sizeof(struct dt_stored_text);
    const char *buckets = ids + h->ids * sizeof(struct dt_stored_id);
    const struct dt_str names = {
        buckets + h->buckets * sizeof(struct dt_stored_bucket), h->names};
    char source[4096];
    int rc;

    if (h->source >= sizeof source)
        return malformed(l, "a path that is too long", err);
    memcpy(source, names.ptr + names.len, h->source);
    source[h->source] = '\0';
    rc = dt_dedup_source(l->d, source, &l->base, err);
    if (rc == DT_OK)
        rc = load_texts(l, run, err);
    if (rc == DT_OK)
        rc = load_ids(l, run, ids, names, err);
    return rc < 0 ? rc : load_buckets(l, run, buckets, err);
}

static int load_run(struct loading *l, struct dt_err *err)
{
    const uint64_t size = dt_dedup_tables_size(&l->head);
    struct dt_run *run = dt_dedup_new_run(l->d);
    char *room;
    int rc;

    if (size == 0 || l->head.buckets != dt_sketch_buckets(&l->d->form))
        return malformed(l, "tables that are longer than their run", err);
    dt_buf_reset(&l->tables);
    room = dt_buf_reserve(&l->tables, size);
    if (!run || !room)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for keys");
    rc = read_at(l, room, size, l->at + HEAD_BYTES, err);
    l->tables.len = size;
    if (rc == DT_OK)
        rc = dt_dedup_tables_check(&l->head, dt_buf_str(&l->tables), l->path,
                                   l->at, err);
    if (rc == DT_OK)
        rc = dt_run_init(run, l->head.buckets, err);
    if (rc < 0)
        return rc;
    l->d->run_count++;
    run->has_digests = true;
    run->fd = l->fd;
    run->path = l->path;
    return load_tables(l, run, err);
}

static int open_keys(struct loading *l, struct dt_err *err)
{
    int *files = realloc(l->d->files, (l->d->file_count + 1) * sizeof *files);
    struct stat st;
    int rc;

    if (!files)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for files");
    l->d->files = files;
    rc = dt_file_open(l->path, &l->fd, err);
    if (rc < 0)
        return rc;
    files[l->d->file_count++] = l->fd;
    if (fstat(l->fd, &st) != 0)
        return dt_file_fail(l->path, err);
    l->size = (uint64_t)st.st_size;
    return DT_OK;
}

int dt_dedup_load(struct dt_dedup *d, const char *path, uint64_t *end,
                  struct dt_dedup_mark *mark, struct dt_err *err)
{
    struct loading l = {
        .d = d, .path = path, .tables = DT_BUF_INIT(SIZE_MAX / 4)};
    bool whole = true, closed = false;
    int rc = open_keys(&l, err);

    while (rc == DT_OK && l.at < l.size) {
        rc = read_head(&l, &whole, err);
        if (rc < 0 || !whole)
            break;
        rc = load_run(&l, err);
        if (rc == DT_OK && mark)
            *mark = l.head.mark;
        closed = l.head.texts == 0;
        l.at += l.head.bytes;
    }
    if (rc == DT_OK && !(whole && closed) && !end)
        rc = malformed(&l, "keys that are cut off", err);
    if (end)
        *end = l.at;
    dt_buf_release(&l.tables);
    return rc;
}

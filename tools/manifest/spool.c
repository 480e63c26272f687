#include "manifest/spool_parts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"

int dt_spool_new(struct dt_spool **out, enum dt_records kind, const char *dir,
                 struct dt_err *err)
{
    struct dt_spool *s = calloc(1, sizeof *s);
    int rc;

    if (!s || pthread_mutex_init(&s->lock, NULL) != 0) {
        free(s);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a spool");
    }
    s->kind = kind;
    s->keys = DT_ARENA_INIT((size_t)1 << 34);
    s->pending = DT_BUF_INIT(DT_SPOOL_BEHIND + (size_t)DT_RECORD_MAX);
    rc = dt_file_nameless(dir, &s->fd, err);
    if (rc == DT_OK)
        *out = s;
    else
        dt_spool_free(s);
    return rc;
}

void dt_spool_free(struct dt_spool *s)
{
    if (!s)
        return;
    if (s->fd >= 0)
        (void)close(s->fd);
    dt_buf_release(&s->pending);
    dt_arena_release(&s->keys);
    (void)pthread_mutex_destroy(&s->lock);
    free(s->entries);
    free(s);
}

size_t dt_spool_count(const struct dt_spool *spool)
{
    return spool->count;
}

const char *dt_spool_key(const struct dt_spool *spool, size_t index,
                         size_t *source)
{
    *source = spool->entries[index].source;
    return spool->entries[index].key;
}

static uint64_t prefix_of(struct dt_str key)
{
    uint64_t prefix = 0;

    for (size_t i = 0; i < 8; i++)
        prefix = prefix << 8 | (i < key.len ? (unsigned char)key.ptr[i] : 0u);
    return prefix;
}

int dt_spool_flush(struct dt_spool *s, struct dt_err *err)
{
    int rc = dt_file_write_fd(s->fd, "temporary file", s->pending.ptr,
                              s->pending.len, err);

    dt_buf_reset(&s->pending);
    return rc;
}

/* Have an entry for a line, wherever it lies. */
static int enter(struct dt_spool *s, struct dt_str key,
                 struct dt_spool_entry entry, struct dt_err *err)
{
    struct dt_spool_entry *grown = dt_array_room(s->entries, &s->cap, s->count,
                                                 sizeof *grown);

    if (entry.len > DT_RECORD_MAX)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.*s: a record of %u bytes, more "
                       "than the %d allowed",
                       (int)(key.len < 100 ? key.len : 100), key.ptr, entry.len,
                       DT_RECORD_MAX);
    entry.prefix = prefix_of(key);
    entry.key = dt_arena_copy(&s->keys, key);
    if (grown)
        s->entries = grown;
    if (!grown || !entry.key)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a spool");
    s->entries[s->count++] = entry;
    return DT_OK;
}

static uint32_t length_of(struct dt_str line)
{
    return line.len < UINT32_MAX ? (uint32_t)line.len : UINT32_MAX;
}

static int add_locked(struct dt_spool *s, uint32_t source, struct dt_str key,
                      struct dt_str line, struct dt_err *err)
{
    int rc = enter(s, key,
                   (struct dt_spool_entry){.offset = s->size,
                                           .len = length_of(line),
                                           .source = source,
                                           .file = DT_SPOOL_NONE},
                   err);

    if (rc < 0)
        return rc;
    dt_buf_addstr(&s->pending, line);
    if (s->pending.failed)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a spool");
    s->size += line.len;
    return s->pending.len >= DT_SPOOL_BEHIND ? dt_spool_flush(s, err) : DT_OK;
}

int dt_spool_add_of(struct dt_spool *spool, size_t source, struct dt_str key,
                    struct dt_str line, struct dt_err *err)
{
    int rc;

    (void)pthread_mutex_lock(&spool->lock);
    rc = add_locked(spool, (uint32_t)source, key, line, err);
    (void)pthread_mutex_unlock(&spool->lock);
    return rc;
}

int dt_spool_add(struct dt_spool *spool, struct dt_str key, struct dt_str line,
                 struct dt_err *err)
{
    return dt_spool_add_of(spool, DT_SPOOL_NONE, key, line, err);
}

struct dt_spool_place dt_spool_place(const struct dt_lines *lines,
                                     struct dt_str line)
{
    return (struct dt_spool_place){lines->at, length_of(line), lines->shard};
}

int dt_spool_keep(struct dt_spool *spool, size_t source, struct dt_str key,
                  struct dt_spool_place place, struct dt_err *err)
{
    int rc;

    (void)pthread_mutex_lock(&spool->lock);
    rc = enter(spool, key,
               (struct dt_spool_entry){.offset = place.at,
                                       .len = place.len,
                                       .source = (uint32_t)source,
                                       .file = place.shard},
               err);
    (void)pthread_mutex_unlock(&spool->lock);
    return rc;
}

static int by_shard_and_key(const void *a, const void *b)
{
    const struct dt_spool_entry *x = a, *y = b;

    if (x->shard != y->shard)
        return x->shard < y->shard ? -1 : 1;
    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    return strcmp(x->key, y->key);
}

static int by_version(const void *a, const void *b)
{
    const struct dt_spool_entry *x = a, *y = b;

    return dt_version_cmp(DT_STR(x->key), DT_STR(y->key));
}

/* The file of each line: one that is kept stays in its own. */
static int find_shards(struct dt_spool *s, const struct dt_corpus *corpus,
                       struct dt_err *err)
{
    struct dt_digest *d = NULL;
    int rc = dt_digest_new(&d, err);

    for (size_t i = 0; rc == DT_OK && i < s->count; i++) {
        struct dt_spool_entry *e = &s->entries[i];
        struct dt_str key = DT_STR(e->key);

        key.len = strcspn(key.ptr, " "); /* a pair goes where its a goes */
        e->shard = e->file;
        if (e->file == DT_SPOOL_NONE)
            rc = dt_records_shard(corpus, s->kind, key, d, &e->shard, err);
    }
    dt_digest_free(d);
    return rc;
}

/*
 * Lines of the last build come in their order, behind what is new: then only
 * that is sorted, and put between them.
 */
static int sort(struct dt_spool *s, int (*order)(const void *, const void *),
                struct dt_err *err)
{
    struct dt_spool_entry *all = s->entries, *new;
    size_t fresh = s->count ? s->count - 1 : 0, next, taken = 0;

    while (fresh > 0 && order(&all[fresh - 1], &all[fresh]) <= 0)
        fresh--;
    if (fresh > s->count / 2)
        fresh = s->count;
    if (fresh == 0)
        return DT_OK;
    qsort(all, fresh, sizeof *all, order);
    if (fresh == s->count)
        return DT_OK;
    new = malloc(fresh * sizeof *new);
    if (!new)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a spool");
    memcpy(new, all, fresh * sizeof *new);
    next = fresh;
    for (size_t i = 0; taken < fresh; i++)
        all[i] = next < s->count && order(&all[next], &new[taken]) <= 0
                     ? all[next++]
                     : new[taken++];
    free(new);
    return DT_OK;
}

int dt_spool_put_in_order(struct dt_spool *s, const struct dt_corpus *corpus,
                          struct dt_err *err)
{
    int rc = corpus->shards > 1 ? find_shards(s, corpus, err) : DT_OK;

    if (rc == DT_OK)
        rc = sort(s, s->kind == DT_RELEASES ? by_version : by_shard_and_key,
                  err);
    if (rc < 0)
        return rc;
    for (size_t i = 1; i < s->count; i++)
        if (strcmp(s->entries[i - 1].key, s->entries[i].key) == 0)
            return DT_FAIL(err, DT_EFORMAT, "%s: two records are '%.150s'",
                           dt_records_name(s->kind), s->entries[i].key);
    return DT_OK;
}

int dt_spool_read(int fd, char *out, size_t len, uint64_t offset,
                  struct dt_err *err)
{
    return dt_file_read_at(fd, "lines written before", out, len, offset, err);
}

int dt_spool_sort(struct dt_spool *spool, struct dt_err *err)
{
    const struct dt_corpus one_file = {.shards = 1};
    int rc = dt_spool_flush(spool, err);

    return rc < 0 ? rc : dt_spool_put_in_order(spool, &one_file, err);
}

int dt_spool_line(const struct dt_spool *spool, size_t index,
                  struct dt_buf *line, struct dt_err *err)
{
    const struct dt_spool_entry *e = &spool->entries[index];
    char *room;

    dt_buf_reset(line);
    room = dt_buf_reserve(line, e->len);
    if (!room)
        return dt_buf_check(line, "a record", err);
    line->len = e->len;
    line->ptr[line->len] = '\0';
    return dt_spool_read(spool->fd, room, e->len, e->offset, err);
}

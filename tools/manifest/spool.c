#include "manifest/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"

enum { WRITE_BEHIND = 1024 * 1024, READ_AHEAD = 256 * 1024 };

struct entry {
    uint64_t prefix; /* first eight bytes of the key, most significant first */
    const char *key;
    uint64_t offset;
    uint32_t len;
    uint32_t shard;
};

struct dt_spool {
    enum dt_records kind;
    int fd;
    uint64_t size; /* bytes in the file and in pending */
    struct dt_buf pending;
    struct entry *entries;
    size_t count, cap;
    struct dt_arena keys;
    pthread_mutex_t lock;
};

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
    s->pending = DT_BUF_INIT(WRITE_BEHIND + (size_t)DT_RECORD_MAX);
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

static uint64_t prefix_of(struct dt_str key)
{
    uint64_t prefix = 0;

    for (size_t i = 0; i < 8; i++)
        prefix = prefix << 8 | (i < key.len ? (unsigned char)key.ptr[i] : 0u);
    return prefix;
}

static int flush(struct dt_spool *s, struct dt_err *err)
{
    int rc = dt_file_write_fd(s->fd, "temporary file", s->pending.ptr,
                              s->pending.len, err);

    dt_buf_reset(&s->pending);
    return rc;
}

static int add_locked(struct dt_spool *s, struct dt_str key, struct dt_str line,
                      struct dt_err *err)
{
    struct entry *e;

    if (line.len > DT_RECORD_MAX)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.*s: a record of %zu bytes, more "
                       "than the %d allowed",
                       (int)(key.len < 100 ? key.len : 100), key.ptr, line.len,
                       DT_RECORD_MAX);
    e = dt_array_room(s->entries, &s->cap, s->count, sizeof *e);
    if (!e)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a spool");
    s->entries = e;
    e = &s->entries[s->count];
    *e = (struct entry){prefix_of(key), dt_arena_copy(&s->keys, key), s->size,
                        (uint32_t)line.len, 0};
    dt_buf_addstr(&s->pending, line);
    if (!e->key || s->pending.failed)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a spool");
    s->count++;
    s->size += line.len;
    return s->pending.len >= WRITE_BEHIND ? flush(s, err) : DT_OK;
}

int dt_spool_add(struct dt_spool *spool, struct dt_str key, struct dt_str line,
                 struct dt_err *err)
{
    int rc;

    (void)pthread_mutex_lock(&spool->lock);
    rc = add_locked(spool, key, line, err);
    (void)pthread_mutex_unlock(&spool->lock);
    return rc;
}

static int by_shard_and_key(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->shard != y->shard)
        return x->shard < y->shard ? -1 : 1;
    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    return strcmp(x->key, y->key);
}

static int by_version(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return dt_version_cmp(DT_STR(x->key), DT_STR(y->key));
}

static int sort(struct dt_spool *s, const struct dt_corpus *corpus,
                struct dt_err *err)
{
    struct dt_digest *d = NULL;
    int rc = dt_digest_new(&d, err);

    for (size_t i = 0; rc == DT_OK && corpus->shards > 1 && i < s->count; i++) {
        struct dt_str key = DT_STR(s->entries[i].key);

        key.len = strcspn(key.ptr, " "); /* a pair goes where its a goes */
        rc = dt_records_shard(corpus, s->kind, key, d, &s->entries[i].shard,
                              err);
    }
    dt_digest_free(d);
    if (rc < 0 || s->count == 0)
        return rc;
    qsort(s->entries, s->count, sizeof *s->entries,
          s->kind == DT_RELEASES ? by_version : by_shard_and_key);
    for (size_t i = 1; i < s->count; i++)
        if (strcmp(s->entries[i - 1].key, s->entries[i].key) == 0)
            return DT_FAIL(err, DT_EFORMAT, "%s: two records are '%.150s'",
                           dt_records_name(s->kind), s->entries[i].key);
    return DT_OK;
}

static int read_at(const struct dt_spool *s, char *out, size_t len,
                   uint64_t offset, struct dt_err *err)
{
    size_t got = 0;

    while (got < len) {
        ssize_t n = pread(s->fd, out + got, len - got, (off_t)(offset + got));

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return DT_FAIL(err, DT_EIO, "temporary file: %s",
                           n < 0 ? strerror(errno) : "shorter than written");
        got += (size_t)n;
    }
    return DT_OK;
}

/* Bytes of the file from at on; lines taken over lie in it as they are asked. */
struct window {
    struct dt_buf bytes;
    uint64_t at, next; /* next: behind the line that was asked for last */
};

/* Have a line in the window; where lines follow each other, those behind too. */
static int move_window(const struct dt_spool *s, const struct entry *e,
                       struct window *w, struct dt_err *err)
{
    const uint64_t left = s->size - e->offset;
    size_t len = e->offset == w->next && e->len < READ_AHEAD ? READ_AHEAD
                                                             : e->len;
    char *room;

    if (len > left)
        len = left;
    dt_buf_reset(&w->bytes);
    room = dt_buf_reserve(&w->bytes, len);
    if (!room)
        return dt_buf_check(&w->bytes, "a record", err);
    w->at = e->offset;
    w->bytes.len = len;
    return read_at(s, room, len, e->offset, err);
}

static int read_line(const struct dt_spool *s, const struct entry *e,
                     struct window *w, struct dt_buf *line, struct dt_err *err)
{
    const bool held = e->offset >= w->at &&
                      e->offset + e->len <= w->at + w->bytes.len;
    int rc = held ? DT_OK : move_window(s, e, w, err);

    w->next = e->offset + e->len;
    if (rc < 0)
        return rc;
    dt_buf_reset(line);
    dt_buf_add(line, w->bytes.ptr + (e->offset - w->at), e->len);
    return dt_buf_check(line, "a record", err);
}

/* One shard: the entries from *at on that belong to it. */
static int write_shard(struct dt_spool *s, const char *path, uint32_t shard,
                       size_t *at, struct dt_stage *stage, dt_spool_fn fn,
                       void *ctx, struct dt_err *err)
{
    struct window window = {DT_BUF_INIT(DT_RECORD_MAX), 0, 0};
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_buf out = DT_BUF_INIT(WRITE_BEHIND + (size_t)DT_RECORD_MAX + 1);
    int fd = -1, rc = dt_stage_create(stage, path, &fd, err);

    for (; rc == DT_OK && *at < s->count && s->entries[*at].shard == shard;
         (*at)++) {
        rc = read_line(s, &s->entries[*at], &window, &line, err);
        if (rc == DT_OK && fn)
            rc = fn(ctx, DT_STR(s->entries[*at].key), &line, err);
        if (rc < 0)
            break;
        dt_buf_addstr(&out, dt_buf_str(&line));
        dt_buf_addc(&out, '\n');
        rc = dt_buf_check(&out, path, err);
        if (rc == DT_OK && out.len >= WRITE_BEHIND) {
            rc = dt_file_write_fd(fd, path, out.ptr, out.len, err);
            dt_buf_reset(&out);
        }
    }
    if (rc == DT_OK)
        rc = dt_file_write_fd(fd, path, out.ptr, out.len, err);
    if (fd >= 0 && close(fd) != 0 && rc == DT_OK)
        rc = dt_file_fail(path, err);
    dt_buf_release(&window.bytes);
    dt_buf_release(&line);
    dt_buf_release(&out);
    return rc;
}

int dt_spool_write(struct dt_spool *spool, const struct dt_corpus *corpus,
                   struct dt_stage *stage, dt_spool_fn fn, void *ctx,
                   struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    uint32_t shards = spool->kind == DT_RELEASES ? 1 : corpus->shards;
    size_t at = 0;
    int rc = flush(spool, err);

    if (rc == DT_OK)
        rc = sort(spool, corpus, err);
    for (uint32_t shard = 0; rc == DT_OK && shard < shards; shard++) {
        bool any = at < spool->count && spool->entries[at].shard == shard;

        dt_buf_reset(&path);
        dt_records_shard_path(corpus, spool->kind, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK && (any || shards == 1))
            rc = write_shard(spool, path.ptr, shard, &at, stage, fn, ctx, err);
        else if (rc == DT_OK)
            rc = dt_stage_drop(stage, path.ptr, err);
    }
    dt_buf_release(&path);
    return rc;
}

int dt_spool_sort(struct dt_spool *spool, struct dt_err *err)
{
    const struct dt_corpus one_file = {.shards = 1};
    int rc = flush(spool, err);

    return rc < 0 ? rc : sort(spool, &one_file, err);
}

int dt_spool_line(const struct dt_spool *spool, size_t index,
                  struct dt_buf *line, struct dt_err *err)
{
    const struct entry *e = &spool->entries[index];
    char *room;

    dt_buf_reset(line);
    room = dt_buf_reserve(line, e->len);
    if (!room)
        return dt_buf_check(line, "a record", err);
    line->len = e->len;
    line->ptr[line->len] = '\0';
    return read_at(spool, room, e->len, e->offset, err);
}

/* The sorted lines of a spool, into files (spool.h). */
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "manifest/spool_parts.h"

enum { READ_AHEAD = 256 * 1024 };

/* Bytes of a file from at on; lines that are near each other lie in it. */
struct window {
    int fd;
    uint64_t size; /* of the file */
    struct dt_buf bytes;
    uint64_t at, next; /* next: behind the line that was asked for last */
};

/* A file that is written, and those that its lines come from. */
struct writer {
    const struct dt_spool *s;
    const struct dt_corpus *corpus;
    const struct dt_spool_change *change;
    struct window fresh; /* on the temporary file */
    struct window kept;  /* on what the last build left of the shard file */
    uint32_t file;
    uint64_t from, to; /* bytes of it that are next, and not copied yet */
    struct dt_buf line, out;
    int fd;
    const char *path;
};

/* Have a line in the window; soon behind the last one, what follows it too. */
static int move_window(struct window *w, const struct dt_spool_entry *e,
                       struct dt_err *err)
{
    const uint64_t left = w->size > e->offset ? w->size - e->offset : 0;
    const bool soon = e->offset - w->next < READ_AHEAD;
    size_t len = soon && e->len < READ_AHEAD ? READ_AHEAD : e->len;
    char *room;

    if (len > left && left >= e->len)
        len = left;
    dt_buf_reset(&w->bytes);
    room = dt_buf_reserve(&w->bytes, len);
    if (!room)
        return dt_buf_check(&w->bytes, "a record", err);
    w->at = e->offset;
    w->bytes.len = len;
    return dt_spool_read(w->fd, room, len, e->offset, err);
}

static int read_line(struct window *w, const struct dt_spool_entry *e,
                     struct dt_buf *line, struct dt_err *err)
{
    const bool held = e->offset >= w->at &&
                      e->offset + e->len <= w->at + w->bytes.len;
    int rc = held ? DT_OK : move_window(w, e, err);

    w->next = e->offset + e->len;
    if (rc < 0)
        return rc;
    dt_buf_reset(line);
    dt_buf_add(line, w->bytes.ptr + (e->offset - w->at), e->len);
    return dt_buf_check(line, "a record", err);
}

static int write_out(struct writer *w, size_t least, struct dt_err *err)
{
    int rc = dt_buf_check(&w->out, w->path, err);

    if (rc < 0 || w->out.len < least)
        return rc;
    rc = dt_file_write_fd(w->fd, w->path, w->out.ptr, w->out.len, err);
    dt_buf_reset(&w->out);
    return rc;
}

/* Copy from the window, or what is not in it from the file. */
static int copy_some(struct writer *w, struct dt_err *err)
{
    const struct window *kept = &w->kept;
    const bool held = w->from >= kept->at &&
                      w->from < kept->at + kept->bytes.len;
    const uint64_t left = w->to - w->from;
    const uint64_t most = held ? kept->at + kept->bytes.len - w->from
                               : READ_AHEAD;
    const size_t len = (size_t)(left < most ? left : most);
    char *room = dt_buf_reserve(&w->out, len);
    int rc = DT_OK;

    if (!room)
        return dt_buf_check(&w->out, w->path, err);
    if (held)
        memcpy(room, kept->bytes.ptr + (w->from - kept->at), len);
    else
        rc = dt_spool_read(kept->fd, room, len, w->from, err);
    w->out.len += len;
    w->from += len;
    return rc < 0 ? rc : write_out(w, DT_SPOOL_BEHIND, err);
}

/* Lines that lie together and are as they were need not be told apart. */
static int copy_kept(struct writer *w, struct dt_err *err)
{
    int rc = DT_OK;

    while (rc == DT_OK && w->from < w->to)
        rc = copy_some(w, err);
    return rc;
}

static void close_kept(struct writer *w)
{
    if (w->kept.fd >= 0)
        (void)close(w->kept.fd);
    w->kept.fd = -1;
    w->file = DT_SPOOL_NONE;
}

/* Go on to the file in which a kept line lies. */
static int open_kept(struct writer *w, uint32_t file, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_file_stat st;
    int rc;

    if (w->file == file)
        return DT_OK;
    close_kept(w);
    dt_records_shard_path(w->corpus, w->s->kind, file, &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_open(path.ptr, &w->kept.fd, err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK) {
        dt_buf_reset(&w->kept.bytes);
        w->kept.size = st.size;
        w->kept.next = 0;
        w->file = file;
        w->from = w->to = 0;
    }
    dt_buf_release(&path);
    return rc;
}

/* One line that is asked for, or that lies in the temporary file. */
static int put_line(struct writer *w, const struct dt_spool_entry *e,
                    bool changes, struct dt_err *err)
{
    int rc = copy_kept(w, err);

    if (rc == DT_OK && e->file != DT_SPOOL_NONE)
        rc = open_kept(w, e->file, err);
    if (rc == DT_OK)
        rc = read_line(e->file == DT_SPOOL_NONE ? &w->fresh : &w->kept, e,
                       &w->line, err);
    if (rc == DT_OK && changes)
        rc = w->change->fn(w->change->ctx, e->source, DT_STR(e->key), &w->line,
                           err);
    if (rc == DT_OK && w->change && w->change->left &&
        e->source != DT_SPOOL_NONE)
        rc = w->change->left(w->change->ctx, e->source, dt_buf_str(&w->line),
                             err);
    if (rc < 0)
        return rc;
    dt_buf_addstr(&w->out, dt_buf_str(&w->line));
    dt_buf_addc(&w->out, '\n');
    return write_out(w, DT_SPOOL_BEHIND, err);
}

static bool is_asked_for(const struct writer *w, const struct dt_spool_entry *e)
{
    return w->change && e->source != DT_SPOOL_NONE &&
           w->change->ask(w->change->ctx, e->source);
}

static int put(struct writer *w, const struct dt_spool_entry *e,
               struct dt_err *err)
{
    const bool changes = is_asked_for(w, e);
    int rc = DT_OK;

    if (changes || e->file == DT_SPOOL_NONE)
        return put_line(w, e, changes, err);
    if (e->file != w->file || e->offset != w->to) {
        rc = copy_kept(w, err);
        if (rc == DT_OK)
            rc = open_kept(w, e->file, err);
        w->from = e->offset;
    }
    w->to = e->offset + e->len + 1; /* with its line feed */
    return rc;
}

/* The entries behind those from at on that belong to a shard. */
static size_t end_of_shard(const struct dt_spool *s, uint32_t shard, size_t at)
{
    while (at < s->count && s->entries[at].shard == shard)
        at++;
    return at;
}

/* Whether the file that a shard is to become is the one that lies there. */
static int is_as_it_was(const struct writer *w, size_t at, size_t end,
                        bool *same, struct dt_err *err)
{
    struct dt_file_stat st;
    uint64_t size = 0;

    *same = false;
    for (; at < end; at++) {
        const struct dt_spool_entry *e = &w->s->entries[at];

        if (e->file != e->shard || e->offset != size || is_asked_for(w, e))
            return DT_OK;
        size += e->len + 1;
    }
    if (dt_file_stat(w->path, &st, err) < 0)
        return err->code;
    *same = st.is_file && st.size == size;
    return DT_OK;
}

/* A file of these entries. */
static int write_shard(struct writer *w, size_t at, size_t end,
                       struct dt_stage *stage, struct dt_err *err)
{
    int rc = dt_stage_create(stage, w->path, &w->fd, err);

    for (; rc == DT_OK && at < end; at++)
        rc = put(w, &w->s->entries[at], err);
    if (rc == DT_OK)
        rc = copy_kept(w, err);
    if (rc == DT_OK)
        rc = write_out(w, 0, err);
    if (w->fd >= 0 && close(w->fd) != 0 && rc == DT_OK)
        rc = dt_file_fail(w->path, err);
    w->fd = -1;
    return rc;
}

/* The same, left alone where it lies there. */
static int put_shard(struct writer *w, size_t at, size_t end,
                     struct dt_stage *stage, struct dt_err *err)
{
    bool same;
    int rc = is_as_it_was(w, at, end, &same, err);

    return rc < 0 || same ? rc : write_shard(w, at, end, stage, err);
}

int dt_spool_write(struct dt_spool *spool, const struct dt_corpus *corpus,
                   struct dt_stage *stage, const struct dt_spool_change *change,
                   struct dt_err *err)
{
    const size_t most = 2 * DT_SPOOL_BEHIND + (size_t)DT_RECORD_MAX;
    const uint32_t shards = spool->kind == DT_RELEASES ? 1 : corpus->shards;
    struct dt_buf path = DT_BUF_INIT(4096);
    struct writer w = {
        .s = spool,
        .corpus = corpus,
        .change = change,
        .fresh = {.fd = spool->fd, .bytes = DT_BUF_INIT(DT_RECORD_MAX)},
        .kept = {.fd = -1, .bytes = DT_BUF_INIT(DT_RECORD_MAX)},
        .file = DT_SPOOL_NONE,
        .line = DT_BUF_INIT(DT_RECORD_MAX),
        .out = DT_BUF_INIT(most),
        .fd = -1};
    size_t at = 0;
    int rc = dt_spool_flush(spool, err);

    w.fresh.size = spool->size;
    if (rc == DT_OK)
        rc = dt_spool_put_in_order(spool, corpus, err);
    for (uint32_t shard = 0; rc == DT_OK && shard < shards; shard++) {
        const size_t end = end_of_shard(spool, shard, at);

        dt_buf_reset(&path);
        dt_records_shard_path(corpus, spool->kind, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
        w.path = path.ptr;
        if (rc == DT_OK && at == end && shard > 0)
            rc = dt_stage_drop(stage, path.ptr, err);
        else if (rc == DT_OK)
            rc = put_shard(&w, at, end, stage, err);
        at = end;
    }
    close_kept(&w);
    dt_buf_release(&w.fresh.bytes);
    dt_buf_release(&w.kept.bytes);
    dt_buf_release(&w.line);
    dt_buf_release(&w.out);
    dt_buf_release(&path);
    return rc;
}

#include "cmd/dedup_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/ordered.h"
#include "base/progress.h"
#include "cmd/dedup_batch.h"
#include "snapshot/json_lines.h"

enum { BATCHES_A_THREAD = 3, BATCH_BYTES = 128 * 1024, PROGRESS_UNIT = 1000 };

static int take(void *ctx, void *filled, bool *end, struct dt_err *err)
{
    struct dt_dedup_lines *s = ctx;
    struct dt_dedup_batch *b = filled;

    *end = s->at_end;
    if (*end)
        return DT_OK;
    b->rc = dt_line_blocks_next(&s->blocks, &b->bytes, &b->start, &b->err);
    *end = b->rc == DT_OK && b->bytes.len == 0;
    /* Only what is malformed leaves others to be taken, if it may. */
    s->at_end = s->keep_going ? b->rc < 0 && b->rc != DT_EFORMAT
                              : b->rc < 0 || s->blocks.skips;
    return dt_buf_check(&b->bytes, "lines", err);
}

static void work(void *ctx, void *filled)
{
    const struct dt_dedup_lines *s = ctx;

    dt_dedup_batch_read(filled, s->dedup, s->keep_going);
}

/* What is malformed is skipped where that is wanted. */
static int give_failure(struct dt_dedup_lines *s, int rc,
                        const struct dt_err *err)
{
    if (!s->keep_going || rc != DT_EFORMAT)
        return rc;
    s->mark.skipped++;
    (void)fprintf(stderr, "dictum: error: %s\n", err->msg);
    return DT_OK;
}

static int add_entry(struct dt_dedup_lines *s, const struct dt_dedup_batch *b,
                     const struct dt_dedup_entry *e, uint64_t place,
                     struct dt_err *err)
{
    const struct dt_str id = {b->ids.ptr + e->id_at, e->id_len};
    struct dt_dedup_print print = e->print;

    if (e->rc < 0)
        return DT_FAIL(err, (enum dt_code)e->rc, "%s", b->whys.ptr + e->why_at);
    print.sketch.key = (uint64_t *)(void *)(b->keys.ptr + e->keys_at);
    return dt_dedup_add(s->dedup, id, place, &print, err);
}

/* Where the line behind it starts. */
static uint64_t end_of(const struct dt_dedup_batch *b,
                       const struct dt_dedup_entry *e)
{
    const size_t end = e->at + e->len;

    return b->start + (end < b->bytes.len ? end + 1 : end);
}

static int give_entry(struct dt_dedup_lines *s, const struct dt_dedup_batch *b,
                      const struct dt_dedup_entry *e, uint64_t place,
                      struct dt_err *err)
{
    struct dt_err why;
    int rc = add_entry(s, b, e, place, &why);

    s->seen++;
    s->mark.offset = end_of(b, e);
    s->mark.line = s->passed + e->number;
    if (rc < 0)
        rc = give_failure(s,
                          DT_FAIL(err, why.code, "%.150s:%llu: %.300s", s->name,
                                  (unsigned long long)s->mark.line, why.msg),
                          err);
    /* Of a line that was too long the batch has a part. */
    if (rc == DT_OK && e->len <= DT_JSON_LINE)
        dt_dedup_mark(s->dedup, &s->mark);
    return rc;
}

static int give(void *ctx, void *filled, struct dt_err *err)
{
    struct dt_dedup_lines *s = ctx;
    const struct dt_dedup_batch *b = filled;
    const uint64_t from = s->mark.offset / PROGRESS_UNIT;
    const uint64_t base = s->spool < 0 ? s->base + b->start : s->spooled;
    int rc = dt_dedup_batch_check(b, err);

    if (rc == DT_OK && s->spool >= 0)
        rc = dt_file_write_fd(s->spool, DT_DEDUP_SPOOL, b->bytes.ptr,
                              b->bytes.len, err);
    s->spooled += b->bytes.len;
    for (size_t i = 0; rc == DT_OK && i < b->count; i++)
        rc = give_entry(s, b, &b->entries[i], base + b->entries[i].at, err);
    s->passed += b->lines;
    if (rc == DT_OK && b->rc < 0) {
        s->seen++;
        *err = b->err;
        rc = give_failure(s, b->rc, err);
    }
    dt_progress_add(s->mark.offset / PROGRESS_UNIT - from);
    return rc;
}

int dt_dedup_lines_open(struct dt_dedup_lines *s, const char *path,
                        const struct dt_dedup_mark *from, struct dt_err *err)
{
    struct stat st;
    bool is_file = !dt_file_is_stdin(path) && stat(path, &st) == 0 &&
                   S_ISREG(st.st_mode);
    int rc = dt_packed_open(path, from ? from->offset : 0, &s->packed, err);

    if (rc < 0)
        return rc;
    s->name = dt_file_shown(path);
    s->blocks = DT_LINE_BLOCKS_INIT(s->packed, BATCH_BYTES, DT_JSON_LINE);
    if (from) {
        s->mark = *from;
        s->passed = from->line;
        s->blocks.end = from->offset;
    }
    s->size = is_file ? (uint64_t)st.st_size : 0;
    s->changed = is_file ? (int64_t)st.st_mtim.tv_sec * 1000000000 +
                               st.st_mtim.tv_nsec
                         : 0;
    s->is_plain = is_file && dt_packed_is_plain(s->packed);
    return s->is_plain ? dt_dedup_source(s->dedup, path, &s->base, err)
                       : dt_file_nameless(NULL, &s->spool, err);
}

int dt_dedup_lines_run(struct dt_dedup_lines *s, unsigned jobs,
                       struct dt_err *err)
{
    const struct dt_ordered stream = {take, work, give, s};
    const size_t count = jobs * (size_t)BATCHES_A_THREAD;
    struct dt_dedup_batch *batches = calloc(count, sizeof *batches);
    int rc;

    if (!batches)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < count; i++)
        dt_dedup_batch_init(&batches[i]);
    dt_progress_start("KB", s->is_plain ? s->size / PROGRESS_UNIT : 0);
    rc = dt_ordered_run(&stream, jobs, batches, count, sizeof *batches, err);
    dt_progress_end();
    for (size_t i = 0; i < count; i++)
        dt_dedup_batch_release(&batches[i]);
    free(batches);
    return rc;
}

void dt_dedup_lines_release(struct dt_dedup_lines *s)
{
    dt_line_blocks_release(&s->blocks);
    dt_packed_free(s->packed);
    if (s->spool >= 0)
        (void)close(s->spool);
}

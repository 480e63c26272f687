#include "cmd/dedup_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/ordered.h"
#include "base/progress.h"
#include "cmd/dedup_line.h"

/* A batch has lines of so many bytes, or the one that is longer. */
enum {
    BATCHES_A_THREAD = 3,
    BATCH_LINES = 64,
    BATCH_BYTES = 128 * 1024,
    PROGRESS_UNIT = 1000
};

/* A line, and what was read of it; the batch has the bytes. */
struct entry {
    size_t at, len;              /* the line, in bytes */
    size_t id_at, id_len;        /* in ids */
    size_t keys_at;              /* of the sketch, in keys */
    struct dt_dedup_print print; /* its keys are the batch's */
    uint64_t number, start, end;
    bool is_line; /* else it could not even be taken as one */
    int rc;
    struct dt_err err;
};

/* Lines on their way through, together: one would hardly be worth the way. */
struct batch {
    struct entry entries[BATCH_LINES];
    size_t count;
    struct dt_buf bytes, ids, keys;
    struct dt_dedup_line line; /* the one that is being read */
    struct dt_dedup_text texts[2];
};

static void batch_init(struct batch *b)
{
    b->bytes = b->ids = b->keys = DT_BUF_INIT(SIZE_MAX / 4);
    dt_dedup_line_init(&b->line);
    dt_dedup_text_init(&b->texts[0]);
    dt_dedup_text_init(&b->texts[1]);
}

static void batch_release(struct batch *b)
{
    dt_buf_release(&b->bytes);
    dt_buf_release(&b->ids);
    dt_buf_release(&b->keys);
    dt_dedup_line_release(&b->line);
    dt_dedup_text_release(&b->texts[0]);
    dt_dedup_text_release(&b->texts[1]);
}

/* False at the end of the lines. */
static bool take_line(struct dt_dedup_lines *s, struct batch *b)
{
    struct entry *e = &b->entries[b->count];
    struct dt_str line = {NULL, 0};

    e->rc = dt_json_lines_next(&s->lines, &line, &e->err);
    e->is_line = e->rc == DT_OK;
    e->number = s->lines.number;
    e->start = s->lines.start;
    e->end = s->lines.end;
    e->at = b->bytes.len;
    e->len = line.len;
    if (e->rc == DT_OK && !line.ptr)
        return false;
    if (line.ptr) {
        dt_buf_addstr(&b->bytes, line);
        dt_buf_addc(&b->bytes, '\n');
    }
    b->count++;
    /* Only what is wrong with a line leaves others to be taken. */
    return e->rc == DT_OK || (e->rc == DT_EFORMAT && s->keep_going);
}

static int take(void *ctx, void *filled, bool *end, struct dt_err *err)
{
    struct dt_dedup_lines *s = ctx;
    struct batch *b = filled;

    b->count = 0;
    dt_buf_reset(&b->bytes);
    while (!s->at_end && b->count < BATCH_LINES && b->bytes.len < BATCH_BYTES)
        s->at_end = !take_line(s, b);
    *end = b->count == 0;
    return dt_buf_check(&b->bytes, "lines", err);
}

static int fold_entry(struct batch *b, struct entry *e,
                      struct dt_dedup_text *text)
{
    const struct dt_str line = {b->bytes.ptr + e->at, e->len};
    struct dt_str id;
    int rc = dt_dedup_line_read(&b->line, line, &e->err);

    if (rc == DT_OK)
        rc = dt_dedup_fold(dt_buf_str(&b->line.text), text, &e->err);
    if (rc < 0)
        return rc;
    id = dt_dedup_line_id(&b->line);
    e->id_at = b->ids.len;
    e->id_len = id.len;
    dt_buf_addstr(&b->ids, id);
    return DT_OK;
}

/* Read what is folded, of one entry or of two; and the entries have it. */
static void read_entries(const struct dt_dedup_lines *s, struct batch *b,
                         struct entry *const entries[], size_t count)
{
    struct dt_err err;
    int rc = dt_dedup_read_folds(s->dedup, &b->texts[0],
                                 count > 1 ? &b->texts[1] : NULL, &err);

    for (size_t i = 0; i < count; i++) {
        struct entry *e = entries[i];
        const struct dt_sketch *sketch = &b->texts[i].print.sketch;

        e->rc = rc;
        if (rc < 0) {
            e->err = err;
            continue;
        }
        e->print = b->texts[i].print;
        e->keys_at = b->keys.len;
        dt_buf_add(&b->keys, sketch->key, sketch->count * sizeof *sketch->key);
    }
}

static void work(void *ctx, void *filled)
{
    const struct dt_dedup_lines *s = ctx;
    struct batch *b = filled;
    struct entry *folded[2];
    size_t count = 0;

    dt_buf_reset(&b->ids);
    dt_buf_reset(&b->keys);
    for (size_t i = 0; i < b->count; i++) {
        struct entry *e = &b->entries[i];

        if (e->rc < 0)
            continue;
        e->rc = fold_entry(b, e, &b->texts[count]);
        if (e->rc == DT_OK)
            folded[count++] = e;
        if (count == 2) {
            read_entries(s, b, folded, count);
            count = 0;
        }
    }
    if (count)
        read_entries(s, b, folded, count);
}

/* What went wrong with a line; it is skipped where that is wanted. */
static int give_failure(struct dt_dedup_lines *s, const struct entry *e,
                        struct dt_err *err)
{
    if (e->is_line)
        dt_err_set(err, e->err.code, "%.150s:%llu: %.300s", s->lines.path,
                   (unsigned long long)e->number, e->err.msg);
    else
        *err = e->err;
    if (!s->keep_going || e->rc != DT_EFORMAT)
        return e->rc;
    s->mark.skipped++;
    (void)fprintf(stderr, "dictum: error: %s\n", err->msg);
    return DT_OK;
}

static int add_entry(struct dt_dedup_lines *s, const struct batch *b,
                     struct entry *e, uint64_t place)
{
    const struct dt_str id = {b->ids.ptr + e->id_at, e->id_len};

    e->print.sketch.key = (uint64_t *)(void *)(b->keys.ptr + e->keys_at);
    return dt_dedup_add(s->dedup, id, place, &e->print, &e->err);
}

static int give_entry(struct dt_dedup_lines *s, const struct batch *b,
                      struct entry *e, uint64_t place, struct dt_err *err)
{
    int rc = DT_OK;

    if (e->rc == DT_OK)
        e->rc = add_entry(s, b, e, place);
    s->seen++;
    s->mark.offset = e->end;
    s->mark.line = e->number;
    if (e->rc < 0)
        rc = give_failure(s, e, err);
    if (rc == DT_OK)
        dt_dedup_mark(s->dedup, &s->mark);
    return rc;
}

static int give(void *ctx, void *filled, struct dt_err *err)
{
    struct dt_dedup_lines *s = ctx;
    struct batch *b = filled;
    const uint64_t from = s->mark.offset / PROGRESS_UNIT;
    const uint64_t spooled = s->spooled;
    int rc = dt_buf_check(&b->ids, "ids", err);

    if (rc == DT_OK)
        rc = dt_buf_check(&b->keys, "keys", err);
    if (rc == DT_OK && s->spool >= 0)
        rc = dt_file_write_fd(s->spool, DT_DEDUP_SPOOL, b->bytes.ptr,
                              b->bytes.len, err);
    s->spooled += b->bytes.len;
    for (size_t i = 0; rc == DT_OK && i < b->count; i++) {
        struct entry *e = &b->entries[i];

        rc = give_entry(
            s, b, e, s->spool < 0 ? s->base + e->start : spooled + e->at, err);
    }
    dt_progress_add(s->mark.offset / PROGRESS_UNIT - from);
    return rc;
}

int dt_dedup_lines_open(struct dt_dedup_lines *s, const char *path,
                        const struct dt_dedup_mark *from, struct dt_err *err)
{
    struct stat st;
    bool is_file = strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
                   S_ISREG(st.st_mode);
    int rc = dt_packed_open(path, from ? from->offset : 0, &s->packed, err);

    if (rc < 0)
        return rc;
    s->lines = DT_JSON_LINES_INIT(
        s->packed, strcmp(path, "-") == 0 ? "standard input" : path);
    if (from) {
        s->mark = *from;
        s->lines.number = from->line;
        s->lines.end = from->offset;
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
    struct batch *batches = calloc(count, sizeof *batches);
    int rc;

    if (!batches)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < count; i++)
        batch_init(&batches[i]);
    dt_progress_start("KB", s->is_plain ? s->size / PROGRESS_UNIT : 0);
    rc = dt_ordered_run(&stream, jobs, batches, count, sizeof *batches, err);
    dt_progress_end();
    for (size_t i = 0; i < count; i++)
        batch_release(&batches[i]);
    free(batches);
    return rc;
}

void dt_dedup_lines_release(struct dt_dedup_lines *s)
{
    dt_json_lines_release(&s->lines);
    dt_packed_free(s->packed);
    if (s->spool >= 0)
        (void)close(s->spool);
}

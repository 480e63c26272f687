#include "cmd/dedup_batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "snapshot/json_lines.h"

void dt_dedup_batch_init(struct dt_dedup_batch *b)
{
    *b = (struct dt_dedup_batch){.bytes = DT_BUF_INIT(SIZE_MAX / 4)};
    b->ids = b->keys = b->whys = DT_BUF_INIT(SIZE_MAX / 4);
    dt_dedup_line_init(&b->line);
    dt_dedup_text_init(&b->text);
}

void dt_dedup_batch_release(struct dt_dedup_batch *b)
{
    dt_buf_release(&b->bytes);
    dt_buf_release(&b->ids);
    dt_buf_release(&b->keys);
    dt_buf_release(&b->whys);
    free(b->entries);
    dt_dedup_line_release(&b->line);
    dt_dedup_text_release(&b->text);
    free(b->folds);
}

static void note_failure(struct dt_dedup_batch *b, struct dt_dedup_entry *e,
                         int rc, const struct dt_err *err)
{
    e->rc = rc;
    e->why_at = b->whys.len;
    dt_buf_add(&b->whys, err->msg, strlen(err->msg) + 1);
}

static int read_line(struct dt_dedup_batch *b, const struct dt_dedup *d,
                     struct dt_dedup_entry *e, struct dt_err *err)
{
    const struct dt_str line = {b->bytes.ptr + e->at, e->len};
    const struct dt_sketch *sketch = &b->text.print.sketch;
    struct dt_str id;
    int rc = line.len > DT_JSON_LINE
                 ? DT_FAIL(err, DT_EFORMAT, "the line is larger than %d bytes",
                           DT_JSON_LINE)
                 : dt_dedup_line_read(&b->line, line, err);

    e->fold_at = b->text.fold.len;
    if (rc == DT_OK)
        rc = dt_dedup_sketch(d, dt_buf_str(&b->line.text), &b->text, err);
    if (rc < 0)
        return rc;
    e->fold_len = b->text.fold.len - e->fold_at;
    e->print = b->text.print;
    e->keys_at = b->keys.len;
    dt_buf_add(&b->keys, sketch->key, sketch->count * sizeof *sketch->key);
    id = dt_dedup_line_id(&b->line);
    e->id_at = b->ids.len;
    e->id_len = id.len;
    dt_buf_addstr(&b->ids, id);
    return DT_OK;
}

/* Of all entries, when no fold moves any more. */
static int identify(struct dt_dedup_batch *b, struct dt_err *err)
{
    const char *folds = dt_buf_str(&b->text.fold).ptr;
    int rc;

    if (b->fold_cap < b->count) {
        free(b->folds);
        b->fold_cap = b->cap;
        b->folds = calloc(b->cap, sizeof *b->folds);
    }
    if (!b->folds) {
        b->fold_cap = 0;
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for lines");
    }
    for (size_t i = 0; i < b->count; i++)
        b->folds[i].part[0] = (struct dt_str){folds + b->entries[i].fold_at,
                                              b->entries[i].fold_len};
    rc = dt_dedup_identify(&b->text, b->folds, b->count, err);
    for (size_t i = 0; rc == DT_OK && i < b->count; i++)
        memcpy(b->entries[i].print.identity, b->folds[i].raw,
               sizeof b->folds[i].raw);
    return rc;
}

/* The next line that is not blank, from *at on; false: there is none. */
static bool next_line(struct dt_dedup_batch *b, size_t *at, struct dt_str *line)
{
    while (*at < b->bytes.len) {
        const char *from = b->bytes.ptr + *at;
        const size_t left = b->bytes.len - *at;
        const char *lf = memchr(from, '\n', left);

        *line = (struct dt_str){from, lf ? (size_t)(lf - from) : left};
        *at += lf ? line->len + 1 : left;
        b->lines++;
        if (b->start == 0 && b->lines == 1 &&
            dt_str_starts(*line, DT_STR("\xEF\xBB\xBF"))) {
            line->ptr += 3;
            line->len -= 3;
        }
        if (dt_str_trim(*line).len)
            return true;
    }
    return false;
}

static struct dt_dedup_entry *add_entry(struct dt_dedup_batch *b,
                                        struct dt_str line)
{
    struct dt_dedup_entry *entries = dt_array_room(b->entries, &b->cap,
                                                   b->count, sizeof *entries);

    if (!entries) {
        b->rc = DT_FAIL(&b->err, DT_EINTERNAL, "out of memory for lines");
        return NULL;
    }
    b->entries = entries;
    entries[b->count] =
        (struct dt_dedup_entry){.at = (size_t)(line.ptr - b->bytes.ptr),
                                .len = line.len,
                                .number = b->lines};
    return &entries[b->count++];
}

void dt_dedup_batch_read(struct dt_dedup_batch *b, const struct dt_dedup *d,
                         bool keep_going)
{
    struct dt_str line;
    struct dt_err err;
    size_t at = 0;
    int rc = DT_OK;

    dt_buf_reset(&b->ids);
    dt_buf_reset(&b->keys);
    dt_buf_reset(&b->whys);
    dt_buf_reset(&b->text.fold);
    b->count = b->lines = 0;
    while ((rc == DT_OK || keep_going) && next_line(b, &at, &line)) {
        struct dt_dedup_entry *e = add_entry(b, line);

        if (!e)
            return;
        rc = read_line(b, d, e, &err);
        if (rc < 0)
            note_failure(b, e, rc, &err);
    }
    rc = b->count ? identify(b, &err) : DT_OK;
    if (rc < 0) {
        b->rc = rc;
        b->err = err;
        b->count = 0;
    }
}

int dt_dedup_batch_check(const struct dt_dedup_batch *b, struct dt_err *err)
{
    int rc = dt_buf_check(&b->ids, "ids", err);

    if (rc == DT_OK)
        rc = dt_buf_check(&b->keys, "keys", err);
    return rc < 0 ? rc : dt_buf_check(&b->whys, "messages", err);
}

/* Runs of keys written to one file that stays (dedup_parts.h). */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "article/dedup_parts.h"
#include "base/file.h"
#include "base/radix.h"

enum { FLUSH = 1 << 20 };

/* Of a text that is left out. */
#define LEFT_OUT UINT32_MAX

struct writing {
    struct dt_dedup *d;
    size_t first;      /* run */
    bool *here;        /* of each group: a text has it */
    uint32_t **number; /* of each text of the runs, in the new one */
    uint32_t *group;   /* the other way round */
    uint32_t texts;
    struct dt_file_replacement file;
    uint64_t at; /* of what was put */
    struct dt_buf out, rows, counts, blocks;
    uint64_t *posting, *spare; /* of a bucket */
    size_t count, cap;
    uint64_t keys;
    struct dt_sketch sketch;
    uint64_t spooled; /* of the spool, read */
    size_t new_text;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for keys");
}

static int flush(struct writing *w, struct dt_err *err)
{
    int rc = dt_buf_check(&w->out, "keys", err);

    if (rc == DT_OK)
        rc = dt_file_write_fd(w->file.fd, w->file.path, w->out.ptr, w->out.len,
                              err);
    dt_buf_reset(&w->out);
    return rc;
}

static int put(struct writing *w, const void *data, size_t len,
               struct dt_err *err)
{
    dt_buf_add(&w->out, data, len);
    w->at += len;
    return w->out.len < FLUSH ? DT_OK : flush(w, err);
}

static bool stays(const struct writing *w, uint32_t group)
{
    const struct dt_kept *k = w->d->kept;

    return w->here[group] || (group < k->texts && k->was[group]);
}

static int number_texts(struct writing *w, struct dt_err *err)
{
    const struct dt_dedup *d = w->d;
    size_t texts = 0;

    for (size_t i = w->first; i < d->run_count; i++)
        texts += d->runs[i].texts;
    w->group = malloc((texts + 1) * sizeof *w->group);
    w->number = calloc(d->run_count - w->first + 1, sizeof *w->number);
    w->here = calloc(d->group_count + 1, sizeof *w->here);
    if (!w->group || !w->number || !w->here)
        return no_memory(err);
    for (size_t i = 0; i < d->item_count; i++)
        w->here[d->items[i].group] = true;
    for (size_t i = w->first; i < d->run_count; i++) {
        const struct dt_run *run = &d->runs[i];
        uint32_t *number = malloc((run->texts + (size_t)1) * sizeof *number);

        w->number[i - w->first] = number;
        if (!number)
            return no_memory(err);
        for (uint32_t k = 0; k < run->texts; k++) {
            const bool is_kept = stays(w, run->number[k]);

            number[k] = is_kept ? w->texts : LEFT_OUT;
            if (is_kept)
                w->group[w->texts++] = run->number[k];
        }
    }
    return DT_OK;
}

/* The postings of a run's bucket, renumbered, behind those of the runs before. */
static int gather(struct writing *w, size_t run, size_t bucket,
                  struct dt_err *err)
{
    const uint32_t *number = w->number[run - w->first];
    const struct dt_run *from = &w->d->runs[run];
    struct dt_run_reader reader;
    int rc = dt_run_open(&reader, from, bucket, err);

    while (rc == DT_OK && reader.at < reader.end) {
        for (; rc == DT_OK && reader.at < reader.end; reader.at++) {
            const uint32_t text = (uint32_t)(*reader.at & (DT_RUN_MOST - 1));

            if (text >= from->texts)
                rc = dt_run_damaged(from, err);
            else if (number[text] != LEFT_OUT)
                w->posting[w->count++] = (*reader.at - text) | number[text];
        }
        if (rc == DT_OK)
            rc = dt_run_fill(&reader, err);
    }
    dt_run_close(&reader);
    return rc;
}

static int make_room(struct writing *w, size_t bucket, struct dt_err *err)
{
    size_t count = 0;

    for (size_t i = w->first; i < w->d->run_count; i++)
        count += w->d->runs[i].bucket[bucket].count;
    if (count <= w->cap)
        return DT_OK;
    free(w->posting);
    free(w->spare);
    w->posting = malloc(count * sizeof *w->posting);
    w->spare = malloc(count * sizeof *w->spare);
    w->cap = w->posting && w->spare ? count : 0;
    return w->cap ? DT_OK : no_memory(err);
}

static int put_bucket(struct writing *w, size_t bucket, struct dt_err *err)
{
    const size_t runs = w->d->run_count;
    int rc = make_room(w, bucket, err);
    uint64_t count;

    w->count = 0;
    for (size_t i = w->first; rc == DT_OK && i < runs; i++)
        rc = gather(w, i, bucket, err);
    if (rc < 0)
        return rc;
    if (runs - w->first > 1)
        dt_radix_sort_values(w->posting, w->count, DT_RUN_TEXT_BITS, w->spare);
    for (size_t i = 0; i < w->count; i += DT_RUN_BLOCK) {
        const size_t left = w->count - i;
        const struct dt_run_block block = {
            w->posting[i],
            dt_run_sum(w->posting + i,
                       left < DT_RUN_BLOCK ? left : (size_t)DT_RUN_BLOCK)};

        dt_buf_add(&w->blocks, &block, sizeof block);
    }
    count = w->count;
    dt_buf_add(&w->counts, &count, sizeof count);
    return put(w, w->posting, w->count * sizeof *w->posting, err);
}

/* The next sketch of the spool, which has them in the order of texts. */
static int take_spooled(struct writing *w, struct dt_err *err)
{
    const struct dt_kept *k = w->d->kept;
    const size_t count = k->lengths[w->new_text++];
    const size_t size = count * sizeof *w->sketch.key;
    int rc = dt_sketch_reserve(&w->sketch, count, err);

    if (rc < 0)
        return rc;
    w->sketch.count = count;
    if (size)
        rc = dt_kept_sketch(k, w->spooled, w->sketch.key, size, err);
    w->spooled += size;
    return rc;
}

static int put_sketch(struct writing *w, uint32_t group, struct dt_err *err)
{
    const struct dt_dedup_group *g = &w->d->groups[group];
    struct dt_kept_row row = {.weight = g->weight, .first = w->keys};
    int rc = g->run < w->d->kept->file_count
                 ? dt_kept_file_sketch(w->d, group, &w->sketch, err)
                 : take_spooled(w, err);

    if (rc < 0)
        return rc;
    memcpy(row.identity, g->identity, sizeof row.identity);
    row.sum = dt_run_sum(w->sketch.key, w->sketch.count);
    dt_buf_add(&w->rows, &row, sizeof row);
    w->keys += w->sketch.count;
    return put(w, w->sketch.key, w->sketch.count * sizeof *w->sketch.key, err);
}

static int put_tables(struct writing *w, struct dt_dedup_head *head,
                      struct dt_err *err)
{
    int rc;

    head->texts = w->texts;
    head->ids = w->keys;
    head->names = w->blocks.len / sizeof(struct dt_run_block);
    head->buckets = w->counts.len / sizeof(uint64_t);
    head->source = w->d->kept->stamp;
    dt_buf_addstr(&w->rows, dt_buf_str(&w->counts));
    dt_buf_addstr(&w->rows, dt_buf_str(&w->blocks));
    rc = dt_buf_check(&w->rows, "a table of texts", err);
    if (rc == DT_OK)
        rc = put(w, w->rows.ptr, w->rows.len, err);
    head->bytes = w->at;
    return rc < 0 ? rc : dt_dedup_head_seal(head, dt_buf_str(&w->rows), err);
}

static int write_all(struct writing *w, struct dt_dedup_head *head,
                     struct dt_err *err)
{
    int rc = dt_dedup_head_init(w->d, DT_KEPT_KEYS, head, err);

    if (rc == DT_OK)
        rc = put(w, head, sizeof *head, err);
    for (size_t i = 0; rc == DT_OK && i < dt_sketch_buckets(&w->d->form); i++)
        rc = put_bucket(w, i, err);
    for (uint32_t i = 0; rc == DT_OK && i < w->texts; i++)
        rc = put_sketch(w, w->group[i], err);
    if (rc == DT_OK)
        rc = put_tables(w, head, err);
    if (rc == DT_OK)
        rc = flush(w, err);
    if (rc == DT_OK && lseek(w->file.fd, 0, SEEK_SET) < 0)
        rc = dt_file_fail(w->file.path, err);
    return rc < 0 ? rc
                  : dt_file_write_fd(w->file.fd, w->file.path, head,
                                     sizeof *head, err);
}

static void release(struct writing *w)
{
    for (size_t i = 0; w->number && i < w->d->run_count - w->first; i++)
        free(w->number[i]);
    dt_file_replace_end(&w->file);
    free(w->number);
    free(w->group);
    free(w->here);
    free(w->posting);
    free(w->spare);
    dt_buf_release(&w->out);
    dt_buf_release(&w->rows);
    dt_buf_release(&w->counts);
    dt_buf_release(&w->blocks);
    dt_sketch_release(&w->sketch);
}

int dt_kept_file_write(struct dt_dedup *d, size_t first, struct dt_err *err)
{
    struct dt_kept *k = d->kept;
    struct writing w = {.d = d,
                        .first = first,
                        .file = DT_FILE_REPLACEMENT_INIT,
                        .out = DT_BUF_INIT(SIZE_MAX / 4),
                        .rows = DT_BUF_INIT(SIZE_MAX / 4),
                        .counts = DT_BUF_INIT(SIZE_MAX / 4),
                        .blocks = DT_BUF_INIT(SIZE_MAX / 4),
                        .sketch = DT_SKETCH_INIT};
    const uint64_t name = k->next_name++;
    struct dt_dedup_head head;
    char *path = NULL;
    int rc = dt_kept_path(k, name, &path, err);

    if (rc == DT_OK)
        rc = number_texts(&w, err);
    if (rc == DT_OK)
        rc = dt_file_replace_begin(&w.file, path, err);
    if (rc == DT_OK)
        rc = write_all(&w, &head, err);
    if (rc == DT_OK)
        rc = dt_file_replace_commit(&w.file, err);
    release(&w);
    free(path);
    if (rc < 0)
        return rc;
    while (d->run_count > first)
        dt_run_release(&d->runs[--d->run_count]);
    while (k->file_count > first)
        dt_kept_file_release(&k->files[--k->file_count]);
    return dt_kept_file_load(d, name, head.check, true, err);
}

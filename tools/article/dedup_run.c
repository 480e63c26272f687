/* The runs of keys, in memory until there are too many (dedup_parts.h). */
#include <stdlib.h>

#include "article/dedup_parts.h"
#include "base/array.h"
#include "base/file.h"
#include "base/pool.h"

int dt_dedup_end_run(struct dt_dedup *d, unsigned threads, bool on_disk,
                     struct dt_err *err)
{
    struct dt_run *run;
    uint32_t *samples;
    int rc;

    if (!d->open)
        return DT_OK;
    run = &d->runs[d->run_count - 1];
    samples = calloc(run->texts + (size_t)1, sizeof *samples);
    if (!samples)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %u texts",
                       run->texts);
    rc = dt_run_seal(run, threads, samples, err);
    for (uint32_t i = 0; rc == DT_OK && i < run->texts; i++)
        d->groups[run->number[i]].weight.samples = samples[i];
    free(samples);
    if (rc == DT_OK && on_disk && d->fd < 0) {
        rc = dt_file_nameless(d->options.folder, &d->fd, err);
        d->path = "the file of keys";
    }
    if (rc == DT_OK && on_disk)
        rc = d->keeps_fd ? dt_dedup_write_run(d, err)
                         : dt_run_write(run, d->fd, d->path, &d->written, err);
    d->open = rc < 0;
    return rc;
}

struct dt_run *dt_dedup_new_run(struct dt_dedup *d)
{
    struct dt_run *bigger = dt_array_room(d->runs, &d->run_cap, d->run_count,
                                          sizeof *bigger);

    if (!bigger)
        return NULL;
    d->runs = bigger;
    return &d->runs[d->run_count];
}

int dt_dedup_have_run(struct dt_dedup *d, struct dt_err *err)
{
    struct dt_run *run = d->open ? &d->runs[d->run_count - 1] : NULL;
    int rc = DT_OK;

    if (run && run->bytes < d->options.memory / 4 * 3 &&
        run->texts < DT_RUN_MOST)
        return DT_OK;
    if (run)
        rc = dt_dedup_end_run(d, 1, true, err);
    if (rc < 0)
        return rc;
    run = dt_dedup_new_run(d);
    if (!run)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for runs");
    rc = dt_run_init(run, dt_sketch_buckets(&d->form), err);
    if (rc < 0)
        return rc;
    d->run_count++;
    d->open = true;
    d->first_item = d->item_count;
    return DT_OK;
}

static int check_bucket(void *ctx, unsigned worker, size_t index,
                        struct dt_err *err)
{
    const struct dt_dedup *d = ctx;
    int rc = DT_OK;

    (void)worker;
    for (size_t i = 0; rc == DT_OK && i < d->run_count; i++) {
        struct dt_run_reader reader;

        rc = dt_run_open(&reader, &d->runs[i], index, err);
        while (rc == DT_OK && reader.at < reader.end) {
            reader.at = reader.end;
            rc = dt_run_fill(&reader, err);
        }
        dt_run_close(&reader);
    }
    return rc;
}

int dt_dedup_check_keys(struct dt_dedup *d, unsigned threads,
                        struct dt_err *err)
{
    return dt_pool_run(threads, dt_sketch_buckets(&d->form), check_bucket, d,
                       err);
}

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "article/dedup_parts.h"

static const char file_name[] = "the file of keys";

/* A file without a name: gone when the process is, however that ends. */
static int open_file(struct dt_dedup *d, struct dt_err *err)
{
    const char *folder = d->options.folder  ? d->options.folder
                         : getenv("TMPDIR") ? getenv("TMPDIR")
                                            : "/tmp";
    char path[4096];
    int len = snprintf(path, sizeof path, "%s/dictum-keys-XXXXXX", folder);

    if (len < 0 || (size_t)len >= sizeof path)
        return DT_FAIL(err, DT_EUSAGE, "%.200s: a path that is too long",
                       folder);
    d->fd = mkstemp(path);
    if (d->fd < 0)
        return DT_FAIL(err, DT_EIO, "%.300s: %s", path, strerror(errno));
    (void)unlink(path);
    return DT_OK;
}

static int write_run(struct dt_dedup *d, struct dt_run *run, struct dt_err *err)
{
    uint64_t bytes = 0;
    int rc = d->fd < 0 ? open_file(d, err) : DT_OK;

    for (size_t i = 0; i < run->bucket_count; i++)
        bytes += run->bucket[i].count * sizeof *run->bucket[i].posting;
    if (rc == DT_OK)
        rc = dt_run_write(run, d->fd, file_name, d->written, err);
    d->written += bytes;
    return rc;
}

int dt_dedup_end_run(struct dt_dedup *d, unsigned threads, bool last,
                     struct dt_err *err)
{
    struct dt_run *run;
    uint32_t *samples;
    int rc;

    if (d->run_count == 0)
        return DT_OK;
    run = &d->runs[d->run_count - 1];
    samples = calloc(run->texts + (size_t)1, sizeof *samples);
    if (!samples)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %u texts",
                       run->texts);
    rc = dt_run_seal(run, threads, samples, err);
    for (uint32_t i = 0; rc == DT_OK && i < run->texts; i++)
        d->groups[run->first + i].weight.samples = samples[i];
    free(samples);
    return rc < 0 || last ? rc : write_run(d, run, err);
}

int dt_dedup_have_run(struct dt_dedup *d, struct dt_err *err)
{
    struct dt_run *run = d->run_count ? &d->runs[d->run_count - 1] : NULL;
    int rc = DT_OK;

    if (run && run->bytes < d->options.memory / 2 && run->texts < DT_RUN_MOST)
        return DT_OK;
    if (run)
        rc = dt_dedup_end_run(d, 1, false, err);
    if (rc < 0)
        return rc;
    if (d->run_count == d->run_cap) {
        size_t cap = d->run_cap ? d->run_cap * 2 : 8;
        struct dt_run *bigger = realloc(d->runs, cap * sizeof *bigger);

        if (!bigger)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu runs",
                           cap);
        d->runs = bigger;
        d->run_cap = cap;
    }
    rc = dt_run_init(&d->runs[d->run_count], dt_sketch_buckets(&d->form), err);
    if (rc == DT_OK)
        d->runs[d->run_count++].first = (uint32_t)d->group_count;
    return rc;
}

/*
 * The files that texts came from, and how far each is signed (dedup_steps.h).
 */
#include <stdlib.h>
#include <string.h>

#include "article/dedup_parts.h"

int dt_dedup_source(struct dt_dedup *d, const char *path, uint64_t *base,
                    struct dt_err *err)
{
    size_t at = d->source_count;
    char **more, *copy;

    /* Runs of one file stand together. */
    if (at && strcmp(d->sources[at - 1], path) == 0) {
        *base = (at - 1) * DT_DEDUP_OFFSETS;
        return DT_OK;
    }
    if (at >= UINT64_MAX / DT_DEDUP_OFFSETS)
        return DT_FAIL(err, DT_EFORMAT, "%.200s: one file of texts too many",
                       path);
    more = realloc(d->sources, (at + 1) * sizeof *more);
    copy = more ? strdup(path) : NULL;
    if (more)
        d->sources = more;
    if (!copy)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for files");
    d->sources[d->source_count++] = copy;
    *base = at * DT_DEDUP_OFFSETS;
    return DT_OK;
}

const char *dt_dedup_place(const struct dt_dedup *d, uint64_t place,
                           uint64_t *offset)
{
    *offset = place % DT_DEDUP_OFFSETS;
    return d->sources[place / DT_DEDUP_OFFSETS];
}

void dt_dedup_keep(struct dt_dedup *d, int fd, const char *path, uint64_t at)
{
    d->fd = fd;
    d->keeps_fd = true;
    d->path = path;
    d->written = at;
}

void dt_dedup_mark(struct dt_dedup *d, const struct dt_dedup_mark *mark)
{
    d->mark = *mark;
}

/* A run without texts is the last one: a file is cut off without it. */
int dt_dedup_sign(struct dt_dedup *d, unsigned threads, struct dt_err *err)
{
    int rc = dt_dedup_end_run(d, threads, true, err);

    if (rc < 0 || (d->run_count && d->runs[d->run_count - 1].texts == 0))
        return rc;
    rc = dt_dedup_have_run(d, err);
    return rc < 0 ? rc : dt_dedup_end_run(d, threads, true, err);
}

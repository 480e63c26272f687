#include "manifest/lines.h"

#include "base/file.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>

#include "manifest/record.h"

enum { CHUNK = 256 * 1024 };

void dt_lines_init(struct dt_lines *lines, const char *name)
{
    *lines = (struct dt_lines){.name = name,
                               .rest = DT_BUF_INIT(DT_RECORD_MAX)};
}

void dt_lines_release(struct dt_lines *lines)
{
    dt_buf_release(&lines->rest);
}

int dt_lines_damaged(const struct dt_lines *lines, int rc,
                     const struct dt_err *why, struct dt_err *err)
{
    return DT_FAIL(err, (enum dt_code)rc,
                   "%s:%" PRIu64 ": %.300s (restore it with git checkout)",
                   lines->name, lines->number, why->msg);
}

static int keep(struct dt_lines *lines, struct dt_str part, struct dt_err *err)
{
    dt_buf_addstr(&lines->rest, part);
    if (lines->rest.failed)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%" PRIu64 ": a line of more than "
                       "%d bytes",
                       lines->name, lines->number + 1, DT_RECORD_MAX);
    return DT_OK;
}

int dt_lines_push(struct dt_lines *lines, const char *data, size_t len,
                  dt_lines_fn fn, void *ctx, struct dt_err *err)
{
    int rc = DT_OK;

    while (rc == DT_OK && len) {
        const char *end = memchr(data, '\n', len);
        struct dt_str line = {data, end ? (size_t)(end - data) : len};

        if (!end)
            return keep(lines, line, err);
        data += line.len + 1;
        len -= line.len + 1;
        if (lines->rest.len) {
            rc = keep(lines, line, err);
            line = dt_buf_str(&lines->rest);
        }
        lines->number++;
        if (rc == DT_OK)
            rc = fn(ctx, lines, line, err);
        lines->at += line.len + 1;
        dt_buf_reset(&lines->rest);
    }
    return rc;
}

int dt_lines_end(const struct dt_lines *lines, struct dt_err *err)
{
    if (lines->rest.len)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%" PRIu64 ": the last line is cut "
                       "short: it does not end with a line feed (restore it, "
                       "as with git checkout)",
                       lines->name, lines->number + 1);
    return DT_OK;
}

static int read_file(const char *path, uint32_t shard, dt_lines_fn fn,
                     void *ctx, struct dt_err *err)
{
    struct dt_lines lines;
    char *chunk = malloc(CHUNK);
    int fd = -1, rc = dt_file_open(path, &fd, err);

    dt_lines_init(&lines, path);
    lines.shard = shard;
    if (rc == DT_OK && !chunk)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    while (rc == DT_OK) {
        ssize_t got = read(fd, chunk, CHUNK);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            rc = dt_file_fail(path, err);
        else if (got > 0)
            rc = dt_lines_push(&lines, chunk, (size_t)got, fn, ctx, err);
        else
            break;
    }
    if (rc == DT_OK)
        rc = dt_lines_end(&lines, err);
    if (fd >= 0)
        (void)close(fd);
    dt_lines_release(&lines);
    free(chunk);
    return rc;
}

int dt_lines_file(const char *path, dt_lines_fn fn, void *ctx,
                  struct dt_err *err)
{
    return read_file(path, 0, fn, ctx, err);
}

/* *is: there is a file at the path of a shard, which is left in path. */
static int shard_is(const struct dt_corpus *corpus, enum dt_records kind,
                    uint32_t shard, struct dt_buf *path, bool *is,
                    struct dt_err *err)
{
    struct dt_file_stat st = {.exists = false};
    int rc;

    dt_buf_reset(path);
    dt_records_shard_path(corpus, kind, shard, path);
    rc = dt_buf_check(path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path->ptr, &st, err);
    *is = rc == DT_OK && st.exists;
    return rc;
}

int dt_lines_shards(const struct dt_corpus *corpus, enum dt_records kind,
                    uint32_t *shards, struct dt_err *err)
{
    const uint32_t counts[] = {corpus->shards, 1, 16, 256, 4096};
    struct dt_buf path = DT_BUF_INIT(4096);
    bool found = false;
    int rc = DT_OK;

    *shards = kind == DT_RELEASES ? 1 : corpus->shards;
    for (size_t i = 0; rc == DT_OK && !found && kind != DT_RELEASES &&
                       i < sizeof counts / sizeof *counts;
         i++) {
        const struct dt_corpus laid_out = {
            .root = corpus->root, .name = corpus->name, .shards = counts[i]};

        for (uint32_t k = 0; rc == DT_OK && !found && k < counts[i]; k++)
            rc = shard_is(&laid_out, kind, k, &path, &found, err);
        if (found)
            *shards = counts[i];
    }
    dt_buf_release(&path);
    return rc;
}

int dt_lines_records(const struct dt_corpus *corpus, enum dt_records kind,
                     dt_lines_fn fn, void *ctx, struct dt_err *err)
{
    struct dt_corpus laid_out = {.root = corpus->root, .name = corpus->name};
    struct dt_buf path = DT_BUF_INIT(4096);
    int rc = dt_lines_shards(corpus, kind, &laid_out.shards, err);

    for (uint32_t k = 0; rc == DT_OK && k < laid_out.shards; k++) {
        bool is;

        rc = shard_is(&laid_out, kind, k, &path, &is, err);
        if (rc == DT_OK && is)
            rc = read_file(path.ptr, k, fn, ctx, err);
    }
    dt_buf_release(&path);
    return rc;
}

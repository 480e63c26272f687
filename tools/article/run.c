#include "article/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pool.h"
#include "base/radix.h"

/* Postings that are read at a time, so many whole blocks. */
enum { BLOCK = 16 * DT_RUN_BLOCK };

uint64_t dt_run_sum(const uint64_t *number, size_t count)
{
    uint64_t sum = count;

    for (size_t i = 0; i < count; i++) {
        sum = (sum ^ number[i]) * UINT64_C(0x9e3779b97f4a7c15);
        sum ^= sum >> 32;
    }
    return sum;
}

int dt_run_damaged(const struct dt_run *run, struct dt_err *err)
{
    return DT_FAIL(err, DT_EMISMATCH,
                   "%.300s: damaged, its keys are not those that were written "
                   "(remove the file, and make it anew)",
                   run->path);
}

int dt_run_init(struct dt_run *run, size_t buckets, struct dt_err *err)
{
    *run = (struct dt_run){.fd = -1, .bucket_count = buckets};
    run->bucket = calloc(buckets, sizeof *run->bucket);
    return run->bucket ? DT_OK
                       : DT_FAIL(err, DT_EINTERNAL,
                                 "out of memory for %zu "
                                 "buckets",
                                 buckets);
}

void dt_run_release(struct dt_run *run)
{
    for (size_t i = 0; run->bucket && i < run->bucket_count; i++)
        free(run->bucket[i].posting);
    free(run->bucket);
    free(run->number);
    run->bucket = NULL;
    run->number = NULL;
}

static bool grow(struct dt_run_bucket *b)
{
    size_t cap = b->cap ? b->cap + b->cap / 2 : 256;
    uint64_t *bigger = cap > SIZE_MAX / 2 / sizeof *bigger
                           ? NULL
                           : realloc(b->posting, cap * sizeof *bigger);

    if (!bigger)
        return false;
    b->posting = bigger;
    b->cap = cap;
    return true;
}

/* The bucket, above the key, is shifted out. */
static bool add(struct dt_run *run, uint64_t key)
{
    struct dt_run_bucket *b = &run->bucket[key >> DT_SKETCH_KEY_BITS];

    if (b->count == b->cap && !grow(b))
        return false;
    b->posting[b->count++] = key << DT_RUN_TEXT_BITS | run->texts;
    return true;
}

int dt_run_reserve(struct dt_run *run, size_t texts, struct dt_err *err)
{
    size_t cap = run->number_cap + run->number_cap / 2;
    uint32_t *bigger;

    if (texts <= run->number_cap)
        return DT_OK;
    if (cap < texts)
        cap = texts + 256;
    bigger = cap > SIZE_MAX / 2 / sizeof *bigger
                 ? NULL
                 : realloc(run->number, cap * sizeof *bigger);
    if (!bigger)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu texts", texts);
    run->number = bigger;
    run->number_cap = cap;
    return DT_OK;
}

int dt_run_add(struct dt_run *run, const struct dt_sketch *sketch,
               uint32_t number, struct dt_err *err)
{
    int rc = dt_run_reserve(run, run->texts + (size_t)1, err);
    bool fits = rc == DT_OK;

    for (size_t i = 0; fits && i < sketch->count; i++)
        fits = add(run, sketch->key[i]);
    if (rc < 0)
        return rc;
    run->number[run->texts++] = number;
    run->bytes += sketch->count * sizeof *sketch->key;
    return fits ? DT_OK
                : DT_FAIL(err, DT_EINTERNAL, "out of memory for keys of texts");
}

struct sealing {
    struct dt_run *run;
    uint32_t *samples; /* of each text, one worker after the other */
};

static int seal_bucket(void *ctx, unsigned worker, size_t index,
                       struct dt_err *err)
{
    const struct sealing *s = ctx;
    struct dt_run_bucket *b = &s->run->bucket[index];
    uint32_t *samples = s->samples + (size_t)worker * s->run->texts;
    uint64_t *spare = malloc(b->count * sizeof *spare + 1);
    size_t kept = 0;

    if (!spare)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory to sort %zu keys",
                       b->count);
    /* They were added in the order of texts, and stay so within a key. */
    dt_radix_sort_values(b->posting, b->count, DT_RUN_TEXT_BITS, spare);
    free(spare);
    for (size_t i = 0; i < b->count; i++)
        if (kept == 0 || b->posting[i] != b->posting[kept - 1])
            b->posting[kept++] = b->posting[i];
    b->count = kept;
    for (size_t i = 0; index < DT_SKETCH_PARTS && i < kept; i++)
        samples[b->posting[i] & (DT_RUN_MOST - 1)]++;
    return DT_OK;
}

int dt_run_seal(struct dt_run *run, unsigned threads, uint32_t *samples,
                struct dt_err *err)
{
    struct sealing s = {
        run, calloc((size_t)threads * run->texts + 1, sizeof *s.samples)};
    const uint32_t *from = s.samples;
    int rc = from
                 ? dt_pool_run(threads, run->bucket_count, seal_bucket, &s, err)
                 : DT_FAIL(err, DT_EINTERNAL, "out of memory for %u texts",
                           run->texts);

    for (unsigned i = 0; rc == DT_OK && i < threads; i++)
        for (size_t j = 0; j < run->texts; j++)
            samples[j] += *from++;
    free(s.samples);
    return rc;
}

void dt_run_forget(struct dt_run *run, size_t bucket)
{
    struct dt_run_bucket *b = &run->bucket[bucket];

    if (!b->posting)
        return;
    free(b->posting);
    b->posting = NULL;
    b->count = b->cap = 0;
}

static int write_at(int fd, const char *path, const void *data, size_t len,
                    uint64_t offset, struct dt_err *err)
{
    const char *at = data;

    while (len > 0) {
        ssize_t n = pwrite(fd, at, len, (off_t)offset);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return DT_FAIL(err, DT_EIO, "%s: %s", path,
                           n < 0 ? strerror(errno) : "nothing was written");
        at += n;
        len -= (size_t)n;
        offset += (uint64_t)n;
    }
    return DT_OK;
}

int dt_run_digest(struct dt_run *run, struct dt_err *err)
{
    struct dt_digest *digest = NULL;
    int rc = dt_digest_new(&digest, err);

    for (size_t i = 0; rc == DT_OK && i < run->bucket_count; i++) {
        struct dt_run_bucket *b = &run->bucket[i];

        rc = dt_digest_update(digest, b->posting, b->count * sizeof *b->posting,
                              err);
        if (rc == DT_OK)
            rc = dt_digest_finish_raw(digest, b->digest, err);
    }
    run->has_digests = rc == DT_OK;
    dt_digest_free(digest);
    return rc;
}

int dt_run_write(struct dt_run *run, int fd, const char *path, uint64_t *offset,
                 struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < run->bucket_count; i++) {
        struct dt_run_bucket *b = &run->bucket[i];

        b->offset = *offset;
        if (b->count)
            rc = write_at(fd, path, b->posting, b->count * sizeof *b->posting,
                          *offset, err);
        *offset += b->count * sizeof *b->posting;
    }
    for (size_t i = 0; rc == DT_OK && i < run->bucket_count; i++) {
        free(run->bucket[i].posting);
        run->bucket[i].posting = NULL;
        run->bucket[i].cap = 0;
    }
    if (rc == DT_OK) {
        run->bytes = 0;
        run->fd = fd;
        run->path = path;
    }
    return rc;
}

int dt_run_open(struct dt_run_reader *reader, const struct dt_run *run,
                size_t bucket, struct dt_err *err)
{
    const struct dt_run_bucket *b = &run->bucket[bucket];
    int rc;

    *reader = (struct dt_run_reader){.run = run, .bucket = b};
    if (b->count == 0)
        return DT_OK;
    if (b->posting) {
        reader->at = b->posting;
        reader->end = b->posting + b->count;
        reader->read = b->count;
        return DT_OK;
    }
    reader->block = malloc(BLOCK * sizeof *reader->block);
    if (!reader->block)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory to read keys");
    rc = run->has_digests ? dt_digest_new(&reader->digest, err) : DT_OK;
    return rc < 0 ? rc : dt_run_fill(reader, err);
}

/* What was read, which ends at reader->read; with the last its bucket is known. */
static int check_digest(struct dt_run_reader *reader, size_t size,
                        struct dt_err *err)
{
    unsigned char digest[DT_DIGEST_SIZE];
    int rc = dt_digest_update(reader->digest, reader->block, size, err);

    if (rc < 0 || reader->read < reader->bucket->count)
        return rc;
    rc = dt_digest_finish_raw(reader->digest, digest, err);
    if (rc < 0 || memcmp(digest, reader->bucket->digest, sizeof digest) == 0)
        return rc;
    return dt_run_damaged(reader->run, err);
}

static int check_sums(const struct dt_run_reader *reader, size_t count,
                      struct dt_err *err)
{
    const struct dt_run_block *block = reader->bucket->blocks +
                                       (reader->read - count) / DT_RUN_BLOCK;

    for (size_t at = 0; at < count; at += DT_RUN_BLOCK) {
        const size_t left = count - at;

        if (dt_run_sum(reader->block + at,
                       left < DT_RUN_BLOCK ? left : (size_t)DT_RUN_BLOCK) !=
            block++->sum)
            return dt_run_damaged(reader->run, err);
    }
    return DT_OK;
}

int dt_run_fill(struct dt_run_reader *reader, struct dt_err *err)
{
    const size_t left = reader->bucket->count - reader->read;
    const size_t count = left < BLOCK ? left : BLOCK;
    const size_t size = count * sizeof *reader->block;
    int rc;

    if (reader->at < reader->end || count == 0)
        return DT_OK;
    rc = dt_file_read_at(
        reader->run->fd, reader->run->path, reader->block, size,
        reader->bucket->offset + reader->read * sizeof *reader->block, err);
    if (rc < 0)
        return rc;
    reader->at = reader->block;
    reader->end = reader->block + count;
    reader->read += count;
    if (reader->bucket->blocks)
        return check_sums(reader, count, err);
    return reader->digest ? check_digest(reader, size, err) : DT_OK;
}

void dt_run_close(struct dt_run_reader *reader)
{
    free(reader->block);
    reader->block = NULL;
    dt_digest_free(reader->digest);
    reader->digest = NULL;
}

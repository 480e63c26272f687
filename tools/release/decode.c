#include "release/decode.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "adapt/zstd.h"
#include "base/file.h"

enum { BLOCKS = 6, BLOCK = 256 * 1024, INPUTS = 8, INPUT = 64 * 1024 };

struct dt_decode {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    pthread_t thread;
    bool started, stop, ended;
    unsigned put, got; /* blocks so far; a ring of BLOCKS */
    bool holding;      /* the reader still looks at the block before got */
    size_t len[BLOCKS];
    char *block[BLOCKS];
    unsigned filled, hashed; /* inputs so far; a ring of INPUTS */
    size_t input_len[INPUTS];
    char *input[INPUTS];
    int fd;
    const char *name;
    uint64_t most;
    struct dt_digest *digest, *tar_digest;
    struct dt_zstd_reader *zstd;
    struct dt_decode_sums sums;
    int rc;
    struct dt_err err;
};

/* The next input, of which the reader has hashed what it held before. */
static int read_file(void *ctx, const void **data, size_t *len,
                     struct dt_err *err)
{
    struct dt_decode *d = ctx;
    const unsigned slot = d->filled % INPUTS;
    bool stop;
    ssize_t got;

    (void)pthread_mutex_lock(&d->lock);
    while (!d->stop && d->filled - d->hashed == INPUTS)
        (void)pthread_cond_wait(&d->moved, &d->lock);
    stop = d->stop;
    (void)pthread_mutex_unlock(&d->lock);
    if (stop)
        return DT_FAIL(err, DT_EIO, "%s: nobody reads on", d->name);
    do
        got = read(d->fd, d->input[slot], INPUT);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return dt_file_fail(d->name, err);
    *data = d->input[slot];
    *len = (size_t)got;
    (void)pthread_mutex_lock(&d->lock);
    d->sums.bytes += (uint64_t)got;
    d->input_len[slot] = (size_t)got;
    d->filled++;
    (void)pthread_cond_broadcast(&d->moved);
    (void)pthread_mutex_unlock(&d->lock);
    return DT_OK;
}

static int check_bounds(const struct dt_decode *d, struct dt_err *err)
{
    if (d->sums.tar_bytes > d->most)
        return DT_FAIL(err, DT_EFORMAT,
                       "it unpacks to more than the %" PRIu64 " bytes allowed",
                       d->most);
    if (d->sums.tar_bytes > DT_DECODE_FREE &&
        d->sums.tar_bytes / DT_DECODE_RATIO > dt_zstd_offset(d->zstd))
        return DT_FAIL(err, DT_EFORMAT,
                       "%" PRIu64 " bytes unpack to more than %d times as much",
                       dt_zstd_offset(d->zstd), DT_DECODE_RATIO);
    return DT_OK;
}

/* One block; *len 0 at the end of the stream. */
static int expand(struct dt_decode *d, char *block, size_t *len,
                  struct dt_err *err)
{
    int rc = dt_zstd_read(d->zstd, block, BLOCK, len, err);

    if (rc < 0)
        return rc;
    d->sums.tar_bytes += *len;
    rc = check_bounds(d, err);
    if (rc == DT_OK && d->tar_digest && *len)
        rc = dt_digest_update(d->tar_digest, block, *len, err);
    if (rc == DT_OK && *len == 0 && d->tar_digest)
        rc = dt_digest_finish(d->tar_digest, d->sums.tar_sha256, err);
    return rc;
}

static void *work(void *arg)
{
    struct dt_decode *d = arg;
    bool ended = false;

    while (!ended) {
        unsigned slot;
        size_t len = 0;
        int rc;

        (void)pthread_mutex_lock(&d->lock);
        while (!d->stop && d->put - d->got + d->holding >= BLOCKS)
            (void)pthread_cond_wait(&d->moved, &d->lock);
        ended = d->stop;
        slot = d->put % BLOCKS;
        (void)pthread_mutex_unlock(&d->lock);
        if (ended)
            break;
        rc = expand(d, d->block[slot], &len, &d->err);
        (void)pthread_mutex_lock(&d->lock);
        ended = rc < 0 || len == 0;
        d->rc = rc;
        d->ended = ended;
        d->len[slot] = len;
        if (!ended)
            d->put++;
        (void)pthread_cond_broadcast(&d->moved);
        (void)pthread_mutex_unlock(&d->lock);
    }
    return NULL;
}

int dt_decode_new(int fd, const char *name, uint64_t most, bool want_tar_sha256,
                  struct dt_decode **out, struct dt_err *err)
{
    struct dt_decode *d = calloc(1, sizeof *d);
    bool memory = d != NULL;
    int rc;

    if (!d)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", name);
    (void)pthread_mutex_init(&d->lock, NULL);
    (void)pthread_cond_init(&d->moved, NULL);
    d->fd = fd;
    d->name = name;
    d->most = most;
    for (int i = 0; i < INPUTS; i++) {
        d->input[i] = malloc(INPUT);
        memory = memory && d->input[i];
    }
    for (int i = 0; i < BLOCKS; i++) {
        d->block[i] = malloc(BLOCK);
        memory = memory && d->block[i];
    }
    rc = memory ? dt_digest_new(&d->digest, err)
                : DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", name);
    if (rc == DT_OK && want_tar_sha256)
        rc = dt_digest_new(&d->tar_digest, err);
    if (rc == DT_OK)
        rc = dt_zstd_reader_new(read_file, d, &d->zstd, err);
    if (rc == DT_OK && pthread_create(&d->thread, NULL, work, d) != 0)
        rc = DT_FAIL(err, DT_EINTERNAL, "cannot start a thread");
    d->started = rc == DT_OK;
    if (rc < 0)
        dt_decode_free(d);
    else
        *out = d;
    return rc;
}

/*
 * Hash what the thread has read, with the lock, which is open meanwhile: to
 * expand takes longer than to read the tar, so this is not left to the thread.
 */
static int hash_inputs(struct dt_decode *d, struct dt_err *err)
{
    int rc = DT_OK;

    while (rc == DT_OK && d->hashed != d->filled) {
        const unsigned slot = d->hashed % INPUTS;

        (void)pthread_mutex_unlock(&d->lock);
        rc = dt_digest_update(d->digest, d->input[slot], d->input_len[slot],
                              err);
        (void)pthread_mutex_lock(&d->lock);
        d->hashed++;
        (void)pthread_cond_broadcast(&d->moved);
    }
    return rc;
}

int dt_decode_next(void *ctx, const void **data, size_t *len,
                   struct dt_err *err)
{
    struct dt_decode *d = ctx;
    int rc;

    (void)pthread_mutex_lock(&d->lock);
    d->holding = false;
    (void)pthread_cond_broadcast(&d->moved);
    rc = hash_inputs(d, err);
    while (rc == DT_OK && d->put == d->got && !d->ended) {
        (void)pthread_cond_wait(&d->moved, &d->lock);
        rc = hash_inputs(d, err);
    }
    *data = d->block[0];
    *len = 0;
    if (rc == DT_OK && d->put != d->got) {
        *data = d->block[d->got % BLOCKS];
        *len = d->len[d->got % BLOCKS];
        d->got++;
        d->holding = true;
    } else if (rc == DT_OK && d->rc < 0) {
        rc = d->rc;
        *err = d->err;
    } else if (rc == DT_OK && !d->sums.sha256[0]) {
        rc = dt_digest_finish(d->digest, d->sums.sha256, err);
    }
    (void)pthread_mutex_unlock(&d->lock);
    return rc;
}

const struct dt_decode_sums *dt_decode_sums(const struct dt_decode *d)
{
    return &d->sums;
}

void dt_decode_free(struct dt_decode *d)
{
    if (!d)
        return;
    if (d->started) {
        (void)pthread_mutex_lock(&d->lock);
        d->stop = true;
        (void)pthread_cond_broadcast(&d->moved);
        (void)pthread_mutex_unlock(&d->lock);
        (void)pthread_join(d->thread, NULL);
    }
    for (int i = 0; i < BLOCKS; i++)
        free(d->block[i]);
    for (int i = 0; i < INPUTS; i++)
        free(d->input[i]);
    dt_digest_free(d->digest);
    dt_digest_free(d->tar_digest);
    dt_zstd_reader_free(d->zstd);
    (void)pthread_mutex_destroy(&d->lock);
    (void)pthread_cond_destroy(&d->moved);
    free(d);
}

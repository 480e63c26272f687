#include "release/readahead.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum { MOST_THREADS = 16 };

struct slot {
    bool done;
    struct dt_buf content;
    size_t counted; /* bytes that count against the limit */
    int rc;
    struct dt_err err;
};

struct dt_readahead {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    pthread_t threads[MOST_THREADS];
    unsigned thread_count;
    bool stop, handed;            /* the caller has the file `taken` */
    size_t count, claimed, taken; /* files; taken is what next() is to give */
    size_t bytes;                 /* held by slots */
    dt_readahead_fn fn;
    dt_readahead_check_fn check;
    void *ctx;
    struct slot slots[DT_READAHEAD_FILES];
};

static int read_one(struct slot *s, const char *path, uint64_t bytes,
                    const char *sha256, struct dt_digest *d, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc;

    s->content.max = (size_t)bytes + 1;
    rc = dt_file_read(path, &s->content, err);
    if (rc == DT_EFORMAT) /* larger than it may be */
        return DT_FAIL(err, DT_EMISMATCH, "%s: not the text that is recorded",
                       path);
    if (rc == DT_OK)
        rc = dt_digest_bytes(d, s->content.ptr, s->content.len, hex, err);
    if (rc == DT_OK && strcmp(hex, sha256) != 0)
        rc = DT_FAIL(err, DT_EMISMATCH, "%s: not the text that is recorded",
                     path);
    return rc;
}

/* Wait until file `index` may be read; false when there is nothing to do. */
static bool wait_for_room(struct dt_readahead *r, size_t index, size_t bytes)
{
    bool go;

    (void)pthread_mutex_lock(&r->lock);
    while (!r->stop && index != r->taken &&
           r->bytes + bytes > DT_READAHEAD_BYTES)
        (void)pthread_cond_wait(&r->moved, &r->lock);
    go = !r->stop;
    r->bytes += bytes;
    (void)pthread_mutex_unlock(&r->lock);
    return go;
}

static bool claim(struct dt_readahead *r, size_t *index)
{
    bool got;

    (void)pthread_mutex_lock(&r->lock);
    while (!r->stop && r->claimed < r->count &&
           r->claimed - r->taken >= DT_READAHEAD_FILES)
        (void)pthread_cond_wait(&r->moved, &r->lock);
    got = !r->stop && r->claimed < r->count;
    if (got)
        *index = r->claimed++;
    (void)pthread_mutex_unlock(&r->lock);
    return got;
}

static void *work(void *arg)
{
    struct dt_readahead *r = arg;
    struct dt_buf path = DT_BUF_INIT(8192);
    struct dt_digest *d = NULL;
    struct dt_err err;
    size_t index;
    int ready = dt_digest_new(&d, &err);

    while (claim(r, &index)) {
        struct slot *s = &r->slots[index % DT_READAHEAD_FILES];
        char sha256[DT_DIGEST_HEX_SIZE];
        uint64_t bytes = 0;

        s->err = err;
        s->rc = ready;
        dt_buf_reset(&path);
        if (s->rc == DT_OK)
            s->rc = r->fn(r->ctx, index, &path, &bytes, sha256, &s->err);
        if (!wait_for_room(r, index, (size_t)bytes))
            break;
        s->counted = (size_t)bytes;
        if (s->rc == DT_OK)
            s->rc = read_one(s, path.ptr, bytes, sha256, d, &s->err);
        if (s->rc == DT_OK)
            s->rc = r->check(r->ctx, index, dt_buf_str(&s->content), sha256, d,
                             &s->err);
        (void)pthread_mutex_lock(&r->lock);
        s->done = true;
        if (index == r->taken)
            (void)pthread_cond_broadcast(&r->moved);
        (void)pthread_mutex_unlock(&r->lock);
    }
    dt_buf_release(&path);
    dt_digest_free(d);
    return NULL;
}

int dt_readahead_new(size_t count, unsigned threads, dt_readahead_fn fn,
                     dt_readahead_check_fn check, void *ctx,
                     struct dt_readahead **out, struct dt_err *err)
{
    struct dt_readahead *r = calloc(1, sizeof *r);

    if (!r)
        return DT_FAIL(err, DT_EINTERNAL, "reading ahead: out of memory");
    (void)pthread_mutex_init(&r->lock, NULL);
    (void)pthread_cond_init(&r->moved, NULL);
    r->count = count;
    r->fn = fn;
    r->check = check;
    r->ctx = ctx;
    while (r->thread_count < threads && r->thread_count < MOST_THREADS &&
           pthread_create(&r->threads[r->thread_count], NULL, work, r) == 0)
        r->thread_count++;
    if (r->thread_count == 0) {
        dt_readahead_free(r);
        return DT_FAIL(err, DT_EINTERNAL, "cannot start a thread");
    }
    *out = r;
    return DT_OK;
}

/* Give the slot of the file that was handed out last back to the threads. */
static void let_go(struct dt_readahead *r)
{
    struct slot *s = &r->slots[r->taken % DT_READAHEAD_FILES];

    s->done = false;
    r->bytes -= s->counted;
    r->taken++;
    (void)pthread_cond_broadcast(&r->moved);
}

int dt_readahead_next(struct dt_readahead *r, struct dt_str *out,
                      struct dt_err *err)
{
    struct slot *s;

    (void)pthread_mutex_lock(&r->lock);
    if (r->handed)
        let_go(r);
    r->handed = true;
    s = &r->slots[r->taken % DT_READAHEAD_FILES];
    while (!s->done)
        (void)pthread_cond_wait(&r->moved, &r->lock);
    (void)pthread_mutex_unlock(&r->lock);
    *out = dt_buf_str(&s->content);
    if (s->rc < 0)
        *err = s->err;
    return s->rc;
}

void dt_readahead_free(struct dt_readahead *r)
{
    if (!r)
        return;
    (void)pthread_mutex_lock(&r->lock);
    r->stop = true;
    (void)pthread_cond_broadcast(&r->moved);
    (void)pthread_mutex_unlock(&r->lock);
    for (unsigned i = 0; i < r->thread_count; i++)
        (void)pthread_join(r->threads[i], NULL);
    for (int i = 0; i < DT_READAHEAD_FILES; i++)
        dt_buf_release(&r->slots[i].content);
    (void)pthread_mutex_destroy(&r->lock);
    (void)pthread_cond_destroy(&r->moved);
    free(r);
}

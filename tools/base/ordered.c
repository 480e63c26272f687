#include "base/ordered.h"

#include <pthread.h>
#include <stdlib.h>

enum { MOST_THREADS = 256 };

/* An item on its way through. */
struct passage {
    void *item;
    bool done; /* else it is at work */
};

struct run {
    const struct dt_ordered *stream;
    struct passage *passages; /* in a ring: number % count */
    void **spare; /* what was given last is still in a cache: it is next */
    size_t count, spare_count;
    size_t taken, given; /* items so far */
    bool taking, giving, ended;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct dt_err *err;
    int rc;
};

static struct passage *passage(const struct run *r, size_t number)
{
    return &r->passages[number % r->count];
}

/* The first failure counts. With the lock held, as all of these. */
static void note_failure(struct run *r, int rc, const struct dt_err *err)
{
    if (r->rc == DT_OK) {
        r->rc = rc;
        *r->err = *err;
    }
    r->ended = true;
}

static void give_next(struct run *r)
{
    struct dt_err err;
    void *item = passage(r, r->given)->item;
    int rc;

    r->giving = true;
    (void)pthread_mutex_unlock(&r->lock);
    rc = r->stream->give(r->stream->ctx, item, &err);
    (void)pthread_mutex_lock(&r->lock);
    r->giving = false;
    r->spare[r->spare_count++] = item;
    r->given++;
    if (rc < 0) {
        note_failure(r, rc, &err);
        r->given = r->taken; /* nothing behind it is given */
    }
}

static void take_next(struct run *r)
{
    struct passage *p = passage(r, r->taken);
    void *item = r->spare[--r->spare_count];
    struct dt_err err;
    bool end = false;
    int rc;

    r->taking = true;
    (void)pthread_mutex_unlock(&r->lock);
    rc = r->stream->take(r->stream->ctx, item, &end, &err);
    (void)pthread_mutex_lock(&r->lock);
    r->taking = false;
    if (rc < 0)
        note_failure(r, rc, &err);
    r->ended |= end;
    if (r->ended)
        return;
    *p = (struct passage){item, false};
    r->taken++;
    (void)pthread_cond_broadcast(&r->changed);
    (void)pthread_mutex_unlock(&r->lock);
    r->stream->work(r->stream->ctx, item);
    (void)pthread_mutex_lock(&r->lock);
    p->done = true;
}

static void *work(void *arg)
{
    struct run *r = arg;

    (void)pthread_mutex_lock(&r->lock);
    for (;;) {
        if (r->given < r->taken && !r->giving && passage(r, r->given)->done)
            give_next(r);
        else if (!r->ended && !r->taking && r->spare_count > 0)
            take_next(r);
        else if (r->ended && r->given >= r->taken)
            break;
        else {
            (void)pthread_cond_wait(&r->changed, &r->lock);
            continue;
        }
        (void)pthread_cond_broadcast(&r->changed);
    }
    (void)pthread_mutex_unlock(&r->lock);
    return NULL;
}

int dt_ordered_run(const struct dt_ordered *stream, unsigned threads,
                   void *items, size_t count, size_t item_size,
                   struct dt_err *err)
{
    struct run r = {.stream = stream,
                    .passages = calloc(count, sizeof *r.passages),
                    .spare = calloc(count, sizeof *r.spare),
                    .count = count,
                    .spare_count = count,
                    .err = err};
    pthread_t ids[MOST_THREADS];
    unsigned started = 0;

    if (!r.passages || !r.spare) {
        r.rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
        goto out;
    }
    for (size_t i = 0; i < count; i++)
        r.spare[i] = (char *)items + i * item_size;
    if (pthread_mutex_init(&r.lock, NULL) != 0 ||
        pthread_cond_init(&r.changed, NULL) != 0) {
        r.rc = DT_FAIL(err, DT_EINTERNAL, "cannot make a lock");
        goto out;
    }
    /* The caller works too, so a machine that refuses threads still works. */
    for (unsigned i = 1; i < threads && i < MOST_THREADS; i++) {
        if (pthread_create(&ids[started], NULL, work, &r) != 0)
            break;
        started++;
    }
    (void)work(&r);
    for (unsigned i = 0; i < started; i++)
        (void)pthread_join(ids[i], NULL);
    (void)pthread_cond_destroy(&r.changed);
    (void)pthread_mutex_destroy(&r.lock);
out:
    free(r.passages);
    free(r.spare);
    return r.rc;
}

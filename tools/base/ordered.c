#include "base/ordered.h"

#include <pthread.h>
#include <stdlib.h>

enum { MOST_THREADS = 256 };

enum state { FREE, AT_WORK, DONE };

struct run {
    const struct dt_ordered *stream;
    char *items;
    size_t count, item_size;
    unsigned char *states;
    size_t taken, given; /* items so far; the next of each is theirs % count */
    bool taking, giving, ended;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct dt_err *err;
    int rc;
};

static void *item_at(const struct run *r, size_t number)
{
    return r->items + number % r->count * r->item_size;
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
    size_t number = r->given;
    int rc;

    r->giving = true;
    (void)pthread_mutex_unlock(&r->lock);
    rc = r->stream->give(r->stream->ctx, item_at(r, number), &err);
    (void)pthread_mutex_lock(&r->lock);
    r->giving = false;
    r->states[number % r->count] = FREE;
    r->given++;
    if (rc < 0) {
        note_failure(r, rc, &err);
        r->given = r->taken; /* nothing behind it is given */
    }
}

static void take_next(struct run *r)
{
    struct dt_err err;
    size_t number = r->taken;
    bool end = false;
    int rc;

    r->taking = true;
    (void)pthread_mutex_unlock(&r->lock);
    rc = r->stream->take(r->stream->ctx, item_at(r, number), &end, &err);
    (void)pthread_mutex_lock(&r->lock);
    r->taking = false;
    if (rc < 0)
        note_failure(r, rc, &err);
    r->ended |= end;
    if (r->ended)
        return;
    r->states[number % r->count] = AT_WORK;
    r->taken++;
    (void)pthread_cond_broadcast(&r->changed);
    (void)pthread_mutex_unlock(&r->lock);
    r->stream->work(r->stream->ctx, item_at(r, number));
    (void)pthread_mutex_lock(&r->lock);
    r->states[number % r->count] = DONE;
}

static void *work(void *arg)
{
    struct run *r = arg;

    (void)pthread_mutex_lock(&r->lock);
    for (;;) {
        if (r->given < r->taken && !r->giving &&
            r->states[r->given % r->count] == DONE)
            give_next(r);
        else if (!r->ended && !r->taking && r->taken - r->given < r->count)
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
                    .items = items,
                    .count = count,
                    .item_size = item_size,
                    .err = err};
    pthread_t ids[MOST_THREADS];
    unsigned started = 0;

    r.states = calloc(count, 1);
    if (!r.states)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    if (pthread_mutex_init(&r.lock, NULL) != 0 ||
        pthread_cond_init(&r.changed, NULL) != 0) {
        free(r.states);
        return DT_FAIL(err, DT_EINTERNAL, "cannot make a lock");
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
    free(r.states);
    return r.rc;
}

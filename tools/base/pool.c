#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <unistd.h>

enum { MOST_THREADS = 256 };

struct job {
    dt_pool_fn fn;
    void *ctx;
    size_t count;
    atomic_size_t next;
    atomic_size_t failed_index; /* SIZE_MAX: none */
    pthread_mutex_t lock;
    struct dt_err *err;
    int rc;
};

struct worker {
    struct job *job;
    unsigned number;
};

static void note_failure(struct job *job, size_t index, int rc,
                         const struct dt_err *err)
{
    (void)pthread_mutex_lock(&job->lock);
    if (index < atomic_load(&job->failed_index)) {
        atomic_store(&job->failed_index, index);
        job->rc = rc;
        *job->err = *err;
    }
    (void)pthread_mutex_unlock(&job->lock);
}

static void *work(void *arg)
{
    const struct worker *w = arg;
    struct job *job = w->job;
    struct dt_err err;

    for (;;) {
        size_t index = atomic_fetch_add(&job->next, 1);
        int rc;

        /* What lies behind a failure is not started; what lies before it
         * may still fail and then counts. */
        if (index >= job->count || index > atomic_load(&job->failed_index))
            return NULL;
        rc = job->fn(job->ctx, w->number, index, &err);
        if (rc < 0)
            note_failure(job, index, rc, &err);
    }
}

int dt_pool_run(unsigned threads, size_t count, dt_pool_fn fn, void *ctx,
                struct dt_err *err)
{
    struct job job = {.fn = fn, .ctx = ctx, .count = count, .err = err};
    struct worker workers[MOST_THREADS];
    pthread_t ids[MOST_THREADS];
    unsigned started = 0;

    atomic_init(&job.next, 0);
    atomic_init(&job.failed_index, SIZE_MAX);
    if (threads > count)
        threads = (unsigned)count;
    if (threads > MOST_THREADS)
        threads = MOST_THREADS;
    if (pthread_mutex_init(&job.lock, NULL) != 0)
        return DT_FAIL(err, DT_EINTERNAL, "cannot make a lock");
    for (unsigned i = 0; i < threads; i++)
        workers[i] = (struct worker){&job, i};
    /* The caller is worker 0, so a machine that refuses threads still works. */
    for (unsigned i = 1; i < threads; i++) {
        if (pthread_create(&ids[started], NULL, work, &workers[i]) != 0)
            break;
        started++;
    }
    if (threads > 0)
        (void)work(&workers[0]);
    for (unsigned i = 0; i < started; i++)
        (void)pthread_join(ids[i], NULL);
    (void)pthread_mutex_destroy(&job.lock);
    return job.rc;
}

unsigned dt_pool_cpus(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    if (n < 1)
        return 1;
    return n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

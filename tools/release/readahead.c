#include "release/readahead.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { MOST_THREADS = 16, MOST_READY = 32, MOST_UNTOLD = 16 };

struct slot {
    bool done;
    struct dt_buf content;
    size_t counted; /* bytes that count against the limit */
    int rc;
    struct dt_err err;
};

struct dt_readahead {
    pthread_mutex_t lock;
    pthread_cond_t room, done; /* for the threads; for the caller */
    pthread_t threads[MOST_THREADS];
    unsigned thread_count;
    bool stop;
    bool full;                    /* until half of the slots are free again */
    size_t count, claimed, taken; /* files; the caller is at taken */
    size_t ready, handed; /* the caller's alone: files it may have, has had */
    size_t bytes;         /* held by slots */
    size_t untold;        /* files done since the caller was told */
    dt_readahead_fn fn;
    dt_readahead_check_fn check;
    void *ctx;
    struct slot slots[DT_READAHEAD_FILES];
};

/* One call reads a file of the announced length. */
static int read_content(int fd, const char *path, size_t bytes,
                        struct dt_buf *out, struct dt_err *err)
{
    char *room;

    dt_buf_reset(out);
    out->max = bytes + 1;
    room = dt_buf_reserve(out, bytes + 1);
    if (!room)
        return dt_buf_check(out, path, err);
    while (out->len < bytes + 1) {
        ssize_t got = read(fd, room + out->len, bytes + 1 - out->len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return dt_file_fail(path, err);
        out->len += (size_t)got;
        if (got == 0 || out->len == bytes)
            break;
    }
    return DT_OK;
}

static int read_one(struct slot *s, const char *path, uint64_t bytes,
                    struct dt_err *err)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    int rc;

    if (fd < 0)
        return DT_FAIL(err, DT_EMISMATCH, "%s: %s", path, strerror(errno));
    rc = read_content(fd, path, (size_t)bytes, &s->content, err);
    (void)close(fd);
    if (rc == DT_OK && s->content.len != bytes)
        rc = DT_FAIL(err, DT_EMISMATCH, "%s: not as long as is recorded", path);
    return rc;
}

/* Let the caller have what is done; with the lock. */
static void tell(struct dt_readahead *r)
{
    r->untold = 0;
    (void)pthread_cond_signal(&r->done);
}

/* A thread that waits has told before, or the caller might wait for it. */
static void wait_for_caller(struct dt_readahead *r)
{
    tell(r);
    (void)pthread_cond_wait(&r->room, &r->lock);
}

/* Wait until file `index` may be read; false when there is nothing to do. */
static bool wait_for_room(struct dt_readahead *r, size_t index, size_t bytes)
{
    bool go;

    (void)pthread_mutex_lock(&r->lock);
    while (!r->stop && index != r->taken &&
           r->bytes + bytes > DT_READAHEAD_BYTES)
        wait_for_caller(r);
    go = !r->stop;
    r->bytes += bytes;
    (void)pthread_mutex_unlock(&r->lock);
    return go;
}

static bool is_full(struct dt_readahead *r)
{
    r->full = r->full || r->claimed - r->taken >= DT_READAHEAD_FILES;
    return r->full;
}

static bool claim(struct dt_readahead *r, size_t *index)
{
    bool got;

    (void)pthread_mutex_lock(&r->lock);
    while (!r->stop && r->claimed < r->count && is_full(r))
        wait_for_caller(r);
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
        uint64_t bytes = 0;

        s->err = err;
        s->rc = ready;
        dt_buf_reset(&path);
        if (s->rc == DT_OK)
            s->rc = r->fn(r->ctx, index, &path, &bytes, &s->err);
        if (!wait_for_room(r, index, (size_t)bytes))
            break;
        s->counted = (size_t)bytes;
        if (s->rc == DT_OK)
            s->rc = read_one(s, path.ptr, bytes, &s->err);
        if (s->rc == DT_OK)
            s->rc = r->check(r->ctx, index, dt_buf_str(&s->content), d,
                             &s->err);
        (void)pthread_mutex_lock(&r->lock);
        s->done = true;
        if (++r->untold >= MOST_UNTOLD || r->claimed == r->count)
            tell(r);
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
    (void)pthread_cond_init(&r->room, NULL);
    (void)pthread_cond_init(&r->done, NULL);
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

/* Give the slots of the files that were handed out back to the threads. */
static void let_go(struct dt_readahead *r)
{
    for (; r->handed; r->handed--) {
        struct slot *s = &r->slots[r->taken++ % DT_READAHEAD_FILES];

        s->done = false;
        r->bytes -= s->counted;
    }
    /* To wake a thread for every file would cost more than to read it. */
    if (r->claimed - r->taken <= DT_READAHEAD_FILES / 2 ||
        r->bytes > DT_READAHEAD_BYTES / 2) {
        r->full = false;
        (void)pthread_cond_broadcast(&r->room);
    }
}

/* Wait for the next file; what is done behind it is had as well. */
static void wait_for_files(struct dt_readahead *r)
{
    (void)pthread_mutex_lock(&r->lock);
    let_go(r);
    while (!r->slots[r->taken % DT_READAHEAD_FILES].done)
        (void)pthread_cond_wait(&r->done, &r->lock);
    r->ready = 1;
    while (r->ready < MOST_READY &&
           r->slots[(r->taken + r->ready) % DT_READAHEAD_FILES].done)
        r->ready++;
    (void)pthread_mutex_unlock(&r->lock);
}

int dt_readahead_next(struct dt_readahead *r, struct dt_str *out,
                      struct dt_err *err)
{
    struct slot *s;

    if (r->handed == r->ready)
        wait_for_files(r);
    s = &r->slots[(r->taken + r->handed++) % DT_READAHEAD_FILES];
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
    (void)pthread_cond_broadcast(&r->room);
    (void)pthread_mutex_unlock(&r->lock);
    for (unsigned i = 0; i < r->thread_count; i++)
        (void)pthread_join(r->threads[i], NULL);
    for (int i = 0; i < DT_READAHEAD_FILES; i++)
        dt_buf_release(&r->slots[i].content);
    (void)pthread_mutex_destroy(&r->lock);
    (void)pthread_cond_destroy(&r->room);
    (void)pthread_cond_destroy(&r->done);
    free(r);
}

#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 4 }; /* seconds by the clock to one of processor time */

/* Children forked at one time must not hold each other's pipes open. */
static pthread_mutex_t forking = PTHREAD_MUTEX_INITIALIZER;

/* What a child says first, before what it made. */
struct verdict {
    int rc;
    char message[sizeof((struct dt_err *)0)->msg];
};

static void limit(int what, rlim_t most)
{
    struct rlimit now;

    if (getrlimit(what, &now) != 0)
        return;
    if (now.rlim_max == RLIM_INFINITY || most < now.rlim_max)
        now.rlim_cur = now.rlim_max = most;
    (void)setrlimit(what, &now);
}

/* The address space in use, where the system tells; else 0. */
static size_t space_used(void)
{
    char line[64] = "";
    FILE *f = fopen("/proc/self/statm", "r");

    if (!f)
        return 0;
    if (!fgets(line, sizeof line, f))
        line[0] = '\0';
    (void)fclose(f);
    return strtoul(line, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

static void write_all(int fd, const void *data, size_t len)
{
    const char *p = data;

    while (len) {
        ssize_t n = write(fd, p, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        p += n;
        len -= (size_t)n;
    }
}

/* Never returns. */
static void be_child(dt_child_fn fn, void *ctx,
                     const struct dt_child_limits *limits, int fd, size_t most)
{
    struct dt_buf made = DT_BUF_INIT(most);
    struct verdict verdict;
    struct dt_err err;
    size_t used = space_used();
    int null = open("/dev/null", O_RDWR);

    memset(&verdict, 0, sizeof verdict);
    if (null >= 0) {
        (void)dup2(null, STDIN_FILENO);
        (void)dup2(null, STDOUT_FILENO);
        (void)dup2(null, STDERR_FILENO);
    }
    (void)signal(SIGPIPE, SIG_DFL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, limits->seconds);
    if (used)
        limit(RLIMIT_AS, used + limits->memory);
    verdict.rc = fn(ctx, &made, &err);
    if (verdict.rc >= 0 && dt_buf_check(&made, "what was read", &err) < 0)
        verdict.rc = err.code;
    if (verdict.rc < 0)
        memcpy(verdict.message, err.msg, sizeof verdict.message);
    write_all(fd, &verdict, sizeof verdict);
    if (verdict.rc >= 0)
        write_all(fd, made.ptr, made.len);
    _exit(0);
}

static long long now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Read to the end of the pipe: false when the child took too long. */
static bool drain(int fd, long long deadline, struct dt_buf *to)
{
    char piece[64 * 1024];

    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        long long left = deadline - now_ms();
        ssize_t n;

        if (left <= 0)
            return false;
        if (poll(&wait, 1, (int)left) < 0 && errno != EINTR)
            return false;
        if (!(wait.revents & (POLLIN | POLLHUP)))
            continue;
        n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return true;
        dt_buf_add(to, piece, (size_t)n);
        if (to->failed)
            return true;
    }
}

static int judge(const struct dt_child_limits *limits, bool in_time, int status,
                 const struct dt_buf *said, struct dt_buf *out,
                 struct dt_err *err)
{
    struct verdict verdict;
    int rc = dt_buf_check(said, "what was read", err);

    if (rc < 0)
        return rc;
    if (!in_time || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU ||
                                             WTERMSIG(status) == SIGKILL)))
        return DT_FAIL(err, DT_EFORMAT, "took more than %u seconds to read",
                       limits->seconds);
    if (said->len < sizeof verdict || !WIFEXITED(status))
        return DT_FAIL(err, DT_EFORMAT,
                       "damaged, or needs more than %zu MiB of memory: its "
                       "library gave up",
                       limits->memory >> 20);
    memcpy(&verdict, said->ptr, sizeof verdict);
    verdict.message[sizeof verdict.message - 1] = '\0';
    if (verdict.rc < 0)
        return DT_FAIL(err, (enum dt_code)verdict.rc, "%s", verdict.message);
    dt_buf_add(out, said->ptr + sizeof verdict, said->len - sizeof verdict);
    rc = dt_buf_check(out, "what was read", err);
    return rc < 0 ? rc : verdict.rc;
}

int dt_child_run(dt_child_fn fn, void *ctx,
                 const struct dt_child_limits *limits, struct dt_buf *out,
                 struct dt_err *err)
{
    struct dt_buf said = DT_BUF_INIT(out->max + sizeof(struct verdict));
    int pipes[2], status = 0, rc;
    bool in_time;
    pid_t child;

    (void)pthread_mutex_lock(&forking);
    if (pipe(pipes) != 0) {
        (void)pthread_mutex_unlock(&forking);
        return DT_FAIL(err, DT_EIO, "no pipe to a child process: %s",
                       strerror(errno));
    }
    child = fork();
    if (child == 0) {
        (void)close(pipes[0]);
        be_child(fn, ctx, limits, pipes[1], out->max);
    }
    (void)close(pipes[1]);
    (void)pthread_mutex_unlock(&forking);
    if (child < 0) {
        (void)close(pipes[0]);
        return DT_FAIL(err, DT_EIO, "no child process: %s", strerror(errno));
    }
    in_time = drain(pipes[0], now_ms() + 1000LL * PATIENCE * limits->seconds,
                    &said);
    (void)close(pipes[0]);
    if (!in_time || said.failed)
        (void)kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    rc = judge(limits, in_time, status, &said, out, err);
    dt_buf_release(&said);
    return rc;
}

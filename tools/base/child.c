#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

extern char **environ;

enum { PATIENCE = 4 }; /* seconds by the clock to one of processor time */

/* A child is started as: PROGRAM --child JOB. */
static const char child_word[] = "--child";
/* This program: where Linux has it, whatever became of its file; else argv[0]. */
static const char *own_program = "/proc/self/exe";

/* Children started at one time must not hold each other's sockets open. */
static pthread_mutex_t starting = PTHREAD_MUTEX_INITIALIZER;

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

/* Never returns. Input comes from one end of a socket; the answer goes back. */
static void be_child(const struct dt_child_job *job)
{
    struct dt_buf input = DT_BUF_INIT(SIZE_MAX / 2);
    struct dt_buf made = DT_BUF_INIT(job->most);
    struct verdict verdict;
    struct dt_err err;
    size_t used;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    int parent = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

    memset(&verdict, 0, sizeof verdict);
    if (null < 0 || parent < 0)
        _exit(1);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        (void)dup2(null, fd);
    (void)signal(SIGPIPE, SIG_DFL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, job->seconds);
    verdict.rc = dt_file_read_fd(parent, "what the child is given", &input,
                                 &err);
    used = space_used();
    if (used)
        limit(RLIMIT_AS, used + job->memory);
    if (verdict.rc >= 0)
        verdict.rc = job->run(dt_buf_str(&input), &made, &err);
    if (verdict.rc >= 0 && dt_buf_check(&made, "what was read", &err) < 0)
        verdict.rc = err.code;
    if (verdict.rc < 0)
        memcpy(verdict.message, err.msg, sizeof verdict.message);
    if (dt_file_write_fd(parent, "the answer", &verdict, sizeof verdict, &err) <
            0 ||
        (verdict.rc >= 0 &&
         dt_file_write_fd(parent, "the answer", made.ptr, made.len, &err) < 0))
        _exit(1);
    _exit(0);
}

void dt_child_serve(int argc, char **argv,
                    const struct dt_child_job *const *jobs)
{
    if (access(own_program, X_OK) != 0)
        own_program = argv[0];
    if (argc != 3 || strcmp(argv[1], child_word) != 0)
        return;
    for (; *jobs; jobs++)
        if (strcmp((*jobs)->name, argv[2]) == 0)
            be_child(*jobs);
    _exit(1);
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

static int judge(const struct dt_child_job *job, bool in_time, int status,
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
                       job->seconds);
    if (said->len < sizeof verdict || !WIFEXITED(status))
        return DT_FAIL(err, DT_EFORMAT,
                       "damaged, or needs more than %zu MiB of memory: its "
                       "library gave up",
                       job->memory >> 20);
    memcpy(&verdict, said->ptr, sizeof verdict);
    verdict.message[sizeof verdict.message - 1] = '\0';
    if (verdict.rc < 0)
        return DT_FAIL(err, (enum dt_code)verdict.rc, "%s", verdict.message);
    dt_buf_add(out, said->ptr + sizeof verdict, said->len - sizeof verdict);
    rc = dt_buf_check(out, "what was read", err);
    return rc < 0 ? rc : verdict.rc;
}

/*
 * All that a child has of the environment, which could change what a library
 * makes of the input: where the program's own libraries are. NULL: no matter.
 */
static char *library_path(void)
{
    static const char name[] = "LD_LIBRARY_PATH=";

    for (char **e = environ; *e; e++)
        if (strncmp(*e, name, sizeof name - 1) == 0)
            return *e;
    return NULL;
}

/* Start a child that has the other end of *fd; 0, or an errno. */
static int start(const struct dt_child_job *job, pid_t *child, int *fd)
{
    char *argv[] = {(char *)own_program, (char *)child_word, (char *)job->name,
                    NULL};
    char *environment[] = {library_path(), NULL};
    posix_spawn_file_actions_t actions;
    int ends[2], rc;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    (void)pthread_mutex_lock(&starting);
    rc = socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0 ? 0 : errno;
    if (rc == 0) {
        (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        rc = posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
        if (rc == 0)
            rc = posix_spawnp(child, own_program, &actions, NULL, argv,
                              environment);
        (void)close(ends[1]);
        if (rc == 0)
            *fd = ends[0];
        else
            (void)close(ends[0]);
    }
    (void)pthread_mutex_unlock(&starting);
    (void)posix_spawn_file_actions_destroy(&actions);
    return rc;
}

/* What a child that is gone does not take is judged by how it went. */
static void send_all(int fd, struct dt_str input, unsigned seconds)
{
    struct timeval most = {.tv_sec = (time_t)seconds * PATIENCE};

    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
    while (input.len) {
        ssize_t n = send(fd, input.ptr, input.len, MSG_NOSIGNAL);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        input.ptr += n;
        input.len -= (size_t)n;
    }
    (void)shutdown(fd, SHUT_WR);
}

int dt_child_run(const struct dt_child_job *job, struct dt_str input,
                 struct dt_buf *out, struct dt_err *err)
{
    struct dt_buf said = DT_BUF_INIT(job->most + sizeof(struct verdict));
    long long deadline = now_ms() + 1000LL * PATIENCE * job->seconds;
    int fd, status = 0, rc;
    bool in_time;
    pid_t child;

    rc = start(job, &child, &fd);
    if (rc != 0)
        return DT_FAIL(err, DT_EIO, "no child process: %s", strerror(rc));
    send_all(fd, input, job->seconds);
    in_time = drain(fd, deadline, &said);
    (void)close(fd);
    if (!in_time || said.failed)
        (void)kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    rc = judge(job, in_time, status, &said, out, err);
    dt_buf_release(&said);
    return rc;
}

/*
 * measure FILE COMMAND ARGUMENT... - run COMMAND and append one line to FILE:
 * wall seconds, CPU seconds (user and system, with its children), peak memory
 * in KiB, exit status.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    struct timespec from, to;
    struct rusage used;
    int status = 0;
    FILE *out;
    pid_t child;

    if (argc < 3) {
        fprintf(stderr, "usage: measure FILE COMMAND ARGUMENT...\n");
        return 2;
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    child = fork();
    if (child == 0) {
        (void)execvp(argv[2], argv + 2);
        fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(errno));
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(errno));
        return 3;
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    out = fopen(argv[1], "a");
    if (!out ||
        fprintf(out, "%.4f %.4f %ld %d\n",
                (double)(to.tv_sec - from.tv_sec) +
                    (double)(to.tv_nsec - from.tv_nsec) / 1e9,
                seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss,
                status) < 0 ||
        fclose(out) != 0) {
        fprintf(stderr, "measure: %s: %s\n", argv[1], strerror(errno));
        return 3;
    }
    return status;
}

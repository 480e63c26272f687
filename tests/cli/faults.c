/*
 * faults.c - makes one call of a kind fail, to see what a program does then.
 *
 * Compiled by the tests that want it, loaded with LD_PRELOAD:
 *   FAULT        kind of call: memory, write, rename, link, sync or open
 *   FAULT_AT     which call of that kind fails, from 1; 0: none
 *   FAULT_COUNT  file that receives how many calls of the kind there were
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static const char *kind;
static long fail_at;
static atomic_long calls;

__attribute__((constructor)) static void start(void)
{
    const char *at = getenv("FAULT_AT");

    fail_at = at ? strtol(at, NULL, 10) : 0;
    kind = getenv("FAULT");
}

__attribute__((destructor)) static void stop(void)
{
    const char *path = getenv("FAULT_COUNT");
    FILE *out;

    kind = NULL;
    out = path ? fopen(path, "w") : NULL;
    if (out) {
        fprintf(out, "%ld\n", (long)calls);
        fclose(out);
    }
}

/* Whether this call of the kind is the one that fails. */
static int now(const char *what, int error)
{
    if (!kind || strcmp(kind, what) != 0)
        return 0;
    if (atomic_fetch_add(&calls, 1) + 1 != fail_at)
        return 0;
    errno = error;
    return 1;
}

/*
 * OpenSSL 3.0 follows a null pointer when memory runs out while it sets itself
 * up (in EVP_MD_fetch), so it is given what it wants.
 */
static int for_openssl(void *caller)
{
    Dl_info of;

    return kind && dladdr(caller, &of) && of.dli_fname &&
           strstr(of.dli_fname, "libcrypto");
}

#define NO_MEMORY \
    (!for_openssl(__builtin_return_address(0)) && now("memory", ENOMEM))
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void *malloc(size_t size)
{
    return NO_MEMORY ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return NO_MEMORY ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return NO_MEMORY ? NULL : __libc_realloc(old, size);
}

ssize_t write(int fd, const void *data, size_t len)
{
    /* What it says on its standard streams is the test's to see. */
    if (fd > 2 && now("write", ENOSPC))
        return -1;
    return REAL(write)(fd, data, len);
}

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t at)
{
    return now("write", ENOSPC) ? -1 : REAL(pwrite64)(fd, data, len, at);
}

int rename(const char *from, const char *to)
{
    return now("rename", EIO) ? -1 : REAL(rename)(from, to);
}

int link(const char *from, const char *to)
{
    return now("link", EMLINK) ? -1 : REAL(link)(from, to);
}

int fsync(int fd)
{
    return now("sync", EIO) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return now("sync", EIO) ? -1 : REAL(fdatasync)(fd);
}

int syncfs(int fd)
{
    return now("sync", EIO) ? -1 : REAL(syncfs)(fd);
}

/* The mode stands behind the flags only when a file can be created. */
#define OPEN(name, ...)                \
    mode_t mode = 0;                   \
    va_list ap;                        \
                                       \
    va_start(ap, flags);               \
    if (flags & (O_CREAT | O_TMPFILE)) \
        mode = va_arg(ap, mode_t);     \
    va_end(ap);                        \
    return now("open", EMFILE) ? -1 : REAL(name)(__VA_ARGS__, flags, mode)

int open(const char *path, int flags, ...)
{
    OPEN(open, path);
}

int open64(const char *path, int flags, ...)
{
    OPEN(open64, path);
}

int openat(int dir, const char *path, int flags, ...)
{
    OPEN(openat, dir, path);
}

int openat64(int dir, const char *path, int flags, ...)
{
    OPEN(openat64, dir, path);
}

#if defined __linux__
#define _GNU_SOURCE /* syncfs, sync_file_range */
#endif
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PATH = 4096 };

int dt_file_fail(const char *path, struct dt_err *err)
{
    return DT_FAIL(err, DT_EIO, "%.400s: %s", path, strerror(errno));
}

int dt_file_stat(const char *path, struct dt_file_stat *out, struct dt_err *err)
{
    struct stat st;

    memset(out, 0, sizeof *out);
    if (lstat(path, &st) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return DT_OK;
        return dt_file_fail(path, err);
    }
    out->exists = true;
    out->is_dir = S_ISDIR(st.st_mode);
    out->is_file = S_ISREG(st.st_mode);
    out->size = (uint64_t)st.st_size;
    out->inode = (uint64_t)st.st_ino;
    out->mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 +
                    st.st_mtim.tv_nsec;
    out->ctime_ns = (int64_t)st.st_ctim.tv_sec * 1000000000 +
                    st.st_ctim.tv_nsec;
    return DT_OK;
}

bool dt_file_same(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

int dt_file_read_fd(int fd, const char *name, struct dt_buf *out,
                    struct dt_err *err)
{
    struct stat st;
    size_t step = 64 * 1024;

    dt_buf_reset(out);
    if (fstat(fd, &st) != 0)
        return dt_file_fail(name, err);
    if (S_ISDIR(st.st_mode))
        return DT_FAIL(err, DT_EIO, "%s: %s", name, strerror(EISDIR));
    if (S_ISREG(st.st_mode)) {
        if ((uint64_t)st.st_size > out->max)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s: %lld bytes, more than the %zu allowed", name,
                           (long long)st.st_size, out->max);
        step = (size_t)st.st_size + 1; /* one byte less is the end */
    }
    for (;;) {
        size_t left = out->max - out->len;
        /* One byte past the ceiling tells a full file from a larger one. */
        size_t want = step < left ? step : left;
        char *room = dt_buf_reserve(out, want);
        char probe;
        ssize_t got;

        if (!room)
            return dt_buf_check(out, name, err);
        got = want ? read(fd, room, want) : read(fd, &probe, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return dt_file_fail(name, err);
        if (want == 0 && got > 0)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s: more than the %zu bytes allowed", name,
                           out->max);
        out->len += (size_t)got;
        out->ptr[out->len] = '\0';
        if (got == 0 || (S_ISREG(st.st_mode) && (size_t)got < want &&
                         out->len == (uint64_t)st.st_size))
            return DT_OK;
        step = 64 * 1024; /* it changed while it was read, or is no file */
    }
}

int dt_file_read_regular(int fd, const char *name, struct dt_buf *out,
                         struct dt_err *err)
{
    size_t least = out->max < 32 * 1024 ? out->max : 32 * 1024, room;
    ssize_t got;

    dt_buf_reset(out);
    if (!dt_buf_reserve(out, least))
        return dt_buf_check(out, name, err);
    room = out->cap - 1 < out->max ? out->cap - 1 : out->max;
    do
        got = read(fd, out->ptr, room);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return dt_file_fail(name, err);
    if ((size_t)got == room) {
        if (lseek(fd, 0, SEEK_SET) != 0)
            return dt_file_fail(name, err);
        return dt_file_read_fd(fd, name, out, err);
    }
    out->len = (size_t)got;
    out->ptr[out->len] = '\0';
    return DT_OK;
}

int dt_file_is_regular(int fd, const char *name, struct dt_err *err)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return dt_file_fail(name, err);
    if (S_ISREG(st.st_mode))
        return DT_OK;
    return DT_FAIL(err, DT_EIO, "%.400s: %s", name,
                   S_ISDIR(st.st_mode)
                       ? strerror(EISDIR)
                       : "a device, pipe or socket (a file belongs there)");
}

int dt_file_open(const char *path, int *out, struct dt_err *err)
{
    /* O_NONBLOCK: to open a pipe waits for who writes it. */
    int rc, fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0)
        return dt_file_fail(path, err);
    rc = dt_file_is_regular(fd, path, err);
    if (rc < 0)
        (void)close(fd);
    else
        *out = fd;
    return rc;
}

int dt_file_read(const char *path, struct dt_buf *out, struct dt_err *err)
{
    int fd, rc = dt_file_open(path, &fd, err);

    if (rc < 0)
        return rc;
    rc = dt_file_read_fd(fd, path, out, err);
    (void)close(fd); /* read-only: nothing to lose */
    return rc;
}

bool dt_file_is_stdin(const char *path)
{
    return strcmp(path, "-") == 0;
}

const char *dt_file_shown(const char *path)
{
    return dt_file_is_stdin(path) ? "standard input" : path;
}

int dt_file_read_input(const char *path, struct dt_buf *out, struct dt_err *err)
{
    int rc, fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return dt_file_fail(path, err);
    rc = dt_file_read_fd(fd, path, out, err);
    (void)close(fd); /* read-only: nothing to lose */
    return rc;
}

int dt_file_read_at(int fd, const char *name, void *out, size_t len,
                    uint64_t offset, struct dt_err *err)
{
    size_t got = 0;

    while (got < len) {
        ssize_t n = pread(fd, (char *)out + got, len - got,
                          (off_t)(offset + got));

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return dt_file_fail(name, err);
        if (n == 0)
            return DT_FAIL(err, DT_EIO, "%.300s: shorter than it was", name);
        got += (size_t)n;
    }
    return DT_OK;
}

int dt_file_write_fd(int fd, const char *name, const void *data, size_t len,
                     struct dt_err *err)
{
    const char *at = data;

    while (len) {
        ssize_t put = write(fd, at, len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return dt_file_fail(name, err);
        at += put;
        len -= (size_t)put;
    }
    return DT_OK;
}

int dt_file_sync_dir(const char *path, struct dt_err *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int rc = DT_OK;

    if (fd < 0)
        return dt_file_fail(path, err);
    /* Some file systems cannot sync a folder and say EINVAL. */
    if (fsync(fd) != 0 && errno != EINVAL)
        rc = dt_file_fail(path, err);
    (void)close(fd);
    return rc;
}

void dt_file_begin_sync(int fd, uint64_t from, uint64_t len)
{
#ifdef __linux__
    (void)sync_file_range(fd, (off_t)from, (off_t)len, SYNC_FILE_RANGE_WRITE);
#else
    (void)fd;
    (void)from;
    (void)len;
#endif
}

int dt_file_sync_below(const char *path, struct dt_err *err)
{
#ifdef __linux__
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int rc = DT_OK;

    if (fd < 0 || syncfs(fd) != 0)
        rc = dt_file_fail(path, err);
    if (fd >= 0)
        (void)close(fd);
    return rc;
#else
    (void)path;
    (void)err;
    sync();
    return DT_OK;
#endif
}

/* The name of something new in folder, or where temporary files go. */
static int temporary_path(const char *folder, char path[MOST_PATH],
                          struct dt_err *err)
{
    const char *asked = getenv("TMPDIR");
    const char *place = folder ? folder : asked && *asked ? asked : "/tmp";

    if ((size_t)snprintf(path, MOST_PATH, "%s/dictum-XXXXXX", place) >=
        MOST_PATH)
        return DT_FAIL(err, DT_EUSAGE, "%.200s: a path that is too long",
                       place);
    return DT_OK;
}

static int fail_temporary(const char *path, struct dt_err *err)
{
    return DT_FAIL(err, DT_EIO,
                   "%.400s: %s (set TMPDIR to a folder that can be written)",
                   path, strerror(errno));
}

int dt_file_nameless(const char *folder, int *fd, struct dt_err *err)
{
    char path[MOST_PATH];

    *fd = -1;
    if (temporary_path(folder, path, err) < 0)
        return err->code;
    *fd = mkstemp(path);
    if (*fd < 0)
        return folder ? dt_file_fail(path, err) : fail_temporary(path, err);
    (void)unlink(path);
    (void)fcntl(*fd, F_SETFD, FD_CLOEXEC);
    return DT_OK;
}

int dt_file_temporary_folder(char path[4096], struct dt_err *err)
{
    if (temporary_path(NULL, path, err) < 0)
        return err->code;
    return mkdtemp(path) ? DT_OK : fail_temporary(path, err);
}

int dt_file_mkdirs(const char *path, struct dt_err *err)
{
    char step[MOST_PATH];
    size_t len = strlen(path);

    if (len >= sizeof step)
        return DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", path);
    memcpy(step, path, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (step[i] != '/' && step[i] != '\0')
            continue;
        step[i] = '\0';
        if (mkdir(step, 0777) != 0) {
            struct stat st;
            int saved = errno;

            if (stat(step, &st) != 0 || !S_ISDIR(st.st_mode)) {
                errno = saved;
                return dt_file_fail(step, err);
            }
        }
        step[i] = path[i];
    }
    return DT_OK;
}

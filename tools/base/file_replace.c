/* A file written beside and renamed over the one it replaces (file.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { MOST_TRIES = 100 };

/* Empty the file that is locked. */
static int begin_anew(int fd, const char *beside, int *out, struct dt_err *err)
{
    if (ftruncate(fd, 0) != 0) {
        int rc = dt_file_fail(beside, err);

        (void)unlink(beside);
        (void)close(fd);
        return rc;
    }
    *out = fd;
    return DT_OK;
}

/*
 * Open the one file that stands beside path while it is written. What a
 * process that died left there is used again, so nothing stays for ever; a
 * lock keeps two that live apart.
 */
int dt_file_open_beside(const char *beside, int *out, struct dt_err *err)
{
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        struct stat mine, there;
        /* Nobody may be there to read a pipe, and it is no file. */
        int fd = open(beside,
                      O_WRONLY | O_CREAT | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC,
                      0666);

        if (fd < 0)
            return dt_file_fail(beside, err);
        if (fcntl(fd, F_SETLK, &whole) != 0) {
            (void)close(fd);
            return DT_FAIL(err, DT_EIO,
                           "%s: another process writes this file "
                           "(wait for it, then run this again)",
                           beside);
        }
        /* Its last owner may have renamed it away before we had the lock. */
        if (fstat(fd, &mine) == 0 && lstat(beside, &there) == 0 &&
            mine.st_dev == there.st_dev && mine.st_ino == there.st_ino)
            return begin_anew(fd, beside, out, err);
        (void)close(fd);
    }
    return DT_FAIL(err, DT_EIO, "%s: other processes keep writing this file",
                   beside);
}

int dt_file_replaceable(const char *path, struct dt_err *err)
{
    struct stat st;

    if (stat(path, &st) != 0 || S_ISREG(st.st_mode))
        return DT_OK;
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return dt_file_fail(path, err);
    }
    return DT_FAIL(err, DT_EIO,
                   "%s: not a plain file, and not replaced by one (name "
                   "another)",
                   path);
}

int dt_file_replace_begin(struct dt_file_replacement *new, const char *path,
                          struct dt_err *err)
{
    int rc;

    *new = DT_FILE_REPLACEMENT_INIT;
    if ((size_t)snprintf(new->beside, sizeof new->beside, "%s.tmp", path) >=
        sizeof new->beside)
        return DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", path);
    memcpy(new->path, path, strlen(path) + 1);
    rc = dt_file_replaceable(path, err);
    return rc < 0 ? rc : dt_file_open_beside(new->beside, &new->fd, err);
}

static int sync_parent(const char *path, struct dt_err *err)
{
    const char *slash = strrchr(path, '/');
    char folder[sizeof((struct dt_file_replacement *)NULL)->path] = ".";

    if (slash) {
        size_t len = slash == path ? 1 : (size_t)(slash - path);

        memcpy(folder, path, len);
        folder[len] = '\0';
    }
    return dt_file_sync_dir(folder, err);
}

int dt_file_replace_commit(struct dt_file_replacement *new, struct dt_err *err)
{
    if (fsync(new->fd) != 0 || rename(new->beside, new->path) != 0)
        return dt_file_fail(new->path, err);
    new->beside[0] = '\0';
    return sync_parent(new->path, err);
}

void dt_file_replace_end(struct dt_file_replacement *new)
{
    if (new->fd < 0)
        return;
    if (new->beside[0])
        (void)unlink(new->beside);
    (void)close(new->fd);
    new->fd = -1;
}

int dt_file_write(const char *path, const void *data, size_t len,
                  struct dt_err *err)
{
    struct dt_file_replacement new;
    int rc = dt_file_replace_begin(&new, path, err);

    if (rc == DT_OK)
        rc = dt_file_write_fd(new.fd, path, data, len, err);
    if (rc == DT_OK)
        rc = dt_file_replace_commit(&new, err);
    dt_file_replace_end(&new);
    return rc;
}

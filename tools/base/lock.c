#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"

int dt_lock_take(struct dt_lock *lock, const char *path, struct dt_err *err)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock->fd < 0)
        return dt_file_fail(path, err);
    if (fcntl(lock->fd, F_SETLK, &whole) == 0)
        return DT_OK;
    if (errno == EACCES || errno == EAGAIN) {
        whole.l_type = F_WRLCK;
        if (fcntl(lock->fd, F_GETLK, &whole) != 0 || whole.l_type == F_UNLCK)
            whole.l_pid = 0;
        (void)DT_FAIL(err, DT_EIO,
                      "%s: process %ld is at work here (wait for "
                      "it, then run this again)",
                      path, (long)whole.l_pid);
    } else {
        (void)dt_file_fail(path, err);
    }
    dt_lock_release(lock);
    return DT_EIO;
}

void dt_lock_release(struct dt_lock *lock)
{
    if (lock->fd >= 0)
        (void)close(lock->fd);
    lock->fd = -1;
}

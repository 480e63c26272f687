/*
 * lock.h - one writer at a time.
 *
 * Layer   base. An advisory lock on a file, let go when the process ends,
 *         however it ends.
 */
#ifndef DT_BASE_LOCK_H
#define DT_BASE_LOCK_H

#include "base/err.h"

struct dt_lock {
    int fd;
};

#define DT_LOCK_INIT ((struct dt_lock){-1})

/* DT_EIO names the process that holds it. The file is created. */
int dt_lock_take(struct dt_lock *lock, const char *path, struct dt_err *err);

/* A lock that was not taken is fine. */
void dt_lock_release(struct dt_lock *lock);

#endif

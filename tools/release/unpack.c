#include "release/unpack.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { LONGEST = 8192 };

void dt_unpack_init(struct dt_unpack *u, const char *dir)
{
    *u = (struct dt_unpack){dir, DT_BUF_INIT(LONGEST), DT_BUF_INIT(LONGEST),
                            -1};
}

static int make_folder(struct dt_unpack *u, struct dt_err *err)
{
    const char *slash = strrchr(u->path.ptr, '/');
    struct dt_str parent = {u->path.ptr, (size_t)(slash - u->path.ptr)};
    int rc;

    if (dt_str_eq(parent, dt_buf_str(&u->folder)))
        return DT_OK;
    dt_buf_reset(&u->folder);
    dt_buf_addstr(&u->folder, parent);
    rc = dt_buf_check(&u->folder, "a path", err);
    return rc < 0 ? rc : dt_file_mkdirs(u->folder.ptr, err);
}

int dt_unpack_begin(struct dt_unpack *u, const char *path, struct dt_err *err)
{
    int rc;

    if (!u->dir)
        return DT_OK;
    dt_buf_reset(&u->path);
    dt_buf_addf(&u->path, "%s/%s", u->dir, path);
    rc = dt_buf_check(&u->path, "a path", err);
    if (rc == DT_OK)
        rc = make_folder(u, err);
    if (rc < 0)
        return rc;
    u->fd = open(u->path.ptr,
                 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (u->fd < 0)
        return dt_file_fail(u->path.ptr, err);
    return DT_OK;
}

int dt_unpack_data(struct dt_unpack *u, const void *data, size_t len,
                   struct dt_err *err)
{
    return u->dir ? dt_file_write_fd(u->fd, u->path.ptr, data, len, err)
                  : DT_OK;
}

int dt_unpack_end(struct dt_unpack *u, struct dt_err *err)
{
    int fd = u->fd;

    u->fd = -1;
    if (fd >= 0 && close(fd) != 0)
        return dt_file_fail(u->path.ptr, err);
    return DT_OK;
}

void dt_unpack_release(struct dt_unpack *u)
{
    if (u->fd >= 0)
        (void)close(u->fd);
    dt_buf_release(&u->path);
    dt_buf_release(&u->folder);
}

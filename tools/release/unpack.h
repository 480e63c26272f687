/*
 * unpack.h - write the files of a release below a folder, as they come.
 *
 * Layer   release. Paths have been checked (dt_archive_safe_path). Files are
 *         new: one that is there already is DT_EIO, links are not followed.
 */
#ifndef DT_RELEASE_UNPACK_H
#define DT_RELEASE_UNPACK_H

#include "base/buf.h"

struct dt_unpack {
    const char *dir;
    struct dt_buf path;   /* of the file that is open */
    struct dt_buf folder; /* made last */
    int fd;               /* -1: none */
};

/* dir is borrowed; NULL makes every call below do nothing. */
void dt_unpack_init(struct dt_unpack *u, const char *dir);
int dt_unpack_begin(struct dt_unpack *u, const char *path, struct dt_err *err);
int dt_unpack_data(struct dt_unpack *u, const void *data, size_t len,
                   struct dt_err *err);
int dt_unpack_end(struct dt_unpack *u, struct dt_err *err);
void dt_unpack_release(struct dt_unpack *u);

#endif

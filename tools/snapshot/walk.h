/*
 * walk.h - the regular files under a folder, at any depth.
 *
 * Layer   snapshot. Sorted by path; symbolic links are not followed, but the
 *         folder itself may be one.
 */
#ifndef DT_SNAPSHOT_WALK_H
#define DT_SNAPSHOT_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct dt_walk {
    struct dt_arena arena; /* owns the paths */
    const char **paths;
    size_t count, room;
};

#define DT_WALK_INIT ((struct dt_walk){DT_ARENA_INIT(SIZE_MAX / 2), NULL, 0, 0})

/*
 * The files under root, or root itself when it is a file; larger ones than
 * max_size are left out, unless any_size, which may be NULL, says yes to their
 * path. DT_EIO when root is not there or a folder cannot be
 * read; DT_EFORMAT for more than max_files.
 */
int dt_walk_files(const char *root, uint64_t max_size,
                  bool (*any_size)(const char *path), size_t max_files,
                  struct dt_walk *out, struct dt_err *err);
void dt_walk_release(struct dt_walk *walk);

#endif

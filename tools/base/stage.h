/*
 * stage.h - replace many files as one change: all of them or none.
 *
 * Layer   base. New files are written in a staging folder on the same file
 *         system, made durable together, then renamed into place. When a
 *         rename is refused, those done before it are undone.
 * Crash   after a crash between the renames some files are new and some old;
 *         whoever writes the same stage again ends in the same bytes.
 * Threads dt_stage_file() and dt_stage_drop() may be called from several.
 *
 *     dt_stage_open(&s, ".dictum/stage/northmoor", &err);
 *     dt_stage_file(s, "corpus/northmoor/articles/a.txt", text, len, &err);
 *     dt_stage_drop(s, "corpus/northmoor/articles/b.txt", &err);
 *     dt_stage_commit(s, &err);
 *     dt_stage_free(s);        without commit: nothing changed
 */
#ifndef DT_BASE_STAGE_H
#define DT_BASE_STAGE_H

#include <stddef.h>

#include "base/err.h"

struct dt_stage;

/* dir is emptied and belongs to the stage until dt_stage_free(). */
int dt_stage_open(struct dt_stage **out, const char *dir, struct dt_err *err);

/* At commit, path becomes a file of these bytes; its folder is created. */
int dt_stage_file(struct dt_stage *s, const char *path, const void *data,
                  size_t len, struct dt_err *err);

/*
 * As dt_stage_file() for content that is written piece by piece: *fd is open
 * for writing and is the caller's to close; the content must be complete
 * before dt_stage_commit().
 */
int dt_stage_create(struct dt_stage *s, const char *path, int *fd,
                    struct dt_err *err);

/* At commit, path is removed; absent is fine. */
int dt_stage_drop(struct dt_stage *s, const char *path, struct dt_err *err);

/* Changes waiting. */
size_t dt_stage_count(const struct dt_stage *s);

/*
 * Forget what was staged for paths that hold the same bytes already, so that
 * their times do not change.
 */
int dt_stage_keep_same(struct dt_stage *s, struct dt_err *err);

/* The paths waiting, in the order in which they were staged. */
const char *dt_stage_path(const struct dt_stage *s, size_t index);

/*
 * Sync what was staged, and rename or remove path by path in the order in which
 * they were staged. DT_EIO: what was done is undone. Once, and last.
 */
int dt_stage_commit(struct dt_stage *s, struct dt_err *err);

/* Remove the folder and what is left in it. NULL is fine. */
void dt_stage_free(struct dt_stage *s);

#endif

/*
 * snapshot_files.h - the files of a corpus's folder of snapshots, each hashed
 * and held against its name.
 *
 * Layer   manifest.
 * Why     A snapshot is named by its SHA-256, so nothing else need be known
 *         to check one: a thread lists and hashes them while the corpus is
 *         loaded and its manifests are read, which leaves processors idle.
 * Threads dt_snapshot_files_help() from several; the others from one.
 *
 *     dt_snapshot_files_start(&f, root, name, NULL, true, &err);
 *     dt_snapshot_files_left(f, &left, &err);
 *     dt_snapshot_files_help(f, &err);      on any thread, as often as wanted
 *     dt_snapshot_files_end(f, &err);
 *     dt_snapshot_files_free(f);
 */
#ifndef DT_MANIFEST_SNAPSHOT_FILES_H
#define DT_MANIFEST_SNAPSHOT_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/form.h"
#include "base/err.h"

struct dt_snapshot_files;

struct dt_snapshot_file {
    const char *name;
    char *problem;  /* for dt_verify_fault(); NULL: it is what its name says */
    uint64_t bytes; /* its size, when it was read */
    bool pdf;       /* likewise, it begins like one */
};

/*
 * root is the repository's folder, name the corpus's; revision as
 * dt_tree_open() has it. beside: a thread begins at once; a revision, of which
 * the objects are one thread's, has none. A folder that is not there is an
 * empty one, and what is wrong with it is told by dt_snapshot_files_left(). The
 * caller owns *out.
 */
int dt_snapshot_files_start(struct dt_snapshot_files **out, const char *root,
                            const char *name, const char *revision, bool beside,
                            struct dt_err *err);

/* Wait until the folder is listed; *left files of it wait to be hashed. */
int dt_snapshot_files_left(struct dt_snapshot_files *f, size_t *left,
                           struct dt_err *err);

/* Hash files until none is left. DT_EINTERNAL only. */
int dt_snapshot_files_help(struct dt_snapshot_files *f, struct dt_err *err);

/* Wait for the thread: what follows may be asked then. */
int dt_snapshot_files_end(struct dt_snapshot_files *f, struct dt_err *err);

/* The files sorted by name, and their folder with its slash; they live with f. */
const struct dt_snapshot_file *
dt_snapshot_files_all(const struct dt_snapshot_files *f, size_t *count);
const char *dt_snapshot_files_folder(const struct dt_snapshot_files *f);

/* Read one of the files again: what dt_form_of() says of its bytes. DT_EIO. */
int dt_snapshot_files_look(struct dt_snapshot_files *f,
                           const struct dt_snapshot_file *file,
                           const char *media_type, enum dt_form *out,
                           struct dt_err *err);

/* At any time; files that nobody has begun are left. NULL is fine. */
void dt_snapshot_files_free(struct dt_snapshot_files *f);

#endif

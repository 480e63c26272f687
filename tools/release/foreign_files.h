/*
 * foreign_files.h - the files that are in a bag, found by the path that a
 * manifest gives them.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_FOREIGN_FILES_H
#define DT_RELEASE_FOREIGN_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct dt_foreign_file {
    const char *path; /* below the bag */
    uint64_t size;
    const char *checksum; /* in the manifest at hand, not terminated; or NULL */
    bool covered;         /* some manifest has its checksum */
};

struct dt_foreign_files {
    struct dt_foreign_file *files; /* sorted by bytes of the path */
    size_t count, room;
    struct dt_foreign_spelling *spellings; /* NULL until they are needed */
    struct dt_arena memory;
};

/* DT_EFORMAT for more than DT_FOREIGN_FILES files; else dt_folder_walk's. */
int dt_foreign_files_init(struct dt_foreign_files *f, const char *dir,
                          struct dt_err *err);

/* Also good for one that is all zero. */
void dt_foreign_files_release(struct dt_foreign_files *f);

/* The file of exactly that path, or NULL. */
struct dt_foreign_file *dt_foreign_find(const struct dt_foreign_files *f,
                                        struct dt_str path);

/*
 * The only file whose path is the same in NFC and without regard to ASCII
 * case; *out is NULL when there is none, or several. path is UTF-8.
 */
int dt_foreign_find_spelled(struct dt_foreign_files *f, struct dt_str path,
                            struct dt_foreign_file **out, struct dt_err *err);

#endif

/*
 * folder.h - a release that was unpacked: its files in the checker's order,
 * and a look for files that do not belong to it.
 *
 * Layer   release. Links are not followed: DT_EFORMAT, as anything that is
 *         neither file nor folder.
 */
#ifndef DT_RELEASE_FOLDER_H
#define DT_RELEASE_FOLDER_H

#include "release/checker.h"

enum { DT_FOLDER_DEPTH = 64 }; /* folders within folders */

/* Messages are without dir. */
int dt_folder_check(const char *dir, struct dt_checker *checker,
                    struct dt_release_report *out, struct dt_err *err);

/*
 * Open a regular file below dir for reading; the caller closes *fd.
 * DT_EMISMATCH when it is missing.
 */
int dt_folder_open(const char *dir, const char *path, int *fd,
                   struct dt_err *err);

/*
 * Call visit with the path below dir and the size of every file, in no
 * particular order, until it fails.
 */
int dt_folder_walk(const char *dir,
                   int (*visit)(void *ctx, const char *path, uint64_t size,
                                struct dt_err *err),
                   void *ctx, struct dt_err *err);

#endif

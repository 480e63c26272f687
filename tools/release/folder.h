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

/* Messages are without dir. */
int dt_folder_check(const char *dir, struct dt_checker *checker,
                    struct dt_release_report *out, struct dt_err *err);

#endif

/*
 * repo_files.h - whether libgit2 may open a repository.
 *
 * Layer   adapt, private to repo.c.
 */
#ifndef DT_ADAPT_REPO_FILES_H
#define DT_ADAPT_REPO_FILES_H

#include <stddef.h>

#include "base/err.h"

/*
 * DT_EIO when one of the files that libgit2 opens by a fixed name, in .git of
 * the folder root or beside it, or the one that HEAD names, is a pipe, socket
 * or device, for which it would wait for ever. For one among the other
 * references and the objects it still does.
 */
int dt_repo_check_files(const char *root, struct dt_err *err);

/*
 * The same of each .gitignore and .gitattributes that libgit2 opens when it
 * compares what is at these paths below root with the index; no paths: all.
 */
int dt_repo_check_folders(const char *root, const char *const *paths,
                          size_t count, struct dt_err *err);

#endif

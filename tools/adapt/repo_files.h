/*
 * repo_files.h - whether libgit2 may open a repository.
 *
 * Layer   adapt, private to repo.c.
 */
#ifndef DT_ADAPT_REPO_FILES_H
#define DT_ADAPT_REPO_FILES_H

#include "base/err.h"

/*
 * DT_EIO when one of the files that libgit2 opens by a fixed name, in .git of
 * the folder root or beside it, or the one that HEAD names, is a pipe, socket
 * or device, for which it would wait for ever. Of a pipe called .gitignore or
 * .gitattributes in a folder below root, or among the other references and the
 * objects, it still does.
 */
int dt_repo_check_files(const char *root, struct dt_err *err);

#endif

/*
 * repo_parts.h - an open repository, as the files of repo.h share it.
 *
 * Layer   adapt; only for repo.c, and for repo_pending.c, which holds the work
 *         tree against HEAD and the index.
 */
#ifndef DT_ADAPT_REPO_PARTS_H
#define DT_ADAPT_REPO_PARTS_H

#include "adapt/repo.h"

#define DT_REPO_FILES                                                       \
    "libgit2.so." LIBGIT2_SOVERSION, "libgit2." LIBGIT2_SOVERSION ".dylib", \
        "/opt/homebrew/lib/libgit2." LIBGIT2_SOVERSION ".dylib"

struct git_repository; /* of libgit2 */
struct git_tree;

struct dt_repo {
    struct git_repository *git;
    char *root;
    /* The folder that dt_repo_read() looked into last. */
    char commit[DT_REPO_ID_SIZE];
    char *dir;
    struct git_tree *tree; /* NULL: the folder is not there */
};

/* DT_EUSAGE or DT_EIO with what libgit2 says of its last failure, rc. */
int dt_repo_fail(const char *what, int rc, struct dt_err *err);

#endif

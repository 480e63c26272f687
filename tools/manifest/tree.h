/*
 * tree.h - the files of a repository, as they lie in its folder or as a
 * commit has them, read through one interface.
 *
 * Layer   manifest. Paths are relative to the top of the repository.
 * Threads of a folder from several threads; of a commit from one at a time,
 *         which dt_tree_read() sees to.
 */
#ifndef DT_MANIFEST_TREE_H
#define DT_MANIFEST_TREE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/file.h"

struct dt_tree;

/*
 * root is the folder; revision NULL reads the folder itself, else a commit of
 * the repository there. DT_EUSAGE for a revision nobody knows.
 */
int dt_tree_open(struct dt_tree **out, const char *root, const char *revision,
                 struct dt_err *err);

/* NULL is fine. */
void dt_tree_free(struct dt_tree *tree);

/* The commit's id, or NULL for a folder. */
const char *dt_tree_commit(const struct dt_tree *tree);

/* Replace out's content; *found false: no such file. Bound: out->max. */
int dt_tree_read(struct dt_tree *tree, const char *path, struct dt_buf *out,
                 bool *found, struct dt_err *err);

/* Whether there is a file at path. */
int dt_tree_has(struct dt_tree *tree, const char *path, bool *found,
                struct dt_err *err);

/*
 * Where the bytes of a file go, in order: room for *len of them, at least one,
 * and then how many were put there. A negative return ends the reading.
 */
struct dt_tree_sink {
    int (*room)(void *ctx, char **room, size_t *len, struct dt_err *err);
    int (*filled)(void *ctx, size_t len, struct dt_err *err);
    void *ctx;
};

/* As dt_tree_read(), a folder's file in the memory of the sink. */
int dt_tree_stream(struct dt_tree *tree, const char *path,
                   const struct dt_tree_sink *sink, bool *found,
                   struct dt_err *err);

/* One folder, for who reads many of its files. */
struct dt_tree_folder {
    struct dt_tree *tree;
    char path[4096]; /* with its slash */
    size_t path_len;
    int fd;       /* -1: a commit's, or there is none */
    bool regular; /* all its files are, says the folder */
};

/*
 * List the folder as dt_tree_list() does, for reading its files; tree lives
 * longer.
 */
int dt_tree_enter(struct dt_tree *tree, const char *path,
                  struct dt_tree_folder *out, struct dt_file_names *names,
                  struct dt_err *err);

/* Of a folder that is all zero too. */
void dt_tree_leave(struct dt_tree_folder *folder);

/* As dt_tree_read() of the file PATH/name, which path receives. */
int dt_tree_read_in(struct dt_tree_folder *folder, const char *name,
                    char path[4096], struct dt_buf *out, bool *found,
                    struct dt_err *err);

/* Names in a folder, sorted by bytes; a folder's name ends in "/". */
int dt_tree_list(struct dt_tree *tree, const char *dir,
                 struct dt_file_names *out, struct dt_err *err);

#endif

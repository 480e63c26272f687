/*
 * repo.h - a git repository, behind which stands libgit2.
 *
 * Layer   adapt. Paths are relative to the top of the work tree, with "/",
 *         without one at the end. Object ids are lower-case hex. Times are
 *         seconds from 1970-01-01 UTC. repo.c and repo_pending.c call
 *         libgit2; repo_folders.c and repo_last_change.c stand on them.
 * Errors  DT_EUSAGE for what the user can mend (no repository, a revision
 *         nobody knows, a shallow clone), DT_EIO for what git cannot read,
 *         DT_EINTERNAL.
 * Threads one struct dt_repo per thread.
 */
#ifndef DT_ADAPT_REPO_H
#define DT_ADAPT_REPO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"

#define DT_REPO_ID_SIZE 65 /* an object id in hex and its NUL; SHA-1 uses 41 */

struct dt_repo;

/*
 * Open the repository of whose work tree path is the top. The caller owns
 * *out. DT_EUSAGE for a folder below it, for a bare repository, one of SHA-256
 * objects, and as git itself does for one that somebody else owns.
 */
int dt_repo_open(const char *path, struct dt_repo **out, struct dt_err *err);

/* NULL is fine. */
void dt_repo_free(struct dt_repo *repo);

/* Absolute folder of the work tree, without a slash behind. */
const char *dt_repo_root(const struct dt_repo *repo);

/*
 * The commit that a revision names ("HEAD", "v1.0", "main~3"; a tag is
 * followed), and the time it was committed.
 */
int dt_repo_resolve(struct dt_repo *repo, const char *revision,
                    char commit[DT_REPO_ID_SIZE], int64_t *time,
                    struct dt_err *err);

/*
 * Replace the content of out with the file at path in a commit; *found is
 * false, and out empty, when there is none. DT_EFORMAT above max bytes. Many
 * reads from one folder cost one look at its tree.
 */
int dt_repo_read(struct dt_repo *repo, const char *commit, const char *path,
                 uint64_t max, struct dt_buf *out, bool *found,
                 struct dt_err *err);

/*
 * Names in a folder of a commit, sorted by bytes; a folder's name ends in
 * "/". dir "" is the top. An absent folder has no names.
 */
int dt_repo_list(struct dt_repo *repo, const char *commit, const char *dir,
                 struct dt_file_names *out, struct dt_err *err);

/* What a commit has at a path. */
struct dt_repo_entry {
    const char *name; /* for the call */
    enum {
        DT_REPO_NOTHING,
        DT_REPO_FILE,
        DT_REPO_FOLDER,
        DT_REPO_SUBMODULE
    } is;
    unsigned mode; /* as git has it */
    char id[DT_REPO_ID_SIZE];
};

/* path "" is the top; DT_REPO_NOTHING where there is none. */
int dt_repo_entry_at(struct dt_repo *repo, const char *commit, const char *path,
                     struct dt_repo_entry *out, struct dt_err *err);

/* 0 to go on, or a negative code with *err filled. */
typedef int (*dt_repo_entry_fn)(void *ctx, const struct dt_repo_entry *entry,
                                struct dt_err *err);

/* Call fn for all in the folder with this id; a commit's id is its top. */
int dt_repo_entries(struct dt_repo *repo, const char *id, dt_repo_entry_fn fn,
                    void *ctx, struct dt_err *err);

/* How long a file is, without reading it. */
int dt_repo_blob_bytes(struct dt_repo *repo, const char *id, uint64_t *bytes,
                       struct dt_err *err);

/* SHA-256 of a file. */
int dt_repo_blob_sha256(struct dt_repo *repo, const char *id,
                        char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err);

/* A file that is not the same in HEAD, in the index and in the work tree. */
struct dt_repo_pending {
    const char *path; /* for the call */
    enum {
        DT_REPO_LEFT,     /* HEAD has it so, the index otherwise or not */
        DT_REPO_STAGED,   /* the index has it so, HEAD otherwise or not */
        DT_REPO_TRACKED,  /* the index has it so, the work tree otherwise */
        DT_REPO_CHANGED,  /* the work tree has it so, the index otherwise */
        DT_REPO_UNTRACKED /* the work tree has it, and the index does not */
    } how;
    char id[DT_REPO_ID_SIZE]; /* "": it is to be read in the work tree */
};

typedef int (*dt_repo_pending_fn)(void *ctx,
                                  const struct dt_repo_pending *pending,
                                  struct dt_err *err);

/*
 * Call fn for each such file, once for each side that has it: first for HEAD
 * and the index, then for the index and the work tree. Not for what git
 * ignores.
 */
int dt_repo_pending(struct dt_repo *repo, dt_repo_pending_fn fn, void *ctx,
                    struct dt_err *err);

/* A set of paths: files, or folders with all that is in them. */
struct dt_repo_paths {
    const char *const *paths;
    size_t count;
    const char *except; /* one file that does not count, or NULL */
};

/*
 * The first path, by bytes, at which HEAD, index and work tree are not all
 * the same, untracked files included and ignored ones not; out stays empty
 * when there is none. Without any commit everything is such a path.
 */
int dt_repo_dirty(struct dt_repo *repo, const struct dt_repo_paths *in,
                  struct dt_buf *out, struct dt_err *err);

/* Whether git would leave out a path that it does not track: .gitignore. */
int dt_repo_ignores(struct dt_repo *repo, const char *path, bool *ignores,
                    struct dt_err *err);

/*
 * The newest commit on the first-parent line of `from` that changed what is
 * at these paths, and its time. DT_EUSAGE when none ever did, and when a
 * shallow clone ends before the answer.
 */
int dt_repo_last_change(struct dt_repo *repo, const char *from,
                        const struct dt_repo_paths *in,
                        char commit[DT_REPO_ID_SIZE], int64_t *time,
                        struct dt_err *err);

/*
 * Make an annotated tag on a commit. The tagger is the user of git's
 * configuration (or GIT_COMMITTER_NAME and _EMAIL), the time that of the
 * commit. The same tag on the same commit is fine, on another one DT_EUSAGE.
 */
int dt_repo_tag(struct dt_repo *repo, const char *name, const char *commit,
                const char *message, struct dt_err *err);

/* A commit, as dt_repo_walk() meets it. */
struct dt_repo_change {
    char commit[DT_REPO_ID_SIZE];
    int64_t time;
    const char *author;  /* name, for the call */
    const char *summary; /* first line of the message, for the call */
};

/* 0 to go on, 1 to stop, or a negative code with *err filled. */
typedef int (*dt_repo_change_fn)(void *ctx, const struct dt_repo_change *change,
                                 struct dt_err *err);

/*
 * Call fn for each commit reachable from `from`, or, NULL, HEAD, newest first
 * and none before one of its children. *shallow tells that a shallow clone
 * ended before the beginning.
 */
int dt_repo_walk(struct dt_repo *repo, const char *from, dt_repo_change_fn fn,
                 void *ctx, bool *shallow, struct dt_err *err);

enum { DT_REPO_MOST_PARENTS = 16 };

struct dt_repo_parents {
    int64_t time; /* of the commit itself */
    bool hidden;  /* a shallow clone ends here; count is then 0 */
    unsigned count;
    char ids[DT_REPO_MOST_PARENTS][DT_REPO_ID_SIZE];
};

/* The parents of a commit, the first DT_REPO_MOST_PARENTS of them. */
int dt_repo_parents(struct dt_repo *repo, const char *commit,
                    struct dt_repo_parents *out, struct dt_err *err);

/* Whether two commits hold the same at these paths; b "" holds nothing. */
int dt_repo_same(struct dt_repo *repo, const char *a, const char *b,
                 const struct dt_repo_paths *in, bool *same,
                 struct dt_err *err);

/* The id of the file at path in a commit; "" when there is none. */
int dt_repo_blob(struct dt_repo *repo, const char *commit, const char *path,
                 char blob[DT_REPO_ID_SIZE], struct dt_err *err);

#endif

/*
 * side_files.h - the files of a side, wherever they are; one at a time is
 *                open, as a stream of bytes.
 *
 * Layer   release, private to side.c.
 */
#ifndef DT_RELEASE_SIDE_FILES_H
#define DT_RELEASE_SIDE_FILES_H

#include "adapt/archive.h"
#include "adapt/repo.h"
#include "release/bag.h"
#include "release/decode.h"

enum dt_side_place {
    DT_SIDE_WORK_TREE,
    DT_SIDE_REVISION,
    DT_SIDE_FOLDER,
    DT_SIDE_ARCHIVE
};

struct dt_side_files {
    enum dt_side_place place;
    char *root; /* of the repository, or the release's folder or file */
    struct dt_repo *repo;
    char commit[DT_REPO_ID_SIZE];
    /* What is open: */
    int fd; /* -1: nothing */
    struct dt_decode *decode;
    struct dt_archive_reader *archive;
    struct dt_buf bytes; /* a chunk, or of a revision the whole file */
    bool served;         /* the whole file was handed out */
};

/*
 * What spec means, as dt_side_open() has it. *f is to be released, also after
 * an error.
 */
int dt_side_files_find(struct dt_side_files *f, const char *root,
                       const char *spec, struct dt_err *err);

void dt_side_files_release(struct dt_side_files *f);

/* A folder or an archive: of one corpus, and with the paths of a release. */
bool dt_side_files_packed(const struct dt_side_files *f);

/* Take a file that is open away; nothing open is fine. */
void dt_side_files_close(struct dt_side_files *f);

/*
 * Open a file by its path: within the repository "corpus/NAME/…", within a
 * release "data/…". *found is false when there is none.
 */
int dt_side_files_open(struct dt_side_files *f, const char *path, bool *found,
                       struct dt_err *err);

/*
 * The next piece of the open file, valid until the next call; *len 0 is its
 * end.
 */
int dt_side_files_next(struct dt_side_files *f, const void **data, size_t *len,
                       struct dt_err *err);

/* Replace the content of out, whose ceiling is the bound, with a file's. */
int dt_side_files_read(struct dt_side_files *f, const char *path,
                       struct dt_buf *out, bool *found, struct dt_err *err);

/*
 * Of an archive: open it from its beginning, and go to the next member whose
 * path begins so; *end when there is none. path has room for
 * DT_ARCHIVE_PATH + 1 bytes.
 */
int dt_side_files_rewind(struct dt_side_files *f, struct dt_err *err);
int dt_side_files_seek(struct dt_side_files *f, struct dt_str begin, char *path,
                       bool *end, struct dt_err *err);

#endif

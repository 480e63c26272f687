/*
 * file.h - whole files and folders, read with bounds, written atomically.
 *
 * Layer   base. Units are bytes.
 * Errors  DT_EIO names the path and what the operating system said;
 *         DT_EFORMAT when a file is larger than its bound.
 */
#ifndef DT_BASE_FILE_H
#define DT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* DT_EIO with what errno says of path. */
int dt_file_fail(const char *path, struct dt_err *err);

/* What a path is, with all that changes when its content does. */
struct dt_file_stat {
    bool exists;
    bool is_dir;
    bool is_file;
    uint64_t size;
    uint64_t inode;
    int64_t mtime_ns;
    int64_t ctime_ns;
};

/* Does not follow a symbolic link at the end of path. Absent is DT_OK. */
int dt_file_stat(const char *path, struct dt_file_stat *out,
                 struct dt_err *err);

/* Whether a user named standard input, as "-". */
bool dt_file_is_stdin(const char *path);

/* What messages call a file that a user named. */
const char *dt_file_shown(const char *path);

/* Whether both paths are there and lead, links followed, to one file. */
bool dt_file_same(const char *a, const char *b);

/*
 * Open for reading what must be a regular file, links followed: DT_EIO for a
 * folder, a device, a pipe or a socket, none of which is waited for.
 */
int dt_file_open(const char *path, int *fd, struct dt_err *err);

/* The half of it for what was opened with O_NONBLOCK. */
int dt_file_is_regular(int fd, const char *name, struct dt_err *err);

/*
 * Replace the content of out with that of a file as dt_file_open() takes it.
 * Bound: out->max.
 */
int dt_file_read(const char *path, struct dt_buf *out, struct dt_err *err);

/* As dt_file_read() for what a user named: a pipe or a device is fine. */
int dt_file_read_input(const char *path, struct dt_buf *out,
                       struct dt_err *err);

/* As dt_file_read() from an open descriptor; name is for messages. */
int dt_file_read_fd(int fd, const char *name, struct dt_buf *out,
                    struct dt_err *err);

/*
 * The same of what is known to be a regular file, with one call of the system
 * where it fits into out as it is: a short read is its end.
 */
int dt_file_read_regular(int fd, const char *name, struct dt_buf *out,
                         struct dt_err *err);

/*
 * All of len bytes at an offset, however many calls that takes; DT_EIO where
 * there are fewer.
 */
int dt_file_read_at(int fd, const char *name, void *out, size_t len,
                    uint64_t offset, struct dt_err *err);

/* All of data to fd, however many calls that takes. */
int dt_file_write_fd(int fd, const char *name, const void *data, size_t len,
                     struct dt_err *err);

/*
 * Let the system begin to bring these bytes, which were written, to the disk,
 * so that an fsync later has less to wait for. A hint: nothing is promised.
 */
void dt_file_begin_sync(int fd, uint64_t from, uint64_t len);

/*
 * Whether a file may be put in place of what path is: DT_EIO for a folder,
 * a device, a pipe or a socket, links followed. Absent is fine.
 */
int dt_file_replaceable(const char *path, struct dt_err *err);

/*
 * Replace a file, or make it: write beside path, fsync, rename over it, fsync
 * the folder. After a crash path holds the old bytes or the new ones, never
 * less. Beside is PATH.tmp; what a process that died left there is used again.
 * DT_EIO while another process writes path, and as dt_file_replaceable().
 */
int dt_file_write(const char *path, const void *data, size_t len,
                  struct dt_err *err);

/*
 * The same for content that is written piece by piece:
 *
 *     dt_file_replace_begin(&new, path, &err);
 *     write to new.fd
 *     dt_file_replace_commit(&new, &err);
 *     dt_file_replace_end(&new);    without commit: path is what it was
 */
struct dt_file_replacement {
    int fd;            /* -1: not open */
    char path[4096];   /* of what is replaced */
    char beside[4096]; /* where it is written; "" from the rename on */
};

#define DT_FILE_REPLACEMENT_INIT ((struct dt_file_replacement){.fd = -1})

int dt_file_replace_begin(struct dt_file_replacement *new, const char *path,
                          struct dt_err *err);

/* The lock goes with the file to its place, until dt_file_replace_end(). */
int dt_file_replace_commit(struct dt_file_replacement *new, struct dt_err *err);

/* Fine where begin failed, or was not called after INIT. */
void dt_file_replace_end(struct dt_file_replacement *new);

/*
 * The beginning alone, under a name of the caller's choice: open it for
 * writing, empty, and locked until *fd is closed.
 */
int dt_file_open_beside(const char *beside, int *fd, struct dt_err *err);

/*
 * Open a file that has no name, for reading and writing: gone when it is
 * closed or the process is. It lies in folder, or with NULL where TMPDIR says
 * (/tmp). *fd is -1 after an error.
 */
int dt_file_nameless(const char *folder, int *fd, struct dt_err *err);

/*
 * Create an empty folder, of the name path, where temporary files go: TMPDIR,
 * or /tmp. The caller removes it.
 */
int dt_file_temporary_folder(char path[4096], struct dt_err *err);

/* Create path and its parents where they are missing (mode 0777 & ~umask). */
int dt_file_mkdirs(const char *path, struct dt_err *err);

/* Make a folder's renames durable. */
int dt_file_sync_dir(const char *path, struct dt_err *err);

/*
 * Have what was written below a folder on the disk, and what else its file
 * system had still to write: for many files at once. Systems other than Linux
 * are only asked to.
 */
int dt_file_sync_below(const char *path, struct dt_err *err);

/* Remove a file or a whole folder; absent is fine; links are not followed. */
int dt_file_remove_tree(const char *path, struct dt_err *err);

/* Names in a folder, sorted by bytes, without "." and "..". */
struct dt_file_names {
    char **names;
    size_t count;
    char *bytes; /* in which they lie one after the other */
};

/* An absent folder has no names. Bound: 8 GiB of names. */
int dt_file_list(const char *dir, struct dt_file_names *out,
                 struct dt_err *err);
/* As dt_file_list(); a folder's name ends in "/". */
int dt_file_list_marked(const char *dir, struct dt_file_names *out,
                        struct dt_err *err);
/* The same; and whether the folder says of each that it is a regular file. */
int dt_file_list_typed(const char *dir, struct dt_file_names *out,
                       bool *regular, struct dt_err *err);

/*
 * The names found elsewhere, each with its NUL, in any order; found is
 * emptied. DT_EINTERNAL.
 */
int dt_file_names_sort(struct dt_buf *found, struct dt_file_names *out,
                       struct dt_err *err);

void dt_file_names_release(struct dt_file_names *names);

#endif

#include "release/side_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { CHUNK = 256 * 1024, LONGEST = 8192, FILE_MAX = 1024 * 1024 * 1024 };

/* A folder with bagit.txt, or *.tar.zst; anything else names a revision. */
static enum dt_side_place place_of(const char *spec)
{
    struct dt_buf bagit = DT_BUF_INIT(LONGEST);
    struct dt_file_stat st = {.exists = false};
    enum dt_side_place place = DT_SIDE_REVISION;
    struct dt_err ignored;

    dt_buf_addf(&bagit, "%s/" DT_BAG_DECLARATION, spec);
    if (!bagit.failed && dt_file_stat(bagit.ptr, &st, &ignored) == DT_OK &&
        st.is_file)
        place = DT_SIDE_FOLDER;
    else if (dt_str_ends(DT_STR(spec), DT_STR(".tar.zst")))
        place = DT_SIDE_ARCHIVE;
    dt_buf_release(&bagit);
    return place;
}

int dt_side_files_find(struct dt_side_files *f, const char *root,
                       const char *spec, struct dt_err *err)
{
    struct dt_err ignored;
    int64_t time;
    int rc;

    *f = (struct dt_side_files){
        .place = spec ? place_of(spec) : DT_SIDE_WORK_TREE,
        .fd = -1,
        .bytes = DT_BUF_INIT(0),
    };
    f->root = strdup(dt_side_files_packed(f) ? spec : root);
    if (!f->root)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    if (f->place != DT_SIDE_REVISION)
        return DT_OK;
    rc = dt_repo_open(root, &f->repo, err);
    if (rc == DT_OK &&
        dt_repo_resolve(f->repo, spec, f->commit, &time, &ignored) < 0)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%.200s: no such revision, and no release "
                     "(a .tar.zst file, or a folder with bagit.txt)",
                     spec);
    return rc;
}

void dt_side_files_release(struct dt_side_files *f)
{
    dt_side_files_close(f);
    dt_repo_free(f->repo);
    free(f->root);
}

bool dt_side_files_packed(const struct dt_side_files *f)
{
    return f->place == DT_SIDE_FOLDER || f->place == DT_SIDE_ARCHIVE;
}

void dt_side_files_close(struct dt_side_files *f)
{
    dt_archive_reader_free(f->archive);
    dt_decode_free(f->decode);
    if (f->fd >= 0)
        (void)close(f->fd);
    f->archive = NULL;
    f->decode = NULL;
    f->fd = -1;
    f->served = false;
    dt_buf_release(&f->bytes);
}

static int open_fd(struct dt_side_files *f, const char *path, bool *found,
                   struct dt_err *err)
{
    f->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    *found = f->fd >= 0;
    if (f->fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? DT_OK
                                                   : dt_file_fail(path, err);
    return dt_file_is_regular(f->fd, path, err);
}

int dt_side_files_rewind(struct dt_side_files *f, struct dt_err *err)
{
    bool found;
    int rc;

    dt_side_files_close(f);
    rc = open_fd(f, f->root, &found, err);
    if (rc == DT_OK && !found)
        rc = DT_FAIL(err, DT_EIO, "%s: %s", f->root, strerror(ENOENT));
    if (rc == DT_OK)
        rc = dt_decode_new(f->fd, f->root, DT_DECODE_MOST, false, &f->decode,
                           err);
    if (rc == DT_OK)
        rc = dt_archive_reader_new(dt_decode_next, f->decode, &f->archive, err);
    return rc;
}

int dt_side_files_seek(struct dt_side_files *f, struct dt_str begin, char *path,
                       bool *end, struct dt_err *err)
{
    struct dt_archive_member member;

    for (;;) {
        const char *slash;
        int rc = dt_archive_next(f->archive, &member, end, err);

        if (rc < 0 || *end)
            return rc;
        /* All members lie in one folder, NAME-VERSION. */
        slash = strchr(member.path, '/');
        if (!slash || member.is_dir || strlen(slash + 1) > DT_ARCHIVE_PATH)
            continue;
        /* The texts come last: nothing that is asked for is behind them. */
        if (strncmp(slash + 1, DT_BAG_TEXTS, strlen(DT_BAG_TEXTS)) == 0) {
            *end = true;
            return DT_OK;
        }
        if (dt_str_starts(DT_STR(slash + 1), begin)) {
            memcpy(path, slash + 1, strlen(slash + 1) + 1);
            return DT_OK;
        }
    }
}

static int open_member(struct dt_side_files *f, const char *path, bool *found,
                       struct dt_err *err)
{
    char member[DT_ARCHIVE_PATH + 1];
    bool end = false;
    int rc = dt_side_files_rewind(f, err);

    *found = false;
    while (rc == DT_OK && !end && !*found) {
        rc = dt_side_files_seek(f, DT_STR(path), member, &end, err);
        *found = rc == DT_OK && !end && strcmp(member, path) == 0;
    }
    return rc;
}

int dt_side_files_open(struct dt_side_files *f, const char *path, bool *found,
                       struct dt_err *err)
{
    struct dt_buf full = DT_BUF_INIT(LONGEST);
    int rc;

    dt_side_files_close(f);
    *found = false;
    if (f->place == DT_SIDE_ARCHIVE)
        return open_member(f, path, found, err);
    if (f->place == DT_SIDE_REVISION) {
        f->bytes = DT_BUF_INIT(FILE_MAX);
        return dt_repo_read(f->repo, f->commit, path, FILE_MAX, &f->bytes,
                            found, err);
    }
    dt_buf_addf(&full, "%s/%s", f->root, path);
    rc = dt_buf_check(&full, "a path", err);
    if (rc == DT_OK)
        rc = open_fd(f, full.ptr, found, err);
    dt_buf_release(&full);
    return rc;
}

static int read_chunk(struct dt_side_files *f, const void **data, size_t *len,
                      struct dt_err *err)
{
    ssize_t got;

    if (!f->bytes.ptr) {
        f->bytes = DT_BUF_INIT(CHUNK);
        if (!dt_buf_reserve(&f->bytes, CHUNK))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    do {
        got = read(f->fd, f->bytes.ptr, CHUNK);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return dt_file_fail(f->root, err);
    *data = f->bytes.ptr;
    *len = (size_t)got;
    return DT_OK;
}

int dt_side_files_next(struct dt_side_files *f, const void **data, size_t *len,
                       struct dt_err *err)
{
    *len = 0;
    if (f->place == DT_SIDE_ARCHIVE)
        return dt_archive_data(f->archive, data, len, err);
    if (f->place != DT_SIDE_REVISION)
        return read_chunk(f, data, len, err);
    if (!f->served) {
        *data = f->bytes.ptr;
        *len = f->bytes.len;
    }
    f->served = true;
    return DT_OK;
}

int dt_side_files_read(struct dt_side_files *f, const char *path,
                       struct dt_buf *out, bool *found, struct dt_err *err)
{
    const void *data;
    size_t len = 1;
    int rc = dt_side_files_open(f, path, found, err);

    dt_buf_reset(out);
    while (rc == DT_OK && *found && len) {
        rc = dt_side_files_next(f, &data, &len, err);
        if (rc == DT_OK && len)
            dt_buf_add(out, data, len);
        if (rc == DT_OK)
            rc = dt_buf_check(out, path, err);
    }
    dt_side_files_close(f);
    return rc;
}

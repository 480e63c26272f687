#include "release/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adapt/archive.h"
#include "base/edtf.h"
#include "base/file.h"
#include "release/decode.h"
#include "release/folder.h"
#include "release/tar_bytes.h"
#include "release/unpack.h"

enum { SIDECAR_MAX = 4096 };

/* FILE.sha256 as sha256sum writes it: digest, two characters, name. */
static int read_sidecar(const char *path, char sha256[DT_DIGEST_HEX_SIZE],
                        struct dt_err *err)
{
    struct dt_buf name = DT_BUF_INIT(SIDECAR_MAX);
    struct dt_buf text = DT_BUF_INIT(SIDECAR_MAX);
    struct dt_file_stat st = {.exists = false};
    int rc;

    sha256[0] = '\0';
    dt_buf_addf(&name, "%s.sha256", path);
    rc = dt_buf_check(&name, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(name.ptr, &st, err);
    if (rc == DT_OK && st.exists)
        rc = dt_file_read(name.ptr, &text, err);
    if (rc == DT_OK && st.exists) {
        struct dt_str digest = {text.ptr, text.len < 64 ? 0 : 64};

        if (dt_digest_is_hex(digest) && text.len > 65 && text.ptr[64] == ' ') {
            memcpy(sha256, digest.ptr, digest.len);
            sha256[digest.len] = '\0';
        } else {
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:1: not a line of sha256sum's form", name.ptr);
        }
    }
    dt_buf_release(&name);
    dt_buf_release(&text);
    return rc;
}

struct members {
    const struct dt_check_options *options;
    struct dt_archive_reader *tar;
    struct dt_checker *checker;
    struct dt_unpack unpack;
    char top[256]; /* the one folder, with its slash; "" before the first */
};

/* The path below the one top folder. */
static int below_top(struct members *m, const struct dt_archive_member *member,
                     const char **inside, struct dt_err *err)
{
    const char *slash = strchr(member->path, '/');
    size_t len = slash ? (size_t)(slash - member->path) + 1 : 0;

    if (len == 0 || len >= sizeof m->top)
        return DT_FAIL(err, DT_EFORMAT,
                       "member %llu, %.200s: not in a folder NAME-VERSION",
                       (unsigned long long)member->number, member->path);
    if (!m->top[0]) {
        memcpy(m->top, member->path, len);
        m->top[len] = '\0';
    }
    *inside = member->path + len;
    if (strncmp(member->path, m->top, len) != 0 || m->top[len])
        return DT_FAIL(err, DT_EFORMAT,
                       "member %llu, %.200s: not in the one folder %.100s",
                       (unsigned long long)member->number, member->path,
                       m->top);
    return DT_OK;
}

static int check_member(struct members *m,
                        const struct dt_archive_member *member,
                        struct dt_err *err)
{
    const char *inside = NULL;
    const void *data;
    size_t len = 1;
    int rc = below_top(m, member, &inside, err);

    if (rc == DT_OK)
        rc = dt_checker_begin(m->checker, inside, err);
    if (rc == DT_OK)
        rc = dt_unpack_begin(&m->unpack, inside, err);
    while (rc == DT_OK && len) {
        rc = dt_archive_data(m->tar, &data, &len, err);
        if (rc == DT_OK && len)
            rc = dt_checker_data(m->checker, data, len, err);
        if (rc == DT_OK && len)
            rc = dt_unpack_data(&m->unpack, data, len, err);
    }
    if (rc == DT_OK)
        rc = dt_unpack_end(&m->unpack, err);
    return rc < 0 ? rc : dt_checker_end(m->checker, err);
}

static int check_members(struct members *m, struct dt_release_report *out,
                         struct dt_err *err)
{
    struct dt_archive_member member = {.number = 0};
    char expected[sizeof out->info.name + sizeof out->info.version + 2];
    bool end = false;
    int rc = DT_OK;

    while (rc == DT_OK) {
        rc = dt_archive_next(m->tar, &member, &end, err);
        if (rc < 0 || end)
            break;
        if (m->options->stop && m->options->stop())
            return DT_FAIL(err, DT_EIO, "interrupted");
        if (member.number > DT_CHECK_MEMBERS)
            return DT_FAIL(err, DT_EFORMAT, "more than %d members",
                           DT_CHECK_MEMBERS);
        if (member.is_dir)
            return DT_FAIL(err, DT_EFORMAT,
                           "member %llu, %.200s: a folder is refused",
                           (unsigned long long)member.number, member.path);
        rc = check_member(m, &member, err);
    }
    if (rc == DT_OK)
        rc = dt_checker_finish(m->checker, out, err);
    if (rc < 0)
        return rc;
    dt_bag_top(&out->info, expected, sizeof expected);
    if (strncmp(expected, m->top, strlen(expected)) != 0 ||
        strlen(m->top) != strlen(expected) + 1)
        return DT_FAIL(err, DT_EMISMATCH,
                       "its folder is %.100s and its bag-info.txt says %.200s",
                       m->top, expected);
    return DT_OK;
}

/* All members are of one time, which pack takes from the commit. */
static int check_time(uint64_t time, const struct dt_bag_info *info,
                      struct dt_err *err)
{
    char date[32];
    int year, month, day;

    dt_edtf_to_date((int64_t)(time / 86400), &year, &month, &day);
    (void)snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
    if (strcmp(date, info->date) == 0)
        return DT_OK;
    return DT_FAIL(err, DT_EMISMATCH,
                   "its members are of %s and its bag-info.txt is of %s", date,
                   info->date);
}

static int check_sums(const struct dt_decode_sums *sums, const char *wanted,
                      const struct dt_release *expected, struct dt_err *err)
{
    if (*wanted && strcmp(wanted, sums->sha256) != 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "SHA-256 is %s, and its .sha256 file says %s",
                       sums->sha256, wanted);
    if (!expected)
        return DT_OK;
    if (strcmp(expected->sha256, sums->sha256) != 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "SHA-256 is %s, and the index of releases says %s",
                       sums->sha256, expected->sha256);
    if (expected->bytes != sums->bytes ||
        strcmp(expected->tar_sha256, sums->tar_sha256) != 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "size or tar digest is not what the index says");
    return DT_OK;
}

static int check_expected(const struct dt_bag_info *info,
                          const struct dt_release *expected, struct dt_err *err)
{
    if (!expected)
        return DT_OK;
    if (strcmp(info->version, expected->version) != 0 ||
        strcmp(info->commit, expected->commit) != 0 ||
        strcmp(info->root, expected->root) != 0 ||
        info->tree_size != expected->tree_size)
        return DT_FAIL(err, DT_EMISMATCH,
                       "version, commit or root is not what the index says");
    return DT_OK;
}

/* Whether the file begins as a zstd frame does (RFC 8878, 3.1.1). */
static int check_magic(int fd, struct dt_err *err)
{
    static const unsigned char magic[] = {0x28, 0xb5, 0x2f, 0xfd};
    unsigned char first[sizeof magic];

    if (pread(fd, first, sizeof first, 0) == (ssize_t)sizeof first &&
        memcmp(first, magic, sizeof magic) != 0)
        return DT_FAIL(err, DT_EFORMAT,
                       "not a release (it would be an archive "
                       "NAME-VERSION.tar.zst, or the folder unpacked from it)");
    return DT_OK;
}

static int check_archive(const char *path,
                         const struct dt_check_options *options,
                         struct dt_checker *checker,
                         struct dt_release_report *out, struct dt_err *err)
{
    struct members m = {.options = options, .checker = checker};
    struct dt_decode *decode = NULL;
    struct dt_tar_bytes bytes;
    char sidecar[DT_DIGEST_HEX_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int rc;

    if (fd < 0)
        return DT_FAIL(err, DT_EIO, "%s", strerror(errno));
    dt_unpack_init(&m.unpack, options->unpack);
    rc = check_magic(fd, err);
    if (rc == DT_OK && !options->sha256)
        rc = read_sidecar(path, sidecar, err);
    if (options->sha256)
        (void)snprintf(sidecar, sizeof sidecar, "%s", options->sha256);
    if (rc == DT_OK)
        rc = dt_decode_new(fd, path,
                           options->most ? options->most : DT_DECODE_MOST,
                           options->expected != NULL, &decode, err);
    bytes = (struct dt_tar_bytes){.next = dt_decode_next, .ctx = decode};
    if (rc == DT_OK)
        rc = dt_archive_reader_new(dt_tar_bytes_next, &bytes, &m.tar, err);
    if (rc == DT_OK)
        rc = check_members(&m, out, err);
    if (rc == DT_OK)
        rc = dt_tar_bytes_check(&bytes, err);
    if (rc == DT_OK)
        rc = check_time(bytes.time, &out->info, err);
    if (rc == DT_OK)
        rc = check_sums(dt_decode_sums(decode), sidecar, options->expected,
                        err);
    if (rc == DT_OK) {
        out->bytes = dt_decode_sums(decode)->bytes;
        memcpy(out->sha256, dt_decode_sums(decode)->sha256, sizeof out->sha256);
    }
    dt_archive_reader_free(m.tar);
    dt_decode_free(decode);
    dt_unpack_release(&m.unpack);
    (void)close(fd);
    return rc;
}

int dt_release_check(const char *path, const struct dt_check_options *options,
                     struct dt_release_report *out, struct dt_err *err)
{
    struct dt_release_report report;
    struct dt_checker *checker = NULL;
    struct dt_file_stat st;
    struct dt_err why;
    int rc = dt_file_stat(path, &st, err);

    if (rc < 0)
        return rc;
    rc = dt_checker_new(options->threads ? options->threads : 1, &checker, err);
    if (rc < 0)
        return rc;
    memset(&report, 0, sizeof report);
    rc = st.is_dir ? dt_folder_check(path, checker, &report, &why)
                   : check_archive(path, options, checker, &report, &why);
    if (rc == DT_OK)
        rc = check_expected(&report.info, options->expected, &why);
    dt_checker_free(checker);
    if (rc < 0)
        return DT_FAIL(err, why.code, "%.200s: %.300s", path, why.msg);
    *out = report;
    return DT_OK;
}

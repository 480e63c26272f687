#include "release/foreign.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "release/folder.h"
#include "release/foreign_files.h"
#include "release/tag_file.h"

enum {
    CHUNK = 256 * 1024,
    DECLARATION_MAX = 4096,
    INFO_MAX = 16 * 1024 * 1024,
    ALGORITHM_MAX = 16,
    WARNINGS_TOLD = 100
};

static const size_t manifest_max = UINT32_MAX;

struct bag {
    const char *dir;
    struct dt_foreign_report *report;
    struct dt_tag_declaration declaration;
    struct dt_foreign_files files;
    char *chunk;
};

/* One that is being checked. */
struct manifest {
    const char *name;
    char algorithm[ALGORITHM_MAX];
    size_t digits;
    bool payload; /* or of the tag files */
};

static bool is_payload(const char *path)
{
    return strncmp(path, "data/", 5) == 0;
}

static void warn(struct bag *b, const char *manifest, const char *path,
                 const char *what)
{
    char line[512];

    b->report->warnings++;
    (void)snprintf(line, sizeof line, "%.100s: %.250s %.120s", manifest, path,
                   what);
    if (b->report->warning && b->report->warnings <= WARNINGS_TOLD)
        b->report->warning(line);
}

static int read_raw(const char *dir, const char *name, struct dt_buf *out,
                    struct dt_err *err)
{
    int fd = -1;
    int rc = dt_folder_open(dir, name, &fd, err);

    if (rc == DT_OK)
        rc = dt_file_read_fd(fd, name, out, err);
    if (fd >= 0)
        (void)close(fd);
    return rc;
}

/* A tag file as UTF-8. */
static int read_tag_file(const struct bag *b, const char *name, size_t max,
                         struct dt_buf *out, struct dt_err *err)
{
    struct dt_buf raw = DT_BUF_INIT(max);
    struct dt_err why;
    int rc = read_raw(b->dir, name, &raw, err);

    if (rc == DT_OK) {
        rc = dt_tag_decode(dt_buf_str(&raw), b->declaration.encoding, out,
                           &why);
        if (rc < 0)
            dt_err_set(err, why.code, "%.100s: %.300s", name, why.msg);
    }
    dt_buf_release(&raw);
    return rc;
}

static int read_declaration(struct bag *b, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(DECLARATION_MAX);
    struct dt_err why;
    int rc = read_raw(b->dir, "bagit.txt", &text, err);

    if (rc == DT_OK) {
        rc = dt_tag_read_declaration(dt_buf_str(&text), &b->declaration, &why);
        if (rc < 0)
            dt_err_set(err, why.code, "bagit.txt: %.300s", why.msg);
    }
    dt_buf_release(&text);
    return rc;
}

static int check_payload(struct bag *b, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(DECLARATION_MAX);
    struct dt_file_stat st = {.exists = false};
    int rc;

    dt_buf_addf(&path, "%s/data", b->dir);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && !st.is_dir)
        rc = DT_FAIL(err, DT_EFORMAT, "data: is no folder");
    dt_buf_release(&path);
    for (size_t i = 0; i < b->files.count; i++) {
        if (!is_payload(b->files.files[i].path))
            continue;
        b->report->files++;
        b->report->bytes += b->files.files[i].size;
    }
    return rc;
}

static int check_info(struct bag *b, struct dt_err *err)
{
    const char *name = b->declaration.version < DT_TAG_VERSION_0_96
                           ? "package-info.txt"
                           : "bag-info.txt";
    struct dt_buf text = DT_BUF_INIT(2 * (size_t)INFO_MAX);
    struct dt_tag_oxum oxum;
    struct dt_err why;
    int rc;

    if (!dt_foreign_find(&b->files, DT_STR(name)))
        return DT_OK;
    rc = read_tag_file(b, name, INFO_MAX, &text, err);
    if (rc < 0)
        goto out;
    rc = dt_tag_read_info(dt_buf_str(&text), b->declaration.version, &oxum,
                          &why);
    if (rc < 0)
        dt_err_set(err, why.code, "%s: %.300s", name, why.msg);
    else if (oxum.given &&
             (oxum.bytes != b->report->bytes || oxum.files != b->report->files))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "%s: Payload-Oxum says %" PRIu64 ".%" PRIu64
                     ", and it is %" PRIu64 ".%" PRIu64,
                     name, oxum.bytes, oxum.files, b->report->bytes,
                     b->report->files);
out:
    dt_buf_release(&text);
    return rc;
}

/* The file that a line of the tag file name means. */
static int find_listed(struct bag *b, const char *name, struct dt_str path,
                       struct dt_foreign_file **out, struct dt_err *err)
{
    struct dt_buf plain = DT_BUF_INIT(DT_TAG_LINE_MAX);
    bool encoded = b->declaration.version >= DT_TAG_VERSION_1_0;
    struct dt_str first = path, second;
    int rc;

    dt_tag_unescape(path, encoded, &plain);
    rc = dt_buf_check(&plain, "a path", err);
    if (rc < 0)
        goto out;
    /* Many programs write a % as it is, whatever the version. */
    second = dt_buf_str(&plain);
    if (encoded) {
        first = second;
        second = path;
    }
    *out = dt_foreign_find(&b->files, first);
    if (!*out)
        *out = dt_foreign_find(&b->files, second);
    if (!*out) {
        rc = dt_foreign_find_spelled(&b->files, first, out, err);
        if (rc == DT_OK && *out)
            warn(b, name, (*out)->path, "has another spelling here");
    }
    if (rc == DT_OK && !*out)
        rc = DT_FAIL(err, DT_EMISMATCH, "%.*s: is missing",
                     path.len < 200 ? (int)path.len : 200, path.ptr);
out:
    dt_buf_release(&plain);
    return rc;
}

static int check_fetch(struct bag *b, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(manifest_max);
    struct dt_tag_lines lines;
    struct dt_str line, path;
    struct dt_foreign_file *file;
    struct dt_err why;
    int rc;

    if (!dt_foreign_find(&b->files, DT_STR("fetch.txt")))
        return DT_OK;
    rc = read_tag_file(b, "fetch.txt", manifest_max, &text, err);
    lines = (struct dt_tag_lines){dt_buf_str(&text), 0};
    while (rc == DT_OK && dt_tag_next_line(&lines, &line)) {
        if (line.len == 0)
            continue;
        rc = dt_tag_read_fetch(line, &path, &why);
        if (rc == DT_OK && !dt_str_starts(path, DT_STR("data/")))
            rc = DT_FAIL(&why, DT_EFORMAT, "%.*s: not of the payload",
                         path.len < 200 ? (int)path.len : 200, path.ptr);
        if (rc == DT_OK)
            rc = find_listed(b, "fetch.txt", path, &file, &why);
        if (rc < 0)
            dt_err_set(err, why.code, "fetch.txt:%" PRIu64 ": %.300s",
                       lines.number, why.msg);
    }
    dt_buf_release(&text);
    return rc;
}

static int take_line(struct bag *b, const struct manifest *m,
                     struct dt_str line, struct dt_err *err)
{
    struct dt_foreign_file *file = NULL;
    struct dt_str checksum, path;
    int rc = dt_tag_read_checksum(line, m->digits, &checksum, &path, err);

    if (rc < 0)
        return rc;
    if (m->payload != dt_str_starts(path, DT_STR("data/")) ||
        dt_str_starts(path, DT_STR("tagmanifest-")))
        return DT_FAIL(err, DT_EFORMAT, "%.*s: not for this manifest to list",
                       path.len < 200 ? (int)path.len : 200, path.ptr);
    rc = find_listed(b, m->name, path, &file, err);
    if (rc < 0)
        return rc;
    if (!file->checksum) {
        file->checksum = checksum.ptr;
        return DT_OK;
    }
    if (b->declaration.version >= DT_TAG_VERSION_1_0)
        return DT_FAIL(err, DT_EFORMAT, "%.200s: is listed twice", file->path);
    if (strncasecmp(file->checksum, checksum.ptr, m->digits) != 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "%.200s: is listed with two checksums", file->path);
    warn(b, m->name, file->path, "is listed twice");
    return DT_OK;
}

static int check_file(struct bag *b, const struct manifest *m,
                      const struct dt_foreign_file *file,
                      struct dt_digest *digest, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_MOST];
    int fd = -1;
    int rc = dt_folder_open(b->dir, file->path, &fd, err);
    ssize_t got = 1;

    while (rc == DT_OK && got) {
        got = read(fd, b->chunk, CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            rc = dt_file_fail(file->path, err);
        else
            rc = dt_digest_update(digest, b->chunk, (size_t)got, err);
    }
    if (fd >= 0)
        (void)close(fd);
    if (rc == DT_OK)
        rc = dt_digest_finish_named(digest, hex, err);
    if (rc == DT_OK && strncasecmp(hex, file->checksum, m->digits) != 0)
        rc = DT_FAIL(err, DT_EMISMATCH, "%.200s: %s is %s, and %s says %.*s",
                     file->path, m->algorithm, hex, m->name, (int)m->digits,
                     file->checksum);
    return rc;
}

static int check_files(struct bag *b, const struct manifest *m,
                       struct dt_err *err)
{
    struct dt_digest *digest = NULL;
    int rc = dt_digest_new_named(&digest, m->algorithm, err);

    for (size_t i = 0; rc == DT_OK && i < b->files.count; i++) {
        struct dt_foreign_file *file = &b->files.files[i];

        if (file->checksum) {
            rc = check_file(b, m, file, digest, err);
            file->covered = true;
        } else if (m->payload && is_payload(file->path) &&
                   b->declaration.version >= DT_TAG_VERSION_1_0) {
            rc = DT_FAIL(err, DT_EMISMATCH, "%.200s: not in %s", file->path,
                         m->name);
        }
        file->checksum = NULL;
    }
    dt_digest_free(digest);
    return rc;
}

static int check_manifest(struct bag *b, const struct manifest *m,
                          struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(manifest_max);
    struct dt_tag_lines lines;
    struct dt_str line;
    struct dt_err why;
    int rc = read_tag_file(b, m->name, manifest_max, &text, err);

    lines = (struct dt_tag_lines){dt_buf_str(&text), 0};
    while (rc == DT_OK && dt_tag_next_line(&lines, &line)) {
        if (line.len)
            rc = take_line(b, m, line, &why);
        if (rc < 0)
            dt_err_set(err, why.code, "%s:%" PRIu64 ": %.300s", m->name,
                       lines.number, why.msg);
    }
    if (rc == DT_OK)
        rc = check_files(b, m, err);
    dt_buf_release(&text);
    return rc;
}

/* Whether path is PREFIXsha256.txt, say. */
static bool names_manifest(const char *path, const char *prefix,
                           struct manifest *out)
{
    struct dt_str name = DT_STR(path);
    size_t around = strlen(prefix) + strlen(".txt");

    if (name.len < around || !dt_str_starts(name, DT_STR(prefix)) ||
        !dt_str_ends(name, DT_STR(".txt")) || strchr(path, '/'))
        return false;
    *out = (struct manifest){.name = path};
    if (name.len - around < sizeof out->algorithm)
        memcpy(out->algorithm, path + strlen(prefix), name.len - around);
    return true;
}

static int check_manifests(struct bag *b, bool payload, uint64_t *count,
                           struct dt_err *err)
{
    int rc = DT_OK;

    *count = 0;
    for (size_t i = 0; rc == DT_OK && i < b->files.count; i++) {
        struct manifest m;

        if (!names_manifest(b->files.files[i].path,
                            payload ? "manifest-" : "tagmanifest-", &m))
            continue;
        m.payload = payload;
        m.digits = dt_digest_digits(m.algorithm);
        rc = m.digits ? check_manifest(b, &m, err)
                      : DT_FAIL(err, DT_EFORMAT,
                                "%.200s: none of md5, sha1, sha224, sha256, "
                                "sha384 and sha512",
                                m.name);
        ++*count;
    }
    return rc;
}

static int check_bag(struct bag *b, struct dt_err *err)
{
    uint64_t count = 0;
    int rc = read_declaration(b, err);

    if (rc == DT_OK)
        rc = dt_foreign_files_init(&b->files, b->dir, err);
    if (rc == DT_OK)
        rc = check_payload(b, err);
    if (rc == DT_OK)
        rc = check_manifests(b, true, &count, err);
    if (rc == DT_OK && count == 0)
        rc = DT_FAIL(err, DT_EFORMAT, "has no manifest-ALGORITHM.txt");
    for (size_t i = 0; rc == DT_OK && i < b->files.count; i++)
        if (is_payload(b->files.files[i].path) && !b->files.files[i].covered)
            rc = DT_FAIL(err, DT_EMISMATCH, "%.200s: not in a manifest",
                         b->files.files[i].path);
    if (rc == DT_OK)
        rc = check_manifests(b, false, &count, err);
    if (rc == DT_OK)
        rc = check_fetch(b, err);
    /* Last, for it cannot name the file that is wrong. */
    return rc < 0 ? rc : check_info(b, err);
}

int dt_foreign_check(const char *dir, struct dt_foreign_report *report,
                     struct dt_err *err)
{
    struct dt_foreign_report found = {.warning = report->warning};
    struct bag b = {.dir = dir, .report = &found, .chunk = malloc(CHUNK)};
    struct dt_err why;
    int rc = b.chunk ? check_bag(&b, &why)
                     : DT_FAIL(&why, DT_EINTERNAL, "out of memory");

    dt_foreign_files_release(&b.files);
    free(b.chunk);
    if (rc < 0)
        return DT_FAIL(err, why.code, "%.200s: %.300s", dir, why.msg);
    memcpy(found.version, b.declaration.name, sizeof found.version);
    *report = found;
    return DT_OK;
}

bool dt_foreign_is(const char *dir)
{
    static const char label[] = "Dictum-Version:";
    struct dt_buf text = DT_BUF_INIT(INFO_MAX);
    struct dt_tag_lines lines;
    struct dt_str line;
    struct dt_err ignored;
    bool ours = false;

    if (read_raw(dir, "bag-info.txt", &text, &ignored) == DT_OK) {
        lines = (struct dt_tag_lines){dt_buf_str(&text), 0};
        while (!ours && dt_tag_next_line(&lines, &line))
            ours = dt_str_starts(line, DT_STR(label));
    }
    dt_buf_release(&text);
    return !ours;
}

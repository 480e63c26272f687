#include "release/get.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapt/http.h"
#include "base/file.h"
#include "release/decode.h"
#include "release/interrupt.h"
#include "release/locate.h"

enum { CHUNK = 256 * 1024 };

struct get {
    const struct dt_get_options *options;
    struct dt_get_report *report;
    struct dt_located at;
    char part[4096];    /* of the archive; "": none */
    char staging[4096]; /* of the folder; "": none */
};

static int join(char out[4096], const char *dir, const char *before,
                const char *name, const char *after, struct dt_err *err)
{
    if ((size_t)snprintf(out, 4096, "%s/%s%s%s", dir, before, name, after) >=
        4096)
        return DT_FAIL(err, DT_EUSAGE, "%.100s…: the path is too long", dir);
    return DT_OK;
}

static int copy_file(const char *from, int to, const char *name,
                     struct dt_err *err)
{
    char *chunk = malloc(CHUNK);
    ssize_t got = 1;
    int fd = -1, rc = dt_file_open(from, &fd, err);

    if (rc == DT_OK && !chunk)
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", from);
    while (rc == DT_OK && got) {
        got = read(fd, chunk, CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        rc = got < 0 ? dt_file_fail(from, err)
                     : dt_file_write_fd(to, name, chunk, (size_t)got, err);
    }
    if (fd >= 0)
        (void)close(fd);
    free(chunk);
    return rc;
}

/* The archive as an unfinished file in dir. */
static int fetch(struct get *g, const char *dir, struct dt_err *err)
{
    const struct dt_release *expected = g->at.expected;
    struct dt_http_info info;
    int fd, rc = dt_file_mkdirs(dir, err);

    if (rc == DT_OK)
        rc = join(g->part, dir, ".", g->at.name, ".tar.zst.part", err);
    if (rc < 0) {
        g->part[0] = '\0';
        return rc;
    }
    (void)unlink(g->part); /* left by a run that was killed */
    dt_interrupt_guard(g->part);
    fd = open(g->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return dt_file_fail(g->part, err);
    if (g->at.remote)
        rc = dt_http_download(g->at.place.ptr,
                              expected ? expected->bytes : DT_DECODE_MOST, fd,
                              g->part, &info, err);
    else
        rc = copy_file(g->at.place.ptr, fd, g->part, err);
    if (rc == DT_EFORMAT && expected) /* longer than the index says */
        rc = DT_FAIL(err, DT_EMISMATCH, "%s: longer than the index says",
                     g->at.place.ptr);
    if (rc == DT_OK && fsync(fd) != 0)
        rc = dt_file_fail(g->part, err);
    if (close(fd) != 0 && rc == DT_OK)
        rc = dt_file_fail(g->part, err);
    return rc;
}

static int prepare_folder(struct get *g, struct dt_err *err)
{
    const char *dir = g->options->extract;
    int rc = dt_file_mkdirs(dir, err);

    if (rc == DT_OK)
        rc = join(g->staging, dir, ".", g->at.name, ".part", err);
    if (rc == DT_OK)
        rc = dt_file_remove_tree(g->staging, err); /* of a run that died */
    if (rc == DT_OK)
        rc = dt_file_mkdirs(g->staging, err);
    if (rc < 0)
        g->staging[0] = '\0';
    return rc;
}

static int check(struct get *g, struct dt_err *err)
{
    const struct dt_check_options how = {
        .threads = g->options->threads,
        .expected = g->at.expected,
        .sha256 = g->at.sha256[0] ? g->at.sha256 : NULL,
        .unpack = g->staging[0] ? g->staging : NULL,
        .stop = dt_interrupt_noted,
    };
    struct dt_release_report *r = &g->report->release;
    const char *path = g->part[0] ? g->part : g->at.place.ptr;
    struct dt_err why;
    int rc = dt_release_check(path, &how, r, &why);

    if (rc < 0) /* the user knows the place it came from */
        return DT_FAIL(err, why.code, "%.200s%.300s", g->at.place.ptr,
                       strncmp(why.msg, path, strlen(path)) == 0
                           ? why.msg + strlen(path)
                           : why.msg);
    if (strcmp(r->info.name, g->at.name) != 0)
        return DT_FAIL(err, DT_EMISMATCH, "%.300s: a release of %s, not of %s",
                       g->at.place.ptr, r->info.name, g->at.name);
    if (!dt_range_has(&g->at.range, DT_STR(r->info.version)))
        return DT_FAIL(err, DT_EUSAGE,
                       "%.300s: release %s is not in the range asked for",
                       g->at.place.ptr, r->info.version);
    g->report->digest_known = g->at.expected || g->at.sha256[0];
    return DT_OK;
}

static int move_archive(struct get *g, const char *top, struct dt_err *err)
{
    struct dt_get_report *r = g->report;
    char sidecar[4096], line[512];
    int rc = join(r->archive, g->options->output, "", top, ".tar.zst", err);

    if (rc == DT_OK)
        rc = join(sidecar, g->options->output, "", top, ".tar.zst.sha256", err);
    if (rc == DT_OK && rename(g->part, r->archive) != 0)
        rc = dt_file_fail(r->archive, err);
    if (rc < 0)
        return rc;
    g->part[0] = '\0';
    (void)snprintf(line, sizeof line, "%s  %s.tar.zst\n", r->release.sha256,
                   top);
    return dt_file_write(sidecar, line, strlen(line), err);
}

static int folder_is_free(const char *path, struct dt_err *err)
{
    struct dt_file_stat st;
    int rc = dt_file_stat(path, &st, err);

    if (rc == DT_OK && st.exists)
        rc = DT_FAIL(err, DT_EUSAGE, "%s: is there already", path);
    return rc;
}

static int move_folder(struct get *g, const char *top, struct dt_err *err)
{
    struct dt_get_report *r = g->report;
    int rc = join(r->folder, g->options->extract, "", top, "", err);

    if (rc == DT_OK)
        rc = folder_is_free(r->folder, err);
    if (rc == DT_OK)
        rc = dt_file_sync_below(g->staging, err);
    if (rc == DT_OK && rename(g->staging, r->folder) != 0)
        rc = dt_file_fail(r->folder, err);
    if (rc == DT_OK)
        g->staging[0] = '\0';
    return rc < 0 ? rc : dt_file_sync_dir(g->options->extract, err);
}

/* A folder that is there already is found before anything is fetched. */
static int foresee(struct get *g, struct dt_err *err)
{
    char path[4096], top[300];
    int rc;

    if (!g->options->extract || !g->at.expected)
        return DT_OK;
    (void)snprintf(top, sizeof top, "%s-%s", g->at.name,
                   g->at.expected->version);
    rc = join(path, g->options->extract, "", top, "", err);
    return rc < 0 ? rc : folder_is_free(path, err);
}

static int get(struct get *g, struct dt_err *err)
{
    const struct dt_get_options *o = g->options;
    char top[300];
    int rc = foresee(g, err);

    if (rc == DT_OK && (o->output || g->at.remote))
        rc = fetch(g, o->output ? o->output : o->extract, err);
    dt_interrupt_defer();
    if (rc == DT_OK && o->extract)
        rc = prepare_folder(g, err);
    if (rc == DT_OK)
        rc = check(g, err);
    dt_bag_top(&g->report->release.info, top, sizeof top);
    if (rc == DT_OK && o->extract)
        rc = move_folder(g, top, err);
    if (rc == DT_OK && o->output)
        rc = move_archive(g, top, err);
    return rc;
}

int dt_release_get(const struct dt_get_options *options,
                   struct dt_get_report *report, struct dt_err *err)
{
    struct dt_get_options how = *options;
    struct get g = {.options = &how, .report = report};
    struct dt_err ignored;
    int rc;

    memset(report, 0, sizeof *report);
    if (!how.output && !how.extract)
        how.output = ".";
    rc = dt_locate(&g.at, how.wanted, how.from, err);
    if (rc == DT_OK)
        rc = get(&g, err);
    if (g.part[0])
        (void)unlink(g.part);
    if (g.staging[0])
        (void)dt_file_remove_tree(g.staging, &ignored);
    dt_located_release(&g.at);
    dt_interrupt_end();
    return rc;
}

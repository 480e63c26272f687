/* dictum verify of a release or another bag (verifying.h). */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapt/http.h"
#include "base/file.h"
#include "cmd/faults.h"
#include "cmd/report.h"
#include "cmd/verifying.h"
#include "release/check.h"
#include "release/foreign.h"
#include "release/remote.h"

/* The report on a release or bag, which has one fault where rc says so. */
static int tell_json(struct dt_report_item *items, size_t count,
                     const char *path, int rc, struct dt_err *err)
{
    struct dt_faults faults;
    struct dt_err later; /* what is wrong is told by main, too */
    int printed;

    if (rc < 0 && !dt_faults_found(rc))
        return rc;
    dt_faults_init(&faults);
    if (rc < 0)
        dt_faults_keep(&faults, DT_STR(path), err->msg);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(items[i].name, "problems") == 0)
            items[i].number = faults.count;
        if (strcmp(items[i].name, "faults") == 0)
            items[i].text = dt_faults_json(&faults);
    }
    printed = dt_faults_report(items, count, rc >= 0, &later);
    dt_faults_release(&faults);
    if (rc < 0 || printed == DT_OK)
        return rc;
    *err = later;
    return printed;
}

/* What is not a good release is not mended here. */
static int advise(int rc, struct dt_err *err)
{
    struct dt_err told = *err;

    if (dt_faults_found(rc) && !dt_str_ends(DT_STR(told.msg), DT_STR(")")))
        return DT_FAIL(err, (enum dt_code)rc, "%.480s (get it again)",
                       told.msg);
    return rc;
}

static int print_release_json(const char *path,
                              const struct dt_release_report *r, int rc,
                              struct dt_err *err)
{
    struct dt_report_item items[] = {
        DT_REPORT_COUNT("articles", r->articles),
        DT_REPORT_TEXT("commit", r->info.commit),
        DT_REPORT_TEXT("corpus", rc < 0 ? NULL : r->info.name),
        DT_REPORT_COUNT("duplicates", r->duplicates),
        DT_REPORT_JSON("faults", NULL),
        DT_REPORT_COUNT("problems", 0),
        DT_REPORT_COUNT("redirects", r->redirects),
        DT_REPORT_TEXT("root", r->info.root),
        DT_REPORT_TEXT("sha256", r->sha256[0] ? r->sha256 : NULL),
        DT_REPORT_COUNT("snapshots", r->snapshots),
        DT_REPORT_COUNT("statements", r->statements),
        DT_REPORT_COUNT("texts", r->texts),
        DT_REPORT_COUNT("tree_size", r->info.tree_size),
        DT_REPORT_TEXT("version", r->info.version),
    };

    return tell_json(items, sizeof items / sizeof *items, path, rc, err);
}

static int verify_ours(const struct dt_args *args, const char *path,
                       struct dt_err *err)
{
    const struct dt_check_options how = {.threads = args->jobs};
    struct dt_release_report r;
    int rc;

    memset(&r, 0, sizeof r);
    rc = dt_http_is_url(path) ? dt_remote_check(path, args->jobs, &r, err)
                              : dt_release_check(path, &how, &r, err);
    rc = advise(rc, err);
    if (rc == DT_OK && r.decisions_open)
        (void)fprintf(stderr,
                      "%s %s: %" PRIu64 " decision%s of which only a rebuild "
                      "tells whether the statements follow\n",
                      r.info.name, r.info.version, r.decisions_open,
                      DT_S(r.decisions_open));
    if (args->json && (rc < 0 || !args->quiet))
        return print_release_json(path, &r, rc, err);
    if (rc < 0 || args->quiet)
        return rc;
    (void)printf("%s %s: %" PRIu64 " article%s (%" PRIu64
                 " with text), %" PRIu64 " statement%s\n",
                 r.info.name, r.info.version, r.articles, DT_S(r.articles),
                 r.texts, r.statements, DT_S(r.statements));
    if (r.sha256[0])
        (void)printf("%s %s: archive sha256 %s\n", r.info.name, r.info.version,
                     r.sha256);
    (void)printf("%s %s: root %s over %" PRIu64 " line%s\n%s %s: verified\n",
                 r.info.name, r.info.version, r.info.root, r.info.tree_size,
                 DT_S(r.info.tree_size), r.info.name, r.info.version);
    return DT_OK;
}

static void print_warning(const char *line)
{
    (void)fprintf(stderr, "warning: %s\n", line);
}

/* A BagIt bag that somebody else made. */
static int verify_foreign(const struct dt_args *args, const char *path,
                          struct dt_err *err)
{
    struct dt_foreign_report r = {
        .warning = args->quiet ? NULL : print_warning,
    };
    int rc = dt_foreign_check(path, &r, err);

    if (args->json && (rc < 0 || !args->quiet)) {
        struct dt_report_item items[] = {
            DT_REPORT_TEXT("bagit", r.version),
            DT_REPORT_COUNT("bytes", r.bytes),
            DT_REPORT_JSON("faults", NULL),
            DT_REPORT_COUNT("files", r.files),
            DT_REPORT_COUNT("problems", 0),
            DT_REPORT_COUNT("warnings", r.warnings),
        };

        return tell_json(items, sizeof items / sizeof *items, path, rc, err);
    }
    if (rc < 0 || args->quiet)
        return rc;
    (void)printf("%s: a valid BagIt %s bag of %" PRIu64
                 " file%s; not a release "
                 "of dictum, so nothing but the checksums was checked\n",
                 path, r.version, r.files, DT_S(r.files));
    return DT_OK;
}

static bool is_foreign(const char *path)
{
    struct dt_file_stat st;
    struct dt_err ignored;

    return !dt_http_is_url(path) &&
           dt_file_stat(path, &st, &ignored) == DT_OK && st.is_dir &&
           dt_foreign_is(path);
}

int dt_verify_release_told(const struct dt_args *args, const char *path,
                           struct dt_err *err)
{
    return is_foreign(path) ? verify_foreign(args, path, err)
                            : verify_ours(args, path, err);
}

/* dictum verify of a corpus (verifying.h). */
#include <inttypes.h>
#include <stdio.h>

#include "base/file.h"
#include "cmd/faults.h"
#include "cmd/report.h"
#include "cmd/verifying.h"
#include "manifest/revision.h"
#include "manifest/verify.h"
#include "release/history.h"
#include "release/older.h"

static void print_note(void *ctx, const char *line)
{
    (void)ctx;
    (void)fprintf(stderr, "%s\n", line);
}

static int print_json(const char *name, const struct dt_verify_report *r,
                      struct dt_faults *faults, bool known, struct dt_err *err)
{
    struct dt_report_item items[] = {
        DT_REPORT_COUNT("articles", r->articles),
        DT_REPORT_TEXT("corpus", name),
        DT_REPORT_COUNT("duplicates", r->duplicates),
        DT_REPORT_JSON("faults", dt_faults_json(faults)),
        DT_REPORT_COUNT("not_judged", r->not_judged),
        DT_REPORT_COUNT("not_rebuilt", r->not_rebuilt),
        DT_REPORT_COUNT("problems", known ? r->problems : faults->count),
        DT_REPORT_COUNT("rebuilt", r->rebuilt),
        DT_REPORT_COUNT("redirects", r->redirects),
        DT_REPORT_COUNT("releases", r->releases),
        DT_REPORT_TEXT("root", r->root[0] ? r->root : NULL),
        DT_REPORT_COUNT("snapshots", r->snapshots),
        DT_REPORT_COUNT("snapshots_held", r->snapshots_held),
        DT_REPORT_COUNT("snapshots_not_held", r->snapshots_not_held),
        DT_REPORT_COUNT("statements", r->statements),
        DT_REPORT_COUNT("texts", r->texts),
        DT_REPORT_COUNT("tree_size", r->tree_size),
        DT_REPORT_COUNT("withheld", r->withheld),
    };

    return dt_faults_report(items, sizeof items / sizeof *items, known, err);
}

static void print_text(const char *name, const struct dt_verify_report *r)
{
    (void)printf("%s: %" PRIu64 " article%s, %" PRIu64 " statement%s, %" PRIu64
                 " snapshot%s, %" PRIu64 " release%s\n",
                 name, r->articles, DT_S(r->articles), r->statements,
                 DT_S(r->statements), r->snapshots, DT_S(r->snapshots),
                 r->releases, DT_S(r->releases));
    (void)printf("%s: checked %" PRIu64 " text%s and the bytes of %" PRIu64
                 " snapshot%s",
                 name, r->texts, DT_S(r->texts), r->snapshots_held,
                 DT_S(r->snapshots_held));
    if (r->withheld)
        (void)printf("; texts withheld: %" PRIu64, r->withheld);
    if (r->snapshots_not_held)
        (void)printf("; snapshots not tracked: %" PRIu64,
                     r->snapshots_not_held);
    (void)putchar('\n');
    if (r->rebuilt + r->not_rebuilt)
        (void)printf("%s: rebuilt %" PRIu64 " article%s, %" PRIu64
                     " could not be\n",
                     name, r->rebuilt, DT_S(r->rebuilt), r->not_rebuilt);
    if (r->not_judged)
        (void)printf("%s: not judged anew for want of a text: %" PRIu64
                     " quotation%s (name its folder with --from)\n",
                     name, r->not_judged, DT_S(r->not_judged));
    if (r->root[0])
        (void)printf("%s: root %s over %" PRIu64 " line%s\n", name, r->root,
                     r->tree_size, DT_S(r->tree_size));
    if (r->problems)
        (void)printf("%s: problems: %" PRIu64 "\n", name, r->problems);
    else
        (void)printf("%s: verified\n", name);
}

/* Whether there is a root to compare with that of the corpus. */
static bool has_releases(const struct dt_corpus *corpus)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_file_stat st;
    struct dt_err ignored;
    bool has;

    dt_corpus_manifest_path(corpus, "releases.jsonl", &path);
    has = dt_buf_check(&path, "a path", &ignored) == DT_OK &&
          dt_file_stat(path.ptr, &st, &ignored) == DT_OK && st.size;
    dt_buf_release(&path);
    return has;
}

/* What was released before, and what git has of texts that are withheld now. */
static int check_past(const struct dt_args *args,
                      const struct dt_corpus *corpus, const char *at,
                      bool sound, struct dt_verify_report *report,
                      struct dt_err *err)
{
    const bool history = dt_args_flag(args, "history");
    struct dt_history_report past = {.problem = dt_faults_tell,
                                     .ctx = report->ctx};
    uint64_t older;
    int rc = DT_OK;

    if (history)
        rc = dt_history_check(corpus, at, args->jobs, &past, err);
    else if (sound)
        rc = dt_history_check_last(corpus, at, report, &past, err);
    report->problems += past.problems;
    if (rc < 0)
        return rc;
    rc = dt_older_check(corpus, at, dt_faults_tell, report->ctx, &older, err);
    report->problems += older;
    return rc;
}

static int check(const struct dt_args *args, const struct dt_corpus *corpus,
                 const struct dt_verify_options *how,
                 struct dt_verify_report *report, struct dt_err *err)
{
    int rc = dt_verify_corpus(corpus, how, report, err);

    if (rc >= 0)
        rc = check_past(args, corpus, how->at, rc == DT_OK, report, err);
    return rc < 0 ? rc : report->problems > 0;
}

/* What came of a check that ended with rc. */
static int tell(const struct dt_args *args, const char *name,
                const struct dt_verify_report *report, int rc,
                struct dt_err *err)
{
    struct dt_err later;

    if (rc < 0 && !(args->json && dt_faults_found(rc)))
        return rc;
    if (args->json) {
        if (rc < 0)
            dt_faults_take(report->ctx, err->msg);
        if (print_json(name, report, report->ctx, rc >= 0, &later) < 0 &&
            rc >= 0) {
            *err = later;
            rc = later.code;
        }
    } else if (!args->quiet) {
        print_text(name, report);
    }
    return rc;
}

int dt_verify_corpus_told(const struct dt_args *args, const char *name,
                          struct dt_err *err)
{
    struct dt_verify_options how = {
        .jobs = args->jobs,
        .at = dt_args_value(args, "at"),
        .root = args->json || !args->quiet,
        .rebuild = dt_args_flag(args, "rebuild"),
        .from = dt_args_value(args, "from"),
    };
    struct dt_faults faults;
    struct dt_verify_report report = {.problem = dt_faults_tell,
                                      .fault = dt_faults_tell_of,
                                      .note = print_note,
                                      .ctx = &faults};
    struct dt_corpus *corpus = NULL;
    int rc = DT_OK;

    dt_faults_init(&faults);
    if (how.jobs > 1 && !how.at)
        rc = dt_snapshot_files_start(&how.snapshots, ".", name, NULL, true,
                                     err);
    if (rc == DT_OK)
        rc = how.at ? dt_corpus_load_at(".", how.at, name, &corpus, err)
                    : dt_corpus_load(".", name, &corpus, err);
    if (rc == DT_OK) {
        how.root = how.root || how.at || has_releases(corpus);
        rc = check(args, corpus, &how, &report, err);
    }
    rc = tell(args, name, &report, rc, err);
    dt_faults_release(&faults);
    dt_snapshot_files_free(how.snapshots);
    dt_corpus_free(corpus);
    return rc;
}

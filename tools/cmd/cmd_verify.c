#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapt/http.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/faults.h"
#include "cmd/report.h"
#include "manifest/revision.h"
#include "manifest/verify.h"
#include "release/check.h"
#include "release/foreign.h"
#include "release/history.h"
#include "release/remote.h"

static const struct dt_option options[] = {
    {"rebuild", 0, DT_OPTION_FLAG, NULL,
     "make everything again from the snapshots and compare", NULL},
    {"from", 0, DT_OPTION_DIR, "DIR",
     "with --rebuild: also take snapshots from DIR", NULL},
    {"history", 0, DT_OPTION_FLAG, NULL,
     "check every release at its commit, that no released id is gone, and that "
     "every redirected one was there",
     NULL},
    {"at", 0, DT_OPTION_TEXT, "REV", "check a git revision, without a checkout",
     NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void print_note(void *ctx, const char *line)
{
    (void)ctx;
    (void)fprintf(stderr, "%s\n", line);
}

/*
 * Where a check ended before its end, all but its faults, their number and the
 * corpus's name is unknown: null.
 */
static int print_report(struct dt_report_item *items, size_t count, bool known,
                        struct dt_err *err)
{
    for (size_t i = 0; !known && i < count; i++)
        if (items[i].is != DT_REPORT_IS_JSON &&
            strcmp(items[i].name, "problems") != 0 &&
            strcmp(items[i].name, "corpus") != 0)
            items[i] = (struct dt_report_item)DT_REPORT_TEXT(items[i].name,
                                                             NULL);
    return dt_report_print(items, count, err);
}

static int print_json(const char *name, const struct dt_verify_report *r,
                      struct dt_faults *faults, bool known, struct dt_err *err)
{
    struct dt_report_item items[] = {
        DT_REPORT_COUNT("articles", r->articles),
        DT_REPORT_TEXT("corpus", name),
        DT_REPORT_COUNT("duplicates", r->duplicates),
        DT_REPORT_JSON("faults", dt_faults_json(faults)),
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

    return print_report(items, sizeof items / sizeof *items, known, err);
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
    if (r->root[0])
        (void)printf("%s: root %s over %" PRIu64 " line%s\n", name, r->root,
                     r->tree_size, DT_S(r->tree_size));
    if (r->problems)
        (void)printf("%s: problems: %" PRIu64 "\n", name, r->problems);
    else
        (void)printf("%s: verified\n", name);
}

/* What was looked at is not what it should be; the check itself went well. */
static bool is_bad(int rc)
{
    return rc == DT_EFORMAT || rc == DT_EMISMATCH;
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

static int verify_corpus(const struct dt_args *args, const char *name,
                         struct dt_err *err)
{
    struct dt_verify_options how = {
        .jobs = args->jobs,
        .at = dt_args_value(args, "at"),
        .root = args->json || !args->quiet,
        .rebuild = dt_args_flag(args, "rebuild"),
        .from = dt_args_value(args, "from"),
    };
    const bool history = dt_args_flag(args, "history");
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
    if (rc == DT_OK)
        how.root = how.root || has_releases(corpus);
    if (rc == DT_OK)
        rc = dt_verify_corpus(corpus, &how, &report, err);
    if (rc >= 0 && (history || (rc == DT_OK && !how.at))) {
        struct dt_history_report past = {
            .problem = dt_faults_tell, .note = print_note, .ctx = &faults};
        int checked = history
                          ? dt_history_check(corpus, args->jobs, &past, err)
                          : dt_history_check_last(corpus, &report, &past, err);

        report.problems += past.problems;
        rc = checked ? checked : rc;
    }
    if (args->json && (rc >= 0 || is_bad(rc))) {
        struct dt_err later;
        int printed;

        if (rc < 0)
            dt_faults_take(&faults, err->msg);
        printed = print_json(name, &report, &faults, rc >= 0, &later);
        if (printed < 0 && rc >= 0) {
            *err = later;
            rc = printed;
        }
    } else if (rc >= 0 && !args->quiet) {
        print_text(corpus->name, &report);
    }
    dt_faults_release(&faults);
    dt_snapshot_files_free(how.snapshots);
    dt_corpus_free(corpus);
    return rc;
}

static int verify_all(const struct dt_args *args, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    int worst = DT_OK;
    int rc = dt_corpus_names_at(".", dt_args_value(args, "at"), &names, err);

    if (rc == DT_OK && names.count == 0)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "corpus: no corpus here (dictum init "
                     "NAME, or name a release file)");
    for (size_t i = 0; rc >= 0 && i < names.count; i++) {
        rc = verify_corpus(args, names.names[i], err);
        if (rc > 0)
            worst = rc;
    }
    dt_file_names_release(&names);
    return rc < 0 ? rc : worst;
}

/* The report on a release or bag, which has one fault where rc says so. */
static int tell_json(struct dt_report_item *items, size_t count,
                     const char *path, int rc, struct dt_err *err)
{
    struct dt_faults faults;
    struct dt_err later; /* what is wrong is told by main, too */
    int printed;

    if (rc < 0 && !is_bad(rc))
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
    printed = print_report(items, count, rc >= 0, &later);
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

    if (is_bad(rc) && !dt_str_ends(DT_STR(told.msg), DT_STR(")")))
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

static int verify_release(const struct dt_args *args, const char *path,
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

static bool is_there(const char *folder, const char *name)
{
    struct dt_file_stat st;
    struct dt_err ignored;
    char path[4096];

    (void)snprintf(path, sizeof path, "%.3000s/%.1000s", folder, name);
    return dt_file_stat(path, &st, &ignored) == DT_OK && st.exists;
}

/* "town" of "corpus/town" and "corpus/town/", else the word; name has room. */
static const char *name_of_corpus(const char *word, char name[256])
{
    const struct dt_str top = DT_STR("corpus/");
    struct dt_str rest = DT_STR(word);

    if (!dt_str_starts(rest, top) || !is_there(word, "corpus.yaml"))
        return word;
    rest.ptr += top.len;
    rest.len -= top.len;
    if (dt_str_ends(rest, DT_STR("/")))
        rest.len--;
    if (rest.len >= 256 || memchr(rest.ptr, '/', rest.len))
        return word;
    memcpy(name, rest.ptr, rest.len);
    name[rest.len] = '\0';
    return name;
}

/* A folder that is no release, though it is ours. */
static int check_folder(const char *path, struct dt_err *err)
{
    if (is_there(path, "corpus.yaml"))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: the folder of a corpus, not a release (dictum "
                       "verify NAME at the top of its repository)",
                       path);
    if (is_there(path, "corpus") && is_there(path, "manifests"))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: a repository, not a release (dictum -C %s verify)",
                       path, path);
    return DT_OK;
}

/* A corpus by its name; anything else that has a path is a release. */
static bool names_release(const char *word)
{
    struct dt_file_stat st;
    struct dt_err ignored;

    if (strchr(word, '/') || strchr(word, '.'))
        return true;
    if (dt_file_stat("corpus", &st, &ignored) == DT_OK && st.is_dir) {
        char path[4096];

        (void)snprintf(path, sizeof path, "corpus/%.4000s", word);
        if (dt_file_stat(path, &st, &ignored) == DT_OK && st.is_dir)
            return false;
    }
    return dt_file_stat(word, &st, &ignored) == DT_OK && st.exists;
}

/* A check that is asked for is done, or refused. */
static int check_options(const struct dt_args *args, struct dt_err *err)
{
    const bool rebuild = dt_args_flag(args, "rebuild");

    if (rebuild && dt_args_value(args, "at"))
        return DT_FAIL(err, DT_EUSAGE,
                       "--rebuild makes what lies in the folder, not what a "
                       "revision has (leave out --at, or use git worktree)");
    if (!rebuild && dt_args_value(args, "from"))
        return DT_FAIL(err, DT_EUSAGE,
                       "--from: nothing is made without --rebuild (add it)");
    return DT_OK;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const bool at = dt_args_value(args, "at") != NULL;
    const char *word;
    char name[256];

    if (check_options(args, err) < 0)
        return err->code;
    if (args->count == 0)
        return verify_all(args, err);
    word = name_of_corpus(args->words[0], name);
    if (at || !names_release(word))
        return verify_corpus(args, word, err);
    if (dt_args_flag(args, "rebuild") || dt_args_flag(args, "history"))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: no corpus, of which alone there is a --rebuild or "
                       "--history (leave it out)",
                       word);
    if (check_folder(word, err) < 0)
        return err->code;
    return is_foreign(word) ? verify_foreign(args, word, err)
                            : verify_release(args, word, err);
}

const struct dt_command dt_cmd_verify = {
    .name = "verify",
    .synopsis = "[CORPUS | FILE | DIR | URL] [--rebuild [--from DIR]] "
                "[--history] [--at REV]",
    .summary = "check a corpus or a release",
    .description =
        "A corpus (all of them when none is named): every line of the "
        "manifests in its canonical form, sorted and sealed; every text and "
        "snapshot against its hash; every statement against its text; all "
        "against the curator's files; that each id of the last release is "
        "still there, or redirected; that no file of HEAD (or of --at REV), "
        "none "
        "staged and none changed since, but those of tests/, is, byte for "
        "byte, a withheld text or its snapshot. What cannot be "
        "checked is counted, as "
        "are snapshots that are not tracked, whether or not .dictum/ holds "
        "them (dictum status tells). "
        "--rebuild makes everything again from the snapshots and compares "
        "bytes; it counts what it could not, as no snapshot is held (--from), "
        "and fails when that is everything. Of each file of records the first "
        "fault is told. --history checks every release at its commit. --at "
        "reads a git "
        "revision.\n\n"
        "A release, archive or unpacked folder: everything in one pass, "
        "offline, without unpacking. Of a BagIt bag that somebody else made: "
        "that it is complete and its checksums hold. The exit status is 0 when "
        "all is well, 1 when a corpus has faults, 4 or 5 when a release or bag "
        "is damaged or not what it says.\n\n"
        "--json gives the counts, null where a fault ended the check before "
        "they were known; \"problems\", the number of faults; and "
        "\"faults\": a list of {file, line, message}, of which file and line "
        "may be null, of the first 1,000.",
    .example = "$ dictum verify northmoor --rebuild\n"
               "$ dictum verify --at HEAD~1\n"
               "$ dictum verify northmoor-0.1.0.tar.zst",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS | DT_COMMAND_CORPUS |
             DT_COMMAND_FILES,
    .most = 1,
    .run = run,
};

#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/report.h"
#include "manifest/build.h"

static const struct dt_option options[] = {
    {"from", 0, DT_OPTION_DIR, "DIR",
     "also take snapshots from DIR and WARC files in it, by hash", NULL},
    {"empty", 0, DT_OPTION_FLAG, NULL,
     "let a sources.yaml that names no source take all articles away", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void print_note(void *ctx, const char *line)
{
    (void)ctx;
    (void)fprintf(stderr, "%s\n", line);
}

static int print_json(const struct dt_corpus *corpus,
                      const struct dt_build_report *r, struct dt_err *err)
{
    const struct dt_report_item items[] = {
        DT_REPORT_COUNT("built", r->built),
        DT_REPORT_COUNT("carried", r->carried),
        DT_REPORT_TEXT("corpus", corpus->name),
        DT_REPORT_COUNT("disputed", r->disputed),
        DT_REPORT_COUNT("duplicates", r->duplicates),
        DT_REPORT_COUNT("files", r->files),
        DT_REPORT_COUNT("no_article", r->no_article),
        DT_REPORT_COUNT("no_text", r->no_text),
        DT_REPORT_COUNT("not_held", r->not_held),
        DT_REPORT_COUNT("removed", r->removed),
        DT_REPORT_COUNT("sources", r->sources),
        DT_REPORT_COUNT("stale", r->stale),
        DT_REPORT_COUNT("statements", r->statements),
        DT_REPORT_COUNT("unchanged", r->unchanged),
        DT_REPORT_COUNT("undecoded", r->undecoded),
        DT_REPORT_COUNT("unknown", r->unknown),
        DT_REPORT_COUNT("unresolved", r->unresolved),
    };

    return dt_report_print(items, sizeof items / sizeof *items, err);
}

/* Where to look for those without a known speaker. */
static const char *where_listed(const struct dt_build_report *r)
{
    if (r->strangers == 0)
        return "";
    return r->strangers == r->unresolved
               ? " (dictum people lists them)"
               : " (dictum people lists those who are named)";
}

static void print_text(const struct dt_corpus *corpus,
                       const struct dt_build_report *r)
{
    (void)printf("%s: %zu source%s: %zu built, %zu unchanged", corpus->name,
                 r->sources, DT_S(r->sources), r->built, r->unchanged);
    if (r->carried)
        (void)printf(", %zu not held here (tracked record kept)", r->carried);
    if (r->not_held)
        (void)printf(", %zu not held", r->not_held);
    if (r->no_article)
        (void)printf(", %zu not articles", r->no_article);
    if (r->removed)
        (void)printf(", %zu removed", r->removed);
    (void)putchar('\n');
    if (r->built)
        (void)printf("%s: %zu statement%s in what was built, %zu of them "
                     "without a known speaker%s\n",
                     corpus->name, r->statements, DT_S(r->statements),
                     r->unresolved, where_listed(r));
    if (r->duplicates)
        (void)printf(
            "%s: %zu article%s another (the same words, or decided; dictum "
            "duplicates also lists near copies)\n",
            corpus->name, r->duplicates,
            r->duplicates == 1 ? " copies" : "s copy");
    if (r->no_text)
        (void)printf("%s: %zu article%s without a body\n", corpus->name,
                     r->no_text, DT_S(r->no_text));
    if (r->stale)
        (void)printf("%s: %zu decision%s stale\n", corpus->name, r->stale,
                     r->stale == 1 ? " is" : "s are");
    (void)printf("%s: %zu file%s written\n", corpus->name, r->files,
                 DT_S(r->files));
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_build_options how = {
        .from = dt_args_value(args, "from"),
        .jobs = args->jobs,
        .empty = dt_args_flag(args, "empty"),
    };
    struct dt_build_report report = {.note = print_note,
                                     .only_problems = args->quiet};
    struct dt_corpus *corpus = NULL;
    int rc = dt_corpus_load(".", args->count ? args->words[0] : NULL, &corpus,
                            err);

    if (rc == DT_OK)
        rc = dt_build(corpus, &how, &report, err);
    if (rc >= 0 && args->json) {
        int printed = print_json(corpus, &report, err);

        rc = printed < 0 ? printed : rc;
    } else if (rc >= 0 && !args->quiet) {
        print_text(corpus, &report);
    }
    dt_corpus_free(corpus);
    return rc;
}

const struct dt_command dt_cmd_build = {
    .name = "build",
    .synopsis = "[CORPUS] [--from DIR] [--empty] [-j N]",
    .summary = "make articles, statements and manifests from the snapshots",
    .description =
        "Normalise every snapshot, find copies, take the statements and write "
        "corpus/ and manifests/. Only what changed is made again. The same "
        "snapshots give the same bytes, on any machine and with any number of "
        "threads.\n\n"
        "A source whose snapshot is not held here keeps the record that git "
        "tracks. When nothing is held, or a source has no record either, the "
        "sources are named and the exit status is 1. So it is for a page that "
        "is no article (an error page, a consent wall, a stub behind a "
        "paywall, a login page, an index): no record is made of it, unless its "
        "entry in sources.yaml says a kind. And so it is while the snapshot of "
        "a withheld text lies in corpus/NAME/snapshots/, where git takes it: "
        "move it to .dictum/snapshots/.\n\n"
        "A text in corpus/NAME/articles/ that somebody wrote into is made "
        "again, and said so; theirs is kept in .dictum/edited/NAME/.\n\n"
        "Lists in corpus/NAME/rules/ add to the program's own: "
        "clutter_lines.txt, clutter_names.txt, tail_lines.txt and so on, one "
        "rule a line; \"!RULE\" takes one back.",
    .example = "$ dictum build northmoor\n"
               "$ dictum build nhs-leadership --from ~/articles",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS | DT_COMMAND_CORPUS,
    .most = 1,
    .run = run,
};

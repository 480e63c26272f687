#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/cmd.h"
#include "release/export.h"

static const struct dt_option options[] = {
    {"output", 'o', DT_OPTION_FILE, "FILE", "write this file, not stdout",
     NULL},
    {"article", 0, DT_OPTION_TEXT, "ID", "only the statements of this article",
     NULL},
    {"speaker", 0, DT_OPTION_TEXT, "ID", "only the statements of this person",
     NULL},
    {"base", 0, DT_OPTION_TEXT, "IRI",
     "put this before the corpus's own names in linked data", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static int to_file(const struct dt_corpus *corpus,
                   struct dt_export_options *how,
                   struct dt_export_report *report, struct dt_err *err)
{
    struct dt_file_replacement new;
    int rc = dt_file_replace_begin(&new, how->name, err);

    how->fd = new.fd;
    if (rc == DT_OK)
        rc = dt_export(corpus, how, report, err);
    if (rc == DT_OK)
        rc = dt_file_replace_commit(&new, err);
    dt_file_replace_end(&new);
    return rc;
}

static void print_report(const struct dt_export_report *r)
{
    (void)fprintf(stderr, "%" PRIu64 " statement%s of %" PRIu64 " article%s",
                  r->statements, DT_S(r->statements), r->articles,
                  DT_S(r->articles));
    if (r->withheld)
        (void)fprintf(stderr, ", %" PRIu64 " without their words: withheld",
                      r->withheld);
    if (r->not_there)
        (void)fprintf(stderr,
                      "; %" PRIu64 " text%s not on this machine: positions of "
                      "these are bytes",
                      r->not_there, DT_S(r->not_there));
    (void)fputc('\n', stderr);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const char *base = dt_args_value(args, "base");
    const char *output = dt_args_value(args, "output");
    struct dt_export_options how = {
        .format = args->words[0],
        .article = dt_args_value(args, "article"),
        .speaker = dt_args_value(args, "speaker"),
        .base = base ? base : "",
        .fd = STDOUT_FILENO,
        .name = output ? output : "stdout",
    };
    struct dt_export_report report;
    struct dt_corpus *corpus;
    int rc = dt_corpus_load(".", args->count > 1 ? args->words[1] : NULL,
                            &corpus, err);

    if (rc < 0)
        return rc;
    rc = output ? to_file(corpus, &how, &report, err)
                : dt_export(corpus, &how, &report, err);
    if (rc == DT_OK && !args->quiet)
        print_report(&report);
    dt_corpus_free(corpus);
    return rc;
}

const struct dt_command dt_cmd_export = {
    .name = "export",
    .synopsis = "FORMAT [CORPUS] [--output FILE] [--article ID] "
                "[--speaker ID]",
    .summary = "write the statements in a format of others",
    .description =
        "Write every statement, by article and in the order of its words. "
        "FORMAT is one of\n\n"
        "  web-annotation  W3C Web Annotation: quotation and position in code "
        "points\n"
        "  schema-org      schema.org Quotation, JSON-LD\n"
        "  tei             TEI as Parla-CLARIN has it; transcripts as "
        "utterances\n"
        "  csv             RFC 4180, one statement a row, with a header\n"
        "  jsonl           one statement a line, with its article and "
        "speaker\n\n"
        "Of withheld texts positions are written (in bytes of the text), never "
        "words. In CSV a cell that a spreadsheet would take for a formula (= + "
        "- @, tab or return in front), or that begins with an apostrophe, gets "
        "an apostrophe in front. Every line and text is checked by its seal or "
        "hash on the way.",
    .example = "$ dictum export csv northmoor --output northmoor.csv\n"
               "$ dictum export tei northmoor --article harbour-speech",
    .options = options,
    .least = 1,
    .most = 2,
    .run = run,
};

#include <stdio.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "release/review.h"

enum { BELOW = 700, MOST = 10000, MOST_TABLE = 1 << 30 };

static const struct dt_option options[] = {
    {"below", 0, DT_OPTION_COUNT, "N",
     "statements of less confidence than this, per mille (700)", NULL},
    {"most", 0, DT_OPTION_COUNT, "N", "no more rows than this (10000)", NULL},
    {"output", 'o', DT_OPTION_FILE, "FILE", "write this file, not stdout",
     NULL},
    {"apply", 0, DT_OPTION_FILE, "FILE",
     "take the decisions out of a table that was filled in", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static int apply(const struct dt_args *args, const struct dt_corpus *corpus,
                 struct dt_err *err)
{
    size_t count = 0;
    int rc = dt_review_apply(corpus, dt_args_value(args, "apply"), &count, err);

    if (rc == DT_OK && !args->quiet && count == 0)
        (void)fprintf(stderr, "%s: nothing new\n", corpus->decisions->path);
    else if (rc == DT_OK && !args->quiet)
        (void)fprintf(stderr,
                      "%s: %zu decision%s added (dictum build carries %s "
                      "out)\n",
                      corpus->decisions->path, count, DT_S(count),
                      count == 1 ? "it" : "them");
    return rc;
}

static int write_table(const struct dt_args *args,
                       const struct dt_corpus *corpus, struct dt_err *err)
{
    const struct dt_review_options how = {
        .below = dt_args_number(args, "below", BELOW),
        .most = dt_args_number(args, "most", MOST)};
    const char *output = dt_args_value(args, "output");
    struct dt_buf table = DT_BUF_INIT(MOST_TABLE);
    struct dt_review_report report;
    int rc = dt_review_write(corpus, &how, &table, &report, err);

    if (rc == DT_OK && output)
        rc = dt_file_write(output, table.ptr, table.len, err);
    else if (rc == DT_OK)
        rc = dt_file_write_fd(STDOUT_FILENO, "stdout", table.ptr, table.len,
                              err);
    if (rc == DT_OK && !args->quiet)
        (void)fprintf(stderr, "%s: %zu statement%s to decide on%s\n",
                      corpus->name, report.rows, DT_S(report.rows),
                      report.more ? ", and more (--most)" : "");
    dt_buf_release(&table);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct dt_corpus *corpus;
    int rc = dt_corpus_load(".", args->count ? args->words[0] : NULL, &corpus,
                            err);

    if (rc < 0)
        return rc;
    rc = dt_args_value(args, "apply") ? apply(args, corpus, err)
                                      : write_table(args, corpus, err);
    dt_corpus_free(corpus);
    return rc;
}

const struct dt_command dt_cmd_review = {
    .name = "review",
    .synopsis = "[CORPUS] [--below N] [--output FILE | --apply FILE]",
    .summary = "list what the rules are least sure of, and take decisions",
    .description =
        "Write a table (CSV) of the statements of least confidence, the least "
        "sure first: what was taken for whose words, the words around it (the "
        "statement itself in [ ], ¶ where a paragraph ends), why it is "
        "doubtful, who may be meant. A person fills in any of\n\n"
        "  verdict      accept: the rules are right; not-a-statement\n"
        "  set_speaker  a person's id, or none\n"
        "  set_mode     speech, authored, direct, mixed or indirect\n"
        "  split_at     bytes of the text at which further statements begin\n"
        "  merge_with   ids of statements that are further words of this one\n"
        "  note         for others to read, beside a decision\n\n"
        "and --apply, which needs the columns statement and article, adds "
        "these decisions to corpus/NAME/decisions.yaml, which may also be "
        "written by hand; a row that cannot be carried out is refused with its "
        "line, and then nothing is written. The next build "
        "carries them out over the "
        "rules, in the articles concerned. A decided speaker changes a "
        "statement's id: verify asks for a redirect where the old one was "
        "released. A decision whose statement is no more is told as stale by "
        "build and status, and changes nothing. Of withheld texts no words are "
        "shown.",
    .example = "$ dictum review northmoor --output doubtful.csv\n"
               "$ dictum review northmoor --apply doubtful.csv",
    .options = options,
    .flags = DT_COMMAND_CORPUS,
    .most = 1,
    .run = run,
};

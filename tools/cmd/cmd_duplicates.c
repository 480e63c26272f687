#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/each_corpus.h"
#include "cmd/decide_copies.h"
#include "cmd/print_duplicates.h"
#include "cmd/print_furniture.h"

static const struct dt_option options[] = {
    {"decide", 0, DT_OPTION_TEXT, "ARTICLE",
     "decide on this one, by one of the next three", NULL},
    {"copy-of", 0, DT_OPTION_TEXT, "ARTICLE", "it is a copy of that one", NULL},
    {"not-copy-of", 0, DT_OPTION_TEXT, "ARTICLE",
     "the two are no copies of each other", NULL},
    {"canonical", 0, DT_OPTION_FLAG, NULL,
     "of its copies, it is the one that is kept", NULL},
    {"note", 0, DT_OPTION_TEXT, "TEXT", "why, for others to read", NULL},
    {"paragraphs", 0, DT_OPTION_FLAG, NULL,
     "list paragraphs that a site prints with many stories", NULL},
    {"more-than", 0, DT_OPTION_COUNT, "N",
     "with --paragraphs: that more stories than this have (4)", NULL},
    {"rules", 0, DT_OPTION_FLAG, NULL,
     "with --paragraphs: as lines for clutter_lines.txt", NULL},
    {"schema", 0, DT_OPTION_FLAG, NULL,
     "print the JSON Schema of what --json prints", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static const char schema[] = {
#include "cmd/schema/duplicates.json.inc"
};

static int print(void *ctx, const struct dt_corpus *corpus, struct dt_err *err)
{
    const struct dt_args *args = ctx;
    struct dt_clusters clusters;
    struct dt_duplicates_print p = {.corpus = corpus, .clusters = &clusters};
    int rc = dt_clusters_read(&clusters, corpus, err);

    dt_duplicates_print_init(&p);
    if (rc == DT_OK)
        rc = args->json ? dt_duplicates_json(&p, err)
                        : dt_duplicates_text(&p, err);
    dt_duplicates_print_release(&p);
    dt_clusters_release(&clusters);
    return rc;
}

static int print_paragraphs(void *ctx, const struct dt_corpus *corpus,
                            struct dt_err *err)
{
    const struct dt_args *args = ctx;
    const struct dt_furniture_options how = {
        .more_than = (uint32_t)dt_args_number(args, "more-than",
                                              DT_FURNITURE_MORE_THAN),
        .threads = args->jobs,
        .most = DT_FURNITURE_MOST};
    struct dt_furniture found;
    int rc = dt_furniture_find(&found, corpus, &how, err);

    if (rc == DT_OK)
        rc = args->json ? dt_furniture_json(&found, corpus, err)
             : dt_args_flag(args, "rules")
                 ? dt_furniture_rules(&found, err)
                 : dt_furniture_text(&found, corpus, err);
    dt_furniture_release(&found);
    return rc;
}

static int decide(const struct dt_args *args, struct dt_err *err)
{
    struct dt_corpus *corpus = NULL;
    int rc = dt_corpus_load(".", args->count ? args->words[0] : NULL, &corpus,
                            err);

    if (rc == DT_OK)
        rc = dt_decide_copies(args, corpus, err);
    dt_corpus_free(corpus);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    if (dt_args_flag(args, "schema"))
        return dt_file_write_fd(STDOUT_FILENO, "standard output", schema,
                                sizeof schema, err);
    if (dt_decide_copies_asked(args))
        return decide(args, err);
    if (dt_args_value(args, "copy-of") || dt_args_value(args, "not-copy-of") ||
        dt_args_flag(args, "canonical") || dt_args_value(args, "note"))
        return DT_FAIL(err, DT_EUSAGE, "decide on which? (--decide ARTICLE)");
    if ((dt_args_flag(args, "rules") || dt_args_value(args, "more-than")) &&
        !dt_args_flag(args, "paragraphs"))
        return DT_FAIL(err, DT_EUSAGE,
                       "--rules and --more-than are of "
                       "--paragraphs");
    return dt_each_corpus(args->count ? args->words[0] : NULL,
                          dt_args_flag(args, "paragraphs") ? print_paragraphs
                                                           : print,
                          (void *)(uintptr_t)args, err);
}

const struct dt_command dt_cmd_duplicates = {
    .name = "duplicates",
    .synopsis = "[CORPUS] [--json] [--decide ARTICLE … | --paragraphs]",
    .summary = "list copies, versions and excerpts, and decide on them",
    .description =
        "List what the last build found, from the manifests. A cluster is a "
        "star around its canonical article: whom a copy's syndicated_from "
        "names, else the earliest, else the most complete, else the smallest "
        "id. Each copy is told with its level (same bytes, same text, same "
        "words, near, or decided), with how many of 1000 runs of words are "
        "alike, and with the words that both have in one order, where the "
        "texts are here. Versions of one story by one publisher are a chain, "
        "the earliest first, and excerpts stand by themselves: both are no "
        "copies.\n\n"
        "--decide adds a decision to corpus/NAME/decisions.yaml, which wins "
        "over what was measured from the next build on; two that are near, and "
        "are both kept, are two clusters. When a text it judged "
        "is another one, build and status tell it as stale, and it changes "
        "nothing: deciding again takes its place. To take a decision back, "
        "take its lines out of the file and build.\n\n"
        "--paragraphs reads the texts that are open and here, and lists the "
        "paragraphs that more than N stories of one site have, copies and "
        "versions counted as one: the site's furniture. What is, a curator "
        "adds to corpus/NAME/rules/clutter_lines.txt, and the next build takes "
        "it out of the articles.",
    .example = "$ dictum duplicates northmoor\n"
               "$ dictum duplicates northmoor --decide night-bus-coastroad "
               "--not-copy-of night-bus-agency\n"
               "$ dictum duplicates northmoor --paragraphs --rules "
               ">>corpus/northmoor/rules/clutter_lines.txt",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_CORPUS | DT_COMMAND_JOBS,
    .most = 1,
    .run = run,
};

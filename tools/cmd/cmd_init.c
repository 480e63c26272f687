#include <stdio.h>

#include "cmd/cmd.h"
#include "source/init.h"

static const struct dt_option options[] = {
    {"title", 0, DT_OPTION_TEXT, "TEXT", "what the corpus is called", NULL},
    {"licence", 0, DT_OPTION_TEXT, "SPDX",
     "licence of what the curators make (" DT_INIT_LICENCE ")", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_init init = {.name = args->words[0],
                                 .title = dt_args_value(args, "title"),
                                 .licence = dt_args_value(args, "licence")};
    int rc = dt_init(&init, err);

    if (rc == DT_OK && !args->quiet)
        (void)fprintf(stderr,
                      "corpus/%s and manifests/%s are laid out\n"
                      "next: say what it is in corpus/%s/corpus.yaml and who "
                      "speaks in people.yaml,\n"
                      "then dictum add --corpus %s FILE-OR-URL\n",
                      init.name, init.name, init.name, init.name);
    return rc;
}

const struct dt_command dt_cmd_init = {
    .name = "init",
    .synopsis = "NAME [--title TEXT] [--licence SPDX]",
    .summary = "lay out a new corpus in this git repository",
    .description =
        "Write corpus/NAME with corpus.yaml, sources.yaml and people.yaml, "
        "which explain themselves, and manifests/NAME with empty manifests, "
        "keep .dictum/ out of git, and tell git that no byte of the evidence "
        "is to be converted and that records of two branches both stay when "
        "they are merged. NAME is of lower-case letters and digits, with "
        "single hyphens between.\n\n"
        "Nothing that is there already is changed.",
    .example = "$ dictum init northmoor --title 'Speeches of Northmoor' "
               "--licence CC0-1.0",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run,
};

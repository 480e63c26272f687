#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/completion.h"
#include "cmd/manual.h"

static const struct dt_option options[] = {
    {"format", 0, DT_OPTION_TEXT, "FORM",
     "print all commands as text, man page or completion",
     "text|man|bash|zsh|fish"},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void overview(struct dt_buf *out)
{
    dt_buf_adds(out, "dictum builds, verifies and publishes a corpus of what "
                     "leaders said.\n\n"
                     "usage: dictum [-C DIR] COMMAND [ARGUMENT]...\n"
                     "       dictum COMMAND --help | dictum --version\n\n"
                     "commands:\n");
    for (size_t i = 0; dt_cmd_table[i]; i++)
        dt_buf_addf(out, "  %-12s %s\n", dt_cmd_table[i]->name,
                    dt_cmd_table[i]->summary);
    dt_buf_adds(out, "\nexit status: 0 fine, 1 the check ran and found "
                     "something, 2 wrong usage,\n"
                     "3 file, disk or network refused, 4 malformed input, "
                     "5 not trusted, 6 internal error\n");
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(1 << 20);
    const char *format = dt_args_value(args, "format");
    const struct dt_command *one = NULL;
    int rc;

    if (args->count == 1) {
        one = dt_cmd_find(args->words[0]);
        if (!one)
            return DT_FAIL(err, DT_EUSAGE,
                           "'%.60s' is not a command (see "
                           "dictum help)",
                           args->words[0]);
    }
    if (one)
        dt_command_help(one, &out);
    else if (!format || strcmp(format, "text") == 0)
        overview(&out);
    else if (strcmp(format, "man") == 0)
        dt_manual_page(&out);
    else
        dt_completion(format, &out);
    rc = dt_buf_flush(&out, "the help text", stdout, err);
    dt_buf_release(&out);
    return rc;
}

const struct dt_command dt_cmd_help = {
    .name = "help",
    .synopsis = "[COMMAND] [--format FORM]",
    .summary = "list the commands, or explain one",
    .description =
        "Without an argument, list every command in a line each. With one, "
        "print what dictum COMMAND --help prints. The man page and the "
        "completions for bash, zsh and fish are made from the same table.",
    .example = "$ dictum help build\n"
               "$ dictum help --format bash > dictum.bash",
    .options = options,
    .most = 1,
    .run = run,
};

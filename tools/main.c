#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adapt/markdown.h"
#include "adapt/pdf.h"
#include "base/child.h"
#include "base/near.h"
#include "base/progress.h"
#include "base/version.h"
#include "cmd/cmd.h"

static const struct dt_child_job *const child_jobs[] = {&dt_markdown_job,
                                                        &dt_pdf_job, NULL};

/* Exit status of each error code, as the README lists them. */
static int exit_status(int rc)
{
    switch (rc) {
    case DT_EUSAGE:
        return 2;
    case DT_EIO:
        return 3;
    case DT_EFORMAT:
        return 4;
    case DT_EMISMATCH:
        return 5;
    case DT_EINTERNAL:
        return 6;
    default:
        return rc; /* 0, or 1: a check ran and found something */
    }
}

static int fail(int rc, const struct dt_err *err)
{
    (void)fprintf(stderr, "dictum: error: %s\n", err->msg);
    return exit_status(rc);
}

/* The exit status of a command that returned rc, after its error line. */
static int finish(int rc, struct dt_err *err)
{
    int status = rc < 0 ? fail(rc, err) : rc;

    /*
     * A full disk behind a redirected stdout must not look like success, nor
     * like a fault of the input.
     */
    if ((fflush(stdout) == 0 && !ferror(stdout)) || rc == DT_EIO)
        return status;
    dt_err_set(err, DT_EIO, "standard output could not be written");
    return fail(DT_EIO, err);
}

static int print_help(const struct dt_command *command, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(1 << 20);
    int rc;

    dt_command_help(command, &text);
    rc = dt_buf_flush(&text, "the help text", stdout, err);
    dt_buf_release(&text);
    return rc;
}

static int run(const struct dt_command *command, int argc, char **argv,
               struct dt_err *err)
{
    struct dt_args args;
    int rc = dt_args_parse(&args, command, argc, argv, err);

    if (rc < 0)
        return rc;
    if (args.quiet)
        dt_progress_silence();
    return args.help ? print_help(command, err) : command->run(&args, err);
}

static int fail_unknown(const char *word, struct dt_err *err)
{
    struct dt_near near = dt_near_to(DT_STR(word));

    for (size_t i = 0; dt_cmd_table[i]; i++)
        dt_near_try(&near, dt_cmd_table[i]->name);
    if (near.best)
        return DT_FAIL(err, DT_EUSAGE,
                       "'%.60s' is not a command (did you mean %s?)", word,
                       near.best);
    return DT_FAIL(err, DT_EUSAGE, "'%.60s' is not a command (see dictum help)",
                   word);
}

int main(int argc, char **argv)
{
    const struct dt_command *command;
    struct dt_err err;
    int at = 1, rc;

    dt_child_serve(argc, argv, child_jobs);
    (void)setlocale(LC_ALL, "C");
    (void)signal(SIGXFSZ, SIG_IGN); /* a limit of file sizes is an error */
    while (at + 1 < argc && strcmp(argv[at], "-C") == 0) {
        if (chdir(argv[at + 1]) != 0) {
            dt_err_set(&err, DT_EIO, "%s: cannot go to this folder",
                       argv[at + 1]);
            return fail(DT_EIO, &err);
        }
        at += 2;
    }
    if (at < argc &&
        (strcmp(argv[at], "--version") == 0 || strcmp(argv[at], "-V") == 0)) {
        (void)printf("%s\n", DT_TOOL);
        return 0;
    }
    if (at < argc &&
        (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0))
        return finish(run(&dt_cmd_help, 0, argv + at, &err), &err);
    if (at >= argc) {
        dt_err_set(&err, DT_EUSAGE, "no command given (see dictum help)");
        return fail(DT_EUSAGE, &err);
    }
    command = dt_cmd_find(argv[at]);
    if (!command)
        return fail(fail_unknown(argv[at], &err), &err);
    rc = run(command, argc - at - 1, argv + at + 1, &err);
    return finish(rc, &err);
}

/*
 * option.h - what a command line may say, in one table.
 *
 * Layer   base. The table of a command is the only place where its options
 *         stand: parsing, --help, the man page and the shell completions all
 *         read it.
 * Errors  DT_EUSAGE names the word that is wrong and the command to ask.
 */
#ifndef DT_BASE_OPTION_H
#define DT_BASE_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum dt_option_kind {
    DT_OPTION_FLAG, /* --name */
    DT_OPTION_TEXT, /* --name VALUE or --name=VALUE, UTF-8; the last one counts */
    DT_OPTION_COUNT, /* --name N, 0 to 2^31-1 */
    DT_OPTION_FILE,  /* as text; completed with file names */
    DT_OPTION_DIR    /* as text; completed with folder names */
};

struct dt_option {
    const char *name; /* long name without dashes; NULL ends a table */
    char letter;      /* short name, or 0 */
    enum dt_option_kind kind;
    const char *value;   /* what --help calls the value, "DIR"; NULL: flag */
    const char *help;    /* one line, no full stop */
    const char *choices; /* "html|text", checked; or NULL */
};

enum { DT_OPTION_MOST = 24 };

struct dt_args;

/* What a command takes besides its own options. */
enum dt_command_flag {
    DT_COMMAND_JSON = 1,   /* takes --json */
    DT_COMMAND_JOBS = 2,   /* takes -j N */
    DT_COMMAND_CORPUS = 4, /* first argument completes to corpus names */
    DT_COMMAND_FILES = 8   /* arguments complete to file names */
};

struct dt_command {
    const char *name;
    const char *synopsis;    /* "[CORPUS] [--from DIR]" without the name */
    const char *summary;     /* one line, no full stop: dictum help */
    const char *description; /* paragraphs for --help and the man page */
    const char *example;     /* lines: "$ dictum build northmoor" */
    const struct dt_option *options; /* own options, or NULL */
    unsigned flags;                  /* of enum dt_command_flag */
    int least, most;                 /* number of arguments; most -1: any */
    /*
     * DT_OK, 1 when a check ran and found something, or a negative code
     * with *err filled.
     */
    int (*run)(const struct dt_args *args, struct dt_err *err);
};

struct dt_args {
    const struct dt_command *command;
    const char *const *words; /* the arguments that are no options */
    int count;
    bool json, quiet, help;
    unsigned jobs; /* 1 to 256; the number of processors unless -j */
    const char *values[DT_OPTION_MOST]; /* by index in command->options */
};

/*
 * Read argv[0..argc-1] (behind the command's name), which is reordered:
 * arguments first, in their order. "--" ends options. "-" is an argument.
 */
int dt_args_parse(struct dt_args *out, const struct dt_command *command,
                  int argc, char **argv, struct dt_err *err);

/* Whether the flag was given. An unknown name is a programming mistake. */
bool dt_args_flag(const struct dt_args *args, const char *name);

/* The value given, or NULL. */
const char *dt_args_value(const struct dt_args *args, const char *name);

/* The number given, or otherwise. */
uint32_t dt_args_number(const struct dt_args *args, const char *name,
                        uint32_t otherwise);

/*
 * The options that every command has (and --json, -j where its flags say
 * so): the index-th of them, or NULL.
 */
const struct dt_option *dt_command_common(const struct dt_command *command,
                                          size_t index);

/* The text of dictum NAME --help. */
void dt_command_help(const struct dt_command *command, struct dt_buf *out);

#endif

#include "base/option.h"

#include <assert.h>
#include <string.h>

#include "base/near.h"
#include "base/pool.h"
#include "base/utf8.h"

enum { MOST = 1000 * 1000 * 1000 }; /* that an option can count */

static const struct dt_option common[] = {
    {"help", 'h', DT_OPTION_FLAG, NULL, "explain this command, with an example",
     NULL},
    {"quiet", 'q', DT_OPTION_FLAG, NULL, "print errors only, no progress bar",
     NULL},
    {"json", 0, DT_OPTION_FLAG, NULL, "print JSON on stdout", NULL},
    {"jobs", 'j', DT_OPTION_COUNT, "N",
     "work in N threads, not one for each processor", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

const struct dt_option *dt_command_common(const struct dt_command *command,
                                          size_t index)
{
    for (const struct dt_option *o = common; o->name; o++) {
        if ((strcmp(o->name, "json") == 0 &&
             !(command->flags & DT_COMMAND_JSON)) ||
            (strcmp(o->name, "jobs") == 0 &&
             !(command->flags & DT_COMMAND_JOBS)))
            continue;
        if (index-- == 0)
            return o;
    }
    return NULL;
}

static bool named(const struct dt_option *o, const char *word, size_t len)
{
    return strlen(o->name) == len && memcmp(o->name, word, len) == 0;
}

/* The option that word (without dashes) names; len 0: by letter. */
static const struct dt_option *lookup(const struct dt_command *c,
                                      const char *word, size_t len, char letter)
{
    const struct dt_option *o;

    for (o = c->options; o && o->name; o++)
        if (len ? named(o, word, len) : o->letter == letter)
            return o;
    for (size_t i = 0; (o = dt_command_common(c, i)); i++)
        if (len ? named(o, word, len) : o->letter == letter)
            return o;
    return NULL;
}

static bool read_count(const char *text, uint32_t *out)
{
    uint32_t n = 0;

    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || n > MOST / 10)
            return false;
        n = n * 10 + (uint32_t)(*text - '0');
    }
    *out = n;
    return n <= MOST;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);

    while (*choices) {
        size_t n = strcspn(choices, "|");

        if (n == len && memcmp(choices, value, n) == 0)
            return true;
        choices += n + (choices[n] == '|');
    }
    return false;
}

static int take(struct dt_args *a, const struct dt_option *o, const char *value,
                struct dt_err *err)
{
    const char *name = a->command->name;
    uint32_t n = 0;

    bool jobs = strcmp(o->name, "jobs") == 0;

    if (o->kind == DT_OPTION_COUNT && !read_count(value, &n) && !jobs)
        return DT_FAIL(err, DT_EUSAGE,
                       "--%s: '%.60s' is not a whole number from 0 to %d (see "
                       "dictum %s --help)",
                       o->name, value, MOST, name);
    if (o->kind == DT_OPTION_TEXT &&
        dt_utf8_valid(DT_STR(value)) != strlen(value))
        return DT_FAIL(err, DT_EUSAGE, "--%s: what it is given is not UTF-8",
                       o->name);
    if ((o->kind == DT_OPTION_FILE || o->kind == DT_OPTION_DIR) && !*value)
        return DT_FAIL(err, DT_EUSAGE, "--%s: needs a value, %s", o->name,
                       o->value);
    if (o->choices && !is_choice(o->choices, value))
        return DT_FAIL(err, DT_EUSAGE, "--%s: '%.60s' is none of %s", o->name,
                       value, o->choices);
    for (size_t i = 0; a->command->options && a->command->options[i].name; i++)
        if (&a->command->options[i] == o) {
            a->values[i] = value;
            return DT_OK;
        }
    if (strcmp(o->name, "help") == 0)
        a->help = true;
    else if (strcmp(o->name, "quiet") == 0)
        a->quiet = true;
    else if (strcmp(o->name, "json") == 0)
        a->json = true;
    else if (n < 1 || n > 256)
        return DT_FAIL(err, DT_EUSAGE, "--jobs: 1 to 256 threads, not %s",
                       value);
    else
        a->jobs = n;
    return DT_OK;
}

struct words {
    char **argv;
    int argc, at;
};

static int fail_unknown(const struct dt_command *command, const char *word,
                        size_t len, struct dt_err *err)
{
    struct dt_near near = dt_near_to((struct dt_str){word, len});
    const struct dt_option *o = command->options;

    for (; o && o->name; o++)
        dt_near_try(&near, o->name);
    for (size_t i = 0; (o = dt_command_common(command, i)); i++)
        dt_near_try(&near, o->name);
    if (near.best)
        return DT_FAIL(err, DT_EUSAGE,
                       "unknown option '--%.60s' (did you mean --%s?)", word,
                       near.best);
    return DT_FAIL(err, DT_EUSAGE,
                   "unknown option '--%.60s' (see dictum %s --help)", word,
                   command->name);
}

static int take_long(struct dt_args *a, struct words *w, struct dt_err *err)
{
    const char *word = w->argv[w->at] + 2;
    size_t len = strcspn(word, "=");
    const struct dt_option *o = lookup(a->command, word, len, 0);
    const char *value = word[len] == '=' ? word + len + 1 : NULL;

    if (!o || !len)
        return fail_unknown(a->command, word, len, err);
    if (o->kind == DT_OPTION_FLAG) {
        if (value)
            return DT_FAIL(err, DT_EUSAGE, "--%s takes no value", o->name);
        return take(a, o, "", err);
    }
    if (!value && w->at + 1 < w->argc)
        value = w->argv[++w->at];
    if (!value)
        return DT_FAIL(err, DT_EUSAGE, "--%s: needs a value, %s", o->name,
                       o->value);
    return take(a, o, value, err);
}

/* -q, -j4, -j 4, -qh. */
static int take_short(struct dt_args *a, struct words *w, struct dt_err *err)
{
    const char *p = w->argv[w->at] + 1;

    while (*p) {
        const struct dt_option *o = lookup(a->command, NULL, 0, *p);
        const char *value;
        int rc;

        if (!o)
            return DT_FAIL(err, DT_EUSAGE,
                           "unknown option '-%c' (see dictum "
                           "%s --help)",
                           *p, a->command->name);
        p++;
        if (o->kind == DT_OPTION_FLAG) {
            rc = take(a, o, "", err);
            if (rc < 0)
                return rc;
            continue;
        }
        value = *p ? p : w->at + 1 < w->argc ? w->argv[++w->at] : NULL;
        if (!value)
            return DT_FAIL(err, DT_EUSAGE, "-%c: needs a value, %s", o->letter,
                           o->value);
        return take(a, o, value, err);
    }
    return DT_OK;
}

int dt_args_parse(struct dt_args *out, const struct dt_command *command,
                  int argc, char **argv, struct dt_err *err)
{
    struct words w = {argv, argc, 0};
    bool options = true;
    int rc = DT_OK;

    *out = (struct dt_args){.command = command,
                            .words = (const char *const *)argv,
                            .jobs = dt_pool_cpus()};
    for (; rc == DT_OK && w.at < argc; w.at++) {
        const char *word = argv[w.at];

        if (!options || word[0] != '-' || !word[1])
            argv[out->count++] = argv[w.at];
        else if (strcmp(word, "--") == 0)
            options = false;
        else if (word[1] == '-')
            rc = take_long(out, &w, err);
        else
            rc = take_short(out, &w, err);
    }
    if (rc < 0 || out->help)
        return rc;
    if (out->count < command->least)
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: too few arguments (usage: dictum "
                       "%s %s)",
                       command->name, command->name, command->synopsis);
    if (command->most >= 0 && out->count > command->most)
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: '%.60s' is one argument too many "
                       "(usage: dictum %s %s)",
                       command->name, argv[command->most], command->name,
                       command->synopsis);
    return DT_OK;
}

static size_t index_of(const struct dt_args *args, const char *name)
{
    const struct dt_option *o = args->command->options;
    size_t i = 0;

    while (o[i].name && strcmp(o[i].name, name) != 0)
        i++;
    assert(i < DT_OPTION_MOST && o[i].name);
    return i;
}

bool dt_args_flag(const struct dt_args *args, const char *name)
{
    return args->values[index_of(args, name)] != NULL;
}

const char *dt_args_value(const struct dt_args *args, const char *name)
{
    return args->values[index_of(args, name)];
}

uint32_t dt_args_number(const struct dt_args *args, const char *name,
                        uint32_t otherwise)
{
    const char *value = dt_args_value(args, name);
    uint32_t n = otherwise;

    if (value)
        (void)read_count(value, &n); /* checked when it was taken */
    return n;
}

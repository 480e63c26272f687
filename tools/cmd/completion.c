#include "cmd/completion.h"

#include <string.h>

#include "cmd/cmd.h"

typedef void (*each_option)(const struct dt_command *c,
                            const struct dt_option *o, struct dt_buf *out);

static void for_options(const struct dt_command *c, each_option fn,
                        struct dt_buf *out)
{
    const struct dt_option *o;

    for (o = c->options; o && o->name; o++)
        fn(c, o, out);
    for (size_t i = 0; (o = dt_command_common(c, i)); i++)
        fn(c, o, out);
}

/* "html|text" as words. */
static void add_choices(struct dt_buf *out, const char *choices)
{
    for (; *choices; choices++)
        dt_buf_addc(out, *choices == '|' ? ' ' : *choices);
}

static void bash_option(const struct dt_command *c, const struct dt_option *o,
                        struct dt_buf *out)
{
    (void)c;
    dt_buf_addf(out, " --%s", o->name);
}

static void bash_value(const struct dt_command *c, const struct dt_option *o,
                       struct dt_buf *out)
{
    if (o->kind == DT_OPTION_DIR)
        dt_buf_addf(out,
                    "    %s:--%s) COMPREPLY=($(compgen -d -- \"$cur\"));"
                    " return ;;\n",
                    c->name, o->name);
    else if (o->kind == DT_OPTION_FILE)
        dt_buf_addf(out,
                    "    %s:--%s) COMPREPLY=($(compgen -f -- \"$cur\"));"
                    " return ;;\n",
                    c->name, o->name);
    else if (o->choices) {
        dt_buf_addf(out, "    %s:--%s) COMPREPLY=($(compgen -W '", c->name,
                    o->name);
        add_choices(out, o->choices);
        dt_buf_adds(out, "' -- \"$cur\")); return ;;\n");
    }
}

static void bash(struct dt_buf *out)
{
    dt_buf_adds(out, "# bash completion for dictum\n"
                     "_dictum() {\n"
                     "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
                     "    local prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                     "    local verb=${COMP_WORDS[1]} words=\n"
                     "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                     "        COMPREPLY=($(compgen -W '");
    for (size_t i = 0; dt_cmd_table[i]; i++)
        dt_buf_addf(out, "%s%s", i ? " " : "", dt_cmd_table[i]->name);
    dt_buf_adds(out, "' -- \"$cur\"))\n        return\n    fi\n"
                     "    case $verb:$prev in\n");
    for (size_t i = 0; dt_cmd_table[i]; i++)
        for_options(dt_cmd_table[i], bash_value, out);
    dt_buf_adds(out, "    esac\n    case $verb in\n");
    for (size_t i = 0; dt_cmd_table[i]; i++) {
        const struct dt_command *c = dt_cmd_table[i];

        dt_buf_addf(out, "    %s) words='", c->name);
        for_options(c, bash_option, out);
        dt_buf_adds(out, "' ;;\n");
    }
    dt_buf_adds(out, "    esac\n"
                     "    case $cur in\n"
                     "    -*) COMPREPLY=($(compgen -W \"$words\" -- "
                     "\"$cur\")) ;;\n"
                     "    *) COMPREPLY=($(compgen -W \"$(command ls corpus "
                     "2>/dev/null)\" -- \"$cur\") $(compgen -f -- "
                     "\"$cur\")) ;;\n"
                     "    esac\n}\n"
                     "complete -F _dictum dictum\n");
}

/* zsh and fish quote with '…'; an apostrophe closes, is escaped, reopens. */
static void quoted(struct dt_buf *out, const char *text)
{
    for (; *text; text++)
        if (*text == '\'')
            dt_buf_adds(out, "'\\''");
        else if (*text == '[' || *text == ']' || *text == ':')
            dt_buf_addf(out, "\\%c", *text);
        else
            dt_buf_addc(out, *text);
}

static void zsh_option(const struct dt_command *c, const struct dt_option *o,
                       struct dt_buf *out)
{
    (void)c;
    dt_buf_addf(out, " \\\n            '--%s[", o->name);
    quoted(out, o->help);
    dt_buf_addc(out, ']');
    if (o->kind == DT_OPTION_DIR)
        dt_buf_addf(out, ":%s:_files -/", o->value);
    else if (o->kind == DT_OPTION_FILE)
        dt_buf_addf(out, ":%s:_files", o->value);
    else if (o->choices) {
        dt_buf_addf(out, ":%s:(", o->value);
        add_choices(out, o->choices);
        dt_buf_addc(out, ')');
    } else if (o->value)
        dt_buf_addf(out, ":%s:", o->value);
    dt_buf_addc(out, '\'');
}

static void zsh(struct dt_buf *out)
{
    dt_buf_adds(out, "#compdef dictum\n"
                     "_dictum() {\n"
                     "    local -a verbs\n"
                     "    verbs=(\n");
    for (size_t i = 0; dt_cmd_table[i]; i++) {
        dt_buf_addf(out, "        '%s:", dt_cmd_table[i]->name);
        quoted(out, dt_cmd_table[i]->summary);
        dt_buf_adds(out, "'\n");
    }
    dt_buf_adds(out, "    )\n"
                     "    if (( CURRENT == 2 )); then\n"
                     "        _describe command verbs\n"
                     "        return\n"
                     "    fi\n"
                     "    local verb=$words[2]\n"
                     "    shift words\n"
                     "    (( CURRENT-- ))\n"
                     "    case $verb in\n");
    for (size_t i = 0; dt_cmd_table[i]; i++) {
        const struct dt_command *c = dt_cmd_table[i];

        dt_buf_addf(out, "    %s)\n        _arguments", c->name);
        for_options(c, zsh_option, out);
        if (c->flags & DT_COMMAND_CORPUS)
            dt_buf_adds(out, " \\\n            '1:corpus:(${(f)\"$(command ls"
                             " corpus 2>/dev/null)\"})' '*:file:_files'\n");
        else
            dt_buf_adds(out, " \\\n            '*:file:_files'\n");
        dt_buf_adds(out, "        ;;\n");
    }
    dt_buf_adds(out, "    esac\n}\n_dictum \"$@\"\n");
}

static void fish_option(const struct dt_command *c, const struct dt_option *o,
                        struct dt_buf *out)
{
    dt_buf_addf(out,
                "complete -c dictum -n '__fish_seen_subcommand_from %s'"
                " -l %s",
                c->name, o->name);
    if (o->letter)
        dt_buf_addf(out, " -s %c", o->letter);
    if (o->choices) {
        dt_buf_adds(out, " -x -a '");
        add_choices(out, o->choices);
        dt_buf_addc(out, '\'');
    } else if (o->value) {
        dt_buf_adds(out, " -r");
    }
    dt_buf_adds(out, " -d '");
    for (const char *p = o->help; *p; p++) {
        if (*p == '\'')
            dt_buf_addc(out, '\\');
        dt_buf_addc(out, *p);
    }
    dt_buf_adds(out, "'\n");
}

static void fish(struct dt_buf *out)
{
    dt_buf_adds(out, "# fish completion for dictum\n");
    for (size_t i = 0; dt_cmd_table[i]; i++) {
        const struct dt_command *c = dt_cmd_table[i];

        dt_buf_addf(out,
                    "complete -c dictum -n __fish_use_subcommand -f -a "
                    "%s -d '%s'\n",
                    c->name, c->summary);
        if (c->flags & DT_COMMAND_CORPUS)
            dt_buf_addf(out,
                        "complete -c dictum -n '__fish_seen_subcommand_"
                        "from %s' -a '(command ls corpus 2>/dev/null)'\n",
                        c->name);
        for_options(c, fish_option, out);
    }
}

void dt_completion(const char *shell, struct dt_buf *out)
{
    if (strcmp(shell, "bash") == 0)
        bash(out);
    else if (strcmp(shell, "zsh") == 0)
        zsh(out);
    else
        fish(out);
}

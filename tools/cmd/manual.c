#include "cmd/manual.h"

#include <string.h>

#include "base/version.h"
#include "cmd/cmd.h"

/* roff: a backslash and a hyphen are escaped, a line must not begin with . */
static void roff(struct dt_buf *out, const char *text)
{
    bool line_start = true;

    for (; *text; text++) {
        if (line_start && (*text == '.' || *text == '\''))
            dt_buf_adds(out, "\\&");
        if (*text == '-' || *text == '\\')
            dt_buf_addc(out, '\\');
        dt_buf_addc(out, *text);
        line_start = *text == '\n';
    }
}

static void page_option(const struct dt_option *o, struct dt_buf *out)
{
    dt_buf_adds(out, ".TP\n");
    if (o->letter)
        dt_buf_addf(out, "\\fB\\-%c\\fR, ", o->letter);
    dt_buf_adds(out, "\\fB\\-\\-");
    roff(out, o->name);
    dt_buf_adds(out, "\\fR");
    if (o->value)
        dt_buf_addf(out, " \\fI%s\\fR", o->value);
    dt_buf_addc(out, '\n');
    roff(out, o->help);
    if (o->choices) {
        dt_buf_adds(out, " (");
        roff(out, o->choices);
        dt_buf_addc(out, ')');
    }
    dt_buf_addc(out, '\n');
}

static void page_command(const struct dt_command *c, struct dt_buf *out)
{
    const struct dt_option *o;

    dt_buf_addf(out, ".SS dictum %s ", c->name);
    roff(out, c->synopsis);
    dt_buf_addc(out, '\n');
    roff(out, c->description);
    dt_buf_addc(out, '\n');
    for (o = c->options; o && o->name; o++)
        page_option(o, out);
    for (size_t i = 0; (o = dt_command_common(c, i)); i++)
        if (strcmp(o->name, "help") != 0 && strcmp(o->name, "quiet") != 0)
            page_option(o, out);
    dt_buf_adds(out, ".PP\n.nf\n.RS\n");
    roff(out, c->example);
    dt_buf_adds(out, "\n.RE\n.fi\n");
}

void dt_manual_page(struct dt_buf *out)
{
    dt_buf_adds(out, ".TH DICTUM 1 \"\" \"" DT_TOOL "\" \"dictum\"\n"
                     ".SH NAME\n"
                     "dictum \\- build, verify and publish a corpus of what "
                     "leaders said\n"
                     ".SH SYNOPSIS\n"
                     ".B dictum\n[\\fB\\-C\\fR \\fIDIR\\fR] \\fICOMMAND\\fR "
                     "[\\fIARGUMENT\\fR]...\n"
                     ".SH DESCRIPTION\n"
                     "dictum normalises source articles, finds duplicates by "
                     "content hash, extracts\nattributed statements, records "
                     "where everything came from in manifests that git\n"
                     "tracks, and packs versioned releases that can be "
                     "checked offline.\n"
                     ".PP\n"
                     "Every command takes \\fB\\-\\-help\\fR and "
                     "\\fB\\-\\-quiet\\fR. \\fB\\-C\\fR \\fIDIR\\fR works in "
                     "another folder.\nMachine output goes to stdout, "
                     "people's to stderr.\n"
                     ".SH COMMANDS\n");
    for (size_t i = 0; dt_cmd_table[i]; i++)
        page_command(dt_cmd_table[i], out);
    dt_buf_adds(out, ".SH EXIT STATUS\n"
                     ".TP\n0\nfine\n"
                     ".TP\n1\nthe check ran and found something\n"
                     ".TP\n2\nwrong usage\n"
                     ".TP\n3\nfile, disk or network refused\n"
                     ".TP\n4\nmalformed input\n"
                     ".TP\n5\nnot trusted: hash, signature, rollback or "
                     "expiry\n"
                     ".TP\n6\ninternal error\n"
                     ".SH ENVIRONMENT\n"
                     ".TP\nNO_COLOR\nno colours\n");
}

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
        for (const char *p = o->choices; *p; p++)
            dt_buf_addc(out, *p == '|' ? ' ' : *p);
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
        for (const char *p = o->choices; *p; p++)
            dt_buf_addc(out, *p == '|' ? ' ' : *p);
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
        for (const char *p = o->choices; *p; p++)
            dt_buf_addc(out, *p == '|' ? ' ' : *p);
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

void dt_manual_completion(const char *shell, struct dt_buf *out)
{
    if (strcmp(shell, "bash") == 0)
        bash(out);
    else if (strcmp(shell, "zsh") == 0)
        zsh(out);
    else
        fish(out);
}

/* The text of dictum VERB --help (option.h). */
#include <stdio.h>
#include <string.h>

#include "base/option.h"

enum { HELP_COLUMNS = 80, HELP_OPTION = 26 };

/* Words on their way into lines; what is wrapped hangs at a column. */
struct filling {
    struct dt_buf *out;
    size_t column, hang;
};

static void fill_word(struct filling *f, const char *word, size_t len)
{
    if (f->column > f->hang && f->column + 1 + len >= HELP_COLUMNS) {
        dt_buf_addf(f->out, "\n%*s", (int)f->hang, "");
        f->column = f->hang;
    } else if (f->column > f->hang) {
        dt_buf_addc(f->out, ' ');
        f->column++;
    }
    dt_buf_add(f->out, word, len);
    f->column += len;
}

/* The start of "  term  what it is", behind which the rest hangs. */
static const char *fill_term(struct filling *f, const char *text)
{
    size_t term = strcspn(text, " \n");
    size_t len = term + strspn(text + term, " ");

    dt_buf_adds(f->out, "  ");
    dt_buf_add(f->out, text, len);
    f->column = f->hang = 2 + len;
    return text + len;
}

/* Paragraphs with blank lines between, and rows that begin with two spaces. */
static void fill(struct filling *f, const char *text)
{
    while (*text) {
        size_t space = strspn(text, " \n"), word;
        bool new_paragraph = strncmp(text, "\n\n", 2) == 0;
        bool is_row = space > 2 && strncmp(text + space - 3, "\n  ", 3) == 0;

        if (new_paragraph || is_row) {
            dt_buf_adds(f->out, new_paragraph ? "\n\n" : "\n");
            f->column = f->hang = 0;
        }
        text += space;
        if (is_row)
            text = fill_term(f, text);
        word = strcspn(text, " \n");
        if (word)
            fill_word(f, text, word);
        text += word;
    }
}

static void help_option(const struct dt_option *o, struct dt_buf *out)
{
    struct filling f = {out, HELP_OPTION, HELP_OPTION};
    size_t from = out->len;

    dt_buf_addf(out, o->letter ? "  -%c, " : "      ", o->letter);
    dt_buf_addf(out, "--%s", o->name);
    if (o->value)
        dt_buf_addf(out, " %s", o->value);
    do
        dt_buf_addc(out, ' ');
    while (out->len - from < HELP_OPTION && !out->failed);
    f.column = out->len - from;
    f.hang = f.column > HELP_OPTION ? f.column : HELP_OPTION;
    fill(&f, o->help);
    for (const char *c = o->choices; c && *c; c += *c == '|') {
        char word[64];
        size_t len = strcspn(c, "|");
        int size = snprintf(word, sizeof word, "%s%.*s%s",
                            c == o->choices ? "(" : "", (int)len, c,
                            c[len] ? "," : ")");

        if (size > 0 && (size_t)size < sizeof word)
            fill_word(&f, word, (size_t)size);
        c += len;
    }
    dt_buf_addc(out, '\n');
}

/* Each line set in by two. */
static void set_in(const char *text, struct dt_buf *out)
{
    struct dt_str rest = DT_STR(text), line;

    while (dt_str_line(&rest, &line)) {
        dt_buf_adds(out, "  ");
        dt_buf_addstr(out, dt_str_trim(line));
        dt_buf_addc(out, '\n');
    }
}

void dt_command_help(const struct dt_command *command, struct dt_buf *out)
{
    struct filling f = {out, 0, 0};
    const struct dt_option *o;

    dt_buf_addf(out, "usage: dictum %s%s%s\n\n", command->name,
                *command->synopsis ? " " : "", command->synopsis);
    fill(&f, command->description);
    dt_buf_adds(out, "\n\noptions:\n");
    for (o = command->options; o && o->name; o++)
        help_option(o, out);
    for (size_t i = 0; (o = dt_command_common(command, i)); i++)
        help_option(o, out);
    dt_buf_adds(out, "\nexample:\n");
    set_in(command->example, out);
}

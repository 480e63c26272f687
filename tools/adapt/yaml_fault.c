#include "adapt/yaml_fault.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

/* The text while a fault in it is looked at. */
struct place {
    const char *name;
    struct dt_str text;
    const struct dt_yaml_fault *fault;
    struct dt_str line; /* where it is, without its end */
};

/* Line n of text, or an empty one. */
static struct dt_str line_at(struct dt_str text, size_t n)
{
    struct dt_str line = {"", 0};

    for (size_t i = 0; i <= n; i++)
        if (!dt_str_line(&text, &line))
            return (struct dt_str){"", 0};
    return line;
}

/* The byte in a line at which a column begins. */
static size_t byte_at(struct dt_str line, size_t column)
{
    size_t at = 0;

    while (column-- && at < line.len)
        (void)dt_utf8_next(line, &at);
    return at;
}

static char char_at(struct dt_str line, size_t column)
{
    size_t at = byte_at(line, column);

    return at < line.len ? line.ptr[at] : '\0';
}

static size_t indent_of(struct dt_str line)
{
    size_t n = 0;

    while (n < line.len && line.ptr[n] == ' ')
        n++;
    return n;
}

static bool says(const char *words, const char *part)
{
    return words && strstr(words, part);
}

static int fail(const struct place *p, struct dt_yaml_mark at, const char *what,
                struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%s:%zu:%zu: %s", p->name, at.line + 1,
                   at.column + 1, what);
}

/* What git leaves where two branches changed the same lines. */
static bool has_conflict(struct dt_str text, size_t *line)
{
    struct dt_str rest = text, each;

    for (*line = 0; dt_str_line(&rest, &each); ++*line)
        if (dt_str_starts(each, DT_STR("<<<<<<< ")) ||
            dt_str_starts(each, DT_STR(">>>>>>> ")))
            return true;
    return false;
}

static bool has_tab(const struct place *p, size_t *column)
{
    size_t at = indent_of(p->line);

    *column = at;
    return at < p->line.len && p->line.ptr[at] == '\t';
}

static int in_brackets(const struct place *p, struct dt_err *err)
{
    const struct dt_yaml_fault *f = p->fault;
    const char open = says(f->context, "mapping") ? '{' : '[';
    const char close = open == '{' ? '}' : ']';

    if (f->at.line != f->began.line || f->at.column >= p->line.len)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%zu:%zu: the '%c' is not closed (add the '%c', or "
                       "put quotes around a text that begins with '%c')",
                       p->name, f->began.line + 1, f->began.column + 1, open,
                       close, open);
    return DT_FAIL(err, DT_EFORMAT,
                   "%s:%zu:%zu: no comma between two items of the '%c' of "
                   "column %zu, or no '%c' behind them (%s)",
                   p->name, f->at.line + 1, f->at.column + 1, open,
                   f->began.column + 1, close,
                   open == '{' ? "write {a: b, c: d}" : "write [a, b]");
}

/* ': ' where a value is already, or a key that no mapping is open for. */
static int colon(const struct place *p, struct dt_err *err)
{
    size_t at = byte_at(p->line, p->fault->at.column);
    struct dt_yaml_mark start = {p->fault->at.line, indent_of(p->line)};

    for (size_t i = 0; i < at && i + 1 < p->line.len; i++)
        if (p->line.ptr[i] == ':' && p->line.ptr[i + 1] == ' ')
            return fail(p, p->fault->at,
                        "a ': ' inside a text (put quotes around the text: "
                        "\"…: …\")",
                        err);
    return fail(p, start,
                "this line is indented deeper than the one above, whose value "
                "it goes on with (keys of one entry begin in one column)",
                err);
}

/* Where the last line before line n that has a key begins with it. */
static struct dt_yaml_mark last_above(struct dt_str text, size_t n)
{
    while (n--) {
        struct dt_str line = line_at(text, n);
        size_t at = indent_of(line);

        while (at + 1 < line.len && line.ptr[at] == '-' &&
               line.ptr[at + 1] == ' ')
            at += 2;
        if (at < line.len && line.ptr[at] != '#' && line.ptr[at] != '\r')
            return (struct dt_yaml_mark){n, at};
    }
    return (struct dt_yaml_mark){0, 0};
}

/* A token behind what was complete, or a line that is in no column. */
static int no_key(const struct place *p, struct dt_err *err)
{
    const struct dt_yaml_fault *f = p->fault;
    struct dt_yaml_mark above;

    if (f->at.column > indent_of(p->line))
        return fail(p, f->at,
                    "a text goes on behind a closing quote or bracket (put "
                    "the whole text in quotes; in '…' a ' is written '', in "
                    "\"…\" a \" is written \\\")",
                    err);
    above = last_above(p->text, f->at.line);
    return DT_FAIL(err, DT_EFORMAT,
                   "%s:%zu:%zu: this line begins in another column than the "
                   "keys that it stands with (those of line %zu begin in "
                   "column %zu)",
                   p->name, f->at.line + 1, f->at.column + 1, above.line + 1,
                   above.column + 1);
}

static int no_dash(const struct place *p, struct dt_err *err)
{
    const struct dt_yaml_fault *f = p->fault;

    return DT_FAIL(err, DT_EFORMAT,
                   "%s:%zu:%zu: neither an item of the list that began on "
                   "line %zu nor part of one (items begin with '- ' in "
                   "column %zu, and what belongs to one deeper)",
                   p->name, f->at.line + 1, f->at.column + 1, f->began.line + 1,
                   f->began.column + 1);
}

static int begins_with(const struct place *p, struct dt_yaml_mark at,
                       const char *sign, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT,
                   "%s:%zu:%zu: a text cannot begin with '%s' (put quotes "
                   "around the text)",
                   p->name, at.line + 1, at.column + 1, sign);
}

/* Of a token that cannot be: what stands there. */
static int wrong_start(const struct place *p, struct dt_yaml_mark at,
                       struct dt_err *err)
{
    const char sign[2] = {char_at(line_at(p->text, at.line), at.column), '\0'};

    return begins_with(p, at, sign, err);
}

/* What none of the others knows, in libyaml's words. */
static int in_its_words(const struct place *p, struct dt_err *err)
{
    const struct dt_yaml_fault *f = p->fault;

    return DT_FAIL(err, DT_EFORMAT,
                   "%s:%zu:%zu: %s%s%s (where this is meant as a text, put "
                   "quotes around it)",
                   p->name, f->at.line + 1, f->at.column + 1, f->problem,
                   f->context ? " " : "", f->context ? f->context : "");
}

/*
 * Whether a fault stands on the line on which a text in quotes ended that
 * began above: most often, where the next quote was taken for its end.
 */
static bool behind_quote(const struct dt_yaml_fault *f)
{
    const struct dt_yaml_mark at = says(f->context, "quoted") ? f->began
                                                              : f->at;

    return f->opened.line < f->closed.line && at.line == f->closed.line &&
           at.column >= f->closed.column;
}

static int long_quote(const struct place *p, struct dt_err *err)
{
    const struct dt_yaml_fault *f = p->fault;

    return DT_FAIL(err, DT_EFORMAT,
                   "%s:%zu:%zu: a quote that is closed on line %zu only, where "
                   "a text goes on behind it (close it where its text ends; in "
                   "'…' a ' is written '', in \"…\" a \" is written \\\")",
                   p->name, f->opened.line + 1, f->opened.column + 1,
                   f->closed.line + 1);
}

int dt_yaml_fail(const char *name, struct dt_str text,
                 const struct dt_yaml_fault *fault, struct dt_err *err)
{
    struct place p = {name, text, fault, line_at(text, fault->at.line)};
    const char *problem = fault->problem;
    struct dt_yaml_mark at = fault->at;

    if (has_conflict(text, &at.line)) {
        at.column = 0;
        return fail(&p, at,
                    "a merge conflict that is not resolved (keep what is "
                    "right of both sides and take out the lines of markers)",
                    err);
    }
    at = fault->at;
    if (behind_quote(fault))
        return long_quote(&p, err);
    if (has_tab(&p, &at.column))
        return fail(&p, at, "a tab indents this line (indent with spaces)",
                    err);
    if (says(problem, "expected ',' or"))
        return in_brackets(&p, err);
    if (says(problem, "expected node content") && char_at(p.line, at.column))
        return fail(&p, fault->at, "a comma too many (take it out)", err);
    if (says(problem, "mapping values are not allowed"))
        return colon(&p, err);
    if (says(problem, "did not find expected key"))
        return no_key(&p, err);
    if (says(problem, "expected '-'"))
        return no_dash(&p, err);
    if (says(problem, "could not find expected ':'"))
        return fail(&p, fault->began,
                    "no 'key: value' (behind the key a colon and a space)",
                    err);
    if (says(problem, "end of stream") && says(fault->context, "quoted"))
        return fail(&p, fault->began,
                    "a quote that is never closed (close it, or put the whole "
                    "text in quotes of the other kind)",
                    err);
    if (says(problem, "unknown escape"))
        return fail(&p, fault->at,
                    "a backslash that is no escape (in \"…\" write \\\\, or "
                    "use '…')",
                    err);
    if (says(problem, "cannot start any token"))
        return wrong_start(&p, fault->at, err);
    if (says(fault->context, "alias") || says(fault->context, "anchor"))
        return wrong_start(&p, fault->began, err);
    if (says(problem, "block sequence entries are not"))
        return begins_with(&p, fault->at, "- ", err);
    if (says(problem, "mapping keys are not"))
        return begins_with(&p, fault->at, "? ", err);
    return in_its_words(&p, err);
}

int dt_yaml_fail_byte(const char *name, struct dt_str text, size_t byte,
                      const char *what, struct dt_err *err)
{
    size_t line = 1, start = 0;

    for (size_t i = 0; i < byte; i++)
        if (text.ptr[i] == '\n') {
            line++;
            start = i + 1;
        }
    return DT_FAIL(
        err, DT_EFORMAT, "%s:%zu:%zu: %s", name, line,
        1 + dt_utf8_count((struct dt_str){text.ptr + start, byte - start}),
        what);
}

/*
 * statement_help.h - build an article by hand, and show its statements.
 *
 * Paragraphs are parted by blank lines. One that begins "# " is a heading,
 * "> " a pull quotation, "- " a list item, "* " is all bold.
 */
#ifndef TESTS_UNIT_STATEMENT_HELP_H
#define TESTS_UNIT_STATEMENT_HELP_H

#include "statement/statement.h"

/* Amira Voss (she), Thomas and Josephine Harrow, Idris Calloway (he). */
extern const char statement_town[];

struct statement_case {
    struct dt_article article;
    struct dt_meta meta;
    struct dt_people *people;
    struct dt_arena arena;
    struct dt_statement_input in;
    struct dt_statement *items;
    size_t count;
};

/* Read the text and people.yaml (NULL: none); the case must be released. */
void statement_open(struct statement_case *c, const char *text,
                    const char *people);

/* Extract with the case's input, which the caller may have changed. */
void statement_run(struct statement_case *c);

void statement_release(struct statement_case *c);

/*
 * Run a report with statement_town and compare. Each statement is a line:
 * its mode, its speaker (an id, or the name as printed in brackets, or "-"),
 * and its spans, parted by " | ".
 */
void statement_expect(const char *text, const char *expected);

/* The same lines of a case that has been run; valid until the next call. */
const char *statement_show(const struct statement_case *c);

#endif

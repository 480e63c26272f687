/*
 * review_check.h - whether decisions out of a table can be carried out.
 *
 * Layer   release, private to review*.c.
 */
#ifndef DT_RELEASE_REVIEW_CHECK_H
#define DT_RELEASE_REVIEW_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "source/source.h"

struct dt_review_row {
    struct dt_decision decision;
    const char *note;
    unsigned line; /* of the table */
    bool met;      /* for dt_review_check() */
};

/* DT_EFORMAT, "PATH:LINE: COLUMN: 'VALUE' WHY". */
int dt_review_fail(const char *path, unsigned line, const char *column,
                   struct dt_str value, const char *why, struct dt_err *err);

/*
 * Hold rows against the statements of the corpus, as they were built: each
 * must be there, in its article, have a word in every part of a split, and be
 * merged with others of that article that nothing else is decided on and no
 * other decision merges. Sorts rows by statement. DT_EFORMAT for the first that
 * is not so; else as dt_export().
 */
int dt_review_check(const struct dt_corpus *corpus, const char *path,
                    struct dt_review_row *rows, size_t count,
                    struct dt_err *err);

#endif

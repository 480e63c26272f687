/*
 * review.h - the statements that the rules are least sure of, as a table for a
 * person to decide on, and the table back as decisions.
 *
 * Layer   release. The columns are told by dictum review --help. Of a withheld
 *         text the words are left out.
 */
#ifndef DT_RELEASE_REVIEW_H
#define DT_RELEASE_REVIEW_H

#include <stddef.h>

#include "base/buf.h"
#include "source/source.h"

struct dt_review_options {
    unsigned below; /* confidence per mille */
    size_t most;    /* rows, the least sure first */
};

struct dt_review_report {
    size_t rows;
    size_t more; /* left out because of most */
};

/* Append the table (base/csv.h). Errors as dt_export(). */
int dt_review_write(const struct dt_corpus *corpus,
                    const struct dt_review_options *options, struct dt_buf *out,
                    struct dt_review_report *report, struct dt_err *err);

/*
 * Read a table that was filled in, and append what is decided in it to
 * decisions.yaml, which is written whole or not at all; *count: how many. What
 * is decided in the same way already is passed over. DT_EFORMAT with the line
 * of the table for a column that is missing, a statement that is decided
 * otherwise already, a person or mode that is not there.
 */
int dt_review_apply(const struct dt_corpus *corpus, const char *path,
                    size_t *count, struct dt_err *err);

#endif

/*
 * fidelity_write.h - a verdict as JSON.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_FIDELITY_WRITE_H
#define DT_STATEMENT_FIDELITY_WRITE_H

#include "base/json.h"
#include "statement/fidelity.h"

/* What a verdict was reached from, in a corpus. */
struct dt_fidelity_source {
    const char *against; /* id of the article that has the words, or NULL */
    size_t searched;     /* transcripts and own texts of the speaker */
};

/*
 * Write the object {changed, parts, verdict, word_error}, with against and
 * searched when source is not NULL. word_error is null where nothing was
 * found, searched where the speaker's own have it: one more of them then
 * changes no line.
 */
void dt_fidelity_write(struct dt_json *w, const struct dt_fidelity *f,
                       const struct dt_fidelity_source *source);

#endif

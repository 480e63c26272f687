/*
 * withdrawn.h - what a text tells of itself as it was, and takes back: "An
 * earlier version said that Voss had resigned".
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_WITHDRAWN_H
#define DT_STATEMENT_WITHDRAWN_H

#include "statement/attribute.h"
#include "statement/draft.h"

/*
 * Mark the drafts from one on, which are of the paragraph that is read, when
 * their verb or they themselves begin in such a sentence: before its semicolon.
 */
void dt_withdrawn_mark(const struct dt_reading *r, size_t from,
                       struct dt_drafts *out);

/* Drop what is marked. */
int dt_withdrawn_drop(struct dt_drafts *out, struct dt_err *err);

#endif

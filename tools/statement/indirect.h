/*
 * indirect.h - what is reported without quotation marks, or around them.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_INDIRECT_H
#define DT_STATEMENT_INDIRECT_H

#include "base/err.h"
#include "statement/attribute.h"
#include "statement/draft.h"

/*
 * When the quotations of a paragraph are drafts [from, out->count): add the
 * clauses that its verbs report, let a fragment of a quotation grow into the
 * clause it stands in, and bring the drafts into text order. quotes and cues
 * must have their drafts noted, or DT_DRAFT_NONE. DT_EINTERNAL without memory.
 */
int dt_indirect_draft(const struct dt_reading *r, const struct dt_cast *cast,
                      size_t block, size_t from, struct dt_drafts *out,
                      struct dt_err *err);

#endif

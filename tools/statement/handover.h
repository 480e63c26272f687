/*
 * handover.h - what one paragraph tells of the speaker of another.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_HANDOVER_H
#define DT_STATEMENT_HANDOVER_H

#include "statement/attribute.h"
#include "statement/draft.h"

/*
 * Who is said to have said something in the paragraph's last sentence, and may
 * go on with a quotation in the next paragraph; or none.
 */
struct dt_attribution dt_handover_closing(const struct dt_reading *r);

/*
 * – Amira Voss, Skerrow: where the paragraph `block`, which was read, is
 * nothing but a signature, what the one before quotes is hers; and so is all
 * of a block quotation, and of a paragraph in the first person that has no
 * quotation, which becomes a draft. DT_EINTERNAL without memory.
 */
int dt_handover_sign(const struct dt_reading *r,
                     const struct dt_article *article, size_t block,
                     const struct dt_cast *cast, struct dt_drafts *out,
                     struct dt_err *err);

/* Who is announced to speak in the next paragraph, or none. */
struct dt_attribution dt_handover_announced(const struct dt_reading *r);

#endif

/*
 * handover.h - what one paragraph tells of the speaker of another.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_HANDOVER_H
#define DT_STATEMENT_HANDOVER_H

#include "statement/attribute.h"

/*
 * Who is said to have said something in the paragraph's last sentence, and may
 * go on with a quotation in the next paragraph; or none.
 */
struct dt_attribution dt_handover_closing(const struct dt_reading *r);

/*
 * – Amira Voss, Skerrow: whom a paragraph that is nothing but a signature
 * names for the quotation before it; or none.
 */
struct dt_attribution dt_handover_signed(const struct dt_reading *r);

/* Who is announced to speak in the next paragraph, or none. */
struct dt_attribution dt_handover_announced(const struct dt_reading *r);

#endif

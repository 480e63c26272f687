/*
 * quoted.h - the words that stand in quotation marks.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_QUOTED_H
#define DT_STATEMENT_QUOTED_H

#include "statement/quote.h"
#include "statement/statement.h"
#include "statement/transcripts.h"
#include "statement/words.h"

/*
 * Append the words of a direct or mixed statement that are the speaker's own:
 * of a direct one its spans, of a mixed one what of them stands in quotation
 * marks. The first word of every further span or fragment is marked. Spans
 * lie in text, which is UTF-8. q is scratch. DT_EINTERNAL without memory.
 */
int dt_quoted_words(struct dt_words *w, struct dt_str text, enum dt_mode mode,
                    const struct dt_span *spans, size_t count,
                    struct dt_quotes *q, struct dt_err *err);

/*
 * Go on with the last transcript by a span of text, and leave out what stands
 * in quotation marks: there somebody else may be quoted. As above.
 */
int dt_quoted_leave_out(struct dt_transcripts *t, struct dt_str text,
                        struct dt_span span, struct dt_quotes *q,
                        struct dt_err *err);

#endif

/*
 * at_event.h - which words of an article were said at its event.
 *
 * Layer   statement. A transcript and authored words are of the event that
 *         the article's record names. A quotation is of it only when its
 *         speaker is known to have spoken there, and when the text tells no
 *         other day, place or medium of it.
 */
#ifndef DT_STATEMENT_AT_EVENT_H
#define DT_STATEMENT_AT_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "statement/draft.h"
#include "statement/lexicon.h"
#include "statement/statement.h"

enum { DT_AT_EVENT_MOST = 32 };

/* Who spoke at the event. Borrows the input, the lexicon and the drafts. */
struct dt_at_event {
    const struct dt_statement_input *in;
    const struct dt_lexicon *lexicon;
    const struct dt_draft *speaking[DT_AT_EVENT_MOST]; /* by first words */
    size_t count;
};

/*
 * Find them: the speaker of the record; where it names none those of whom a
 * cue's clause says so ("Speaking at the Harbour Summit, Voss said", "told the
 * summit").
 */
struct dt_at_event dt_at_event_scan(const struct dt_statement_input *in,
                                    const struct dt_lexicon *lexicon,
                                    const struct dt_drafts *drafts);

/*
 * Whether the draft's words were said at the event. day: EDTF, what the text
 * tells, or "". False where the article has no event.
 */
bool dt_at_event_has(const struct dt_at_event *at, const struct dt_draft *draft,
                     const struct dt_span *spans, const char *day);

#endif

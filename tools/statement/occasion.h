/*
 * occasion.h - when and where a statement was made.
 *
 * Layer   statement. Nothing is guessed: what the article does not tell
 *         stays NULL.
 */
#ifndef DT_STATEMENT_OCCASION_H
#define DT_STATEMENT_OCCASION_H

#include "base/arena.h"
#include "base/err.h"
#include "statement/at_event.h"
#include "statement/draft.h"
#include "statement/lexicon.h"
#include "statement/statement.h"

/* When: EDTF, and the words of the text that gave it, if any did. */
struct dt_said_on {
    const char *date;    /* in the arena or in the article; NULL: not told */
    struct dt_span from; /* or empty: the event's or the publication's date */
    bool at_event;       /* it was said at the article's event */
};

/*
 * The date of the utterance, as EDTF: that of the article's event, if it was
 * said there; for a transcript and for authored words else the date of
 * publication; for a quotation else what "on 6 October" in the cue's sentence
 * says, or what "today", "yesterday", "on Tuesday" or "last month" there means
 * on the day of publication; also behind a place ("in Leeds on Tuesday") or
 * behind those whom it is said to ("told the Coastal Towns Conference on
 * Tuesday"). What is reported tells of another day ("said Hull on Tuesday
 * voted"). spans: of the draft.
 */
int dt_occasion_date(const struct dt_at_event *at, const struct dt_draft *draft,
                     const struct dt_span *spans, struct dt_arena *arena,
                     struct dt_said_on *out, struct dt_err *err);

/* Where: the name of a place, and where it stands in the text. */
struct dt_said_at {
    const char *place;   /* in the arena or in the article; NULL: not told */
    struct dt_span from; /* or empty: the event's place */
};

/*
 * The place of the utterance: that of the article's event, if at_event; for a
 * quotation else the name in the cue's clause that can be nothing else: behind
 * "speaking" ("speaking in Leeds"), behind a meeting or those whom it is said
 * to ("told a conference in Leeds"), or beside a day ("in Leeds on Tuesday",
 * "On Tuesday, in Leeds, she said").
 */
int dt_occasion_place(const struct dt_at_event *at,
                      const struct dt_draft *draft, const struct dt_span *spans,
                      bool at_event, struct dt_arena *arena,
                      struct dt_said_at *out, struct dt_err *err);

#endif

/*
 * mood.h - speech that only the mood of its verb shows to be reported:
 * „…“, sagte Voss. Die Mauer sei fest. (the speaker goes on)
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_MOOD_H
#define DT_STATEMENT_MOOD_H

#include "base/err.h"
#include "statement/attribute.h"
#include "statement/draft.h"

/*
 * When the drafts of a paragraph [from, out->count) stand in text order:
 * append a draft for each sentence whose main verb is subjunctive and that no
 * cue reports; it is of whoever spoke last, in this paragraph or in the one
 * before, or of the subject before a colon (Voss stood by him: he had her
 * trust). A draft without a cue that stands in it loses its spans. Does
 * nothing in a language without such a mood. DT_EINTERNAL without memory.
 */
int dt_mood_draft(const struct dt_reading *r, const struct dt_cast *cast,
                  size_t block, size_t from, struct dt_drafts *out,
                  struct dt_err *err);

#endif

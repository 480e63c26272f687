/*
 * headline.h - a line that names whose words it has: "Voss: Plan is a
 * mistake", "Plan is a mistake – Voss", "Mayor: plan is a mistake".
 *
 * Layer   statement. The speaker is a role, or a name that the text has again
 *         with a title or a given name before it, so that a place, a section
 *         or an agency is none; and what is said has a verb or a quoted
 *         fragment, so that a caption with its photographer is nothing.
 */
#ifndef DT_STATEMENT_HEADLINE_H
#define DT_STATEMENT_HEADLINE_H

#include "statement/cue_scan.h"

/*
 * Whether the paragraph is such a line; *cue is then the mark between speaker
 * and words, with both. Looks at a bounded stretch of text.
 */
bool dt_cue_headline(struct dt_cue_scan *s, struct dt_cue *cue);

#endif

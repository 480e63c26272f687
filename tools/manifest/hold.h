/*
 * hold.h - every quotation of a corpus held against what its speaker really
 * said, and the quotations that are one utterance joined.
 *
 * Layer   manifest. After the duplicates are found, before lines are written.
 *         Only what may have changed is judged again: a quotation that is made
 *         anew, those of a speaker whose transcripts changed, and, when any
 *         transcript did, those that their speaker's transcripts lack: these
 *         with everybody alone, and there with what changed, and what had it.
 *         The result is that of a build from nothing.
 * Method  first every speaker's own transcripts; what they lack is then sought
 *         in everybody's, without what stands there in quotation marks, where
 *         six words in a row of it were said (of a short one five), or twice
 *         five: statement/said.h knows of most that nobody said them,
 *         statement/sought.h of the others where. Each transcript is asked
 *         alone; of several that have it the most faithful counts, and of
 *         these the first by speaker and article. A copy of another article is
 *         no transcript of its own. A quotation in a transcript of the same
 *         person is not judged. Of articles whose records name different
 *         languages neither is held against the other.
 * Memory  the words of as many transcripts as have 8 MiB of text, some 60
 *         MiB, and of the quotations of those who speak in them; of a person
 *         who said more, all of his. 16 to 32 bits a word that was ever said.
 * Absent  a text that is not held cannot be judged: what the last build said
 *         stays when neither side changed, else nothing is said. When the
 *         texts of all transcripts are here again, all is judged again.
 */
#ifndef DT_MANIFEST_HOLD_H
#define DT_MANIFEST_HOLD_H

#include "manifest/plan.h"

struct dt_hold;

struct dt_hold_report {
    size_t judged; /* quotations */
    size_t kept;   /* whose earlier verdict stays, for want of a text */
    size_t lost;   /* that could not be judged, or joined, for want of a text */
};

/* plan's copies are found: the first `copies` of them count. */
int dt_hold_run(struct dt_plan *plan, size_t copies, struct dt_hold **out,
                struct dt_hold_report *report, struct dt_err *err);

/* NULL is fine. */
void dt_hold_free(struct dt_hold *hold);

/* Whether some line of a source's statements is not what it was. */
bool dt_hold_changes(const struct dt_hold *hold, size_t source);

/*
 * Put into a statement's line what was found, and sum the lines of its source
 * up. For every line of those that change, in the files' order.
 */
int dt_hold_statement(struct dt_hold *hold, size_t source, struct dt_str id,
                      struct dt_buf *line, struct dt_line_maker *lines,
                      struct dt_err *err);

/*
 * The SHA-256 of the lines of a source's statements; *known false: none of
 * them can have changed.
 */
int dt_hold_lines(struct dt_hold *hold, size_t source, bool *known,
                  char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err);

#endif

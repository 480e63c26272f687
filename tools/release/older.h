/*
 * older.h - older snapshots of texts that are withheld now.
 *
 * Layer   release. A snapshot that no source names any more is known by the
 *         records that commits had of it; only where there is one of unknown
 *         origin, and a text withheld, is the history read.
 */
#ifndef DT_RELEASE_OLDER_H
#define DT_RELEASE_OLDER_H

#include "manifest/build.h"
#include "source/source.h"

/*
 * Tell of each file in the corpus's snapshots/, of the folder and of HEAD, or
 * at the revision `at`, that no source names and that a commit records as the
 * snapshot of a source whose text is withheld. Where a shallow clone ends
 * before all are known, that is told. *count is how many lines.
 */
int dt_older_check(const struct dt_corpus *corpus, const char *at,
                   dt_note_fn problem, void *ctx, uint64_t *count,
                   struct dt_err *err);

#endif

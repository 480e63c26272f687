/*
 * tracked.h - the snapshots of a corpus that git has, to tell a file that was
 * lost from one that never was here.
 *
 * Layer   manifest. Asks git once, so only who misses a file should ask.
 */
#ifndef DT_MANIFEST_TRACKED_H
#define DT_MANIFEST_TRACKED_H

#include "base/file.h"
#include "source/source.h"

/*
 * Names of the files that HEAD has in the corpus's snapshots/, sorted by
 * bytes; none where the corpus's root is no repository, or has no commit yet.
 * The caller releases *out. DT_EUSAGE and DT_EIO when git cannot be asked.
 */
int dt_tracked_snapshots(const struct dt_corpus *corpus,
                         struct dt_file_names *out, struct dt_err *err);

/* The name of the snapshot with this hash, of 64 digits, or NULL. */
const char *dt_tracked_find(const struct dt_file_names *names,
                            const char *sha256);

/*
 * Whether git ought to have a snapshot that it has not, as a record names it
 * ("snapshots/…"): it has others of the corpus, and does not ignore this one.
 * Whoever keeps all of them out of git, or has git ignore some, means to.
 */
int dt_tracked_lacks(const struct dt_corpus *corpus,
                     const struct dt_file_names *names, const char *file,
                     bool *lacks, struct dt_err *err);

#endif

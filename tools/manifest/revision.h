/*
 * revision.h - the curator's files as a commit has them, without a checkout.
 *
 * Layer   manifest.
 */
#ifndef DT_MANIFEST_REVISION_H
#define DT_MANIFEST_REVISION_H

#include "source/source.h"

/*
 * As dt_corpus_load() from a commit of the repository at root. name NULL: the
 * commit must have exactly one corpus. Also DT_EUSAGE for an unknown
 * revision. The paths of the result are those of root.
 */
int dt_corpus_load_at(const char *root, const char *revision, const char *name,
                      struct dt_corpus **out, struct dt_err *err);

/* Names of all corpora of a commit, sorted; revision NULL: of the folder. */
int dt_corpus_names_at(const char *root, const char *revision,
                       struct dt_file_names *out, struct dt_err *err);

#endif

/*
 * redirected.h - was every id that is redirected there once.
 *
 * Layer   release. Reads git objects only.
 */
#ifndef DT_RELEASE_REDIRECTED_H
#define DT_RELEASE_REDIRECTED_H

#include "adapt/repo.h"
#include "manifest/build.h"
#include "source/source.h"

/*
 * Look for each id that sources.yaml redirects among the articles and
 * statements of the folder, or of the commit `at`, then commit by commit from
 * HEAD, or from there, on. note is told,
 * with file and line, of each id that none has; *count is their number.
 * DT_EUSAGE where a shallow clone ends before all are found.
 */
int dt_redirected_check(const struct dt_corpus *corpus, struct dt_repo *repo,
                        const char *at, dt_note_fn note, void *ctx,
                        uint64_t *count, struct dt_err *err);

#endif

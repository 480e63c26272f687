/*
 * lines_at.h - the lines of a manifest as a commit has them.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_LINES_AT_H
#define DT_RELEASE_LINES_AT_H

#include "adapt/repo.h"
#include "manifest/lines.h"

/*
 * Call fn for each line of a kind, whatever the number of shards was then; a
 * corpus that was not there has none. A last line without LF is left out.
 */
int dt_lines_at(struct dt_repo *repo, const char *commit, const char *corpus,
                enum dt_records kind, dt_lines_fn fn, void *ctx,
                struct dt_err *err);

/* As dt_lines_at(); with commit NULL those that lie in the folder. */
int dt_lines_now(struct dt_repo *repo, const char *commit,
                 const struct dt_corpus *corpus, enum dt_records kind,
                 dt_lines_fn fn, void *ctx, struct dt_err *err);

#endif

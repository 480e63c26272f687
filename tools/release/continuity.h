/*
 * continuity.h - a released id stays, or says where it went.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_CONTINUITY_H
#define DT_RELEASE_CONTINUITY_H

#include "adapt/repo.h"
#include "manifest/build.h"
#include "release/index.h"
#include "source/source.h"

/*
 * Compare the ids of articles and statements at the commit of `last` with
 * those that the corpus records at the commit `at`, or, NULL, in its folder. DT_EUSAGE names the first few that are
 * neither there nor in redirects.jsonl, how many there are, and the entry for
 * sources.yaml that redirects the first. note, unless it is NULL, is told such
 * an entry for each of them.
 */
int dt_continuity_check(const struct dt_corpus *corpus, struct dt_repo *repo,
                        const char *at, const struct dt_release *last,
                        dt_note_fn note, void *ctx, struct dt_err *err);

#endif

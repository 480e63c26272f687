/*
 * continuity.h - a released id stays, or says where it went.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_CONTINUITY_H
#define DT_RELEASE_CONTINUITY_H

#include "adapt/repo.h"
#include "release/index.h"
#include "source/source.h"

/* The ids of a corpus as it is now, against which releases are held. */
struct dt_continuity;

/* An id that is gone and nowhere redirected. */
struct dt_gone {
    const char *id;
    const char *article; /* of a statement; of an article NULL */
    const char *to;      /* where it seems to have gone, or NULL */
    const char *reason;  /* why, in the word of a redirect */
    bool with_article;   /* as its article is gone and not redirected either */
};

/* gone is borrowed for the call; a negative return ends the check. */
typedef int (*dt_gone_fn)(void *ctx, const struct dt_gone *gone,
                          struct dt_err *err);

/*
 * Take the ids of articles, statements and redirects that the corpus records
 * at the commit `at`, or, NULL, in its folder. All must outlive *out, which the
 * caller frees.
 */
int dt_continuity_new(const struct dt_corpus *corpus, struct dt_repo *repo,
                      const char *at, struct dt_continuity **out,
                      struct dt_err *err);

/* NULL is fine. */
void dt_continuity_free(struct dt_continuity *continuity);

/*
 * Tell of each id of an article or statement at the release's commit that is
 * not among them: an article before its statements, once for all releases that
 * one is asked about. *count is how many that were.
 */
int dt_continuity_check(struct dt_continuity *continuity,
                        const struct dt_release *release, dt_gone_fn tell,
                        void *ctx, size_t *count, struct dt_err *err);

/* Append, in one line, what sources.yaml needs for it. */
void dt_gone_hint(const struct dt_gone *gone, struct dt_buf *out);

/*
 * Append the same as lines to paste under redirects:, without a last LF. What
 * went with its article continues the article's lines. *listed is false at
 * first, and then for the function to set.
 */
void dt_gone_entry(const struct dt_gone *gone, bool *listed,
                   struct dt_buf *out);

#endif

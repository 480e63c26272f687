/*
 * successor.h - where ids seem to have gone that a release had.
 *
 * Layer   release, private to continuity.c.
 * Rule    an article went to the one that is made of the same snapshot; a
 *         statement to the one that has its words: in its own article, in that
 *         to which sources.yaml redirects it, or in that to which it seems to
 *         have gone. The same place decides among several. Of a withheld text
 *         the same place of the same snapshot has the same words.
 */
#ifndef DT_RELEASE_SUCCESSOR_H
#define DT_RELEASE_SUCCESSOR_H

#include "base/json.h"
#include "release/continuity.h"

enum { DT_SUCCESSOR_ID = 128 }; /* bytes of an id */

struct dt_successors;

/* corpus must outlive *out, which the caller frees. */
int dt_successors_new(const struct dt_corpus *corpus,
                      struct dt_successors **out, struct dt_err *err);

/* NULL is fine. */
void dt_successors_free(struct dt_successors *successors);

/*
 * A line of the release: an article that is still there; then one that is not;
 * after all articles, a statement that is not. Ids have fewer bytes than
 * DT_SUCCESSOR_ID.
 */
int dt_successors_stayed(struct dt_successors *successors,
                         const struct dt_json_doc *line, struct dt_err *err);
int dt_successors_article(struct dt_successors *successors,
                          const struct dt_json_doc *line, struct dt_err *err);
int dt_successors_statement(struct dt_successors *successors,
                            const struct dt_json_doc *line, struct dt_err *err);

/* How many ids are gone. */
size_t dt_successors_count(const struct dt_successors *successors);

/* After all lines: seek them at the commit `at`, or, NULL, in the folder. */
int dt_successors_find(struct dt_successors *successors, struct dt_repo *repo,
                       const char *at, struct dt_err *err);

/*
 * After that: the one at index, or NULL behind the last. An article comes
 * before its statements. Lives with successors.
 */
const struct dt_gone *dt_successors_get(const struct dt_successors *successors,
                                        size_t index);

#endif

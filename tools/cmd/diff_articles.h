/*
 * diff_articles.h - dictum diff of two articles: their texts, word by word.
 *
 * Layer   cmd, private to cmd_diff.c. An article is named by its id, or by
 *         REVISION:ID as a commit has it.
 */
#ifndef DT_CMD_DIFF_ARTICLES_H
#define DT_CMD_DIFF_ARTICLES_H

#include <stdbool.h>

#include "base/option.h"

/*
 * Whether two words name articles rather than revisions: each could be one,
 * and at least one of them has a text here or a colon.
 */
int dt_diff_names_articles(const char *const words[2], bool *articles,
                           struct dt_err *err);

/* Whether a word could be an article's name, whatever else it may be. */
bool dt_diff_may_be_article(const char *word);

/*
 * Print how two articles differ, as args say. 0: they do not; 1: they do.
 * DT_EUSAGE for what is no article, DT_EIO for a text that is not here: a
 * withheld one never is.
 */
int dt_diff_articles(const struct dt_args *args, struct dt_err *err);

#endif

/*
 * finish.h - what of a draft stays, and what its lines say of the article.
 *
 * Layer   article. In this order: lines that are clutter by rule go, the tail
 *         behind the article goes, the line that names the first publisher
 *         goes into the metadata, paragraphs printed twice appear once, pull
 *         quotes are marked, headings with nothing under them go; then event,
 *         kind and author are read from what is left.
 */
#ifndef DT_ARTICLE_FINISH_H
#define DT_ARTICLE_FINISH_H

#include "article/draft.h"

/*
 * All of it, in that order, once the blocks are there. DT_EINTERNAL when the
 * draft's memory ran out.
 */
int dt_finish(struct dt_draft *draft, struct dt_err *err);

/* Steps of dt_finish() that have files of their own. */
int dt_finish_repeats(struct dt_draft *draft, struct dt_err *err);
int dt_finish_pull_quotes(struct dt_draft *draft, struct dt_err *err);
int dt_finish_speech(struct dt_draft *draft, struct dt_err *err);
int dt_finish_event(struct dt_draft *draft, struct dt_err *err);
void dt_finish_kind(struct dt_draft *draft);

/*
 * Leave out what stands behind a line such as "ENDS", and last paragraphs of
 * a page that ask its readers to follow and subscribe.
 */
void dt_finish_tail(struct dt_draft *draft);

#endif

/*
 * plain.h - plain text as blocks.
 *
 * Layer   article. Paragraphs are what blank lines separate. A line break
 *         inside them is a wrap where the next word would not have fitted,
 *         in files whose longest line is DT_PLAIN_WRAP characters or less and
 *         whose full lines break off mostly inside sentences; elsewhere it
 *         ends a paragraph. A line that begins with a bullet is a
 *         list item.
 */
#ifndef DT_ARTICLE_PLAIN_H
#define DT_ARTICLE_PLAIN_H

#include "article/draft.h"

enum { DT_PLAIN_WRAP = 120 };

/* text is well-formed UTF-8. */
int dt_plain_read(struct dt_str text, struct dt_draft *draft,
                  struct dt_err *err);

/*
 * Take what stands over the body (title, topics, dates, an introduction set
 * off by two blank lines) out of the draft and into the metadata.
 */
int dt_plain_head(struct dt_draft *draft, struct dt_err *err);

#endif

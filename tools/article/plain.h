/*
 * plain.h - plain text as blocks.
 *
 * Layer   article. Paragraphs are what blank lines separate. A line break
 *         inside them is a wrap where the next word would not have fitted,
 *         in files whose longest line is DT_PLAIN_WRAP characters or less and
 *         whose full lines break off mostly inside sentences; and inside a
 *         sentence where such a file's lines are nearly as wide as its widest,
 *         as when they were broken off by hand. Elsewhere it ends a paragraph.
 *         A line that begins with a bullet is a list item, and what a letter
 *         quotes, behind ">", a paragraph of its own.
 */
#ifndef DT_ARTICLE_PLAIN_H
#define DT_ARTICLE_PLAIN_H

#include "article/draft.h"

enum { DT_PLAIN_WRAP = 120 };

/* Whether nearly all lines that go on are about as wide as the widest. */
bool dt_plain_is_wrapped(struct dt_str text);

/* text is well-formed UTF-8. */
int dt_plain_read(struct dt_str text, struct dt_draft *draft,
                  struct dt_err *err);

/*
 * Take what stands over the body (title, topics, dates, an introduction set
 * off by two blank lines) out of the draft and into the metadata.
 */
int dt_plain_head(struct dt_draft *draft, struct dt_err *err);

#endif

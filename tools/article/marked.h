/*
 * marked.h - Markdown as blocks.
 *
 * Layer   article. YAML between two lines of "---" at the top is metadata:
 *         title, author or authors, date, description or summary, lang or
 *         language, publisher. Else a first heading of level 1 is the title.
 */
#ifndef DT_ARTICLE_MARKED_H
#define DT_ARTICLE_MARKED_H

#include "article/draft.h"

/* text is well-formed UTF-8. */
int dt_marked_read(struct dt_str text, struct dt_draft *draft,
                   struct dt_err *err);

#endif

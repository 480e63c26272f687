/*
 * print_article.h - one article as JSON, as dictum normalise prints it.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_PRINT_ARTICLE_H
#define DT_CMD_PRINT_ARTICLE_H

#include "article/article.h"
#include "base/json.h"

/*
 * Write one object: the text, what is known of it, and its block ranges.
 * input says where the page was, id what its feed calls it, or NULL.
 */
void dt_print_article(const struct dt_article *article, const char *input,
                      const char *id, struct dt_json *w);

#endif

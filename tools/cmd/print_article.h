/*
 * print_article.h - one article as JSON, as dictum normalise prints it.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_PRINT_ARTICLE_H
#define DT_CMD_PRINT_ARTICLE_H

#include "article/article.h"
#include "base/json.h"

/* Write one object: the text, what is known of it, and its block ranges. */
void dt_print_article(const struct dt_article *article, struct dt_json *w);

#endif

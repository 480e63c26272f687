/*
 * paragraph.h - the words of a paragraph, whatever stands around them.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_PARAGRAPH_H
#define DT_STATEMENT_PARAGRAPH_H

#include <stdbool.h>

#include "article/article.h"

/* Without a list item's "- " and white space at both ends. */
static inline struct dt_span dt_paragraph_body(const struct dt_article *article,
                                               const struct dt_block *block)
{
    const char *text = article->text.ptr;
    struct dt_span span = block->span;

    if (block->kind == DT_BLOCK_ITEM && span.end - span.start >= 2 &&
        text[span.start] == '-' && text[span.start + 1] == ' ')
        span.start += 2;
    while (span.start < span.end &&
           (text[span.start] == ' ' || text[span.start] == '\n'))
        span.start++;
    while (span.end > span.start &&
           (text[span.end - 1] == ' ' || text[span.end - 1] == '\n'))
        span.end--;
    return span;
}

static inline struct dt_str dt_paragraph_text(const struct dt_article *article,
                                              struct dt_span span)
{
    return (struct dt_str){article->text.ptr + span.start,
                           span.end - span.start};
}

#endif

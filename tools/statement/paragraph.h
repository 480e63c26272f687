/*
 * paragraph.h - the words of a paragraph, whatever stands around them.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_PARAGRAPH_H
#define DT_STATEMENT_PARAGRAPH_H

#include <stdbool.h>
#include <string.h>

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

/* Whether it is of the text that runs on: no heading, pull quotation, note. */
static inline bool dt_paragraph_is_spoken(const struct dt_block *block)
{
    return block->kind != DT_BLOCK_HEADING &&
           block->kind != DT_BLOCK_PULL_QUOTE && block->kind != DT_BLOCK_NOTE;
}

/* (Applause): nothing but a remark in brackets, or what is sung: ♪ La la ♪. */
static inline bool dt_paragraph_is_direction(struct dt_str text)
{
    char close;

    if (dt_str_starts(text, DT_STR("♪")))
        return true;
    if (text.len < 2 || (text.ptr[0] != '(' && text.ptr[0] != '['))
        return false;
    close = text.ptr[0] == '(' ? ')' : ']';
    while (text.len > 1 && text.ptr[text.len - 1] == '.')
        text.len--;
    return memchr(text.ptr, close, text.len) == text.ptr + text.len - 1;
}

/* A line between two turns that no full stop ends: "Questions". */
static inline bool dt_paragraph_is_heading(struct dt_str text)
{
    unsigned char last = text.len > 0 ? (unsigned char)text.ptr[text.len - 1]
                                      : '.';

    return text.len < 60 && last < 0x80 && strchr(".!?,:;)]\"'", last) == NULL;
}

#endif

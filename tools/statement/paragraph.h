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

enum { DT_BRACKETED_MOST = 2000 };

/*
 * Where the brackets that text begins with are closed: the bytes up to there,
 * DT_BRACKETED_MOST at most, or 0 without any.
 */
static inline size_t dt_paragraph_bracketed(struct dt_str text)
{
    size_t depth = 0;
    char open = text.len ? text.ptr[0] : ' ', close = open == '(' ? ')' : ']';

    if (open != '(' && open != '[')
        return 0;
    for (size_t i = 0; i < text.len && i < DT_BRACKETED_MOST; i++) {
        depth += text.ptr[i] == open;
        if (text.ptr[i] == close && --depth == 0)
            return i + 1;
    }
    return 0;
}

/* (Applause): nothing but a remark in brackets, or what is sung: ♪ La la ♪. */
static inline bool dt_paragraph_is_direction(struct dt_str text)
{
    if (dt_str_starts(text, DT_STR("♪")))
        return true;
    while (text.len > 1 && text.ptr[text.len - 1] == '.')
        text.len--;
    return text.len > 1 && dt_paragraph_bracketed(text) == text.len;
}

/* A line between two turns that no full stop ends: "Questions". */
static inline bool dt_paragraph_is_heading(struct dt_str text)
{
    unsigned char last = text.len > 0 ? (unsigned char)text.ptr[text.len - 1]
                                      : '.';

    return text.len < 60 && last < 0x80 && strchr(".!?,:;)]\"'", last) == NULL;
}

#endif

/*
 * page.h - a story as its publisher put it: a web page or a text file.
 */
#ifndef BENCH_PAGE_H
#define BENCH_PAGE_H

#include "story.h"

enum bench_form {
    BENCH_MODERN,  /* HTML5, JSON-LD, the clutter of a news site */
    BENCH_OLD,     /* nested tables, entities for typographic characters */
    BENCH_LONG,    /* plain text, a line a paragraph */
    BENCH_WRAPPED, /* plain text, lines of 72 characters */
};

/* Append the bytes of the snapshot. i varies what is around the story. */
void bench_page_add(struct dt_buf *out, const struct bench_story *s,
                    enum bench_form form, const struct bench_words *w,
                    size_t i);

#endif

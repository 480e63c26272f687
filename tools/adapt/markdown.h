/*
 * markdown.h - CommonMark, with tables, footnotes and words struck through
 *              (markdown_extra.h), as blocks of text.
 *
 * Layer   adapt: cmark stands behind it, in a process of its own (child.h),
 *         as its time is not bounded by the length of the text.
 * Text    of links their words, of pictures nothing, of code its characters;
 *         emphasis, tags in a paragraph and link definitions leave no trace,
 *         nor do the marks of footnotes. A line break in a paragraph is white
 *         space. Each row of a table is a paragraph, and so is each note. A
 *         block of HTML comes as it stands.
 * Bounds  DT_MARKDOWN_MAX bytes of text, DT_MARKDOWN_SECONDS of processor
 *         time.
 */
#ifndef DT_ADAPT_MARKDOWN_H
#define DT_ADAPT_MARKDOWN_H

#include <stddef.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/err.h"
#include "base/str.h"

enum { DT_MARKDOWN_MAX = 16 * 1024 * 1024, DT_MARKDOWN_SECONDS = 10 };

enum dt_markdown_kind {
    DT_MARKDOWN_PARAGRAPH,
    DT_MARKDOWN_HEADING,
    DT_MARKDOWN_ITEM,  /* the first paragraph of a list item */
    DT_MARKDOWN_QUOTE, /* a paragraph in a block quotation */
    DT_MARKDOWN_CODE,
    DT_MARKDOWN_HTML
};

struct dt_markdown_block {
    enum dt_markdown_kind kind;
    unsigned level; /* of a heading: 1 to 6 */
    struct dt_str text;
};

/*
 * Read well-formed UTF-8; the blocks live in arena. DT_EFORMAT beyond a
 * bound; DT_EIO, DT_EINTERNAL.
 */
int dt_markdown_read(struct dt_str text, struct dt_arena *arena,
                     struct dt_markdown_block **out, size_t *count,
                     struct dt_err *err);

/* What the child does, for dt_child_serve(). */
extern const struct dt_child_job dt_markdown_job;

#endif

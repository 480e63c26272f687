/*
 * quote.h - which stretches of a paragraph stand in quotation marks.
 *
 * Layer   statement. Offsets are bytes of the article's text.
 * Marks   “…” ‘…’ "…" '…' «…» »…« „…“ ‚…‘ ‹…›, opening straight and closing
 *         curly or the other way round. A mark inside a quotation belongs to
 *         it. An apostrophe is no mark: inside a word, before a clipped word
 *         or a decade (’em, ’90s), behind a plural (the members’ vote).
 * Time    linear in the length of the paragraph.
 */
#ifndef DT_STATEMENT_QUOTE_H
#define DT_STATEMENT_QUOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "base/err.h"
#include "statement/lexicon.h"

enum dt_quote_family {
    DT_QUOTE_NONE,
    DT_QUOTE_DOUBLE,
    DT_QUOTE_SINGLE,
    DT_QUOTE_ANGLE,
    DT_QUOTE_SINGLE_ANGLE
};

struct dt_quote {
    struct dt_span outer; /* with its marks */
    struct dt_span inner; /* without marks and white space beside them */
    uint32_t draft;       /* for the caller: the statement it became */
    uint8_t family;       /* enum dt_quote_family */
    bool unclosed;        /* has no closing mark: runs to the paragraph's end */
    bool continues;       /* re-opens what the paragraph before left unclosed */
};

struct dt_quote_mark;

struct dt_quotes {
    struct dt_quote *items; /* in text order, none inside another */
    size_t count, cap;
    struct dt_quote_mark *marks; /* scratch */
    size_t mark_count, mark_cap;
    const struct dt_lexicon *lexicon; /* of the text; NULL: English */
    uint8_t carried; /* family left unclosed by the paragraph before */
};

#define DT_QUOTES_INIT ((struct dt_quotes){NULL, 0, 0, NULL, 0, 0, NULL, 0})

/*
 * Replace q's items with the quotations of a paragraph. next is the paragraph
 * behind it, or empty: it says whether a quotation without a closing mark
 * goes on there. Paragraphs are given in text order. DT_EINTERNAL without
 * memory.
 */
int dt_quotes_scan(struct dt_quotes *q, struct dt_str text,
                   struct dt_span paragraph, struct dt_span next,
                   struct dt_err *err);

/*
 * Make the whole paragraph one quotation without marks, as a block quotation
 * is; it continues that of the one before, and goes_on in the next, or not. DT_EINTERNAL without memory.
 */
int dt_quotes_whole(struct dt_quotes *q, struct dt_span paragraph,
                    bool continues, bool goes_on, struct dt_err *err);

/* Whether it opens or closes quotations, or may. */
bool dt_quote_is_mark(uint32_t point);

void dt_quotes_release(struct dt_quotes *q);

#endif

#include "statement/inner.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "statement/quote.h"

enum {
    ATTRIBUTION = 4 /* words that with the verb are no more than "he said" */
};

/* A quotation with its marks, and the verb that attributes it. */
struct hole {
    struct dt_span span, cue;
};

struct holes {
    struct hole *items;
    size_t count;
};

/* “I said”: the author quotes nobody else. */
static bool is_first(const struct dt_statement_input *in,
                     const struct dt_lexicon *lexicon, struct dt_span mention)
{
    struct dt_str text = in->article->text;
    struct dt_str word = {text.ptr + mention.start,
                          mention.end - mention.start};

    return dt_lexicon_find(lexicon, word) & DT_WORD_FIRST;
}

static bool is_of_other(const struct dt_statement_input *in,
                        const struct dt_lexicon *lexicon,
                        const struct dt_draft *draft,
                        const struct dt_person *author)
{
    return draft->mode == DT_MODE_DIRECT && draft->mention.end > 0 &&
           draft->cue.end > 0 && !is_first(in, lexicon, draft->mention) &&
           (draft->person == NULL ? draft->name.len > 0
                                  : draft->person != author);
}

/* The span with the marks around it, and white space within these. */
static struct dt_span widen(struct dt_str text, struct dt_span span)
{
    size_t start = span.start, end = span.end, next;

    while (start > 0 && text.ptr[start - 1] == ' ')
        start--;
    next = start;
    if (next > 0 && dt_quote_is_mark(dt_utf8_prev(text, &next)))
        span.start = (uint32_t)next;
    while (end < text.len && text.ptr[end] == ' ')
        end++;
    next = end;
    if (next < text.len && dt_quote_is_mark(dt_utf8_next(text, &next)))
        span.end = (uint32_t)next;
    return span;
}

/* Take over the quotations of others, and note where they stand. */
static int take_quoted(const struct dt_statement_input *in,
                       const struct dt_lexicon *lexicon,
                       const struct dt_drafts *quoted,
                       const struct dt_person *author, struct holes *holes,
                       struct dt_drafts *out, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < quoted->count; i++) {
        const struct dt_draft *draft = &quoted->items[i];

        if (!is_of_other(in, lexicon, draft, author))
            continue;
        for (size_t k = 0; rc == DT_OK && k < draft->span_count; k++) {
            struct dt_span span = quoted->spans[draft->first_span + k];

            rc = k == 0 ? dt_drafts_add(out, *draft, span, err)
                        : dt_drafts_extend(out, &out->items[out->count - 1],
                                           span, err);
            holes->items[holes->count++] =
                (struct hole){widen(in->article->text, span), draft->cue};
        }
    }
    return rc;
}

static int by_start(const void *a, const void *b)
{
    const struct hole *x = a, *y = b;

    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static bool has_cue(const struct hole *hole, struct dt_span piece)
{
    return hole->cue.start >= piece.start && hole->cue.end <= piece.end;
}

/* What stands behind a quotation before the author's words go on. */
static bool is_blank(char c)
{
    return c == ' ' || c == ',' || c == '.' || c == ';' || c == ':';
}

/* What is left between two holes, unless it but attributes one of them. */
static int add_piece(struct dt_drafts *drafts, size_t index, struct dt_str text,
                     struct dt_span piece, const struct hole *before,
                     const struct hole *behind, struct dt_err *err)
{
    size_t words;

    while (piece.start < piece.end && is_blank(text.ptr[piece.start]))
        piece.start++;
    while (piece.end > piece.start && text.ptr[piece.end - 1] == ' ')
        piece.end--;
    if (piece.start >= piece.end)
        return DT_OK;
    words = dt_attribute_count_words(
        (struct dt_str){text.ptr + piece.start, piece.end - piece.start});
    if (words < ATTRIBUTION && ((before && has_cue(before, piece)) ||
                                (behind && has_cue(behind, piece))))
        return DT_OK;
    return dt_drafts_extend(drafts, &drafts->items[index], piece, err);
}

/* Leave to the author what stands around the holes. */
static int cut(struct dt_drafts *drafts, size_t count,
               const struct holes *holes, struct dt_str text,
               struct dt_err *err)
{
    size_t hole = 0;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        struct dt_span rest = drafts->spans[drafts->items[i].first_span];
        const struct hole *before = NULL, *behind = holes->items + hole;

        while (hole < holes->count && behind->span.end <= rest.start)
            behind = holes->items + ++hole;
        if (hole == holes->count || behind->span.start >= rest.end)
            continue;
        drafts->items[i].span_count = 0;
        while (rc == DT_OK && hole < holes->count &&
               behind->span.start < rest.end) {
            rc = add_piece(drafts, i, text,
                           (struct dt_span){rest.start, behind->span.start},
                           before, behind, err);
            rest.start = behind->span.end;
            before = behind;
            behind = holes->items + ++hole;
        }
        if (rc == DT_OK && rest.start < rest.end)
            rc = add_piece(drafts, i, text, rest, before, NULL, err);
    }
    return rc;
}

int dt_inner_draft(const struct dt_statement_input *in,
                   const struct dt_lexicon *lexicon, struct dt_drafts *drafts,
                   struct dt_err *err)
{
    struct dt_drafts quoted = DT_DRAFTS_INIT;
    const size_t count = drafts->count;
    struct holes holes = {NULL, 0};
    int rc = DT_OK;

    if (count == 0)
        return DT_OK;
    rc = dt_report_draft(in, lexicon, &quoted, err);
    holes.items = calloc(quoted.span_count + 1, sizeof *holes.items);
    if (rc == DT_OK && !holes.items)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    if (rc == DT_OK)
        rc = take_quoted(in, lexicon, &quoted, drafts->items[0].person, &holes,
                         drafts, err);
    if (rc == DT_OK && holes.count > 0) {
        qsort(holes.items, holes.count, sizeof *holes.items, by_start);
        rc = cut(drafts, count, &holes, in->article->text, err);
    }
    if (rc == DT_OK && holes.count > 0)
        rc = dt_drafts_settle(drafts, err);
    free(holes.items);
    dt_drafts_release(&quoted);
    return rc;
}

#include "statement/quoted.h"

/* The paragraph that holds byte `at`, and the one behind it. */
static struct dt_span paragraph_at(struct dt_str text, size_t at,
                                   struct dt_span *next)
{
    size_t start = at, end = at;

    while (start > 0 && text.ptr[start - 1] != '\n')
        start--;
    while (end < text.len && text.ptr[end] != '\n')
        end++;
    next->start = (uint32_t)end;
    while (next->start < text.len && text.ptr[next->start] == '\n')
        next->start++;
    next->end = next->start;
    while (next->end < text.len && text.ptr[next->end] != '\n')
        next->end++;
    return (struct dt_span){(uint32_t)start, (uint32_t)end};
}

static int scan_quotes(struct dt_quotes *q, struct dt_str text, size_t at,
                       struct dt_span *paragraph, struct dt_err *err)
{
    struct dt_span next;

    *paragraph = paragraph_at(text, at, &next);
    q->carried = DT_QUOTE_NONE;
    return dt_quotes_scan(q, text, *paragraph, next, err);
}

static struct dt_span cut(struct dt_span a, struct dt_span b)
{
    uint32_t start = a.start > b.start ? a.start : b.start;
    uint32_t end = a.end < b.end ? a.end : b.end;

    return (struct dt_span){start, end > start ? end : start};
}

static int add(struct dt_words *w, struct dt_str text, struct dt_span span,
               uint32_t mark, struct dt_err *err)
{
    size_t first = w->count;
    int rc = dt_words_scan(w, text, span.start, span.end, err);

    if (rc == DT_OK && first > 0 && first < w->count)
        w->items[first].marks |= mark;
    return rc;
}

/* The fragments of one span; it may go over several paragraphs. */
static int add_fragments(struct dt_words *w, struct dt_str text,
                         struct dt_span span, struct dt_quotes *q,
                         struct dt_err *err)
{
    size_t at = span.start;
    int rc = DT_OK;

    while (rc == DT_OK && at < span.end) {
        struct dt_span paragraph;

        rc = scan_quotes(q, text, at, &paragraph, err);
        for (size_t i = 0; rc == DT_OK && i < q->count; i++)
            rc = add(w, text, cut(q->items[i].inner, span), DT_MARK_FRAGMENT,
                     err);
        at = (size_t)paragraph.end + 1;
    }
    return rc;
}

int dt_quoted_words(struct dt_words *w, struct dt_str text, enum dt_mode mode,
                    const struct dt_span *spans, size_t count,
                    struct dt_quotes *q, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        rc = mode == DT_MODE_MIXED ? add_fragments(w, text, spans[i], q, err)
                                   : add(w, text, spans[i], DT_MARK_SPAN, err);
    return rc;
}

int dt_quoted_leave_out(struct dt_transcripts *t, struct dt_str text,
                        struct dt_span span, struct dt_quotes *q,
                        struct dt_err *err)
{
    size_t from = span.start, at = from;
    int rc = DT_OK;

    while (rc == DT_OK && at < span.end) {
        struct dt_span paragraph;

        rc = scan_quotes(q, text, at, &paragraph, err);
        for (size_t i = 0; rc == DT_OK && i < q->count; i++) {
            struct dt_span quote = cut(q->items[i].outer, span);

            if (quote.end <= quote.start || quote.end <= from)
                continue;
            if (quote.start > from)
                rc = dt_transcripts_extend(t, text, from, quote.start, err);
            from = quote.end;
        }
        at = (size_t)paragraph.end + 1;
    }
    if (rc == DT_OK && from < span.end)
        rc = dt_transcripts_extend(t, text, from, span.end, err);
    return rc;
}

#include "statement/quote.h"

#include <stdlib.h>

#include "adapt/unicode.h"
#include "base/array.h"
#include "base/utf8.h"
#include "statement/phrases.h"

enum shape { SHAPE_NEUTRAL, SHAPE_LEFT, SHAPE_RIGHT, SHAPE_LOW };

struct dt_quote_mark {
    uint32_t at;
    uint8_t len;
    uint8_t family;
    uint8_t shape;
    bool opens, closes; /* as far as its two neighbours tell */
    bool weak;          /* closes, but may be the apostrophe of a plural */
    bool later;         /* a closing mark of the family is behind it */
    bool later_strong;  /* one that is not weak, before the next opening */
    bool nests;         /* the next two marks of the family both close */
};

struct scan {
    struct dt_quotes *q;
    struct dt_str text;
    struct dt_span paragraph;
    struct dt_err *err;
};

/* First bytes of marks. */
static const bool may_begin[256] = {
    ['"'] = true, ['\''] = true, ['`'] = true, [0xC2] = true, [0xE2] = true};

static uint8_t mark_at(struct dt_str text, size_t at, uint8_t *family,
                       uint8_t *shape)
{
    static const struct {
        char bytes[4];
        uint8_t family, shape;
    } marks[] = {
        {"\xE2\x80\x98", DT_QUOTE_SINGLE, SHAPE_LEFT},
        {"\xE2\x80\x99", DT_QUOTE_SINGLE, SHAPE_RIGHT},
        {"\xE2\x80\x9A", DT_QUOTE_SINGLE, SHAPE_LOW},
        {"\xE2\x80\x9B", DT_QUOTE_SINGLE, SHAPE_LEFT},
        {"\xE2\x80\x9C", DT_QUOTE_DOUBLE, SHAPE_LEFT},
        {"\xE2\x80\x9D", DT_QUOTE_DOUBLE, SHAPE_RIGHT},
        {"\xE2\x80\x9E", DT_QUOTE_DOUBLE, SHAPE_LOW},
        {"\xE2\x80\x9F", DT_QUOTE_DOUBLE, SHAPE_LEFT},
        {"\xE2\x80\xB3", DT_QUOTE_DOUBLE, SHAPE_NEUTRAL},
        {"\xE2\x80\xB9", DT_QUOTE_SINGLE_ANGLE, SHAPE_LEFT},
        {"\xE2\x80\xBA", DT_QUOTE_SINGLE_ANGLE, SHAPE_RIGHT},
        {"\xC2\xAB", DT_QUOTE_ANGLE, SHAPE_LEFT},
        {"\xC2\xBB", DT_QUOTE_ANGLE, SHAPE_RIGHT},
        {"\"", DT_QUOTE_DOUBLE, SHAPE_NEUTRAL},
        {"''", DT_QUOTE_DOUBLE, SHAPE_NEUTRAL},
        {"``", DT_QUOTE_DOUBLE, SHAPE_LEFT},
        {"'", DT_QUOTE_SINGLE, SHAPE_NEUTRAL},
    };
    if (!may_begin[(unsigned char)text.ptr[at]])
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t len = strlen(marks[i].bytes);

        if (len <= text.len - at &&
            memcmp(text.ptr + at, marks[i].bytes, len) == 0) {
            *family = marks[i].family;
            *shape = marks[i].shape;
            return (uint8_t)len;
        }
    }
    return 0;
}

bool dt_quote_is_mark(uint32_t point)
{
    return point == '"' || point == '\'' || point == 0xAB || point == 0xBB ||
           (point >= 0x2018 && point <= 0x201F) || point == 0x2039 ||
           point == 0x203A;
}

static bool is_dash(uint32_t point)
{
    return point == '-' || (point >= 0x2010 && point <= 0x2015);
}

static bool is_space(uint32_t point)
{
    return point == ' ' || point == '\n' || point == '\t' || point == '\r' ||
           (point > 0x7F && dt_unicode_is_space(point));
}

static bool is_letter(uint32_t point)
{
    return (point | 32) - 'a' < 26 ||
           (point > 0x7F && dt_unicode_is_letter(point));
}

static bool is_word(uint32_t point)
{
    return is_letter(point) || point - '0' < 10;
}

static bool begins(uint32_t before)
{
    return before == 0 || is_space(before) || before == '(' || before == '[' ||
           before == '{' || before == '/' || is_dash(before) ||
           dt_quote_is_mark(before);
}

static bool ends(uint32_t after)
{
    return after == 0 || is_space(after) ||
           (!is_word(after) && after != '(' && after != '[');
}

/* ’em and ’90s: what stands behind an apostrophe that opens nothing. */
static bool clipped(const struct dt_quotes *q, struct dt_str rest)
{
    const struct dt_lexicon *lexicon = q->lexicon ? q->lexicon
                                                  : dt_lexicon_english();
    size_t len = 0, digits = 0;

    while (len < rest.len && is_word((unsigned char)rest.ptr[len]))
        digits += rest.ptr[len] >= '0' && rest.ptr[len] <= '9', len++;
    if (digits == 2 && (len == 2 || (len == 3 && rest.ptr[2] == 's')))
        return true;
    return dt_phrase_begins(lexicon, DT_PHRASE_CLIPPED, rest);
}

static void judge_single(const struct dt_quotes *q, struct dt_quote_mark *mark,
                         struct dt_str rest, uint32_t before, uint32_t after)
{
    mark->opens = mark->shape != SHAPE_RIGHT && begins(before) && after != 0 &&
                  !is_space(after) && !clipped(q, rest);
    mark->closes = mark->shape != SHAPE_LOW && before != 0 &&
                   !is_space(before) && ends(after);
    if (mark->shape == SHAPE_LEFT && mark->opens)
        mark->closes = false;
    mark->weak = mark->closes && (before == 's' || before == 'S') &&
                 rest.len > 1 && rest.ptr[0] == ' ' &&
                 is_word((unsigned char)rest.ptr[1]);
}

static void judge_other(struct dt_quote_mark *mark, uint32_t before,
                        uint32_t after)
{
    bool solid = after != 0 && !is_space(after);
    bool may_close = before != 0 && !is_space(before) && ends(after);

    switch (mark->shape) {
    case SHAPE_LOW:
        mark->opens = true;
        break;
    case SHAPE_LEFT:
        mark->closes = may_close && !begins(before);
        mark->opens = !mark->closes;
        break;
    case SHAPE_RIGHT:
        mark->closes = true;
        mark->opens = begins(before) && solid && !may_close;
        mark->closes = !mark->opens;
        break;
    default:
        mark->opens = (begins(before) && (solid || is_space(before))) ||
                      ((before == ',' || before == ':') && is_letter(after));
        mark->closes = may_close || (!mark->opens && before != 0) ||
                       (is_space(before) && !solid);
        if (begins(before) && solid && !ends(after))
            mark->closes = false;
        break;
    }
}

static bool collect(struct scan *s)
{
    struct dt_quotes *q = s->q;
    struct dt_str text = {s->text.ptr, s->paragraph.end};

    q->mark_count = 0;
    for (size_t at = s->paragraph.start; at < text.len; at++) {
        struct dt_quote_mark mark = {0};
        uint32_t before = 0, after = 0;
        size_t back = at, ahead;

        if (!may_begin[(unsigned char)text.ptr[at]])
            continue;
        mark.len = mark_at(text, at, &mark.family, &mark.shape);
        if (mark.len == 0)
            continue;
        mark.at = (uint32_t)at;
        ahead = at + mark.len;
        if (at > s->paragraph.start)
            before = dt_utf8_prev(text, &back);
        back = ahead;
        if (ahead < text.len)
            after = dt_utf8_next(text, &back);
        at = ahead - 1;
        if (mark.family == DT_QUOTE_SINGLE) {
            if (is_word(before) && is_word(after))
                continue;
            judge_single(q, &mark,
                         (struct dt_str){text.ptr + ahead, text.len - ahead},
                         before, after);
        } else {
            judge_other(&mark, before, after);
        }
        if (!mark.opens && !mark.closes)
            continue;
        if (q->mark_count == q->mark_cap) {
            void *grown = dt_array_grow(q->marks, &q->mark_cap,
                                        sizeof *q->marks);

            if (!grown)
                return false;
            q->marks = grown;
        }
        q->marks[q->mark_count++] = mark;
    }
    return true;
}

/* What a mark needs to know of those behind it, in one pass from the end. */
static void look_ahead(struct dt_quotes *q)
{
    bool any[DT_QUOTE_SINGLE_ANGLE + 1] = {false};
    bool strong = false;
    bool closes_next[DT_QUOTE_SINGLE_ANGLE + 1] = {false};
    bool closes_second[DT_QUOTE_SINGLE_ANGLE + 1] = {false};

    for (size_t i = q->mark_count; i-- > 0;) {
        struct dt_quote_mark *mark = &q->marks[i];
        uint8_t family = mark->family;
        bool only_closes = mark->closes && !mark->opens;

        mark->later = any[family];
        mark->later_strong = strong;
        mark->nests = closes_next[family] && closes_second[family];
        closes_second[family] = closes_next[family];
        closes_next[family] = only_closes;
        any[family] = any[family] || mark->closes;
        if (family == DT_QUOTE_SINGLE)
            strong = (mark->closes && !mark->weak) || (strong && !mark->opens);
    }
}

static bool reopens(struct dt_str text, struct dt_span next, uint8_t family)
{
    uint8_t other, shape;

    if (next.end - next.start > 2 && text.ptr[next.start] == '-' &&
        text.ptr[next.start + 1] == ' ')
        next.start += 2;
    text.len = next.end;
    return next.start < next.end && mark_at(text, next.start, &other, &shape) &&
           other == family &&
           (shape != SHAPE_RIGHT || family == DT_QUOTE_DOUBLE);
}

static bool add(struct scan *s, const struct dt_quote_mark *open,
                const struct dt_quote_mark *close)
{
    struct dt_quotes *q = s->q;
    struct dt_quote quote = {0};
    struct dt_span in;

    quote.outer.start = open->at;
    quote.outer.end = close ? close->at + close->len : s->paragraph.end;
    in.start = open->at + open->len;
    in.end = close ? close->at : s->paragraph.end;
    while (in.start < in.end && s->text.ptr[in.start] == ' ')
        in.start++;
    while (in.end > in.start &&
           (s->text.ptr[in.end - 1] == ' ' || s->text.ptr[in.end - 1] == '\n'))
        in.end--;
    if (in.start == in.end)
        return true;
    quote.inner = in;
    quote.family = open->family;
    quote.unclosed = close == NULL;
    quote.continues = q->count == 0 && q->carried == open->family &&
                      open->at - s->paragraph.start <= 2;
    if (q->count == q->cap) {
        void *grown = dt_array_grow(q->items, &q->cap, sizeof *q->items);

        if (!grown)
            return false;
        q->items = grown;
    }
    q->items[q->count++] = quote;
    return true;
}

static bool closes(const struct dt_quote_mark *open,
                   const struct dt_quote_mark *mark)
{
    switch (mark->family) {
    case DT_QUOTE_SINGLE:
        return mark->closes && !(mark->weak && mark->later_strong);
    case DT_QUOTE_DOUBLE:
        return open->shape == SHAPE_LOW ? mark->shape != SHAPE_LOW
                                        : mark->closes;
    default:
        return mark->shape != open->shape || mark->closes;
    }
}

int dt_quotes_scan(struct dt_quotes *q, struct dt_str text,
                   struct dt_span paragraph, struct dt_span next,
                   struct dt_err *err)
{
    struct scan s = {q, text, paragraph, err};
    const struct dt_quote_mark *open = NULL;
    size_t depth = 0;

    q->count = 0;
    if (!collect(&s))
        goto memory;
    look_ahead(q);
    for (size_t i = 0; i < q->mark_count; i++) {
        const struct dt_quote_mark *mark = &q->marks[i];

        if (open == NULL) {
            bool sure = mark->family != DT_QUOTE_SINGLE &&
                        (mark->shape == SHAPE_LEFT ||
                         mark->shape == SHAPE_LOW || !mark->closes);

            if (mark->opens &&
                (mark->later || sure || reopens(text, next, mark->family)))
                open = mark, depth = 0;
        } else if (mark->family != open->family) {
            continue;
        } else if (closes(open, mark)) {
            if (depth > 0) {
                depth--;
                continue;
            }
            if (!add(&s, open, mark))
                goto memory;
            open = NULL;
        } else if (mark->opens && mark->family != DT_QUOTE_SINGLE) {
            /* A quotation inside, or the last one was never closed. */
            if (mark->nests)
                depth++;
            else
                open = mark, depth = 0;
        }
    }
    if (open != NULL && (open->family != DT_QUOTE_SINGLE ||
                         reopens(text, next, open->family))) {
        if (!add(&s, open, NULL))
            goto memory;
    }
    q->carried = DT_QUOTE_NONE;
    if (q->count > 0 && q->items[q->count - 1].unclosed &&
        reopens(text, next, q->items[q->count - 1].family))
        q->carried = q->items[q->count - 1].family;
    return DT_OK;

memory:
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotation marks");
}

int dt_quotes_whole(struct dt_quotes *q, struct dt_span paragraph,
                    bool continues, bool goes_on, struct dt_err *err)
{
    void *grown = dt_array_room(q->items, &q->cap, 0, sizeof *q->items);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    q->items = grown;
    q->items[0] = (struct dt_quote){.outer = paragraph,
                                    .inner = paragraph,
                                    .family = DT_QUOTE_DOUBLE,
                                    .unclosed = goes_on,
                                    .continues = continues};
    q->count = 1;
    q->carried = goes_on ? DT_QUOTE_DOUBLE : DT_QUOTE_NONE;
    return DT_OK;
}

void dt_quotes_release(struct dt_quotes *q)
{
    free(q->items);
    free(q->marks);
    *q = DT_QUOTES_INIT;
}

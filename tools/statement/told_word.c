#include "statement/told_word.h"

#include <string.h>

#include "article/date.h"

enum {
    CLAUSE = 240, /* bytes looked at on either side of a verb */
    DATE = 40     /* bytes of a date in numbers */
};

static bool is_letter(struct dt_str text, size_t at)
{
    unsigned char c = at < text.len ? (unsigned char)text.ptr[at] : 0;

    /* ASCII, and both bytes of a letter of Latin-1 */
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0xC3 ||
           (at > 0 && (unsigned char)text.ptr[at - 1] == 0xC3 && c >= 0x80);
}

/* The bytes of an apostrophe between two letters, of either shape. */
static size_t apostrophe(struct dt_str text, size_t at)
{
    size_t len = text.ptr[at] == '\'' ? 1 : 0;

    if (text.len - at > 3 && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0)
        len = 3;
    return len > 0 && at > 0 && is_letter(text, at + len) ? len : 0;
}

static struct dt_str next_word(struct dt_str *rest)
{
    size_t start = 0, end, more;

    while (start < rest->len && rest->ptr[start] == ' ')
        start++;
    *rest = (struct dt_str){rest->ptr + start, rest->len - start};
    for (end = 0; end < rest->len; end += more) {
        more = is_letter(*rest, end) || rest->ptr[end] == '-'
                   ? 1
                   : apostrophe(*rest, end);
        if (more == 0)
            break;
    }
    if (end == 0 && rest->len > 0)
        end++; /* punctuation is a word of its own */
    *rest = (struct dt_str){rest->ptr + end, rest->len - end};
    return (struct dt_str){rest->ptr - end, end};
}

struct dt_told_word dt_told_word_next(const struct dt_lexicon *lexicon,
                                      struct dt_str *rest)
{
    struct dt_str text = next_word(rest);

    return (struct dt_told_word){text, dt_lexicon_occasion(lexicon, text)};
}

bool dt_told_word_is(const struct dt_told_word *word)
{
    return word->text.len > 0 && is_letter(word->text, 0);
}

/* Go behind “12 March 2024”, “May 2024” or “6. Oktober”. */
static bool pass_date(struct dt_str *rest)
{
    struct dt_str text = *rest;
    struct dt_date date;

    while (text.len > 0 && text.ptr[0] == ' ')
        text = (struct dt_str){text.ptr + 1, text.len - 1};
    if (!dt_date_find(
            (struct dt_str){text.ptr, text.len < DATE ? text.len : DATE}, 0,
            &date) ||
        date.start > 0 || date.part == DT_DATE_YEAR)
        return false;
    *rest = (struct dt_str){text.ptr + date.end, text.len - date.end};
    return true;
}

bool dt_told_word_pass_day(const struct dt_lexicon *lexicon,
                           struct dt_str *rest)
{
    struct dt_str at = *rest, behind = at;
    struct dt_told_word word = dt_told_word_next(lexicon, &behind);

    if (word.tells.kind == DT_OCCASION_OTHER)
        return false;
    if (dt_lexicon_find(lexicon, word.text) & DT_WORD_PREPOSITION) {
        at = behind;
        word = dt_told_word_next(lexicon, &behind);
    }
    if (pass_date(&at)) {
        *rest = at;
        return true;
    }
    if (word.tells.kind < DT_OCCASION_DAY || word.tells.kind > DT_OCCASION_YEAR)
        return false;
    if (word.tells.kind == DT_OCCASION_LAST ||
        word.tells.kind == DT_OCCASION_THIS) /* last week, this morning */
        (void)dt_told_word_next(lexicon, &behind);
    if (word.tells.kind == DT_OCCASION_WEEKDAY)
        (void)pass_date(&behind); /* Tuesday 6 October */
    *rest = behind;
    return true;
}

static bool is_stop(char c)
{
    return c == '.' || c == '!' || c == '?';
}

/* Where a clause between start and end that the draft reports ends, or start. */
static size_t end_of_reported(const struct dt_draft *draft,
                              const struct dt_span *spans, size_t start,
                              size_t end)
{
    for (size_t i = 0; i < draft->span_count; i++)
        if (draft->mode != DT_MODE_DIRECT && spans[i].end <= end &&
            spans[i].end > start)
            start = spans[i].end;
    return start;
}

/* Where the first one between start and end begins, or end. */
static size_t begin_of_reported(const struct dt_draft *draft,
                                const struct dt_span *spans, size_t start,
                                size_t end)
{
    for (size_t i = draft->span_count; i-- > 0;)
        if (draft->mode != DT_MODE_DIRECT && spans[i].start >= start &&
            spans[i].start < end)
            end = spans[i].start;
    return end;
}

/* What stands behind the speaker, who stands behind the verb. */
static struct dt_str behind_name(struct dt_str text, struct dt_span block,
                                 const struct dt_draft *draft)
{
    size_t end = draft->mention.end;

    if (draft->mention.start < draft->cue.end || end > block.end ||
        end - draft->cue.end > CLAUSE)
        return (struct dt_str){text.ptr, 0};
    for (size_t i = draft->cue.end; i < draft->mention.start; i++)
        if (is_stop(text.ptr[i]) || text.ptr[i] == '"')
            return (struct dt_str){text.ptr, 0};
    end += end < block.end && text.ptr[end] == ',';
    return (struct dt_str){text.ptr + end, block.end - end};
}

/* Hat am Montag den Plan kritisiert: between the speaker and such words. */
static struct dt_str before_words(struct dt_str text,
                                  const struct dt_draft *draft,
                                  const struct dt_span *spans)
{
    size_t start = draft->mention.end;

    if (start == 0 || spans[0].start < start ||
        spans[0].start >= draft->cue.start || spans[0].start - start > CLAUSE)
        return (struct dt_str){text.ptr, 0};
    for (size_t i = start; i < spans[0].start; i++)
        if (is_stop(text.ptr[i]) || text.ptr[i] == ';' || text.ptr[i] == '"')
            return (struct dt_str){text.ptr, 0};
    return (struct dt_str){text.ptr + start, spans[0].start - start};
}

struct dt_told_clause dt_told_clause(const struct dt_statement_input *in,
                                     const struct dt_draft *draft,
                                     const struct dt_span *spans)
{
    const struct dt_str text = in->article->text, none = {text.ptr, 0};
    struct dt_span block = in->article->blocks[draft->block].span;
    size_t start = draft->cue.start, end = draft->cue.end;
    struct dt_told_clause clause = {none, none, none, none};

    if (end == 0 || start < block.start || end > block.end)
        return clause;
    block.end = (uint32_t)begin_of_reported(draft, spans, end, block.end);
    block.start = (uint32_t)end_of_reported(draft, spans, block.start, start);
    clause.behind = (struct dt_str){
        text.ptr + end, block.end - end < CLAUSE ? block.end - end : CLAUSE};
    clause.behind_name = behind_name(text, block, draft);
    clause.before_words = before_words(text, draft, spans);
    while (start > block.start && draft->cue.start - start < CLAUSE &&
           !is_stop(text.ptr[start - 1]) && text.ptr[start - 1] != ';' &&
           text.ptr[start - 1] != '"' &&
           ((unsigned char)text.ptr[start - 1] < 0x80 ||
            is_letter(text, start - 1)))
        start--;
    while (start < draft->cue.start &&
           (text.ptr[start] == ',' || text.ptr[start] == ' '))
        start++; /* “…”, hat Voss am Montag gesagt */
    clause.before = (struct dt_str){text.ptr + start, draft->cue.start - start};
    return clause;
}

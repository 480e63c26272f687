#include "statement/occasion.h"

#include <stdio.h>
#include <string.h>

#include "article/date.h"
#include "base/edtf.h"
#include "statement/told_place.h"

enum {
    BEHIND_WORDS = 5, /* from the verb to the day: "told us late on Tuesday" */
    NAMED_WORDS = 2, /* from the speaker to it: "the mayor, Voss, on Tuesday" */
    BEFORE_WORDS = 8, /* from the sentence's start: "Speaking on Tuesday, …" */
    DATE_WORDS = 4    /* of a date itself: "Tuesday 6 October 2020" */
};

/* What is known of an article's day. */
struct when {
    const struct dt_lexicon *lexicon;
    bool dated;
    int64_t published;
};

/* A date with the words that tell it: "Tuesday", "last month". */
struct told {
    char edtf[DT_DATE_SIZE]; /* "": nothing is told */
    struct dt_str words;
};

static const struct told nothing = {"", {NULL, 0}};

static struct dt_str join(struct dt_str first, struct dt_str last)
{
    return (struct dt_str){first.ptr,
                           (size_t)(last.ptr + last.len - first.ptr)};
}

static struct told tell_day(const struct when *when, struct dt_str words,
                            int offset)
{
    struct told told = {"", words};
    int year, month, day;

    dt_edtf_to_date(when->published + offset, &year, &month, &day);
    (void)snprintf(told.edtf, sizeof told.edtf, "%04d-%02d-%02d", year, month,
                   day);
    return told;
}

/* The month or the year before that of publication. */
static struct told tell_last(const struct when *when, struct dt_str words,
                             enum dt_occasion_kind kind)
{
    struct told told = {"", words};
    int year, month, day;

    dt_edtf_to_date(when->published, &year, &month, &day);
    if (kind == DT_OCCASION_YEAR)
        (void)snprintf(told.edtf, sizeof told.edtf, "%04d", year - 1);
    else
        (void)snprintf(told.edtf, sizeof told.edtf, "%04d-%02d",
                       month > 1 ? year : year - 1, month > 1 ? month - 1 : 12);
    return told;
}

static struct told tell(const struct when *when,
                        const struct dt_told_word *last,
                        const struct dt_told_word *word,
                        const struct dt_told_word *next)
{
    bool behind = last->tells.kind == DT_OCCASION_LAST;
    bool before = next->tells.kind == DT_OCCASION_LAST;
    int back;

    switch (word->tells.kind) {
    case DT_OCCASION_DAY:
    case DT_OCCASION_WEEKDAY:
        if (behind || before || last->tells.kind == DT_OCCASION_OTHER)
            return nothing;
        back = (dt_edtf_weekday(when->published) - word->tells.value + 7) % 7;
        return tell_day(when, word->text,
                        word->tells.kind == DT_OCCASION_DAY ? word->tells.value
                                                            : -back);
    case DT_OCCASION_MONTH:
    case DT_OCCASION_YEAR:
        if (behind)
            return tell_last(when, join(last->text, word->text),
                             word->tells.kind);
        if (before)
            return tell_last(when, join(word->text, next->text),
                             word->tells.kind);
        return nothing;
    default:
        return nothing;
    }
}

/*
 * The first date that so many words tell. A day counts only where it tells
 * when something was said: not behind "the" or "last".
 */
static struct told find_day(const struct when *when, struct dt_str text,
                            int most)
{
    struct dt_told_word last = {{NULL, 0}, {{NULL, 0}, DT_OCCASION_NONE, 0}};

    for (int i = 0; i < most && text.len > 0; i++) {
        struct dt_told_word word = dt_told_word_next(when->lexicon, &text);
        struct dt_told_word next;
        struct dt_str ahead = text;
        struct told told;

        if (!dt_told_word_is(&word) || word.tells.kind == DT_OCCASION_END)
            break;
        next = dt_told_word_next(when->lexicon, &ahead);
        told = tell(when, &last, &word, &next);
        if (told.edtf[0] != '\0')
            return told;
        last = word;
    }
    return nothing;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* As many words as may hold a date in full, up to where their clause ends. */
static struct dt_str date_words(const struct dt_lexicon *lexicon,
                                struct dt_str text, int most)
{
    size_t end = 0, start = 0;
    bool digits = false;

    for (; end < text.len && most > -DATE_WORDS; end++) {
        char c = text.ptr[end];
        bool number = end > 0 && is_digit(text.ptr[end - 1]);

        digits = digits || is_digit(c);
        if (c == '"' || c == '\n' || (unsigned char)c == 0xE2 ||
            ((c == '.' || c == '!' || c == '?' || c == ',' || c == ':' ||
              c == ';') &&
             !number))
            break;
        if (c != ' ')
            continue;
        if (dt_lexicon_occasion(lexicon,
                                (struct dt_str){text.ptr + start, end - start})
                .kind == DT_OCCASION_END)
            break;
        start = end + 1;
        most--;
    }
    return (struct dt_str){text.ptr, digits ? end : 0};
}

/* Whether the word before the date, weekdays aside, makes it another's. */
static bool is_of_other(const struct dt_lexicon *lexicon, struct dt_str before)
{
    bool other = false;

    while (before.len > 0) {
        struct dt_told_word word = dt_told_word_next(lexicon, &before);

        if (word.text.len > 0 && word.tells.kind != DT_OCCASION_WEEKDAY)
            other = word.tells.kind == DT_OCCASION_OTHER;
    }
    return other;
}

/* “on Tuesday 6 October”, which need not be the last Tuesday. */
static struct told find_date(const struct when *when, struct dt_str text,
                             int most)
{
    struct dt_str words = date_words(when->lexicon, text, most);
    struct dt_date date;
    struct told told = nothing;

    if (words.len == 0 || !dt_date_find(words, 0, &date) ||
        date.part == DT_DATE_YEAR ||
        is_of_other(when->lexicon, (struct dt_str){words.ptr, date.start}))
        return told;
    if (words.len < text.len && words.ptr[words.len - 1] == ' ') {
        /* The year may stand behind as many words as were looked at. */
        size_t from = date.start;

        words = date_words(when->lexicon,
                           (struct dt_str){text.ptr + from, text.len - from},
                           1);
        if (!dt_date_find(words, 0, &date))
            return nothing;
    }
    memcpy(told.edtf, date.edtf, sizeof told.edtf);
    told.words = (struct dt_str){words.ptr + date.start, date.end - date.start};
    return told;
}

static struct told date_in(const struct when *when, struct dt_str text,
                           int most)
{
    struct told told = find_date(when, text, most);

    if (told.edtf[0] != '\0' || !when->dated)
        return told;
    return find_day(when, text, most);
}

/* The date that the clause of the draft's cue names. */
static struct told date_of_cue(const struct dt_statement_input *in,
                               const struct when *when,
                               const struct dt_draft *draft,
                               const struct dt_span *spans)
{
    struct dt_told_clause clause = dt_told_clause(in, draft, spans);
    struct told told = date_in(when, clause.behind, BEHIND_WORDS);

    if (told.edtf[0] == '\0')
        told = date_in(when, dt_told_place(in, when->lexicon, draft, spans).day,
                       NAMED_WORDS);
    if (told.edtf[0] == '\0')
        told = date_in(when, clause.behind_name, NAMED_WORDS);
    if (told.edtf[0] == '\0')
        told = date_in(when, clause.before, BEFORE_WORDS);
    return told;
}

int dt_occasion_date(const struct dt_statement_input *in,
                     const struct dt_lexicon *lexicon,
                     const struct dt_draft *draft, const struct dt_span *spans,
                     struct dt_arena *arena, struct dt_said_on *out,
                     struct dt_err *err)
{
    const struct dt_meta *meta = in->meta;
    struct when when = {.lexicon = lexicon};
    int64_t last;
    struct told told;

    *out = (struct dt_said_on){meta->event.date, {0, 0}};
    if (out->date != NULL)
        return DT_OK;
    if (draft->mode == DT_MODE_SPEECH || draft->mode == DT_MODE_AUTHORED) {
        out->date = meta->published;
        return DT_OK;
    }
    when.dated = meta->published != NULL &&
                 dt_edtf_days(DT_STR(meta->published), &when.published,
                              &last) &&
                 when.published == last;
    told = date_of_cue(in, &when, draft, spans);
    if (told.edtf[0] == '\0')
        return DT_OK;
    out->from.start = (uint32_t)(told.words.ptr - in->article->text.ptr);
    out->from.end = out->from.start + (uint32_t)told.words.len;
    out->date = dt_arena_copy(arena, DT_STR(told.edtf));
    if (out->date == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a date");
    return DT_OK;
}

int dt_occasion_place(const struct dt_statement_input *in,
                      const struct dt_lexicon *lexicon,
                      const struct dt_draft *draft, const struct dt_span *spans,
                      struct dt_arena *arena, struct dt_said_at *out,
                      struct dt_err *err)
{
    struct dt_str place;

    *out = (struct dt_said_at){in->meta->event.place, {0, 0}};
    if (out->place != NULL || draft->mode == DT_MODE_SPEECH ||
        draft->mode == DT_MODE_AUTHORED)
        return DT_OK;
    place = dt_told_place(in, lexicon, draft, spans).name;
    if (place.len == 0)
        return DT_OK;
    out->from.start = (uint32_t)(place.ptr - in->article->text.ptr);
    out->from.end = out->from.start + (uint32_t)place.len;
    out->place = dt_arena_copy(arena, place);
    if (out->place == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a place");
    return DT_OK;
}

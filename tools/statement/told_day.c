#include "statement/told_day.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/edtf.h"
#include "statement/told_word.h"

enum {
    DATE_WORDS = 4,    /* of a date itself: "Tuesday 6 October 2020" */
    YEAR = 4,          /* digits */
    FIRST_YEAR = 1900, /* what is less may be a number of something else */
    MONTH_SIZE = 32    /* bytes of a month's name */
};

static const struct dt_told_day nothing = {"", {NULL, 0}};

static struct dt_str join(struct dt_str first, struct dt_str last)
{
    return (struct dt_str){first.ptr,
                           (size_t)(last.ptr + last.len - first.ptr)};
}

static struct dt_told_day tell_day(const struct dt_told_when *when,
                                   struct dt_str words, int offset)
{
    struct dt_told_day told = {"", words};
    int year, month, day;

    dt_edtf_to_date(when->published + offset, &year, &month, &day);
    (void)snprintf(told.edtf, sizeof told.edtf, "%04d-%02d-%02d", year, month,
                   day);
    return told;
}

/* The month or the year of publication, or so many before it. */
static struct dt_told_day tell_span(const struct dt_told_when *when,
                                    struct dt_str words,
                                    enum dt_occasion_kind kind, int back)
{
    struct dt_told_day told = {"", words};
    int year, month, day;

    dt_edtf_to_date(when->published, &year, &month, &day);
    if (kind == DT_OCCASION_YEAR)
        (void)snprintf(told.edtf, sizeof told.edtf, "%04d", year - back);
    else
        (void)snprintf(told.edtf, sizeof told.edtf, "%04d-%02d",
                       month > back ? year : year - 1,
                       month > back ? month - back : 12);
    return told;
}

/*
 * Last Friday: the one before, and that of the week before; where these are
 * two it is not told which is meant.
 */
static struct dt_told_day tell_last_weekday(const struct dt_told_when *when,
                                            struct dt_str words, int weekday)
{
    int back = dt_edtf_weekday(when->published) - weekday;

    return back > 0 ? nothing : tell_day(when, words, -7 - back);
}

/* In June: of which year is not told, whenever it was published. */
static struct dt_told_day tell_month(struct dt_str name)
{
    struct dt_told_day told = {"", name};
    char first[MONTH_SIZE];
    struct dt_date date;
    int size = snprintf(first, sizeof first, "1 %.*s", (int)name.len, name.ptr);

    if (size < 0 || (size_t)size >= sizeof first)
        return nothing;
    /* A month is written small in French, but then only a date's is known. */
    if (first[2] >= 'a' && first[2] <= 'z')
        first[2] = (char)(first[2] - 'a' + 'A');
    if (!dt_date_find((struct dt_str){first, (size_t)size}, 0, &date) ||
        date.part != DT_DATE_DAY_MONTH || date.end != (size_t)size)
        return nothing;
    (void)snprintf(told.edtf, sizeof told.edtf, "%.7s", date.edtf);
    return told;
}

static bool is_within(const struct dt_told_word *word)
{
    return word->tells.kind == DT_OCCASION_PLACE ||
           word->tells.kind == DT_OCCASION_WITHIN;
}

/* In 2019: four digits from the start of text, a year that has come. */
static struct dt_told_day tell_year(const struct dt_told_when *when,
                                    struct dt_str text)
{
    struct dt_told_day told = {"", {text.ptr, YEAR}};
    int year = 0, published, month, day;

    for (size_t i = 0; i < YEAR; i++) {
        if (i >= text.len || !dt_ascii_is_digit(text.ptr[i]))
            return nothing;
        year = year * 10 + text.ptr[i] - '0';
    }
    dt_edtf_to_date(when->published, &published, &month, &day);
    if ((text.len > YEAR && memchr(" ,.:;", text.ptr[YEAR], 5) == NULL) ||
        year > published || year < FIRST_YEAR)
        return nothing;
    (void)snprintf(told.edtf, sizeof told.edtf, "%04d", year);
    return told;
}

/* The words that tell a date, as they stand: "last" before them or behind. */
static struct dt_told_day tell(const struct dt_told_when *when,
                               const struct dt_told_word *last,
                               const struct dt_told_word *word,
                               const struct dt_told_word *next)
{
    enum dt_occasion_kind kind = word->tells.kind;
    bool behind = last->tells.kind == DT_OCCASION_LAST;
    bool before = next->tells.kind == DT_OCCASION_LAST;
    bool this = last->tells.kind == DT_OCCASION_THIS;
    struct dt_str words = behind || this ? join(last->text, word->text)
                          : before       ? join(word->text, next->text)
                                         : word->text;
    int back;

    switch (kind) {
    case DT_OCCASION_DAY:
        return behind || before || last->tells.kind == DT_OCCASION_OTHER
                   ? nothing
                   : tell_day(when, word->text, word->tells.value);
    case DT_OCCASION_WEEKDAY:
        if (last->tells.kind == DT_OCCASION_OTHER)
            return nothing;
        if (behind || before)
            return tell_last_weekday(when, words, word->tells.value);
        back = (dt_edtf_weekday(when->published) - word->tells.value + 7) % 7;
        return tell_day(when, word->text, -back);
    case DT_OCCASION_MONTH:
    case DT_OCCASION_YEAR:
        return behind || before || this
                   ? tell_span(when, words, kind, this ? 0 : 1)
                   : nothing;
    case DT_OCCASION_PART:
        return this ? tell_day(when, words, 0) : nothing;
    case DT_OCCASION_NIGHT:
        return behind || before ? tell_day(when, words, -1) : nothing;
    default:
        return is_within(last) ? tell_month(word->text) : nothing;
    }
}

/* told the Today programme: a day with a capital inside a sentence. */
static bool is_name(const struct dt_told_word *word)
{
    return word->tells.kind == DT_OCCASION_DAY && word->text.ptr[0] >= 'A' &&
           word->text.ptr[0] <= 'Z';
}

/*
 * told the Mail on Sunday: a weekday two words behind such a name; but in
 * Scotland on Sunday is a place.
 */
static bool is_paper(const struct dt_told_word *before,
                     const struct dt_told_word *name,
                     const struct dt_told_word *word)
{
    return before->tells.kind != DT_OCCASION_PLACE &&
           word->tells.kind == DT_OCCASION_WEEKDAY &&
           name->tells.kind == DT_OCCASION_PAPER && name->text.ptr[0] >= 'A' &&
           name->text.ptr[0] <= 'Z';
}

/*
 * in a 2019 memo, at the 2019 conference: the year in which it was. The words
 * before its digits, and the text from behind the first of these.
 */
static bool is_year_of(const struct dt_lexicon *lexicon,
                       const struct dt_told_word *within,
                       const struct dt_told_word *determiner,
                       struct dt_str digits)
{
    struct dt_told_word noun;

    if ((!is_within(within) && within->tells.kind != DT_OCCASION_AT) ||
        !(dt_lexicon_find(lexicon, determiner->text) &
          (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) ||
        digits.len < YEAR)
        return false;
    digits = (struct dt_str){digits.ptr + YEAR - 1, digits.len - (YEAR - 1)};
    noun = dt_told_word_next(lexicon, &digits);
    return noun.tells.kind == DT_OCCASION_MEDIUM ||
           noun.tells.kind == DT_OCCASION_INTERVIEW ||
           noun.tells.kind == DT_OCCASION_MEETING;
}

/*
 * The first date that so many words tell. A day counts only where it tells
 * when something was said: not behind "the".
 */
static struct dt_told_day find_day(const struct dt_told_when *when,
                                   struct dt_str text, int most)
{
    struct dt_told_word last = {{NULL, 0}, {{NULL, 0}, DT_OCCASION_NONE, 0}};
    struct dt_told_word first = last; /* the one before: the last night */
    struct dt_told_word before = last;

    for (int i = 0; i < most && text.len > 0; i++) {
        struct dt_told_word word = dt_told_word_next(when->lexicon, &text);
        struct dt_told_word next;
        struct dt_str ahead = text;
        struct dt_told_day told;

        if (i > 0 && (is_name(&word) || is_paper(&before, &first, &word))) {
            before = first = last = word;
            before.tells.kind = first.tells.kind = last.tells.kind =
                DT_OCCASION_NONE;
            i--; /* a word of the name before it */
            continue;
        }
        if (!dt_told_word_is(&word) &&
            (is_within(&last) ||
             is_year_of(when->lexicon, &first, &last, text)))
            return tell_year(
                when, (struct dt_str){word.text.ptr, word.text.len + text.len});
        if (!dt_told_word_is(&word) || word.tells.kind == DT_OCCASION_END)
            break;
        next = dt_told_word_next(when->lexicon, &ahead);
        told = tell(when, &last, &word, &next);
        if (told.edtf[0] != '\0' && !(first.tells.kind == DT_OCCASION_OTHER &&
                                      last.tells.kind == DT_OCCASION_LAST))
            return told;
        before = first;
        first = last;
        last = word;
    }
    return nothing;
}

/* As many words as may hold a date in full, up to where their clause ends. */
static struct dt_str date_words(const struct dt_lexicon *lexicon,
                                struct dt_str text, int most)
{
    size_t end = 0, start = 0;
    bool digits = false;

    for (; end < text.len && most > -DATE_WORDS; end++) {
        char c = text.ptr[end];
        bool number = end > 0 && dt_ascii_is_digit(text.ptr[end - 1]);

        digits = digits || dt_ascii_is_digit(c);
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

/* The last of the words before a date but for a weekday. */
static struct dt_told_word last_word(const struct dt_lexicon *lexicon,
                                     struct dt_str before)
{
    struct dt_told_word last = {{NULL, 0}, {{NULL, 0}, DT_OCCASION_NONE, 0}};

    while (before.len > 0) {
        struct dt_told_word word = dt_told_word_next(lexicon, &before);

        if (word.tells.kind != DT_OCCASION_WEEKDAY && word.text.len > 0)
            last = word;
    }
    return last;
}

/* “on Tuesday 6 October”, which need not be the last Tuesday. */
static struct dt_told_day find_date(const struct dt_told_when *when,
                                    struct dt_str text, int most)
{
    struct dt_str words = date_words(when->lexicon, text, most);
    struct dt_date date;
    struct dt_told_day told = nothing;
    struct dt_told_word last;

    if (words.len == 0 || !dt_date_find(words, 0, &date))
        return told;
    last = last_word(when->lexicon, (struct dt_str){words.ptr, date.start});
    if (date.part == DT_DATE_YEAR ? !is_within(&last)
                                  : last.tells.kind == DT_OCCASION_OTHER)
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

struct dt_told_day dt_told_day_in(const struct dt_told_when *when,
                                  struct dt_str text, int most)
{
    struct dt_told_day told = find_date(when, text, most);

    if (told.edtf[0] != '\0' || !when->dated)
        return told;
    return find_day(when, text, most);
}

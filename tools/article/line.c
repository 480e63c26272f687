#include "article/line.h"

#include "adapt/unicode.h"
#include "article/claim.h"
#include "article/date.h"
#include "article/rules.h"
#include "base/utf8.h"

enum {
    AGENCY_LONGEST = 60,
    INITIALS_LONGEST = 4,
    PLACE_LONGEST = 80,    /* bytes of a line of a place and a date */
    PLACE_WORDS = 4,       /* of the place */
    RELEASE_LONGEST = 160, /* bytes of a line of who released what when */
    PLACE_JOINT = 4,       /* bytes of "upon", "am" between them */
    TOLD_LEAST = 4         /* words of a sentence behind the date in it */
};

/* The ends of sentences outside of ASCII, in the order of Unicode. */
static bool is_far_stop(uint32_t c)
{
    static const uint32_t stops[] = {
        0xAB,   0xBB,                                   /* « » */
        0x387,  0x589,  0x61B,  0x61F,  0x6D4,          /* Greek to Urdu */
        0x964,  0x965,  0xF0D,  0x104B, 0x1362, 0x17D4, /* Hindi to Khmer */
        0x2019, 0x201C, 0x201D, 0x2026, 0x203A, /* ’ “ ” … › */
        0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, /* 。〉》」』】 */
        0xFF01, 0xFF09, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF61};

    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (stops[i] == c)
            return true;
    return false;
}

bool dt_line_is_sentence(struct dt_str text)
{
    size_t at = text.len;
    uint32_t c;

    if (text.len == 0)
        return false;
    c = dt_utf8_prev(text, &at);
    return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' ||
           c == ',' || c == '"' || c == '\'' || c == ')' || c == ']' ||
           (c >= 0x80 && is_far_stop(c));
}

struct dt_str dt_line_quoted(struct dt_str text)
{
    static const char *const marks[][2] = {{"‘", "’"}, {"“", "”"},
                                           {"'", "'"}, {"\"", "\""},
                                           {"«", "»"}, {"„", "“"}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct dt_str open = DT_STR(marks[i][0]), end = DT_STR(marks[i][1]);

        if (text.len > open.len + end.len && dt_str_starts(text, open) &&
            dt_str_ends(text, end))
            return (struct dt_str){text.ptr + open.len,
                                   text.len - open.len - end.len};
    }
    return (struct dt_str){NULL, 0};
}

bool dt_line_is_capitals(struct dt_str text)
{
    size_t upper = 0;

    for (size_t at = 0; at < text.len;) {
        uint32_t c = dt_utf8_next(text, &at);

        if (dt_unicode_is_upper(c))
            upper++;
        else if (dt_unicode_is_letter(c))
            return false;
    }
    return upper > 1;
}

/* Words that may stand around a date in its line. */
static bool is_date_word(struct dt_str word)
{
    if (dt_rules_has(DT_RULES_DATE_WORDS, word))
        return true;
    for (size_t i = 0; i < word.len; i++)
        if ((word.ptr[i] < '0' || word.ptr[i] > '9') &&
            !(i > 0 && (dt_str_ends(word, DT_STR("am")) ||
                        dt_str_ends(word, DT_STR("pm")))))
            return false;
    return word.len > 0;
}

/* Bytes of the words that announce a second date in its line, or 0. */
static size_t announced(struct dt_str fold)
{
    size_t n = dt_rules_starts(DT_RULES_CHANGE_STARTS, fold);

    return n ? n : dt_rules_starts(DT_RULES_DATE_STARTS, fold);
}

static size_t date_words(struct dt_str fold, bool *all)
{
    size_t count = 0;

    for (*all = true; fold.len; count++) {
        size_t n = 0;

        while (n < fold.len && fold.ptr[n] != ' ')
            n++;
        if (!is_date_word((struct dt_str){fold.ptr, n}) &&
            !(n >= 3 && dt_rules_month((struct dt_str){fold.ptr, n}))) {
            n = count ? announced(fold) : 0;
            *all = n > 0;
            if (!*all)
                break;
        }
        n += n < fold.len;
        fold.ptr += n;
        fold.len -= n;
    }
    return count;
}

bool dt_line_is_date(struct dt_draft *draft, struct dt_str text)
{
    bool all;

    return date_words(dt_draft_fold(draft, text), &all) && all;
}

/* Whether a line goes on behind its date, and ends, as a sentence does. */
static bool tells(struct dt_str text, struct dt_str fold, size_t date_words)
{
    size_t words = 1;

    for (size_t i = 0; i < fold.len; i++)
        words += fold.ptr[i] == ' ';
    return words >= date_words + TOLD_LEAST &&
           (dt_str_ends(text, DT_STR(".")) || dt_str_ends(text, DT_STR("!")) ||
            dt_str_ends(text, DT_STR("?")));
}

bool dt_line_date(struct dt_draft *draft, struct dt_str text,
                  struct dt_err *err)
{
    enum dt_date_order order = (enum dt_date_order)draft->date_order;
    enum dt_field field = DT_FIELD_PUBLISHED;
    struct dt_claim_place place = {"date line", draft->line};
    struct dt_date date;
    struct dt_str fold, rest;
    size_t start, words;
    bool all;

    if (text.len > 120 || !dt_date_find_in(text, 0, order, &date) ||
        date.part == DT_DATE_DAY_MONTH)
        return false;
    fold = dt_draft_fold(draft, text);
    start = dt_rules_starts(DT_RULES_CHANGE_STARTS, fold);
    if (start)
        field = DT_FIELD_MODIFIED;
    else
        start = dt_rules_starts(DT_RULES_DATE_STARTS, fold);
    rest = (struct dt_str){fold.ptr + start, fold.len - start};
    rest = dt_str_trim(rest);
    words = date_words(rest, &all);
    /* A date and no more, or one right behind the words that announce it. */
    if (!all && (tells(text, rest, words) ||
                 (!(start && words >= 2) &&
                  !dt_rules_starts(DT_RULES_BYLINE_STARTS, fold))))
        return false;
    (void)dt_claim_add(draft, field, DT_STR(date.edtf), place, err);
    return true;
}

/* "Leeds", "Newcastle upon Tyne", "Leeds, West Yorkshire". */
static bool is_place(struct dt_str text)
{
    size_t words = 0;

    for (size_t at = 0; at < text.len; words++) {
        size_t start = at;
        bool small = text.ptr[at] >= 'a' && text.ptr[at] <= 'z';

        while (at < text.len && text.ptr[at] != ' ') {
            char c = text.ptr[at++];

            if ((c >= '0' && c <= '9') || strchr(":;!?\"&", c))
                return false;
        }
        if (small && (words == 0 || at - start > PLACE_JOINT))
            return false;
        at += at < text.len;
    }
    return words > 0 && words <= PLACE_WORDS;
}

bool dt_line_place_date(struct dt_draft *draft, struct dt_str text,
                        struct dt_err *err)
{
    enum dt_date_order order = (enum dt_date_order)draft->date_order;
    struct dt_claim_place from = {"date line", draft->line};
    struct dt_date date;

    if (draft->meta->published || text.len > PLACE_LONGEST ||
        !dt_date_find_in(text, 0, order, &date) || date.part != DT_DATE_FULL)
        return false;
    for (size_t i = 0; i < date.start; i++) {
        struct dt_str rest = {text.ptr + i + 1, text.len - i - 1};

        if (text.ptr[i] != ',' || !dt_line_is_date(draft, rest))
            continue;
        if (!is_place((struct dt_str){text.ptr, i}))
            return false;
        (void)dt_claim_add(draft, DT_FIELD_PUBLISHED, DT_STR(date.edtf), from,
                           err);
        return true;
    }
    return false;
}

/* Bytes of what parts the facts of a line at byte at, or 0. */
static size_t parting(struct dt_str text, size_t at)
{
    static const char *const marks[] = {",", ":", "|", "–", "—", " - "};
    const struct dt_str rest = {text.ptr + at, text.len - at};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (dt_str_starts(rest, DT_STR(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* Whether one of the facts of a line is that it is a release. */
static bool says_release(struct dt_draft *draft, struct dt_str text)
{
    size_t first = 0;

    for (size_t at = 0; at <= text.len; at++) {
        const size_t mark = at < text.len ? parting(text, at) : 1;
        const struct dt_str fact = {text.ptr + first, at - first};

        if (mark == 0)
            continue;
        if (dt_rules_has(DT_RULES_RELEASE_STARTS,
                         dt_draft_fold(draft, dt_str_trim(fact))))
            return true;
        first = at + mark;
    }
    return false;
}

bool dt_line_release(struct dt_draft *draft, struct dt_str text,
                     struct dt_err *err)
{
    enum dt_date_order order = (enum dt_date_order)draft->date_order;
    struct dt_claim_place from = {"date line", draft->line};
    struct dt_date date;

    if (text.len > RELEASE_LONGEST || dt_line_is_sentence(text) ||
        !dt_date_find_in(text, 0, order, &date) || date.part != DT_DATE_FULL ||
        (date.start > 0 && date.end < text.len &&
         parting(text, date.end) == 0) ||
        !says_release(draft, text))
        return false;
    (void)dt_claim_add(draft, DT_FIELD_PUBLISHED, DT_STR(date.edtf), from, err);
    if (draft->meta->kind == DT_KIND_UNKNOWN)
        draft->meta->kind = DT_KIND_RELEASE;
    return true;
}

/* "Quelle:", "Source:": bytes of the words that announce an agency, or 0. */
static size_t source_label(struct dt_draft *draft, struct dt_str text)
{
    size_t colon = dt_str_find(text, DT_STR(":"), 0);

    if (colon == SIZE_MAX ||
        !dt_rules_has(DT_RULES_SOURCE_LABELS,
                      dt_draft_fold(draft, (struct dt_str){text.ptr, colon})))
        return 0;
    return colon + 1;
}

/* "dpa/AFP", "Reuters", "red/dpa": all words are, and one is an agency. */
static bool names_agencies(struct dt_draft *draft, struct dt_str text)
{
    struct dt_str fold = dt_draft_fold(draft, text), rest = fold;
    size_t agencies = 0;

    while (rest.len) {
        size_t n = dt_rules_starts(DT_RULES_AGENCIES, rest);

        if (n)
            agencies++;
        else if (rest.ptr != fold.ptr)
            return false;
        /* What stands before the first agency may be somebody's initials. */
        if (!n)
            while (n < rest.len && rest.ptr[n] != ' ')
                n++;
        if (!agencies && n > INITIALS_LONGEST)
            return false;
        n += n < rest.len;
        rest.ptr += n;
        rest.len -= n;
    }
    return agencies > 0;
}

struct dt_str dt_line_agencies(struct dt_draft *draft, struct dt_str text)
{
    size_t label;

    if (text.len > AGENCY_LONGEST)
        return (struct dt_str){NULL, 0};
    while (text.len && strchr("([", text.ptr[0]))
        text = (struct dt_str){text.ptr + 1, text.len - 1};
    while (text.len && strchr(")].", text.ptr[text.len - 1]))
        text.len--;
    label = source_label(draft, text);
    text = dt_str_trim((struct dt_str){text.ptr + label, text.len - label});
    return names_agencies(draft, text) ? text : (struct dt_str){NULL, 0};
}

bool dt_line_is_correction(struct dt_str text, struct dt_str fold)
{
    size_t rule = dt_rules_starts(DT_RULES_CORRECTION_STARTS, fold), at = 0;

    if (rule == 0)
        return false;
    if (memchr(fold.ptr, ' ', rule))
        return true;
    while (at < text.len && text.ptr[at] != ' ')
        at++;
    return (at > 0 && text.ptr[at - 1] == ':') ||
           (at + 1 < text.len &&
            (strchr("-(0123456789", text.ptr[at + 1]) ||
             dt_str_starts(
                 (struct dt_str){text.ptr + at + 1, text.len - at - 1},
                 DT_STR("–"))));
}

#include "statement/occasion.h"

#include <stdio.h>
#include <string.h>

#include "base/edtf.h"

enum {
    BEHIND_WORDS = 5, /* from the verb to the day: "told us late on Tuesday" */
    BEFORE_WORDS = 8, /* from the sentence's start: "Speaking on Tuesday, …" */
    CLAUSE = 240,     /* bytes looked at on either side of a verb */
    BESIDE = 160,     /* bytes beside a name in which an office may stand */
    LONGEST_DATE = 40, /* with any int for a year */
    NAMES_TRIED = 4096 /* capitals tried as a name in one article */
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool same_ignoring_case(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

static bool is_letter(struct dt_str text, size_t at)
{
    unsigned char c = at < text.len ? (unsigned char)text.ptr[at] : 0;

    /* ASCII, and both bytes of a letter of Latin-1 */
    return (lower((char)c) >= 'a' && lower((char)c) <= 'z') || c == 0xC3 ||
           (at > 0 && (unsigned char)text.ptr[at - 1] == 0xC3 && c >= 0x80);
}

static struct dt_str next_word(struct dt_str *rest)
{
    size_t start = 0, end;

    while (start < rest->len && rest->ptr[start] == ' ')
        start++;
    end = start;
    while (end < rest->len && (is_letter(*rest, end) || rest->ptr[end] == '-' ||
                               (end > start && rest->ptr[end] == '\'' &&
                                is_letter(*rest, end + 1))))
        end++;
    if (end == start && end < rest->len)
        end++; /* punctuation is a word of its own */
    *rest = (struct dt_str){rest->ptr + end, rest->len - end};
    return (struct dt_str){rest->ptr - (end - start), end - start};
}

/* What words tell of a date. */
struct told {
    enum dt_day_kind kind; /* OFFSET, MONTH or YEAR; NONE: nothing */
    int offset;            /* days from publication */
};

static struct told tell_day(const struct dt_day *day, const struct dt_day *last,
                            const struct dt_day *next, int64_t published)
{
    struct told told = {DT_DAY_NONE, 0};

    switch (day->kind) {
    case DT_DAY_OFFSET:
    case DT_DAY_WEEKDAY:
        if (last->kind == DT_DAY_LAST || last->kind == DT_DAY_OTHER ||
            next->kind == DT_DAY_LAST)
            break;
        told.kind = DT_DAY_OFFSET;
        told.offset = day->value;
        if (day->kind == DT_DAY_WEEKDAY)
            told.offset = -((dt_edtf_weekday(published) - day->value + 7) % 7);
        break;
    case DT_DAY_MONTH:
    case DT_DAY_YEAR:
        if (last->kind == DT_DAY_LAST || next->kind == DT_DAY_LAST)
            told.kind = day->kind;
        break;
    default:
        break;
    }
    return told;
}

/*
 * The first date that so many words tell. A day counts only where it tells
 * when something was said: not behind "the" or "last".
 */
static struct told date_in(const struct dt_lexicon *lexicon, struct dt_str text,
                           int most, int64_t published)
{
    struct dt_day last = {{NULL, 0}, DT_DAY_NONE, 0};
    struct told told = {DT_DAY_NONE, 0};

    for (int i = 0; i < most && text.len > 0; i++) {
        struct dt_str word = next_word(&text), ahead = text;
        struct dt_day day = dt_lexicon_day(lexicon, word), next;

        if (word.len == 0 || !is_letter(word, 0) || day.kind == DT_DAY_END)
            break;
        next = dt_lexicon_day(lexicon, next_word(&ahead));
        told = tell_day(&day, &last, &next, published);
        if (told.kind != DT_DAY_NONE)
            break;
        last = day;
    }
    return told;
}

/* The date that the clause of the draft's cue names. */
static struct told date_of_cue(const struct dt_statement_input *in,
                               const struct dt_lexicon *lexicon,
                               const struct dt_draft *draft, int64_t published)
{
    struct dt_str text = in->article->text;
    struct dt_span block = in->article->blocks[draft->block].span;
    size_t start = draft->cue.start, end = draft->cue.end;
    struct told told = {DT_DAY_NONE, 0};

    if (end == 0 || start < block.start || end > block.end)
        return told;
    told = date_in(lexicon,
                   (struct dt_str){text.ptr + end, block.end - end < CLAUSE
                                                       ? block.end - end
                                                       : CLAUSE},
                   BEHIND_WORDS, published);
    if (told.kind != DT_DAY_NONE)
        return told;
    while (start > block.start && draft->cue.start - start < CLAUSE &&
           strchr(".!?\"", text.ptr[start - 1]) == NULL &&
           (unsigned char)text.ptr[start - 1] < 0x80)
        start--;
    return date_in(lexicon,
                   (struct dt_str){text.ptr + start, draft->cue.start - start},
                   BEFORE_WORDS, published);
}

/* The date as EDTF, or "" when nothing is told. */
static void write_date(struct told told, int64_t published,
                       char out[LONGEST_DATE])
{
    int year, month, day;

    out[0] = '\0';
    dt_edtf_to_date(published + told.offset, &year, &month, &day);
    if (told.kind == DT_DAY_OFFSET)
        snprintf(out, LONGEST_DATE, "%04d-%02d-%02d", year, month, day);
    else if (told.kind == DT_DAY_MONTH)
        snprintf(out, LONGEST_DATE, "%04d-%02d", month > 1 ? year : year - 1,
                 month > 1 ? month - 1 : 12);
    else if (told.kind == DT_DAY_YEAR)
        snprintf(out, LONGEST_DATE, "%04d", year - 1);
}

int dt_occasion_date(const struct dt_statement_input *in,
                     const struct dt_lexicon *lexicon,
                     const struct dt_draft *draft, struct dt_arena *arena,
                     const char **out, struct dt_err *err)
{
    const struct dt_meta *meta = in->meta;
    int64_t first, last;
    char text[LONGEST_DATE];

    *out = meta->event.date;
    if (*out != NULL)
        return DT_OK;
    if (draft->mode == DT_MODE_SPEECH || draft->mode == DT_MODE_AUTHORED) {
        *out = meta->published;
        return DT_OK;
    }
    if (meta->published == NULL ||
        !dt_edtf_days(DT_STR(meta->published), &first, &last) || first != last)
        return DT_OK;
    write_date(date_of_cue(in, lexicon, draft, first), first, text);
    if (text[0] == '\0')
        return DT_OK;
    *out = dt_arena_copy(arena, DT_STR(text));
    if (*out == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a date");
    return DT_OK;
}

/* Whether text begins (or ends) with "office of [the] organisation". */
static bool has_office(struct dt_str text, const struct dt_membership *m,
                       bool at_end)
{
    static const char *const joints[] = {" of ",     " of the ", " at ",
                                         " at the ", ", ",       " for "};
    size_t office = strlen(m->office);
    size_t place = m->organisation ? strlen(m->organisation) : 0;

    if (place == 0)
        return false;
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t joint = strlen(joints[i]), all = office + joint + place;
        const char *p;

        if (all > text.len)
            continue;
        p = at_end ? text.ptr + text.len - all : text.ptr;
        if (same_ignoring_case(p, m->office, office) &&
            memcmp(p + office, joints[i], joint) == 0 &&
            same_ignoring_case(p + office + joint, m->organisation, place))
            return true;
    }
    return false;
}

static struct dt_str cut(struct dt_str text, struct dt_str tail)
{
    if (dt_str_ends(text, tail))
        text.len -= tail.len;
    return text;
}

/* Whether the membership stands beside the name at [start, end). */
static bool stands_beside(struct dt_str text, size_t start, size_t end,
                          const struct dt_membership *m)
{
    size_t from = start > BESIDE ? start - BESIDE : 0;
    size_t to = text.len - end > BESIDE ? end + BESIDE : text.len;
    struct dt_str before = {text.ptr + from, start - from};
    struct dt_str behind = {text.ptr + end, to - end};

    before = cut(cut(before, DT_STR(" ")), DT_STR(","));
    if (has_office(before, m, true))
        return true;
    if (!dt_str_starts(behind, DT_STR(", ")))
        return false;
    behind.ptr += 2;
    behind.len -= 2;
    if (dt_str_starts(behind, DT_STR("the "))) {
        behind.ptr += 4;
        behind.len -= 4;
    }
    return has_office(behind, m, false);
}

/* The one membership that the article prints beside the person's name. */
static const struct dt_membership *
printed_office(const struct dt_statement_input *in,
               const struct dt_person *person)
{
    struct dt_str text = in->article->text;
    const struct dt_membership *found = NULL;
    size_t tried = 0, len;

    for (size_t i = 0; i < text.len && tried < NAMES_TRIED; i++) {
        bool begins = i == 0 || text.ptr[i - 1] == ' ' ||
                      text.ptr[i - 1] == '\n';

        if (!begins || text.ptr[i] < 'A' || text.ptr[i] > 'Z')
            continue;
        tried++;
        if (dt_people_match(in->people, text, i, &len) != person)
            continue;
        for (size_t k = 0; k < person->membership_count; k++) {
            const struct dt_membership *m = &person->memberships[k];

            if (!stands_beside(text, i, i + len, m))
                continue;
            if (found != NULL && found != m)
                return NULL;
            found = m;
        }
    }
    return found;
}

static bool has_year(const char *date)
{
    int64_t first, last;

    return date != NULL && dt_edtf_days(DT_STR(date), &first, &last);
}

int dt_occasion_office(const struct dt_statement_input *in,
                       const struct dt_draft *draft, const char *date,
                       struct dt_arena *arena, const char **out,
                       struct dt_err *err)
{
    const struct dt_membership *held = NULL;
    struct dt_str parts[3];
    size_t count, len = 0;
    char *text;

    *out = NULL;
    if (draft->person == NULL || draft->person->membership_count == 0)
        return DT_OK;
    if (!has_year(date))
        date = in->meta->published;
    held = has_year(date) ? dt_person_office_on(draft->person, date, &count)
                          : printed_office(in, draft->person);
    if (held == NULL)
        return DT_OK;
    parts[0] = DT_STR(held->office);
    parts[1] = DT_STR(held->organisation ? ", " : "");
    parts[2] = DT_STR(held->organisation ? held->organisation : "");
    text = dt_arena_alloc(arena,
                          parts[0].len + parts[1].len + parts[2].len + 1);
    if (text == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for an office");
    for (size_t i = 0; i < 3; i++) {
        memcpy(text + len, parts[i].ptr, parts[i].len);
        len += parts[i].len;
    }
    *out = text;
    return DT_OK;
}

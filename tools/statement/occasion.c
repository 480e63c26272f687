#include "statement/occasion.h"

#include <stdio.h>
#include <string.h>

#include "base/edtf.h"

enum {
    BEHIND_WORDS = 5, /* from the verb to the day: "told us late on Tuesday" */
    BEFORE_WORDS = 8, /* from the sentence's start: "Speaking on Tuesday, …" */
    CLAUSE = 240,     /* bytes looked at on either side of a verb */
    BESIDE = 160,     /* bytes beside a name in which an office may stand */
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

static struct dt_str next_word(struct dt_str *rest)
{
    size_t start = 0, end;

    while (start < rest->len && rest->ptr[start] == ' ')
        start++;
    end = start;
    while (end < rest->len &&
           ((lower(rest->ptr[end]) >= 'a' && lower(rest->ptr[end]) <= 'z') ||
            rest->ptr[end] == '-'))
        end++;
    if (end == start && end < rest->len)
        end++; /* punctuation is a word of its own */
    *rest = (struct dt_str){rest->ptr + end, rest->len - end};
    return (struct dt_str){rest->ptr - (end - start), end - start};
}

/* Days from the day of publication that a word means; 1: it is no such word. */
static int offset_of(struct dt_str word, int64_t published)
{
    static const char *const days[] = {"Monday",   "Tuesday", "Wednesday",
                                       "Thursday", "Friday",  "Saturday",
                                       "Sunday"};

    if (word.len == 5 && same_ignoring_case(word.ptr, "today", 5))
        return 0;
    if (word.len == 9 && same_ignoring_case(word.ptr, "yesterday", 9))
        return -1;
    for (int i = 0; i < 7; i++)
        if (dt_str_is(word, days[i]))
            return -((dt_edtf_weekday(published) - (i + 1) + 7) % 7);
    return 1;
}

/*
 * The first day word among so many words; 1: none. It counts only where it
 * tells when something was said: not behind "the" or "last".
 */
static int day_in(struct dt_str text, int most, int64_t published)
{
    struct dt_str before = {NULL, 0};

    for (int i = 0; i < most && text.len > 0; i++) {
        struct dt_str word = next_word(&text);
        int offset = offset_of(word, published);

        if (word.len == 0 || (unsigned char)word.ptr[0] >= 0x80 ||
            strchr(".,;:!?\"(", word.ptr[0]) != NULL || dt_str_is(word, "that"))
            break;
        if (offset <= 0 && !dt_str_is(before, "the") &&
            !dt_str_is(before, "last") && !dt_str_is(before, "next") &&
            !dt_str_is(before, "of") && !dt_str_is(before, "from"))
            return offset;
        before = word;
    }
    return 1;
}

/* The day that the clause of the draft's cue names, as an offset; 1: none. */
static int day_of_cue(const struct dt_statement_input *in,
                      const struct dt_draft *draft, int64_t published)
{
    struct dt_str text = in->article->text;
    struct dt_span block = in->article->blocks[draft->block].span;
    size_t start = draft->cue.start, end = draft->cue.end;
    int offset;

    if (end == 0 || start < block.start || end > block.end)
        return 1;
    offset = day_in((struct dt_str){text.ptr + end, block.end - end < CLAUSE
                                                        ? block.end - end
                                                        : CLAUSE},
                    BEHIND_WORDS, published);
    if (offset <= 0)
        return offset;
    while (start > block.start && draft->cue.start - start < CLAUSE &&
           strchr(".!?\"", text.ptr[start - 1]) == NULL &&
           (unsigned char)text.ptr[start - 1] < 0x80)
        start--;
    return day_in((struct dt_str){text.ptr + start, draft->cue.start - start},
                  BEFORE_WORDS, published);
}

int dt_occasion_date(const struct dt_statement_input *in,
                     const struct dt_draft *draft, struct dt_arena *arena,
                     const char **out, struct dt_err *err)
{
    const struct dt_meta *meta = in->meta;
    int64_t first, last;
    int year, month, day, offset;
    char *text;

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
    offset = day_of_cue(in, draft, first);
    if (offset > 0)
        return DT_OK;
    text = dt_arena_alloc(arena, sizeof "YYYY-MM-DD" + 24);
    if (text == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a date");
    dt_edtf_to_date(first + offset, &year, &month, &day);
    snprintf(text, sizeof "YYYY-MM-DD" + 24, "%04d-%02d-%02d", year, month,
             day);
    *out = text;
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

#include "statement/office.h"

#include <string.h>

#include "base/edtf.h"

enum {
    BESIDE = 160,       /* bytes beside a name in which an office may stand */
    JOINT = 16,         /* bytes between an office and its organisation */
    NAMES_TRIED = 4096, /* capitals tried as a name in one article */
    HOLDERS = 64        /* of an office, in all times */
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

static bool parts_words(char c)
{
    return c == ' ' || c == '\'' || c == '\xE2' || c == '\x80' || c == '\x99';
}

/* ", ", " of ", " at the ", " de l’": what joins an office to its place. */
static bool joins(struct dt_str between, const struct dt_lexicon *lexicon)
{
    size_t start = 1, words = 0;

    if (dt_str_is(between, ", "))
        return true;
    if (between.ptr[0] != ' ' || !parts_words(between.ptr[between.len - 1]))
        return false;
    for (size_t i = 1; i < between.len; i++) {
        struct dt_str word = {between.ptr + start, i - start};

        if (!parts_words(between.ptr[i]))
            continue;
        start = i + 1;
        if (word.len == 0)
            continue;
        if (!(dt_lexicon_find(lexicon, word) &
              (words++ == 0 ? DT_WORD_PREPOSITION | DT_WORD_GENITIVE
                            : DT_WORD_DEFINITE)))
            return false;
    }
    return words > 0;
}

/* Whether text begins (or ends) with "office of [the] organisation". */
static bool has_office(struct dt_str text, const struct dt_membership *m,
                       bool at_end, const struct dt_lexicon *lexicon)
{
    size_t office = strlen(m->office);
    size_t place = m->organisation ? strlen(m->organisation) : 0;

    if (place == 0)
        return false;
    for (size_t joint = 2; joint <= JOINT; joint++) {
        size_t all = office + joint + place;
        const char *p;

        if (all > text.len)
            return false;
        p = at_end ? text.ptr + text.len - all : text.ptr;
        if (same_ignoring_case(p, m->office, office) &&
            memcmp(p + office + joint, m->organisation, place) == 0 &&
            joins((struct dt_str){p + office, joint}, lexicon))
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

struct dt_str dt_office_bare(struct dt_str text,
                             const struct dt_lexicon *lexicon)
{
    size_t len = 0;

    while (len < text.len && len < JOINT && !parts_words(text.ptr[len]))
        len++;
    if (dt_lexicon_find(lexicon, (struct dt_str){text.ptr, len}) &
        DT_WORD_DEFINITE) {
        while (len < text.len && parts_words(text.ptr[len]))
            len++;
        text.ptr += len;
        text.len -= len;
    }
    return text;
}

/* Whether the membership stands beside the name at [start, end). */
static bool stands_beside(struct dt_str text, size_t start, size_t end,
                          const struct dt_membership *m,
                          const struct dt_lexicon *lexicon)
{
    size_t from = start > BESIDE ? start - BESIDE : 0;
    size_t to = text.len - end > BESIDE ? end + BESIDE : text.len;
    struct dt_str before = {text.ptr + from, start - from};
    struct dt_str behind = {text.ptr + end, to - end};

    before = cut(cut(before, DT_STR(" ")), DT_STR(","));
    if (has_office(before, m, true, lexicon))
        return true;
    if (!dt_str_starts(behind, DT_STR(", ")))
        return false;
    behind.ptr += 2;
    behind.len -= 2;
    return has_office(dt_office_bare(behind, lexicon), m, false, lexicon);
}

static bool is_no_capital(char c)
{
    return (unsigned char)c < 0x80 && (c < 'A' || c > 'Z');
}

/* The one membership that the article prints beside the person's name. */
static const struct dt_membership *
printed_office(const struct dt_statement_input *in,
               const struct dt_lexicon *lexicon, const struct dt_person *person)
{
    struct dt_str text = in->article->text;
    const struct dt_membership *found = NULL;
    size_t tried = 0, len;

    for (size_t i = 0; i < text.len && tried < NAMES_TRIED; i++) {
        bool begins = i == 0 || text.ptr[i - 1] == ' ' ||
                      text.ptr[i - 1] == '\n';

        if (!begins || is_no_capital(text.ptr[i]))
            continue;
        tried++;
        if (dt_people_match(in->people, text, i, &len) != person)
            continue;
        for (size_t k = 0; k < person->membership_count; k++) {
            const struct dt_membership *m = &person->memberships[k];

            if (!stands_beside(text, i, i + len, m, lexicon))
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

int dt_office_of(const struct dt_statement_input *in,
                 const struct dt_lexicon *lexicon, const struct dt_draft *draft,
                 const char *date, struct dt_arena *arena, const char **out,
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
                          : printed_office(in, lexicon, draft->person);
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

const struct dt_person *dt_office_holder(const struct dt_people *people,
                                         const struct dt_lexicon *lexicon,
                                         struct dt_str printed,
                                         const char *date)
{
    const struct dt_person *holders[HOLDERS], *found = NULL;
    struct dt_str office = dt_office_bare(printed, lexicon);
    int64_t first, last;
    size_t count;

    if (!people || (dt_lexicon_find(lexicon, office) & DT_WORD_LABEL))
        return NULL;
    count = dt_people_by_office(people, office, holders, HOLDERS);
    if (count > HOLDERS)
        return NULL;
    if (!date || !dt_edtf_days(DT_STR(date), &first, &last)) {
        first = INT64_MIN;
        last = INT64_MAX;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < holders[i]->membership_count; k++) {
            const struct dt_membership *m = &holders[i]->memberships[k];

            if (strlen(m->office) != office.len ||
                !same_ignoring_case(m->office, office.ptr, office.len) ||
                m->last < first || m->first > last)
                continue;
            if (m->first > first || m->last < last ||
                (found && found != holders[i]))
                return NULL;
            found = holders[i];
        }
    return found;
}

static bool is_office(const struct dt_membership *m, struct dt_str office)
{
    const struct dt_str held = DT_STR(m->office);
    struct dt_str place = office;

    if (!dt_str_starts(office, held))
        return false;
    place.ptr += held.len;
    place.len -= held.len;
    if (!m->organisation)
        return place.len == 0;
    if (!dt_str_starts(place, DT_STR(", ")))
        return false;
    place.ptr += 2;
    place.len -= 2;
    return dt_str_is(place, m->organisation);
}

bool dt_office_fits(const struct dt_person *person, struct dt_str said_on,
                    const struct dt_days *published, struct dt_str office)
{
    const struct dt_membership *held;
    struct dt_days days = *published;
    size_t count;

    if (person->membership_count == 0)
        return !office.ptr;
    if (said_on.ptr && dt_edtf_days(said_on, &days.first, &days.last))
        days.known = true;
    if (!days.known) {
        for (size_t i = 0; i < person->membership_count; i++)
            if (office.ptr && is_office(&person->memberships[i], office))
                return true;
        return !office.ptr;
    }
    held = dt_person_office_in(person, days.first, days.last, &count);
    return held ? office.ptr && is_office(held, office) : !office.ptr;
}

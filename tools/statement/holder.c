#include "statement/holder.h"

#include "base/edtf.h"

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

void dt_holders_scan(struct dt_holders *h, const struct dt_people *people,
                     struct dt_str text, const char *date)
{
    h->count = 0;
    h->date = date;
    if (people == NULL)
        return;
    for (size_t i = 0; i < text.len && h->count < DT_HOLDERS_MOST; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        const struct dt_person *person;
        size_t len, k = 0;

        if ((c < 'A' || c > 'Z') && c < 0xC3)
            continue;
        if (i > 0 &&
            ((lower(text.ptr[i - 1]) >= 'a' && lower(text.ptr[i - 1]) <= 'z') ||
             (unsigned char)text.ptr[i - 1] >= 0xC3))
            continue;
        person = dt_people_match(people, text, i, &len);
        if (person == NULL)
            continue;
        while (k < h->count && h->named[k].person != person)
            k++;
        if (k == h->count) {
            h->named[h->count].person = person;
            h->named[h->count++].first = i;
        }
        i += len - 1;
    }
}

/* Whether a, in any case, is what b ends with, from the start of a word. */
static bool is_tail(struct dt_str a, struct dt_str b)
{
    size_t skip;

    if (a.len > b.len || a.len == 0)
        return false;
    skip = b.len - a.len;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[skip + i]))
            return false;
    return skip == 0 || b.ptr[skip - 1] == ' ';
}

/* Whether "leader of the opposition" is what "opposition leader" says. */
static bool is_turned(struct dt_str noun, struct dt_str office)
{
    static const struct dt_str joints[] = {{" of the ", 8}, {" of ", 4}};

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t at = dt_str_find(office, joints[i], 0);
        struct dt_str head = {office.ptr, at}, rest;

        if (at == SIZE_MAX || noun.len + joints[i].len != office.len + 1)
            continue;
        rest.ptr = office.ptr + at + joints[i].len;
        rest.len = office.len - at - joints[i].len;
        return is_tail(head, noun) &&
               is_tail((struct dt_str){noun.ptr, rest.len}, rest) &&
               noun.ptr[rest.len] == ' ';
    }
    return false;
}

/* Whether the membership can have been held on the date, if that is known. */
static bool held(const struct dt_membership *m, const char *date)
{
    int64_t first, last, from, until, other;

    if (date == NULL || !dt_edtf_days(DT_STR(date), &first, &last))
        return true;
    if (m->from != NULL && dt_edtf_days(DT_STR(m->from), &from, &other) &&
        from > last)
        return false;
    return m->until == NULL ||
           !dt_edtf_days(DT_STR(m->until), &other, &until) || until >= first;
}

static bool may_be(const struct dt_person *person, struct dt_str noun,
                   const char *date)
{
    for (size_t i = 0; i < person->membership_count; i++) {
        const struct dt_membership *m = &person->memberships[i];
        struct dt_str office = DT_STR(m->office);

        if ((is_tail(noun, office) || is_tail(office, noun) ||
             is_turned(noun, office)) &&
            held(m, date))
            return true;
    }
    return false;
}

bool dt_holders_is_office(const struct dt_holders *h, struct dt_str noun)
{
    for (size_t i = 0; i < h->count; i++)
        for (size_t k = 0; k < h->named[i].person->membership_count; k++) {
            struct dt_str office =
                DT_STR(h->named[i].person->memberships[k].office);

            if (office.len == noun.len && is_tail(noun, office))
                return true;
        }
    return false;
}

const struct dt_person *dt_holders_find(const struct dt_holders *h,
                                        struct dt_str noun, size_t at)
{
    const struct dt_person *found = NULL, *next = NULL;
    size_t candidates = 0;
    bool before = false;

    for (size_t i = 0; i < h->count; i++) {
        if (!may_be(h->named[i].person, noun, h->date))
            continue;
        candidates++;
        found = h->named[i].person;
        if (h->named[i].first < at)
            before = true;
        else if (next == NULL) /* the list is in the order of the text */
            next = found;
    }
    if (candidates == 1)
        return found;
    return before ? NULL : next;
}

size_t dt_holders_all(const struct dt_holders *h, struct dt_str noun,
                      const struct dt_person **out, size_t room)
{
    size_t count = 0;

    for (size_t i = 0; i < h->count && count < room; i++)
        if (may_be(h->named[i].person, noun, h->date))
            out[count++] = h->named[i].person;
    return count > 1 ? count : 0;
}

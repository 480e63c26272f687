#include "statement/candidates.h"

#include <stdlib.h>
#include <string.h>

enum { SURNAMES = 64 /* people of one surname who are looked at */ };

struct found {
    const struct dt_person *people[SURNAMES];
    size_t count;
};

static struct dt_str cut_word(struct dt_str *rest)
{
    struct dt_str word;
    size_t len = 0;

    while (len < rest->len && rest->ptr[len] != ' ')
        len++;
    word = (struct dt_str){rest->ptr, len};
    len += len < rest->len;
    rest->ptr += len;
    rest->len -= len;
    if (word.len > 0 && word.ptr[word.len - 1] == '.')
        word.len--;
    return word;
}

/* Whether someone with these pronouns may bear the titles. */
static bool may_bear(uint64_t titles, enum dt_pronouns pronouns)
{
    return !((titles & DT_WORD_MALE) && pronouns == DT_PRONOUNS_SHE) &&
           !((titles & DT_WORD_FEMALE) && pronouns == DT_PRONOUNS_HE);
}

/* Everybody with the surname that the name is, titles aside. */
static void find_surname(const struct dt_candidates *c, struct dt_str name,
                         struct found *found)
{
    const struct dt_person *people[SURNAMES];
    uint64_t titles = 0;
    struct dt_str rest = name, word = cut_word(&rest);
    size_t count;

    while (rest.len > 0) {
        uint64_t classes = dt_lexicon_find(c->lexicon, word);

        if (!(classes & (DT_WORD_TITLE | DT_WORD_OFFICE)))
            return;
        titles |= classes;
        name = rest;
        word = cut_word(&rest);
    }
    count = dt_people_by_surname(c->in->people, name, people, SURNAMES);
    for (size_t i = 0; i < count && i < SURNAMES; i++)
        if (may_bear(titles, people[i]->pronouns))
            found->people[found->count++] = people[i];
}

/* “the county's commissioner” may be a “County Commissioner”. */
static void find_office(const struct dt_candidates *c, struct dt_str noun,
                        struct found *found)
{
    while (found->count == 0 && noun.len > 0) {
        (void)cut_word(&noun);
        found->count = dt_holders_all(&c->named, noun, found->people, SURNAMES);
    }
}

static bool is_named(const struct dt_candidates *c,
                     const struct dt_person *person)
{
    for (size_t i = 0; i < c->named.count; i++)
        if (c->named.named[i].person == person)
            return true;
    return false;
}

/* Keep those whom the article names, when they are several. */
static void narrow(const struct dt_candidates *c, struct found *found)
{
    struct found named = {.count = 0};

    for (size_t i = 0; i < found->count; i++)
        if (is_named(c, found->people[i]))
            named.people[named.count++] = found->people[i];
    if (named.count > 1)
        *found = named;
}

static int by_id(const void *a, const void *b)
{
    const struct dt_person *const *x = a, *const *y = b;

    return strcmp((*x)->id, (*y)->id);
}

int dt_candidates_find(struct dt_candidates *c, const struct dt_draft *draft,
                       struct dt_arena *arena, struct dt_statement *s,
                       struct dt_err *err)
{
    struct found found = {.count = 0};
    const char **ids;

    if (!draft->several || draft->name.len == 0 || c->in->people == NULL)
        return DT_OK;
    if (!c->scanned)
        dt_holders_scan(&c->named, c->in->people, c->in->article->text,
                        c->in->meta->published);
    c->scanned = true;
    if (draft->noun)
        find_office(c, draft->name, &found);
    else
        find_surname(c, draft->name, &found);
    narrow(c, &found);
    if (found.count == 0)
        return DT_OK;
    qsort(found.people, found.count, sizeof *found.people, by_id);
    if (found.count > DT_CANDIDATES_MOST)
        found.count = DT_CANDIDATES_MOST;
    ids = dt_arena_array(arena, found.count, sizeof *ids);
    if (ids == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for candidates");
    for (size_t i = 0; i < found.count; i++)
        ids[i] = found.people[i]->id;
    s->candidates = ids;
    s->candidate_count = found.count;
    return DT_OK;
}

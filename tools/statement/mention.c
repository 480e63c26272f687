#include "statement/mention.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/utf8.h"
#include "statement/inflection.h"
#include "statement/lexicon.h"
#include "statement/office_noun.h"
#include "statement/quote.h"

enum {
    NAME_WORDS = 8,   /* of an unknown name */
    PHRASE_WORDS = 6, /* before the head of a noun phrase */
    OWNED = 2         /* words between a possessive and its noun */
};

struct scan {
    struct dt_mentions *m;
    const struct dt_tokens *tokens;
    struct dt_token *t;
    size_t count;
    struct dt_str text;
    const struct dt_people *people;
    const struct dt_holders *holders;
    struct dt_cast *cast;
    struct dt_err *err;
};

static struct dt_str between(const struct scan *s, size_t first, size_t last)
{
    uint32_t start = s->t[first].start;

    return (struct dt_str){s->text.ptr + start, s->t[last - 1].end - start};
}

static int add(struct scan *s, size_t first, size_t last, uint8_t kind,
               uint32_t entity)
{
    struct dt_mentions *m = s->m;
    struct dt_mention item = {(uint32_t)first,
                              (uint32_t)last,
                              {s->t[first].start, s->t[last - 1].end},
                              between(s, first, last),
                              entity,
                              kind,
                              s->t[last - 1].genitive,
                              false};

    if (m->count == m->cap) {
        void *grown = dt_array_grow(m->items, &m->cap, sizeof *m->items);

        if (!grown)
            return DT_FAIL(s->err, DT_EINTERNAL, "out of memory for names");
        m->items = grown;
    }
    if (s->cast != NULL && entity < s->cast->count) {
        struct dt_entity *named = &s->cast->items[entity];

        if (kind == DT_MENTION_NAME)
            named->printed = item.name;
        item.name = named->printed;
    } else if (kind == DT_MENTION_PRONOUN) {
        item.name = (struct dt_str){NULL, 0};
    }
    for (size_t i = first; i < last; i++)
        s->t[i].mention = (uint32_t)m->count;
    m->items[m->count++] = item;
    return DT_OK;
}

/*
 * A noun may be owned: "the Flood Board's chief engineer". The owner stays a
 * mention of its own, but the words belong to both.
 */
static int add_noun(struct scan *s, size_t first, size_t last, uint32_t entity)
{
    size_t own = first;
    struct dt_mention *item;
    uint32_t start;
    int rc;

    if (s->t[first].mention != DT_TOKEN_NONE)
        own++;
    if (own >= last)
        return DT_OK;
    rc = add(s, own, last, DT_MENTION_NOUN, DT_ENTITY_NONE);
    if (rc != DT_OK)
        return rc;
    item = &s->m->items[s->m->count - 1];
    start = s->t[first].start;
    if (s->t[first].genitive) {
        size_t owner = own > first ? s->m->items[s->t[first].mention].first
                                   : first;

        while (owner > 0 && !s->t[owner].starts &&
               (s->t[owner - 1].classes & DT_WORD_DETERMINER) &&
               s->t[owner - 1].mention == DT_TOKEN_NONE &&
               first - owner < PHRASE_WORDS)
            owner--;
        start = s->t[owner].start;
    }
    item->span.start = start;
    item->entity = entity;
    item->human = entity != DT_ENTITY_NONE;
    item->name = (struct dt_str){s->text.ptr + start, item->span.end - start};
    /* A stranger has no other name; a person keeps the one printed last. */
    if (entity < s->cast->count && s->cast->items[entity].person == NULL)
        s->cast->items[entity].printed = item->name;
    return DT_OK;
}

/* Tokens of a people.yaml name that starts at token i, or 0. */
static size_t match_person(const struct scan *s, size_t i,
                           const struct dt_person **person)
{
    struct dt_str text = {s->text.ptr, s->t[s->count - 1].end};
    size_t len = 0, last = i;

    if (s->people == NULL)
        return 0;
    *person = dt_people_match(s->people, text, s->t[i].start, &len);
    if (*person == NULL)
        return 0;
    len += s->t[i].start;
    while (last < s->count && s->t[last].end < len)
        last++;
    return last < s->count && s->t[last].kind != DT_TOKEN_QUOTE ? last + 1 - i
                                                                : 0;
}

/* Where every noun has a capital, a name shows by more than one. */
static bool noun_capitals(const struct scan *s)
{
    return dt_lexicon_has(s->cast->lexicon, DT_TRAIT_NOUN_CAPITALS);
}

static bool is_name_word(const struct scan *s, size_t i, bool first)
{
    const struct dt_token *t = &s->t[i];

    if (t->kind != DT_TOKEN_WORD || !t->capital)
        return false;
    if (!first) /* Theresa May, Dr Will Ash */
        return !(t->classes & DT_WORD_COMMON) ||
               (t->classes & (DT_WORD_DATE | DT_WORD_AUXILIARY)) ||
               ((t->classes & DT_WORD_PARTICLE) && i + 1 < s->count &&
                s->t[i + 1].capital && !s->t[i + 1].starts); /* Anne Le Goff */
    if (t->classes & (DT_WORD_COMMON | DT_WORD_DATE | DT_WORD_VIEW))
        return false;
    if ((t->classes & DT_WORD_NOMINAL) && noun_capitals(s))
        return false; /* die Kritik Müllers */
    if (t->starts && (t->classes & (DT_WORD_GERUND | DT_WORD_ADVERB_LIKE)))
        return dt_cast_knows(s->cast, dt_token_text(s->text, t));
    if (t->starts && (t->classes & DT_WORD_PAST) && i + 1 < s->count &&
        (s->t[i + 1].classes & DT_WORD_PREPOSITION)) /* Asked by */
        return dt_cast_knows(s->cast, dt_token_text(s->text, t));
    return true;
}

/* Behind an initial or "Jr" a full stop stands inside the name. */
static bool is_dotted(const struct scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    return i + 1 < s->count && t->kind == DT_TOKEN_WORD &&
           s->t[i + 1].kind == DT_TOKEN_STOP && s->t[i + 1].start == t->end &&
           ((t->end - t->start == 1 && t->capital) ||
            (t->classes & (DT_WORD_TITLE | DT_WORD_ABBREVIATION)));
}

/* Bank of England: a joint at token i with a name word on either side. */
static bool is_joined(const struct scan *s, size_t i)
{
    return !s->t[i].starts && !s->t[i].capital && !s->t[i - 1].genitive &&
           (s->t[i].classes & DT_WORD_JOINT) &&
           (s->t[i - 1].classes & DT_WORD_ORGANISATION) &&
           is_name_word(s, i + 1, true);
}

/* The token behind the run of name words that starts at token i. */
static size_t name_end(const struct scan *s, size_t i)
{
    size_t last = i + 1, words = 1;
    bool particles = !noun_capitals(s) || i == 0 || s->t[i].starts ||
                     !(s->t[i - 1].classes &
                       (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE));
    const struct dt_person *person;

    for (; words < NAME_WORDS && !s->t[last - 1].genitive; words++) {
        size_t next = last;

        if (is_dotted(s, last - 1))
            next++;
        else if (next < s->count && s->t[next].kind == DT_TOKEN_OTHER &&
                 s->text.ptr[s->t[next].start] == '&')
            next++; /* Marsh & Daughters */
        if (next + 1 < s->count && is_joined(s, next)) {
            last = next + 2;
            continue;
        }
        while (particles && next < s->count && next < last + 3 &&
               s->t[next].kind == DT_TOKEN_WORD && !s->t[next].capital &&
               (s->t[next].classes & DT_WORD_PARTICLE) &&
               (next > last || !(s->t[next].classes & DT_WORD_DETERMINER)))
            next++;
        if (next >= s->count || s->t[next].starts ||
            !is_name_word(s, next, false) || match_person(s, next, &person) > 0)
            break;
        last = next + 1;
    }
    return last;
}

/* What a title, a role or a possessive tells, or else what others are. */
static enum dt_pronouns pronouns_of(uint64_t classes, enum dt_pronouns others)
{
    if (classes & DT_WORD_MALE)
        return DT_PRONOUNS_HE;
    return classes & DT_WORD_FEMALE ? DT_PRONOUNS_SHE : others;
}

static bool looks_verbal(const struct scan *s, size_t i)
{
    return i < s->count && s->t[i].kind == DT_TOKEN_WORD && !s->t[i].capital &&
           (s->t[i].classes &
            (DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_PAST));
}

/* Whether an unknown name can be somebody's: not the Quay Café, Skerrow. */
static bool looks_human(const struct scan *s, size_t first, size_t last)
{
    if (last == first + 1)
        return dt_cast_knows(s->cast, between(s, first, last));
    if (first > 0 && !s->t[first].starts && !noun_capitals(s) &&
        (s->t[first - 1].genitive ||
         (s->t[first - 1].classes & DT_WORD_DETERMINER)))
        return false;
    for (size_t i = first; i < last; i++) /* nor Church and Sons */
        if (s->t[i].classes & (DT_WORD_ORGANISATION | DT_WORD_COORDINATOR))
            return false;
    return true;
}

/* Note a name in the cast's subjects where the grammar makes it one. */
static void note_subject(struct scan *s, size_t first, size_t last,
                         uint32_t entity, bool *sentence_has_one)
{
    const struct dt_token *before;

    while (first > 0 && !s->t[first].starts &&
           (s->t[first - 1].classes & DT_WORD_DETERMINER) &&
           s->t[first - 1].mention == DT_TOKEN_NONE && last - first < 10)
        first--;
    before = first > 0 ? &s->t[first - 1] : NULL;
    if (first > 2 && (before->classes & DT_WORD_PREPOSITION) &&
        s->t[first - 2].kind == DT_TOKEN_COMMA && !s->t[first - 1].starts &&
        s->t[first - 3].mention != DT_TOKEN_NONE)
        return; /* Ann Cole, of Mill Lane, who said */
    if (s->t[last - 1].genitive) {
        if (last < s->count && !noun_capitals(s) &&
            (s->t[last].classes & (DT_WORD_NOMINAL | DT_WORD_VIEW)))
            dt_cast_subject(s->cast, entity); /* Voss’s claim */
        return;
    }
    if (before != NULL && !s->t[first].starts &&
        (before->classes & DT_WORD_PREPOSITION) &&
        ((!looks_verbal(s, last) &&
          !dt_inflection_is_told_of(s->tokens, last)) ||
         noun_capitals(s)))
        return;
    if (!*sentence_has_one || looks_verbal(s, last) ||
        dt_inflection_is_told_of(s->tokens, last) ||
        (before != NULL && (before->classes & DT_WORD_STRONG) &&
         dt_inflection_opens_aside(s->tokens, first - 1))) {
        dt_cast_subject(s->cast, entity);
        *sentence_has_one = true;
    }
}

/* Whether a title or office is the name of somebody, as printed before. */
static bool is_surname(const struct scan *s, size_t i)
{
    return (i == 0 || !(s->t[i - 1].classes & DT_WORD_DETERMINER)) &&
           !noun_capitals(s) &&
           dt_cast_knows(s->cast, dt_token_text(s->text, &s->t[i]));
}

/*
 * A name at token i: sets *last behind it, or to i when there is none.
 * Titles before it belong to it; a title alone is a noun.
 */
static int take_name(struct scan *s, size_t i, size_t *last,
                     bool *sentence_has_one)
{
    const struct dt_person *person;
    enum dt_pronouns pronouns = DT_PRONOUNS_UNKNOWN;
    size_t name = i, words = match_person(s, i, &person), end;
    uint32_t entity = DT_ENTITY_NONE;
    bool titled = false, human = true;
    int rc;

    *last = i;
    while (words == 0 && name < s->count && s->t[name].capital &&
           !s->t[name].genitive &&
           (s->t[name].classes & (DT_WORD_TITLE | DT_WORD_OFFICE)) &&
           name < i + 5) {
        pronouns = pronouns_of(s->t[name].classes, pronouns);
        titled = true;
        name += is_dotted(s, name) ? 2 : 1;
        if (name < s->count && !s->t[name].starts)
            words = match_person(s, name, &person);
    }
    if (words > 0) {
        end = name + words;
        rc = dt_cast_person(s->cast, person, between(s, name, end), &entity,
                            s->err);
    } else {
        if (name >= s->count || (name > i && s->t[name].starts) ||
            !is_name_word(s, name, !titled)) {
            if (name != i + 1 || !is_surname(s, i))
                return DT_OK;
            name = i; /* Don King, and then: King */
            titled = false;
        }
        end = name_end(s, name);
        if (!titled && end == name + 1 && noun_capitals(s) &&
            !dt_cast_knows(s->cast, between(s, name, end)))
            return DT_OK;
        human = titled || looks_human(s, name, end);
        rc = dt_cast_name(s->cast, between(s, name, end), pronouns, human,
                          &entity, s->err);
    }
    if (rc != DT_OK)
        return rc;
    note_subject(s, i, end, entity, sentence_has_one);
    if (!*sentence_has_one && !s->t[end - 1].genitive)
        s->cast->aside = entity; /* Für Frau Voss ist das ein Erfolg. */
    *last = end;
    rc = add(s, i, end, DT_MENTION_NAME, entity);
    if (rc == DT_OK)
        s->m->items[s->m->count - 1].human = human;
    return rc;
}

static int take_pronoun(struct scan *s, size_t i, bool *sentence_has_one)
{
    uint64_t classes = s->t[i].classes;
    uint32_t entity = DT_ENTITY_NONE;

    if (dt_inflection_is_plural(s->tokens, s->text, i))
        entity = dt_cast_pronoun(s->cast, DT_PRONOUNS_THEY);
    else if (classes & DT_WORD_HE)
        entity = dt_cast_pronoun(s->cast, DT_PRONOUNS_HE);
    else if (classes & DT_WORD_SHE)
        entity = dt_cast_pronoun(s->cast, DT_PRONOUNS_SHE);
    else if (classes & DT_WORD_THEY)
        entity = dt_cast_pronoun(s->cast, DT_PRONOUNS_THEY);
    if (!(classes & DT_WORD_IT) || !noun_capitals(s))
        *sentence_has_one = true;
    dt_cast_subject(s->cast, entity);
    return add(s, i, i + 1, DT_MENTION_PRONOUN, entity);
}

/* Her warning, his repeated claim: whose the noun behind token i is. */
static int take_owner(struct scan *s, size_t i)
{
    size_t noun = i + 1;
    uint64_t classes = s->t[i].classes;
    uint32_t entity;
    int rc;

    while (noun < s->count && noun <= i + OWNED && !s->t[noun].starts &&
           s->t[noun].kind == DT_TOKEN_WORD && !s->t[noun].capital &&
           !(s->t[noun].classes &
             (DT_WORD_NOMINAL | DT_WORD_VIEW | DT_WORD_PREPOSITION |
              DT_WORD_AUXILIARY | DT_WORD_DETERMINER | DT_WORD_ROLE)))
        noun++;
    if (noun >= s->count || s->t[noun].starts ||
        !(s->t[noun].classes & (DT_WORD_NOMINAL | DT_WORD_VIEW)) ||
        (s->t[noun].classes & DT_WORD_ROLE))
        return DT_OK;
    entity = dt_cast_pronoun(s->cast, pronouns_of(classes, DT_PRONOUNS_THEY));
    rc = add(s, i, i + 1, DT_MENTION_PRONOUN, entity);
    if (rc == DT_OK)
        s->m->items[s->m->count - 1].genitive = true;
    return rc;
}

/* Where the noun phrase whose head begins at token i begins. */
static size_t noun_begin(const struct scan *s, size_t i, bool *determined)
{
    size_t first = i;

    *determined = false;
    while (first > 0 && i - first < PHRASE_WORDS && !s->t[first].starts &&
           !*determined) {
        const struct dt_token *before = &s->t[first - 1];

        if ((before->kind != DT_TOKEN_WORD &&
             before->kind != DT_TOKEN_NUMBER) ||
            (before->classes &
             (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION | DT_WORD_AUXILIARY |
              DT_WORD_PRONOUN | DT_WORD_STRONG)) ||
            (before->classes & (DT_WORD_RELATIVE | DT_WORD_DETERMINER)) ==
                DT_WORD_RELATIVE)
            break;
        if (before->mention != DT_TOKEN_NONE && !before->genitive)
            break;
        first--;
        *determined = before->genitive ||
                      (before->classes &
                       (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE));
    }
    return first;
}

/* The entity of one definite somebody: a holder of office, or a stranger. */
static int find_somebody(struct scan *s, size_t first, size_t head, size_t end,
                         uint32_t *entity)
{
    const struct dt_person *person = NULL;
    bool definite = s->t[first].genitive ||
                    (s->t[first].classes & DT_WORD_POSSESSIVE) ||
                    (s->t[first].classes & DT_WORD_DEFINITE);

    *entity = DT_ENTITY_NONE;
    if (definite && s->holders != NULL) {
        person = dt_office_noun_holder(s->tokens, s->text, s->holders,
                                       first + 1, end);
        if (person == NULL && head > first + 1)
            person = dt_holders_find(s->holders, between(s, head, end),
                                     s->t[first].start);
    }
    if (person != NULL)
        return dt_cast_person(s->cast, person, (struct dt_str){"", 0}, entity,
                              s->err);
    if (s->t[end - 1].classes & DT_WORD_THING)
        return DT_OK;
    return dt_cast_name(s->cast, between(s, first, end),
                        pronouns_of(s->t[end - 1].classes, DT_PRONOUNS_UNKNOWN),
                        true, entity, s->err);
}

/* A noun phrase whose head is tokens [i, end); sets *last behind it. */
static int take_noun(struct scan *s, size_t i, size_t end, size_t *last,
                     bool *sentence_has_one)
{
    size_t first;
    uint32_t entity = DT_ENTITY_NONE;
    bool determined, plural;
    int rc = DT_OK;

    while (end < s->count && s->t[end].kind == DT_TOKEN_WORD &&
           !s->t[end].capital && !s->t[end - 1].genitive &&
           (s->t[end].classes & DT_WORD_ROLE) &&
           !(s->t[end].classes & DT_WORD_VERB))
        end++;
    first = noun_begin(s, i, &determined);
    plural = s->text.ptr[s->t[end - 1].end - 1] == 's' ||
             dt_inflection_are_several(s->tokens, s->text, first, end - 1);
    if (!determined) {
        bool alone = i == 0 || s->t[i].starts ||
                     s->t[i - 1].kind != DT_TOKEN_WORD;

        first = i;
        if (!alone && !plural)
            return DT_OK;
    } else if (!plural) {
        rc = find_somebody(s, first, i, end, &entity);
        if (rc == DT_OK && entity != DT_ENTITY_NONE)
            note_subject(s, first, end, entity, sentence_has_one);
    }
    *last = end;
    if (rc == DT_OK)
        rc = add_noun(s, first, end, entity);
    return rc;
}

/* The mayor of Skerrow, Ann Cole: the noun that a name stands beside. */
static void note_apposition(struct scan *s, size_t i)
{
    const struct dt_mention *name, *noun;

    if (s->m->count < 2 || i == 0)
        return;
    name = &s->m->items[s->m->count - 1];
    if (name[-1].kind == DT_MENTION_NOUN && name[-1].last == i) {
        dt_cast_same(s->cast, name[-1].entity, name->entity);
        return; /* the farmer Ann Cole */
    }
    if (s->t[i - 1].kind != DT_TOKEN_COMMA)
        return;
    for (noun = name - 1; noun->kind != DT_MENTION_NOUN; noun--)
        if (noun == s->m->items || name - noun > 2)
            return;
    if (noun->last > i || i - noun->last > PHRASE_WORDS)
        return;
    for (size_t k = noun->last; k + 1 < i; k++)
        if (s->t[k].kind != DT_TOKEN_WORD || s->t[k].starts ||
            (s->t[k].classes & (DT_WORD_VERB | DT_WORD_AUXILIARY)))
            return;
    dt_cast_same(s->cast, noun->entity, name->entity);
}

int dt_mentions_scan(struct dt_mentions *m, struct dt_tokens *tokens,
                     struct dt_str text, const struct dt_people *people,
                     const struct dt_holders *holders, struct dt_cast *cast,
                     struct dt_err *err)
{
    struct scan s = {.m = m,
                     .tokens = tokens,
                     .t = tokens->items,
                     .count = tokens->count,
                     .text = text,
                     .people = people,
                     .holders = holders,
                     .cast = cast,
                     .err = err};
    bool sentence_has_one = false;
    int rc = DT_OK;

    m->count = 0;
    for (size_t i = 0; i < s.count && rc == DT_OK; i++) {
        struct dt_token *t = &s.t[i];
        size_t last = i, office = i;

        if (t->starts)
            sentence_has_one = false;
        if (dt_inflection_is_genitive(tokens, text, i, cast)) {
            t->genitive = true;
            t->end--;
        }
        if (t->kind != DT_TOKEN_WORD)
            continue;
        if ((t->classes & DT_WORD_PRONOUN) &&
            !dt_inflection_is_possessive(tokens, i) &&
            !(t->capital && !t->starts && noun_capitals(&s))) {
            rc = take_pronoun(&s, i, &sentence_has_one);
            continue;
        }
        if ((t->classes & DT_WORD_POSSESSIVE) && !noun_capitals(&s)) {
            rc = take_owner(&s, i);
            continue;
        }
        if (t->capital)
            office = dt_office_noun_end(tokens, text, holders, i);
        if (t->capital && office == i)
            rc = take_name(&s, i, &last, &sentence_has_one);
        if (rc == DT_OK && last > i)
            note_apposition(&s, i);
        if (rc == DT_OK && office > i)
            rc = take_noun(&s, i, office, &last, &sentence_has_one);
        else if (rc == DT_OK && last == i && (t->classes & DT_WORD_ROLE) &&
                 !dt_inflection_has_subject(tokens, text, i) &&
                 (t->capital || !noun_capitals(&s)))
            rc = take_noun(&s, i, i + 1, &last, &sentence_has_one);
        if (last > i)
            i = last - 1;
    }
    return rc;
}

uint32_t dt_mention_end(const struct dt_token *last, struct dt_str text)
{
    size_t end = last->end;

    if (last->kind != DT_TOKEN_QUOTE || end >= text.len ||
        !dt_quote_is_mark(dt_utf8_next(text, &end)))
        return last->end;
    return (uint32_t)end;
}

int dt_mentions_add_noun(struct dt_mentions *m, struct dt_tokens *tokens,
                         struct dt_str text, size_t first, size_t last,
                         struct dt_err *err)
{
    struct scan s = {.m = m,
                     .t = tokens->items,
                     .count = tokens->count,
                     .text = text,
                     .err = err};

    struct dt_mention *noun;
    int rc = add(&s, first, last, DT_MENTION_NOUN, DT_ENTITY_NONE);

    if (rc != DT_OK || tokens->items[first].kind == DT_TOKEN_QUOTE)
        return rc;
    noun = &m->items[m->count - 1];
    noun->span.end = dt_mention_end(&tokens->items[last - 1], text);
    noun->name.len = noun->span.end - noun->span.start;
    return rc;
}

void dt_mentions_release(struct dt_mentions *m)
{
    free(m->items);
    *m = DT_MENTIONS_INIT;
}

/* Nouns that stand for people: the mayor, a spokesman (mention_scan.h). */
#include "statement/inflection.h"
#include "statement/mention_scan.h"
#include "statement/office_noun.h"

/*
 * A noun may be owned: "the Flood Board's chief engineer". The owner stays a
 * mention of its own, but the words belong to both.
 */
static int add_noun(struct dt_mention_scan *s, size_t first, size_t last,
                    uint32_t entity)
{
    size_t own = first;
    struct dt_mention *item;
    uint32_t start;
    int rc;

    if (s->t[first].mention != DT_TOKEN_NONE)
        own++;
    if (own >= last)
        return DT_OK;
    rc = dt_mention_add(s, own, last, DT_MENTION_NOUN, DT_ENTITY_NONE);
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
               first - owner < DT_PHRASE_WORDS)
            owner--;
        start = s->t[owner].start;
    }
    item->span.start = start;
    item->entity = entity;
    item->human = entity != DT_ENTITY_NONE;
    item->name = (struct dt_str){s->text.ptr + start, item->span.end - start};
    if (entity >= s->cast->count || s->cast->items[entity].person != NULL)
        return DT_OK; /* a person keeps the name printed last */
    if (s->cast->items[entity].named)
        item->name = s->cast->items[entity].printed;
    else
        s->cast->items[entity].printed = item->name;
    return DT_OK;
}

/* Where the noun phrase whose head begins at token i begins. */
static size_t noun_begin(const struct dt_mention_scan *s, size_t i,
                         bool *determined)
{
    size_t first = i;

    *determined = false;
    while (first > 0 && i - first < DT_PHRASE_WORDS && !s->t[first].starts &&
           !*determined) {
        const struct dt_token *before = &s->t[first - 1];

        if ((before->classes & DT_WORD_PREPOSITION) &&
            (before->classes & (DT_WORD_DETERMINER | DT_WORD_DEFINITE))) {
            *determined = true; /* du maire, del alcalde */
            break;
        }
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
static int find_somebody(struct dt_mention_scan *s, size_t first, size_t head,
                         size_t end, uint32_t *entity)
{
    const struct dt_person *person = NULL;
    bool definite = s->t[first].genitive ||
                    (s->t[first].classes & DT_WORD_POSSESSIVE) ||
                    (s->t[first].classes & DT_WORD_DEFINITE);
    enum dt_pronouns pronouns;
    int rc;

    *entity = DT_ENTITY_NONE;
    if (definite && s->holders != NULL) {
        person = dt_office_noun_holder(s->tokens, s->text, s->holders,
                                       first + 1, end);
        if (person == NULL && head > first + 1)
            person = dt_holders_find(s->holders,
                                     dt_mention_between(s, head, end),
                                     s->t[first].start);
    }
    if (person != NULL)
        return dt_cast_person(s->cast, person, (struct dt_str){"", 0}, entity,
                              s->err);
    if (s->t[end - 1].classes & DT_WORD_THING)
        return DT_OK;
    pronouns = dt_mention_pronouns_of(
        s->t[end - 1].classes, dt_mention_pronouns_by_article(&s->t[first]));
    rc = dt_cast_name(s->cast, dt_mention_between(s, first, end), pronouns,
                      true, entity, s->err);
    return rc == DT_OK ? dt_mention_known_noun(s, first, end, entity) : rc;
}

int dt_mention_take_noun(struct dt_mention_scan *s, size_t i, size_t end,
                         size_t *last)
{
    size_t first;
    uint32_t entity = DT_ENTITY_NONE, name = DT_ENTITY_NONE;
    uint32_t other = DT_ENTITY_AMBIGUOUS;
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
            return i > 0 && s->t[i - 1].mention != DT_TOKEN_NONE
                       ? dt_mention_known_noun(s, i - 1, end, &other)
                       : DT_OK; /* the French minister: another one */
    } else if (!plural) {
        name = dt_mention_apposed(s, first, end);
        rc = find_somebody(s, first, i, end, &entity);
        if (rc == DT_OK && entity != DT_ENTITY_NONE && name == DT_ENTITY_NONE)
            dt_mention_note_subject(s, first, end, entity);
    }
    *last = end;
    if (rc == DT_OK)
        rc = add_noun(s, first, end, entity);
    return rc == DT_OK && name != DT_ENTITY_NONE
               ? dt_mention_note_role(s, first, end, entity, name)
               : rc;
}

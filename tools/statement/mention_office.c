/* Whom a noun of an office means (mention_scan.h). */
#include "statement/mention_scan.h"

enum { APPOSED = 10 /* tokens of what belongs to a noun: of the trust */ };

/* Let the noun at tokens [first, end), and its last word, mean the entity. */
static int bind(struct dt_mention_scan *s, size_t first, size_t end,
                uint32_t was, uint32_t entity)
{
    int rc;

    while (first + 1 < end &&
           (s->t[first].classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)))
        first++;
    if (dt_mention_noun_capitals(s))
        return DT_OK;
    rc = dt_cast_noun(s->cast, dt_mention_between(s, end - 1, end), was, entity,
                      s->err);
    return rc != DT_OK || first + 1 == end
               ? rc
               : dt_cast_noun(s->cast, dt_mention_between(s, first, end), was,
                              entity, s->err);
}

int dt_mention_note_role(struct dt_mention_scan *s, size_t first, size_t end,
                         uint32_t noun, uint32_t name)
{
    if (noun < s->cast->count && s->cast->items[noun].named)
        return bind(s, first, end, DT_ENTITY_NONE, name);
    dt_cast_same(s->cast, noun, name);
    return bind(s, first, end, noun, name);
}

/* The mayor of Skerrow, Ann Cole: the noun that the last mention follows. */
static const struct dt_mention *noun_beside(const struct dt_mention_scan *s,
                                            size_t i)
{
    const struct dt_mention *name = &s->m->items[s->m->count - 1], *noun;

    if (name[-1].kind == DT_MENTION_NOUN && name[-1].last == i)
        return name - 1; /* the farmer Ann Cole */
    if (s->t[i - 1].kind != DT_TOKEN_COMMA)
        return NULL;
    for (noun = name - 1; noun->kind != DT_MENTION_NOUN; noun--)
        if (noun == s->m->items || name - noun > 2)
            return NULL;
    if (noun > s->m->items && !noun->human &&
        noun[-1].kind == DT_MENTION_NOUN && noun->first - noun[-1].last < 2)
        noun--; /* die Chefin der Bank, Ann Cole: the bank is not she */
    if (noun->last > i || i - noun->last > DT_PHRASE_WORDS)
        return NULL;
    for (size_t k = noun->last; k + 1 < i; k++)
        if (s->t[k].kind != DT_TOKEN_WORD || s->t[k].starts ||
            (s->t[k].classes & (DT_WORD_VERB | DT_WORD_AUXILIARY)))
            return NULL;
    return noun;
}

int dt_mention_note_apposition(struct dt_mention_scan *s, size_t i)
{
    const struct dt_mention *name, *noun;

    if (s->m->count < 2 || i == 0)
        return DT_OK;
    name = &s->m->items[s->m->count - 1];
    noun = noun_beside(s, i);
    if (noun == NULL)
        return DT_OK;
    if (!name->human || !noun->human) {
        dt_cast_same(s->cast, noun->entity, name->entity);
        return DT_OK;
    }
    return dt_mention_note_role(s, noun->first, noun->last, noun->entity,
                                name->entity);
}

int dt_mention_note_titles(struct dt_mention_scan *s, size_t first, size_t name,
                           uint32_t entity)
{
    return name > first && (s->t[name - 1].classes & DT_WORD_ROLE)
               ? bind(s, first, name, DT_ENTITY_NONE, entity)
               : DT_OK;
}

/* Whether what begins at token i tells more of a noun and is no clause. */
static bool ends_apposition(const struct dt_mention_scan *s, size_t i)
{
    for (size_t k = i; k < s->count && k < i + APPOSED; k++) {
        const struct dt_token *t = &s->t[k];

        if (t->starts || t->kind == DT_TOKEN_COMMA ||
            t->kind == DT_TOKEN_STOP || t->kind == DT_TOKEN_CLOSE)
            return true;
        if (t->kind != DT_TOKEN_WORD ||
            (k == i && !(t->classes & DT_WORD_PREPOSITION)) ||
            (t->classes & (DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PAST |
                           DT_WORD_COORDINATOR)))
            return false;
    }
    return i == s->count;
}

uint32_t dt_mention_apposed(const struct dt_mention_scan *s, size_t first,
                            size_t end)
{
    const struct dt_mention *name;

    if (first < 2 || s->t[first].starts || dt_mention_noun_capitals(s) ||
        (s->t[first].classes & DT_WORD_POSSESSIVE) || /* whose husband */
        s->t[first - 1].kind != DT_TOKEN_COMMA ||
        s->t[first - 2].mention == DT_TOKEN_NONE)
        return DT_ENTITY_NONE;
    name = &s->m->items[s->t[first - 2].mention];
    return name->kind == DT_MENTION_NAME && name->human && !name->genitive &&
                   ends_apposition(s, end)
               ? name->entity
               : DT_ENTITY_NONE;
}

int dt_mention_known_noun(struct dt_mention_scan *s, size_t first, size_t end,
                          uint32_t *entity)
{
    size_t noun = first + 1;
    uint32_t found;

    if (noun >= end || dt_mention_noun_capitals(s))
        return DT_OK;
    found = dt_cast_by_noun(s->cast, dt_mention_between(s, noun, end));
    if ((s->t[first].classes & DT_WORD_DEFINITE) && found < s->cast->count) {
        *entity = found;
        return DT_OK;
    }
    return bind(s, noun, end, DT_ENTITY_NONE, *entity);
}

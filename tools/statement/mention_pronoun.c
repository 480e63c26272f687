#include "statement/inflection.h"
#include "statement/mention_scan.h"

enum { OWNED = 2 /* words between a possessive and its noun */ };

int dt_mention_take_pronoun(struct dt_mention_scan *s, size_t i)
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
    if (!(classes & DT_WORD_IT) || !dt_mention_noun_capitals(s))
        s->has_subject = true;
    dt_cast_subject(s->cast, entity);
    return dt_mention_add(s, i, i + 1, DT_MENTION_PRONOUN, entity);
}

int dt_mention_take_owner(struct dt_mention_scan *s, size_t i)
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
    entity = dt_cast_pronoun(s->cast,
                             dt_mention_pronouns_of(classes, DT_PRONOUNS_THEY));
    rc = dt_mention_add(s, i, i + 1, DT_MENTION_PRONOUN, entity);
    if (rc == DT_OK)
        s->m->items[s->m->count - 1].genitive = true;
    return rc;
}

/* According to him, selon lui; not: according to her lawyers, selon le maire */
static bool is_source(const struct dt_mention_scan *s, size_t i)
{
    if ((s->t[i].classes & (DT_WORD_POSSESSIVE | DT_WORD_DETERMINER)) &&
        s->t[i + 1].kind == DT_TOKEN_WORD)
        return false;
    if (i > 0 && !s->t[i].starts && (s->t[i - 1].classes & DT_WORD_TO))
        i--;
    return i > 0 && !s->t[i].starts &&
           (s->t[i - 1].classes & DT_WORD_ACCORDING);
}

bool dt_mention_is_object(const struct dt_mention_scan *s, size_t i)
{
    return i + 1 < s->count && !s->t[i].starts && !s->t[i + 1].starts &&
           (s->t[i].classes & (DT_WORD_MALE | DT_WORD_FEMALE)) &&
           (s->t[i].classes & (DT_WORD_COMMON | DT_WORD_POSSESSIVE)) &&
           ((s->t[i + 1].classes & DT_WORD_AS) || is_source(s, i)) &&
           !dt_mention_noun_capitals(s);
}

int dt_mention_take_object(struct dt_mention_scan *s, size_t i)
{
    uint32_t entity = dt_cast_pronoun(
        s->cast, dt_mention_pronouns_of(s->t[i].classes, DT_PRONOUNS_UNKNOWN));

    if (s->has_subject && entity == s->cast->recent[0])
        entity = DT_ENTITY_AMBIGUOUS; /* nobody quotes himself so */
    return dt_mention_add(s, i, i + 1, DT_MENTION_PRONOUN, entity);
}

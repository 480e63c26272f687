/* Pronouns, and verbs whose ending is one (mention_scan.h). */
#include "statement/inflection.h"
#include "statement/mention_scan.h"

enum {
    OWNED = 2,      /* words between a possessive and its noun */
    CHAIN = 4,      /* le ha dicho: words of one verb */
    THAT_REACH = 10 /* tokens from a verb to the clause that it reports */
};

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

/* Where the verb at token i begins, with the words that lean on it. */
static size_t verb_begin(const struct dt_mention_scan *s, size_t i)
{
    size_t first = i;

    while (first > 0 && i - first < CHAIN && !s->t[first].starts &&
           s->t[first - 1].mention == DT_TOKEN_NONE &&
           (s->t[first - 1].classes & (DT_WORD_AUXILIARY | DT_WORD_ADVERB)) &&
           !(s->t[first - 1].classes & DT_WORD_BEING))
        first--;
    return first;
}

/* Whether what the verb before token i reports comes next. */
static bool reports_behind(const struct dt_mention_scan *s, size_t i)
{
    const size_t from = i;

    for (; i < s->count && i - from < THAT_REACH && !s->t[i].starts; i++) {
        if (s->t[i].kind == DT_TOKEN_COLON || s->t[i].kind == DT_TOKEN_QUOTE ||
            (s->t[i].classes & DT_WORD_THAT))
            return true;
        if ((s->t[i].classes & (DT_WORD_VERB | DT_WORD_AUXILIARY)) ||
            (i == from &&
             (s->t[i].capital ||
              (s->t[i].classes & (DT_WORD_DETERMINER | DT_WORD_ROLE)))))
            return false;
    }
    return false;
}

static bool follows_quote(const struct dt_mention_scan *s, size_t i)
{
    if (i > 1 && (s->t[i - 1].kind == DT_TOKEN_COMMA ||
                  s->t[i - 1].kind == DT_TOKEN_DASH))
        i--;
    return i > 0 && s->t[i - 1].kind == DT_TOKEN_QUOTE;
}

bool dt_mention_is_dropped(const struct dt_mention_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i], *next = t + 1;
    size_t first;

    if (!(t->classes & DT_WORD_STRONG) || (t->classes & DT_WORD_GERUND) ||
        !dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_DROPPED_SUBJECTS))
        return false;
    first = verb_begin(s, i);
    if (first > 0 && s->t[first - 1].starts &&
        (s->t[first - 1].classes & DT_WORD_COORDINATOR))
        first--; /* Y añadió: */
    if (s->t[first].starts && !(t->classes & DT_WORD_NOUN))
        return (!t->capital || t->starts) && reports_behind(s, i + 1);
    return !t->capital && follows_quote(s, first) &&
           (i + 1 >= s->count || next->starts ||
            (next->kind != DT_TOKEN_WORD && next->kind != DT_TOKEN_NUMBER) ||
            (!next->capital &&
             (next->classes & (DT_WORD_PREPOSITION | DT_WORD_ADVERB |
                               DT_WORD_DATE | DT_WORD_COORDINATOR)) &&
             dt_inflection_behind_adverbials(s->tokens, i + 1) == i + 1));
}

int dt_mention_take_dropped(struct dt_mention_scan *s, size_t i)
{
    const size_t first = verb_begin(s, i);
    const char last = s->text.ptr[s->t[first].end - 1];
    const bool several = last == 'n' || last == 'm';
    uint32_t entity = several ? dt_cast_pronoun(s->cast, DT_PRONOUNS_THEY)
                              : dt_cast_last(s->cast);

    dt_cast_subject(s->cast, entity);
    s->has_subject = true;
    return dt_mention_add(s, i, i + 1, DT_MENTION_PRONOUN, entity);
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

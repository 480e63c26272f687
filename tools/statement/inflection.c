#include "statement/inflection.h"

#include "statement/lexicon.h"

enum {
    INVERTED = 12, /* tokens from a verb to the colon of what it reports */
    WHEN = 12      /* tokens of when, where and to whom it was said */
};

static bool noun_capitals(const struct dt_tokens *t)
{
    return dt_lexicon_has(t->lexicon, DT_TRAIT_NOUN_CAPITALS);
}

static bool looks_verbal(const struct dt_token *t)
{
    return t->kind == DT_TOKEN_WORD && !t->capital &&
           (t->classes & (DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_PAST));
}

bool dt_inflection_is_plural(const struct dt_tokens *t, struct dt_str text,
                             size_t i)
{
    const struct dt_token *at = &t->items[i], *verb = NULL;

    if (!noun_capitals(t) || !(at->classes & DT_WORD_SHE))
        return false;
    if (i > 0 && !at->starts && looks_verbal(at - 1))
        verb = at - 1;
    else if (i + 1 < t->count && looks_verbal(at + 1))
        verb = at + 1;
    return verb != NULL &&
           (text.ptr[verb->end - 1] == 'n' ||
            dt_str_eq(dt_token_text(text, verb), DT_STR("sind")));
}

bool dt_inflection_are_several(const struct dt_tokens *t, struct dt_str text,
                               size_t first, size_t head)
{
    const struct dt_token *article = &t->items[first];

    return noun_capitals(t) && (t->items[head].classes & DT_WORD_MALE) &&
           (article->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) &&
           text.ptr[article->end - 1] == 'e';
}

/* Die Warnung Müllers, aus Sicht Müllers */
static bool owns_before(const struct dt_tokens *t, size_t i)
{
    const struct dt_token *at = &t->items[i];

    return i > 0 && !at->starts &&
           (at[-1].classes & (DT_WORD_NOMINAL | DT_WORD_VIEW));
}

/* Müllers Warnung, Müllers erneute Warnung */
static bool owns_behind(const struct dt_tokens *t, size_t i)
{
    const struct dt_token *next = &t->items[i + 1];

    return i + 1 < t->count && next->kind == DT_TOKEN_WORD && !next->starts &&
           (next->capital || (i + 2 < t->count && next[1].capital)) &&
           !(next->classes & (DT_WORD_VERB | DT_WORD_AUXILIARY));
}

bool dt_inflection_is_genitive(const struct dt_tokens *t, struct dt_str text,
                               size_t i, const struct dt_cast *cast)
{
    const struct dt_token *at = &t->items[i];
    struct dt_str word = dt_token_text(text, at);

    if (!noun_capitals(t) || at->kind != DT_TOKEN_WORD || at->genitive ||
        !at->capital || word.len < 4 || word.ptr[word.len - 1] != 's' ||
        !(owns_before(t, i) || owns_behind(t, i)) || dt_cast_knows(cast, word))
        return false;
    return dt_cast_knows(cast, (struct dt_str){word.ptr, word.len - 1});
}

bool dt_inflection_is_possessive(const struct dt_tokens *t, size_t i)
{
    const uint64_t verbal = DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_STANCE |
                            DT_WORD_ADVERB | DT_WORD_PREPOSITION |
                            DT_WORD_DETERMINER | DT_WORD_CONJUNCTION;
    const struct dt_token *at = &t->items[i];

    if (!noun_capitals(t) || !(at->classes & DT_WORD_POSSESSIVE))
        return false;
    if (i + 1 < t->count && at[1].capital && !at[1].starts)
        return true;
    return i + 2 < t->count && at[1].kind == DT_TOKEN_WORD &&
           !(at[1].classes & verbal) && at[2].capital && !at[2].starts;
}

bool dt_inflection_has_subject(const struct dt_tokens *t, struct dt_str text,
                               size_t i)
{
    return (t->items[i].classes & DT_WORD_VERB) && i + 1 < t->count &&
           (t->items[i + 1].classes & DT_WORD_PRONOUN) &&
           text.ptr[t->items[i + 1].start - 1] == '-';
}

bool dt_inflection_opens_aside(const struct dt_tokens *t, size_t i)
{
    if (i > 0 && (t->items[i - 1].classes & DT_WORD_AUXILIARY))
        i--;
    return i > 0 && (t->items[i - 1].kind == DT_TOKEN_QUOTE ||
                     t->items[i - 1].kind == DT_TOKEN_COMMA);
}

bool dt_inflection_is_told_of(const struct dt_tokens *t, size_t i)
{
    if (i < t->count && t->items[i].kind == DT_TOKEN_COMMA)
        i++;
    return i < t->count && (t->items[i].classes & DT_WORD_RELATIVE);
}

bool dt_inflection_opens_inverted(const struct dt_tokens *t, size_t i)
{
    const struct dt_token *verb = &t->items[i];

    if (!verb->starts || !verb->capital || !(verb->classes & DT_WORD_STRONG) ||
        (verb->classes & (DT_WORD_NOUN | DT_WORD_GERUND)) || noun_capitals(t))
        return false;
    for (size_t k = i + 1; k < t->count && k < i + INVERTED; k++) {
        if (t->items[k].kind == DT_TOKEN_COLON)
            return k > i + 1;
        if (t->items[k].starts || t->items[k].kind == DT_TOKEN_QUOTE ||
            (t->items[k].classes & (DT_WORD_AUXILIARY | DT_WORD_THAT)))
            break;
    }
    return false;
}

/* Whether what begins at token k may be a subject: el ministro, Ann Voss. */
static bool begins_subject(const struct dt_token *t, size_t count, size_t k)
{
    if (t[k - 1].classes &
        (DT_WORD_PREPOSITION | DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))
        return false;
    if (t[k].classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))
        return !(t[k].classes & DT_WORD_PREPOSITION);
    return t[k].capital && !t[k - 1].capital && k + 1 < count &&
           t[k + 1].capital && !t[k + 1].starts;
}

size_t dt_inflection_behind_adverbials(const struct dt_tokens *tokens, size_t i)
{
    const struct dt_token *t = tokens->items;

    if (i >= tokens->count ||
        !(t[i].classes & (DT_WORD_PREPOSITION | DT_WORD_DATE | DT_WORD_ADVERB)))
        return i;
    for (size_t k = i + 1; k < tokens->count && k < i + WHEN; k++) {
        if (t[k].starts ||
            (t[k].kind != DT_TOKEN_WORD && t[k].kind != DT_TOKEN_NUMBER) ||
            (t[k].classes &
             (DT_WORD_THAT | DT_WORD_RELATIVE | DT_WORD_CONJUNCTION |
              DT_WORD_AUXILIARY | DT_WORD_VERB)))
            break;
        if (begins_subject(t, tokens->count, k))
            return k;
    }
    return i;
}

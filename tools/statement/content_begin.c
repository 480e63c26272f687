/* Where the words begin that a verb reports (content_scan.h). */
#include "statement/content_scan.h"
#include "statement/phrases.h"

enum { THAT_REACH = 16 /* tokens from a verb to its "that" */ };

/* Behind one noun phrase that begins at token i. */
static size_t skip_phrase(const struct dt_sentence *s, size_t i)
{
    size_t from = i;

    while (dt_sentence_has(s, i, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))
        i++;
    while (i < s->end && i - from < DT_SENTENCE_PHRASE) {
        const struct dt_token *t = &s->t[i];

        if (t->mention != DT_TOKEN_NONE) {
            bool genitive = t->genitive;

            if (i > from && !s->t[i - 1].genitive &&
                s->t[i - 1].mention != DT_TOKEN_NONE &&
                s->t[i - 1].mention != t->mention)
                break;
            if (i > from && (t->classes & DT_WORD_PRONOUN))
                break;
            i++;
            if (t->classes & DT_WORD_PRONOUN && !genitive)
                break;
            continue;
        }
        if (t->kind != DT_TOKEN_WORD && t->kind != DT_TOKEN_NUMBER)
            break;
        if (t->classes &
            (DT_WORD_PREPOSITION | DT_WORD_AUXILIARY | DT_WORD_DETERMINER |
             DT_WORD_POSSESSIVE | DT_WORD_CONJUNCTION | DT_WORD_DATE |
             DT_WORD_RELATIVE))
            break;
        if (i > from && s->t[i - 1].mention != DT_TOKEN_NONE &&
            !s->t[i - 1].genitive)
            break;
        i++;
    }
    return i;
}

/* Behind adverbs and prepositional phrases: "on Tuesday in a statement". */
static size_t skip_adverbials(const struct dt_sentence *s, size_t i)
{
    for (;;) {
        while (dt_sentence_is_adverb(s, i))
            i++;
        if (!dt_sentence_has(s, i, DT_WORD_PREPOSITION) ||
            dt_sentence_has(s, i, DT_WORD_TO))
            return i;
        i++;
        if (dt_sentence_has(s, i, DT_WORD_DATE)) {
            while (dt_sentence_has(s, i, DT_WORD_DATE) ||
                   dt_sentence_is(s, i, DT_TOKEN_NUMBER))
                i++;
        } else {
            i = skip_phrase(s, i);
        }
    }
}

/* Told reporters, who had come, that: from one comma to the other, or not. */
static size_t skip_relative(const struct dt_sentence *s, size_t comma)
{
    for (size_t i = comma + 1; i < s->end && i - comma < THAT_REACH; i++)
        if (dt_sentence_is(s, i, DT_TOKEN_COMMA))
            return i;
    return comma;
}

/* In that: no clause of the verb; but warned of it is one: advirtió de que */
static bool is_governed(const struct dt_sentence *s, size_t that)
{
    return dt_sentence_has(s, that - 1, DT_WORD_PREPOSITION) &&
           !(dt_sentence_has(s, that - 1, DT_WORD_HOLDER) &&
             dt_lexicon_has(s->r->tokens->lexicon, DT_TRAIT_SUBJECTS_BEHIND));
}

size_t dt_sentence_find_that(const struct dt_sentence *s, size_t i)
{
    size_t from = i;

    for (; i < s->end && i - from < THAT_REACH; i++) {
        if (dt_sentence_has(s, i, DT_WORD_THAT))
            return is_governed(s, i) ? s->end : i;
        if (dt_sentence_is(s, i, DT_TOKEN_COMMA) &&
            dt_sentence_has(s, i + 1, DT_WORD_RELATIVE))
            i = skip_relative(s, i);
        if (dt_sentence_has(s, i, DT_WORD_AUXILIARY | DT_WORD_VERB) ||
            dt_sentence_is(s, i, DT_TOKEN_QUOTE) ||
            dt_sentence_is(s, i, DT_TOKEN_SEMICOLON))
            break;
    }
    return s->end;
}

/* Voiced concern that: the clause of a noun that the verb adds nothing to. */
static size_t behind_noun(const struct dt_sentence *s, size_t i)
{
    if (!dt_phrase_begins(s->r->tokens->lexicon, DT_PHRASE_LIGHT,
                          dt_token_text(s->r->text, &s->t[s->cue->first])))
        return i;
    for (size_t k = i;
         k < i + DT_SENTENCE_PHRASE && dt_sentence_is(s, k, DT_TOKEN_WORD); k++)
        if (dt_sentence_has(s, k, DT_WORD_NOMINAL) &&
            dt_sentence_has(s, k + 1, DT_WORD_THAT))
            return k + 1;
    return i;
}

bool dt_sentence_governs(const struct dt_sentence *s, size_t i)
{
    return dt_sentence_is(s, i, DT_TOKEN_WORD) &&
           dt_lexicon_joins(s->r->tokens->lexicon,
                            dt_token_text(s->r->text, &s->t[s->cue->first]),
                            dt_token_text(s->r->text, &s->t[i]),
                            DT_WORD_GOVERNING);
}

/*
 * Behind the preposition, or the particle, that belongs to the verb, and what
 * stands between: called [for], pointed [out on Monday] that, spoke [to a
 * crowd about]; or i.
 */
static size_t behind_governed(const struct dt_sentence *s, size_t i)
{
    size_t at = i;

    if (!dt_sentence_has(s, s->cue->first, DT_WORD_GOVERNING))
        return i;
    if (!dt_sentence_governs(s, at) && dt_sentence_has(s, at, DT_WORD_TO))
        at = skip_adverbials(s, skip_phrase(s, at + 1));
    if (!dt_sentence_governs(s, at) || at + 1 >= s->end)
        return i;
    i = at + 1;
    at = skip_adverbials(s, i);
    return dt_sentence_has(s, at, DT_WORD_THAT) ? at : i;
}

/* Said nearly all, said both were: an adverb of what stands behind it. */
static bool is_degree(const struct dt_sentence *s, size_t i)
{
    return dt_sentence_is(s, i, DT_TOKEN_WORD) &&
           dt_phrase_is(s->r->tokens->lexicon, DT_PHRASE_DEGREE,
                        dt_token_text(s->r->text, &s->t[i])) &&
           (dt_sentence_has(s, i + 1, DT_WORD_TO) ||
            !dt_sentence_has(s, i + 1, DT_WORD_THAT | DT_WORD_PREPOSITION)) &&
           (dt_sentence_is(s, i + 1, DT_TOKEN_WORD) ||
            dt_sentence_is(s, i + 1, DT_TOKEN_NUMBER));
}

/*
 * Recalled a walk that took years, said he came to see that: what is reported
 * begins at token i, before its "that". Not: said this week that, wrote the
 * mayor that.
 */
static bool begins_object(const struct dt_sentence *s, size_t i)
{
    size_t end;
    bool named;

    if (!dt_sentence_is(s, i, DT_TOKEN_WORD) ||
        dt_sentence_has(s, s->cue->first, DT_WORD_ADDRESSEE) ||
        dt_sentence_has(s, i, DT_WORD_THAT | DT_WORD_PREPOSITION))
        return false;
    if (dt_sentence_has(s, i, DT_WORD_GERUND) && !s->t[i].capital)
        return true;
    if (s->t[i].mention == DT_TOKEN_NONE &&
        (!dt_sentence_has(s, i, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE) ||
         dt_lexicon_occasion(s->r->tokens->lexicon,
                             dt_token_text(s->r->text, &s->t[i]))
                 .kind != DT_OCCASION_NONE))
        return false;
    end = skip_phrase(s, i);
    if (end == i || end >= s->end)
        return false;
    named = s->t[end - 1].mention != DT_TOKEN_NONE;
    if (dt_sentence_has(s, end, DT_WORD_THAT))
        return !named;
    return !named || (s->t[end - 1].classes & DT_WORD_PRONOUN);
}

/* Warned it could: what looks like an addressee has a verb, so is none. */
static bool does(const struct dt_sentence *s, size_t i)
{
    return dt_sentence_has(s, i, DT_WORD_AUXILIARY) &&
           !dt_sentence_has(s, i, DT_WORD_THAT);
}

size_t dt_sentence_begin_behind(const struct dt_sentence *s)
{
    size_t i = s->cue->last, that;

    while (dt_sentence_is_adverb(s, i) && !is_degree(s, i))
        i++;
    if (dt_sentence_is(s, i, DT_TOKEN_COLON))
        return i + 1;
    if (dt_sentence_has(s, i, DT_WORD_BEING) &&
        dt_sentence_has(s, i + 1, DT_WORD_THAT))
        return i + 1; /* what she said was that */
    that = behind_governed(s, i);
    if (that > i)
        return that;
    if (!s->cue->strong)
        return behind_noun(s, i);
    if (is_degree(s, i) || begins_object(s, i))
        return i;
    that = dt_sentence_find_that(s, i);
    if (that < s->end)
        return that;
    if (dt_sentence_has(s, s->cue->first, DT_WORD_ADDRESSEE)) {
        size_t behind = skip_phrase(s, i);

        if (does(s, behind) &&
            !dt_sentence_has(s, s->cue->first, DT_WORD_TRANSITIVE))
            return i;
        behind = skip_adverbials(s, behind);
        if (behind < s->end ||
            dt_sentence_has(s, s->cue->first, DT_WORD_TRANSITIVE))
            return behind; /* told a crowd, of what is not told here */
        return i;
    }
    that = skip_adverbials(s, i);
    if (dt_sentence_is(s, that, DT_TOKEN_COLON))
        that++;
    return that < s->end ? that : i;
}

#include "statement/participle.h"

#include "statement/phrases.h"

enum {
    REACH = 64, /* tokens of what stands between the commas */
    QUOTED = 12 /* tokens from a gerund to what it quotes */
};

/* Whether a clause can go on with what its subject does at token i. */
static bool is_finite(const struct dt_cue_scan *s, size_t i)
{
    while (i < s->count && !s->t[i].starts && dt_cue_is_adverb(s, i))
        i++;
    return dt_cue_is(s, i,
                     DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_STANCE |
                         DT_WORD_PAST) &&
           !dt_cue_is(s, i, DT_WORD_GERUND) && !s->t[i].capital &&
           !s->t[i].starts;
}

/* Whether a verb has no object behind it: asked by, asked about, asked if. */
static bool lacks_object(const struct dt_cue_scan *s, size_t i)
{
    while (i < s->count && !s->t[i].starts && dt_cue_is_adverb(s, i))
        i++;
    return i < s->count && !s->t[i].starts &&
           s->t[i].mention == DT_TOKEN_NONE &&
           dt_cue_is(s, i,
                     DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION | DT_WORD_AGENT |
                         DT_WORD_COMMON) &&
           (dt_cue_is(s, i, DT_WORD_THAT) ||
            !dt_cue_is(s, i, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE));
}

bool dt_participle_is_asked(const struct dt_cue_scan *s, size_t i)
{
    size_t comma = i;

    if (!dt_cue_is(s, i, DT_WORD_ADDRESSEE) ||
        dt_cue_is(s, i, DT_WORD_GERUND) || !lacks_object(s, i + 1))
        return false;
    while (comma > s->sentence + 1 &&
           (dt_cue_is_adverb(s, comma - 1) ||
            dt_cue_is(s, comma - 1, DT_WORD_CONJUNCTION)))
        comma--; /* Voss, when asked whether */
    if (comma < s->sentence + 2 || s->t[comma - 1].kind != DT_TOKEN_COMMA ||
        s->t[comma - 2].mention == DT_TOKEN_NONE)
        return false;
    for (size_t k = i + 1; k < s->count && k < i + REACH && !s->t[k].starts;
         k++)
        if (s->t[k].kind == DT_TOKEN_COMMA && is_finite(s, k + 1))
            return true;
    return false;
}

bool dt_participle_opens_aside(const struct dt_cue_scan *s, size_t i)
{
    if (dt_cue_is(s, i, DT_WORD_CONJUNCTION))
        return !dt_cue_is(s, i, DT_WORD_COORDINATOR | DT_WORD_THAT);
    return s->t[i].mention == DT_TOKEN_NONE &&
           dt_cue_is(s, i, DT_WORD_ADDRESSEE | DT_WORD_PAST | DT_WORD_GERUND);
}

bool dt_participle_ends_aside(const struct dt_cue_scan *s, size_t i)
{
    return s->t[i].kind == DT_TOKEN_COMMA && i + 1 < s->count &&
           (s->t[i + 1].mention != DT_TOKEN_NONE ||
            dt_cue_is(s, i + 1, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE));
}

/* Whether a word can be, or belong to, the noun of what stands before it. */
static bool is_noun_word(const struct dt_cue_scan *s, size_t i)
{
    return i < s->count && !s->t[i].starts && s->t[i].kind == DT_TOKEN_WORD &&
           !s->t[i].capital &&
           !dt_cue_is(s, i,
                      DT_WORD_COMMON | DT_WORD_DETERMINER | DT_WORD_POSSESSIVE |
                          DT_WORD_PRONOUN | DT_WORD_THAT | DT_WORD_TO |
                          DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                          DT_WORD_ADVERB | DT_WORD_ADVERB_LIKE |
                          DT_WORD_AUXILIARY | DT_WORD_RELATIVE);
}

bool dt_participle_is_adjective(const struct dt_cue_scan *s, size_t i)
{
    return i > s->sentence && dt_cue_is(s, i, DT_WORD_PAST) &&
           !dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_SUBJECTS_BEHIND) &&
           (dt_cue_is(s, i - 1, DT_WORD_PREPOSITION) ||
            s->t[i - 1].kind == DT_TOKEN_NUMBER) &&
           is_noun_word(s, i + 1);
}

/* From a mention back to the first word of its phrase. */
static uint32_t phrase_of(const struct dt_cue_scan *s, uint32_t mention)
{
    return dt_cue_skip_determiners(
        s, s->m->items[dt_cue_head_of(s, mention)].first);
}

bool dt_participle_is_reduced(const struct dt_cue_scan *s, size_t i,
                              uint32_t mention)
{
    uint32_t first = phrase_of(s, mention);
    size_t before = i;

    while (before > s->sentence && dt_cue_is_adverb(s, before - 1))
        before--;
    if (!dt_cue_is(s, i, DT_WORD_STANCE))
        for (size_t k = i + 1; k < s->count && k < i + QUOTED; k++)
            if (s->t[k].kind == DT_TOKEN_QUOTE)
                return false; /* a letter calling it “absurd” */
    return dt_cue_is(s, i, DT_WORD_GERUND) && before > s->sentence &&
           s->t[before - 1].kind == DT_TOKEN_WORD &&
           !dt_cue_is(s, before - 1, DT_WORD_AUXILIARY | DT_WORD_RELATIVE) &&
           !(first > s->sentence && dt_cue_is(s, first - 1, DT_WORD_WITH));
}

bool dt_participle_is_naming(const struct dt_cue_scan *s, size_t i,
                             uint32_t mention)
{
    const struct dt_mention *m = &s->m->items[mention];
    uint32_t first = phrase_of(s, mention);
    size_t name = i + 1;

    if (!dt_cue_is(s, i, DT_WORD_PAST) || m->kind != DT_MENTION_NOUN ||
        m->last != i ||
        (dt_cue_is(s, i - 1, DT_WORD_ROLE) &&
         !dt_cue_is(s, i - 1, DT_WORD_THING)) ||
        !dt_phrase_is(s->tokens->lexicon, DT_PHRASE_ARTICLE,
                      dt_token_text(s->text, &s->t[first])))
        return false;
    name += dt_cue_is(s, name, DT_WORD_DEFINITE);
    return name < s->count && !s->t[name].starts &&
           (s->t[name].kind == DT_TOKEN_QUOTE || s->t[name].capital);
}

#include "statement/participle.h"

enum { REACH = 64 /* tokens of what stands between the commas */ };

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

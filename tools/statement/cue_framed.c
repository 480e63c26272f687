/* Verbs that report because a quotation stands beside them (cue_judge.h). */
#include "statement/cue_judge.h"

#include <string.h>

bool dt_cue_follows_quote(const struct dt_cue_scan *s, size_t i)
{
    if (i > 1 && s->t[i - 1].kind == DT_TOKEN_DASH)
        i--;
    if (i > 1 && s->t[i - 1].kind == DT_TOKEN_COMMA)
        i--;
    return i > 0 && s->t[i - 1].kind == DT_TOKEN_QUOTE;
}

bool dt_cue_follows_open_quote(const struct dt_cue_scan *s, size_t i)
{
    if (i == 0 || !dt_cue_follows_quote(s, i))
        return false;
    return s->t[i - 1].kind == DT_TOKEN_COMMA ||
           (s->t[i - 1].kind == DT_TOKEN_DASH &&
            dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_UNLISTED)) ||
           (s->t[i - 1].kind == DT_TOKEN_QUOTE &&
            memchr(",?!", s->text.ptr[s->t[i - 1].end - 1], 3) != NULL);
}

static bool ends_or_pauses(const struct dt_cue_scan *s, size_t i)
{
    return i >= s->count || s->t[i].starts ||
           (s->t[i].kind != DT_TOKEN_WORD && s->t[i].kind != DT_TOKEN_QUOTE) ||
           dt_cue_is_adverb(s, i) || dt_cue_is(s, i, DT_WORD_PREPOSITION);
}

/* …, as Voss puts it, … : token i is the verb of that mention. */
static bool is_as_aside(const struct dt_cue_scan *s, size_t i, uint32_t mention)
{
    size_t first = s->m->items[mention].first;

    while (first > s->sentence && (s->t[first - 1].classes &
                                   (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)))
        first--;
    return first > s->sentence && dt_cue_is(s, first - 1, DT_WORD_AS) &&
           dt_cue_is(s, i + 1, DT_WORD_IT) && i + 2 < s->count &&
           (s->t[i + 2].kind == DT_TOKEN_COMMA ||
            s->t[i + 2].kind == DT_TOKEN_COLON ||
            s->t[i + 2].kind == DT_TOKEN_STOP);
}

bool dt_cue_as_aside(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    uint32_t mention;

    if (i == s->sentence || !dt_cue_is(s, i + 1, DT_WORD_IT))
        return false;
    mention = s->t[i - 1].kind ==
                      DT_TOKEN_COMMA /* as Voss, the mayor, put it */
                  ? dt_cue_before_apposition(s, i - 1)
                  : s->t[i - 1].mention;
    if (mention == DT_TOKEN_NONE || s->m->items[mention].genitive ||
        !is_as_aside(s, i, mention))
        return false;
    cue->mention = mention;
    cue->strong = true;
    cue->stance = false;
    cue->last++;
    return true;
}

bool dt_cue_is_inverted_pronoun(const struct dt_cue_scan *s, size_t i)
{
    return i + 1 < s->count && !s->t[i + 1].starts &&
           dt_cue_follows_open_quote(s, i) &&
           (dt_cue_is(s, i + 1, DT_WORD_HE | DT_WORD_SHE | DT_WORD_THEY) ||
            (dt_cue_is(s, i + 1, DT_WORD_FIRST) && s->t[i + 1].capital)) &&
           !dt_cue_is(s, i + 2, DT_WORD_AUXILIARY);
}

/* est « une erreur », a quitté la salle: what is quoted is a clause's part. */
static bool follows_fragment(const struct dt_cue_scan *s, size_t i)
{
    while (i > s->sentence && s->t[i - 1].kind != DT_TOKEN_QUOTE)
        i--;
    return i > s->sentence + 1 && !s->t[i - 1].starts &&
           s->t[i - 2].kind == DT_TOKEN_WORD;
}

bool dt_cue_framed(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    const struct dt_token *t = &s->t[i];
    bool inverts = dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_SUBJECTS_BEHIND);
    uint32_t before = i > 0 ? s->t[i - 1].mention : DT_TOKEN_NONE;

    if (t->capital || t->mention != DT_TOKEN_NONE ||
        (t->classes &
         (DT_WORD_AUXILIARY | DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
          DT_WORD_DETERMINER | DT_WORD_ADVERB | DT_WORD_COMMON)))
        return false;
    *cue = dt_cue_of(s, i);
    cue->strong = !dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_UNLISTED);
    cue->stance = false;
    if (dt_cue_follows_open_quote(s, dt_cue_before_auxiliaries(s, i))) {
        cue->order = DT_CUE_INVERTED;
        cue->mention = inverts ? dt_cue_phrase_behind(s, i + 1)
                               : dt_cue_subject_behind(s, i + 1);
        return cue->mention != DT_TOKEN_NONE &&
               ((inverts && !follows_fragment(s, i)) ||
                (s->m->items[cue->mention].first == i + 1 &&
                 (s->m->items[cue->mention].kind == DT_MENTION_NAME ||
                  dt_cue_is_inverted_pronoun(s, i))));
    }
    if (!(t->classes & DT_WORD_PAST))
        return false;
    if (dt_cue_as_aside(s, i, cue))
        return true;
    if (before == DT_TOKEN_NONE || s->m->items[before].genitive)
        return false;
    cue->mention = before;
    return dt_cue_follows_open_quote(s, s->m->items[before].first) &&
           ends_or_pauses(s, i + 1) && !dt_cue_is(s, i + 1, DT_WORD_AGENT);
}

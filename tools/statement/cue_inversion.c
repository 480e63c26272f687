/*
 * Subjects behind their verb, and what stands between, in French above all
 * (cue_judge.h).
 */
#include "statement/cue_judge.h"
#include "statement/inflection.h"
#include "statement/phrases.h"

enum {
    BESIDE = 3, /* tokens behind the first of "pour sa part" */
    CHAIN = 4   /* se lo ha dicho: words before a verb that lean on it */
};

bool dt_cue_is_elided(const struct dt_cue_scan *s, size_t i)
{
    return i > s->sentence && i < s->count &&
           (s->t[i].classes & DT_WORD_ELIDED) &&
           s->t[i].end - s->t[i].start <= 2;
}

/* “…”, le ha dicho: behind the quotation, where all between leans on i; or i */
static size_t behind_quote(const struct dt_cue_scan *s, size_t i)
{
    size_t begin = i;

    while (begin > s->sentence && i - begin < CHAIN &&
           (s->t[begin - 1].classes & (DT_WORD_AUXILIARY | DT_WORD_ADVERB)) &&
           s->t[begin - 1].mention == DT_TOKEN_NONE)
        begin--;
    return dt_cue_follows_quote(s, begin) ? begin : i;
}

size_t dt_cue_before_auxiliaries(const struct dt_cue_scan *s, size_t i)
{
    size_t begin = i;

    if (dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_SUBJECTS_BEHIND)) {
        begin = behind_quote(s, i);
        if (begin < i)
            return begin;
        if (begin > s->sentence + 1 &&
            (s->t[begin - 1].classes & DT_WORD_ADVERB) &&
            (s->t[begin - 2].classes & DT_WORD_AUXILIARY) &&
            s->t[begin - 2].mention == DT_TOKEN_NONE)
            begin -= 2;
    }

    while (begin > s->sentence && i - begin < 3 &&
           (s->t[begin - 1].classes & DT_WORD_AUXILIARY) &&
           s->t[begin - 1].mention == DT_TOKEN_NONE)
        begin--;
    if (begin < i && dt_cue_is_elided(s, begin - 1))
        begin--; /* s'est félicité */
    return begin;
}

size_t dt_cue_find_as(const struct dt_cue_scan *s, size_t i)
{
    const size_t verb = i;

    while (i > s->sentence + 1 &&
           dt_cue_is(s, i - 1,
                     DT_WORD_AUXILIARY | DT_WORD_ELIDED | DT_WORD_DEFINITE |
                         DT_WORD_ADVERB))
        i--;
    return i > s->sentence && dt_cue_is(s, i - 1, DT_WORD_AS) ? i - 1 : verb;
}

void dt_cue_take_inversion(const struct dt_cue_scan *s, struct dt_cue *cue)
{
    if (cue->order == DT_CUE_ELIDED || cue->mention == DT_TOKEN_NONE)
        return;
    if (cue->order == DT_CUE_PLAIN &&
        s->m->items[cue->mention].kind != DT_MENTION_PRONOUN)
        return;
    if (cue->order == DT_CUE_INVERTED &&
        dt_cue_find_as(s, cue->first) != cue->first)
        cue->begin = (uint32_t)dt_cue_find_as(s, cue->first);
    else
        cue->begin = (uint32_t)dt_cue_before_auxiliaries(s, cue->begin);
}

bool dt_cue_is_told_at(const struct dt_cue_scan *s, uint32_t mention)
{
    const struct dt_mention *m = &s->m->items[mention];

    return (s->t[m->first].classes & DT_WORD_IT) &&
           dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_HYPHEN_SUBJECTS) &&
           m->first > 0 && s->text.ptr[s->t[m->first].start - 1] == '-' &&
           dt_cue_is(s, m->last, DT_WORD_PREPOSITION);
}

/* Behind a turn of phrase that parts the verb from its subject, or i. */
static size_t behind_beside(const struct dt_cue_scan *s, size_t i)
{
    for (size_t end = i + 1; end < s->count && end <= i + BESIDE; end++) {
        const struct dt_str text = {s->text.ptr + s->t[i].start,
                                    s->t[end].end - s->t[i].start};

        if (s->t[end].starts || s->t[end].kind != DT_TOKEN_WORD)
            break;
        if (dt_phrase_is(s->tokens->lexicon, DT_PHRASE_BESIDE, text))
            return end + 1;
    }
    return i;
}

size_t dt_cue_behind_when(const struct dt_cue_scan *s, size_t i)
{
    size_t end = behind_beside(s, i);

    if (end > i)
        return end;
    end = dt_inflection_behind_adverbials(s->tokens, i);
    if (end > i)
        return end;

    while (dt_cue_is(s, end, DT_WORD_DATE))
        end++;
    if (end > i && dt_cue_is(s, end, DT_WORD_PREPOSITION) &&
        end + 1 < s->count && s->t[end + 1].capital)
        for (end += 2;
             end < s->count && !s->t[end].starts && s->t[end].capital;)
            end++;
    return end < s->count && !s->t[end].starts &&
                   dt_cue_is(s, end, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)
               ? end
               : i;
}

void dt_cue_take_place(struct dt_cue_scan *s, struct dt_cue *cue)
{
    size_t i = cue->end;

    if (cue->mention == DT_TOKEN_NONE ||
        !(s->t[s->m->items[cue->mention].first].classes & DT_WORD_IT))
        return;
    while (i < s->count && i < cue->end + 2 &&
           dt_cue_is(s, i, DT_WORD_PREPOSITION))
        i++;
    if (i == cue->end || i >= s->count || s->t[i].kind != DT_TOKEN_WORD ||
        dt_cue_is(s, i, DT_WORD_DATE))
        return;
    cue->mention = dt_cue_phrase_behind(s, i);
    if (cue->mention == DT_TOKEN_NONE)
        cue->mention = dt_cue_make_noun(s, i, i + 1);
}

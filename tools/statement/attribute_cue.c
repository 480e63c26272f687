/* The cue that a quotation goes with (attribute_scan.h). */
#include "statement/attribute_scan.h"

enum {
    CUES_TRIED = 12,   /* cues of one sentence looked at for one quotation */
    WEAK_REACH = 8,    /* tokens from a weak verb to its quotation */
    WORD_REACH = 6,    /* tokens from any verb to a single quoted word */
    PAIR_REACH = 10,   /* … and to two */
    CLAUSE_REACH = 12, /* tokens from a verb to the one in its clause */
    LATER_REACH = 80   /* tokens to a cue behind, in one long sentence */
};

/* Whether a clause may attribute the quotation whose sentence ended. */
static bool joins_over_stop(const struct dt_reading *r, size_t quote,
                            const struct dt_cue *cue)
{
    struct dt_str text = dt_attribute_quoted(r, quote);
    const struct dt_token *behind = dt_attribute_token(r, cue->end);

    if (!cue->strong) /* “Why?” Reed laughed. */
        return cue->manner && cue->order == DT_CUE_PLAIN &&
               text.ptr[text.len - 1] != '.' &&
               (behind == NULL || behind->kind == DT_TOKEN_STOP ||
                behind->kind == DT_TOKEN_COMMA);
    if (text.ptr[text.len - 1] != '.')
        return true;
    return behind == NULL || behind->kind == DT_TOKEN_STOP;
}

/* “…,” the county's commissioner, Amira Voss, said: from token k to her name */
static bool is_apposed(const struct dt_reading *r, size_t k,
                       const struct dt_cue *cue)
{
    const struct dt_token *t = r->tokens->items;

    if (cue->order != DT_CUE_PLAIN || cue->begin <= k ||
        cue->begin - k > DT_APPOSED ||
        !(t[k].classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) ||
        t[cue->begin - 1].kind != DT_TOKEN_COMMA)
        return false;
    for (size_t i = k; i + 1 < cue->begin; i++)
        if (t[i].kind != DT_TOKEN_WORD || (i > k && t[i].starts) ||
            (t[i].classes & (DT_WORD_AUXILIARY | DT_WORD_CONJUNCTION)))
            return false;
    return true;
}

/* one resident, who asked for that, said: the cue is of what is only told. */
static bool is_aside(const struct dt_reading *r, const struct dt_cue *cue)
{
    const struct dt_cue *next = cue + 1;

    return cue->relative != DT_TOKEN_NONE && cue->mention != DT_TOKEN_NONE &&
           next < r->cues->items + r->cues->count &&
           next->mention == cue->mention && next->relative == DT_TOKEN_NONE &&
           next->order == DT_CUE_PLAIN;
}

const struct dt_cue *dt_attribute_cue_after(const struct dt_reading *r,
                                            const struct dt_position *at)
{
    const struct dt_cue *cue;
    const struct dt_token *next;
    size_t k = at->token + 1, next_cue;

    for (next_cue = at->cue;; next_cue++) {
        if (next_cue >= r->cues->count)
            return NULL;
        cue = &r->cues->items[next_cue];
        if (!cue->stance && !is_aside(r, cue))
            break;
    }
    next = dt_attribute_token(r, k);
    if (next != NULL && next->kind == DT_TOKEN_COMMA)
        next = dt_attribute_token(r, ++k);
    if (next != NULL && next->kind == DT_TOKEN_DASH)
        next = dt_attribute_token(r, ++k);
    if (next == NULL || cue->order == DT_CUE_ELIDED)
        return NULL;
    if ((next->classes & DT_WORD_AS) && !next->capital && cue->begin == k + 1)
        k++;
    if (cue->begin != k && !is_apposed(r, k, cue))
        return NULL;
    for (size_t i = k; i <= cue->first; i++) {
        if (r->tokens->items[i].kind == DT_TOKEN_QUOTE)
            return NULL;
        if (r->tokens->items[i].starts &&
            (i != k || !joins_over_stop(r, at->token, cue)))
            return NULL;
    }
    return cue;
}

/* Whether a cue reaches as far as the quotation, for what that is. */
static bool reaches(const struct dt_position *at, const struct dt_cue *cue)
{
    size_t gap = at->token - cue->last;

    if (cue->order != DT_CUE_ELIDED && cue->end > cue->last &&
        cue->end <= at->token)
        gap = at->token - cue->end;
    if (!cue->strong && gap > WEAK_REACH)
        return false;
    if (at->words == 1)
        return gap <= WORD_REACH;
    return at->words > 2 || gap <= PAIR_REACH;
}

const struct dt_cue *dt_attribute_cue_before(const struct dt_reading *r,
                                             const struct dt_position *at)
{
    for (size_t i = at->cue, tried = 0; i-- > 0 && tried < CUES_TRIED;
         tried++) {
        const struct dt_cue *cue = &r->cues->items[i];

        if (cue->first < at->sentence)
            break;
        if (!cue->stance && reaches(at, cue))
            return cue;
    }
    return NULL;
}

const struct dt_cue *dt_attribute_stance_before(const struct dt_reading *r,
                                                const struct dt_position *at)
{
    const struct dt_cue *cue = at->cue > 0 ? &r->cues->items[at->cue - 1]
                                           : NULL;

    return cue != NULL && cue->stance && cue->first >= at->sentence &&
                   cue->mention != DT_TOKEN_NONE && reaches(at, cue)
               ? cue
               : NULL;
}

/* Whether the subject of a cue is he, she or they. */
static bool is_pronoun(const struct dt_reading *r, const struct dt_cue *cue)
{
    return cue->mention != DT_TOKEN_NONE &&
           r->mentions->items[cue->mention].kind == DT_MENTION_PRONOUN &&
           !(r->tokens->items[r->mentions->items[cue->mention].first].classes &
             (DT_WORD_FIRST | DT_WORD_IT));
}

const struct dt_cue *dt_attribute_outermost(const struct dt_reading *r,
                                            const struct dt_position *at,
                                            const struct dt_cue *cue)
{
    const struct dt_token *t = r->tokens->items;

    if (t[at->token - 1].kind == DT_TOKEN_COMMA ||
        t[at->token - 1].kind == DT_TOKEN_COLON)
        return cue;
    while (cue > r->cues->items && is_pronoun(r, cue)) {
        const struct dt_cue *outer = cue - 1;

        if (outer->first < at->sentence || !outer->strong || outer->stance ||
            outer->manner || outer->mention == DT_TOKEN_NONE ||
            outer->order == DT_CUE_INVERTED || outer->end > cue->begin ||
            cue->begin - outer->last > CLAUSE_REACH)
            break;
        for (size_t i = outer->last; i < cue->begin; i++)
            if (t[i].kind != DT_TOKEN_WORD && t[i].kind != DT_TOKEN_NUMBER)
                return cue;
        cue = outer;
    }
    return cue;
}

const struct dt_cue *dt_attribute_cue_later(const struct dt_reading *r,
                                            const struct dt_position *at)
{
    size_t end = at->token + 1;

    for (size_t i = at->cue, tried = 0;
         i < r->cues->count && tried < CUES_TRIED; i++, tried++) {
        const struct dt_cue *cue = &r->cues->items[i];

        if (cue->first - at->token > LATER_REACH)
            break;
        while (end <= cue->first && !r->tokens->items[end].starts)
            end++;
        if (end <= cue->first)
            break;
        if (cue->strong && cue->order != DT_CUE_ELIDED)
            return cue;
    }
    return NULL;
}

bool dt_attribute_is_interrupted(const struct dt_reading *r,
                                 const struct dt_position *at,
                                 const struct dt_cue *before)
{
    const struct dt_token *t = r->tokens->items, *next;

    next = dt_attribute_token(r, at->token + 1);
    return next != NULL && next->starts && before->order == DT_CUE_INVERTED &&
           before->begin > 1 && before->end + 1 == at->token &&
           t[before->end].kind == DT_TOKEN_COMMA &&
           (t[before->begin - 1].kind == DT_TOKEN_QUOTE ||
            t[before->begin - 2].kind == DT_TOKEN_QUOTE);
}

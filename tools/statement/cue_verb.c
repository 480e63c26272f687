/* Whether a word that may be a reporting verb is one here (cue_judge.h). */
#include "statement/cue_judge.h"

enum { REACH = 12 /* tokens from a modal to its second verb */ };

/* Whether behind token i a word is a verb rather than a noun. */
static bool may_precede_verb(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    if (t->genitive)
        return false;
    return t->mention != DT_TOKEN_NONE || dt_cue_is_adverb(s, i) ||
           dt_cue_is(s, i, DT_WORD_TO) ||
           (t->classes &
            (DT_WORD_AUXILIARY | DT_WORD_RELATIVE | DT_WORD_CONJUNCTION));
}

/* Whether what begins at token i can only depend on a verb. */
static bool governs(const struct dt_cue_scan *s, size_t i)
{
    return i < s->count &&
           (dt_cue_is(s, i, DT_WORD_THAT) || dt_cue_is(s, i, DT_WORD_TO) ||
            s->t[i].kind == DT_TOKEN_QUOTE || s->t[i].kind == DT_TOKEN_COLON);
}

/* Whether what may be noun or verb at token i is a subject or an object. */
static bool is_named_thing(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *before = &s->t[i - 1];

    if (before->mention == DT_TOKEN_NONE)
        return (before->classes & DT_WORD_PAST) &&
               !(before->classes & (DT_WORD_AUXILIARY | DT_WORD_NOUN)) &&
               dt_cue_is(s, i + 1, DT_WORD_THAT);
    return dt_cue_is(s, i + 1, DT_WORD_AUXILIARY) &&
           s->m->items[before->mention].first == s->sentence;
}

/* Will target it, show care and be ready: a verb of that modal, as it is. */
static bool is_of_modal(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    if (t[-1].kind != DT_TOKEN_COMMA || s->text.ptr[t->end - 1] == 's' ||
        (t->classes & (DT_WORD_VERB | DT_WORD_PAST | DT_WORD_GERUND)))
        return false;
    for (size_t k = i; k > s->sentence && i - k < REACH; k--)
        if (dt_cue_is(s, k - 1, DT_WORD_MODAL))
            return true;
    return false;
}

bool dt_cue_is_dropped(const struct dt_cue_scan *s, size_t i)
{
    const uint32_t mention = s->t[i].mention;

    return mention != DT_TOKEN_NONE &&
           s->m->items[mention].kind == DT_MENTION_PRONOUN &&
           (s->t[i].classes & DT_WORD_STRONG) &&
           !(s->t[i].classes & DT_WORD_PRONOUN);
}

bool dt_cue_is_verb(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i], *before = i > 0 ? t - 1 : NULL;

    if (t->kind != DT_TOKEN_WORD || !(t->classes & DT_CUE_REPORTING) ||
        (t->mention != DT_TOKEN_NONE && !dt_cue_is_dropped(s, i)) ||
        (t->capital && !t->starts))
        return false;
    if (t->mention != DT_TOKEN_NONE)
        return true;
    if (before == NULL || t->starts)
        return (t->classes & DT_WORD_STRONG) && (t->classes & DT_WORD_GERUND);
    if (before->kind == DT_TOKEN_NUMBER && (t->classes & DT_WORD_NOUN))
        return false; /* 19 points */
    if ((t->classes & DT_WORD_NOUN) && is_named_thing(s, i))
        return false; /* Harbour plan is, denied claims that */
    if (is_of_modal(s, i))
        return false;
    if (before->kind == DT_TOKEN_WORD) {
        if (before->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE) &&
            (before->mention == DT_TOKEN_NONE ||
             s->m->items[before->mention].genitive) &&
            !(before->classes & DT_WORD_PRONOUN) && !dt_cue_is_number(s, i) &&
            !(i > 1 && dt_cue_is(s, i - 2, DT_WORD_AS))) /* comme le dit */
            return false;
        if (before->genitive && before->mention != DT_TOKEN_NONE &&
            s->m->items[before->mention].kind != DT_MENTION_PRONOUN)
            return false; /* the minister’s alleged “friends” */
        if ((t->classes & DT_WORD_NOUN) && !may_precede_verb(s, i - 1) &&
            (before->genitive || !(t->classes & DT_WORD_STRONG) ||
             (before->classes & DT_WORD_PREPOSITION) || !governs(s, i + 1)))
            return false;
    }
    return true;
}

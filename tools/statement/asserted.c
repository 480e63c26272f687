#include "statement/asserted.h"

#include "statement/phrases.h"

enum {
    PHRASE = 5, /* tokens of a turn of phrase */
    REACH = 16  /* tokens around a verb that may turn it into its opposite */
};

#define BESIDE \
    (DT_WORD_AUXILIARY | DT_WORD_ADVERB | DT_WORD_NEGATION | DT_WORD_ELIDED)

struct asserted {
    const struct dt_reading *r;
    const struct dt_token *t;
    const struct dt_cue *cue;
    const struct dt_lexicon *lexicon;
};

static bool is(const struct asserted *x, size_t i, uint64_t classes)
{
    return i < x->r->tokens->count && x->t[i].kind == DT_TOKEN_WORD &&
           (x->t[i].classes & classes) != 0;
}

/* Whether tokens [first, end) are a phrase of a kind. */
static bool is_phrase(const struct asserted *x, size_t first, size_t end,
                      enum dt_phrase_kind kind)
{
    struct dt_str text = {x->r->text.ptr + x->t[first].start,
                          x->t[end - 1].end - x->t[first].start};

    return dt_phrase_is(x->lexicon, kind, text);
}

/* Whether a phrase of a kind ends before token `end`, in its sentence. */
static bool ends_phrase(const struct asserted *x, size_t end,
                        enum dt_phrase_kind kind)
{
    for (size_t i = end; i > 0 && end - i < PHRASE; i--) {
        if (i < end && x->t[i].starts)
            break;
        if (is_phrase(x, i - 1, end, kind))
            return true;
    }
    return false;
}

/* The first of the auxiliaries and adverbs right before the verb, or it. */
static size_t before_verb(const struct asserted *x)
{
    size_t i = x->cue->first;

    while (i > 0 && x->cue->first - i < REACH && !x->t[i].starts &&
           x->t[i - 1].mention == DT_TOKEN_NONE &&
           (is(x, i - 1, BESIDE) ||
            (is(x, i - 1, DT_WORD_ADVERB_LIKE) && !x->t[i - 1].capital)))
        i--;
    return i;
}

/* Whether a word at token i turns into its opposite what is done. */
static bool negates(const struct asserted *x, size_t i)
{
    return is(x, i, DT_WORD_NEGATION) &&
           !(i + 1 < x->r->tokens->count &&
             is_phrase(x, i + 1, i + 2, DT_PHRASE_MERELY));
}

static bool is_denial(const struct asserted *x, size_t i)
{
    return is_phrase(x, i, i + 1, DT_PHRASE_DENIAL);
}

/* Behind the clause of the verb, as far as it is looked at. */
static size_t clause_end(const struct asserted *x)
{
    size_t i = x->cue->first + 1;

    while (i < x->r->tokens->count && i < x->cue->first + REACH &&
           !x->t[i].starts && x->t[i].kind == DT_TOKEN_WORD)
        i++;
    return i;
}

/* Sagte Voss nicht; wollte Voss nicht sagen: but not sagte er nicht ohne Stolz */
static bool closes(const struct asserted *x, size_t i, size_t end)
{
    return i < x->cue->first || i + 1 == end ||
           is(x, i + 1, DT_WORD_VERB | DT_WORD_STANCE);
}

/* Voss, der nicht kam, sagte: behind the comma before the verb. */
static size_t own_begin(const struct asserted *x)
{
    size_t i = x->cue->first;

    while (i > x->cue->begin && x->cue->first - i < REACH &&
           x->t[i - 1].kind != DT_TOKEN_COMMA)
        i--;
    return i;
}

/* Nicht gesagt hat Voss, sagte Voss nicht: the verb's own clause tells. */
static bool is_negated_around(const struct asserted *x, size_t object)
{
    bool behind = object < x->cue->first;
    size_t begin = own_begin(x), end = behind ? clause_end(x) : object;
    bool negated = false;

    if (end > x->cue->first + REACH)
        end = x->cue->first + REACH;
    for (size_t i = begin; i < end && !negated; i++)
        negated = negates(x, i) && (!behind || closes(x, i, end));
    for (size_t i = begin; i < end && negated; i++)
        negated = !is_denial(x, i);
    return negated;
}

/* No councillor said, neither Voss nor Cole said. */
static bool has_nobody(const struct asserted *x, size_t subject)
{
    if (negates(x, subject))
        return true;
    return subject > 0 && !x->t[subject].starts && negates(x, subject - 1);
}

static bool is_negated(const struct asserted *x, size_t left, size_t object)
{
    if (dt_lexicon_has(x->lexicon, DT_TRAIT_COMMA_CLAUSES))
        return is_negated_around(x, object);
    if (is_denial(x, x->cue->first))
        return false;
    for (size_t i = left; i < x->cue->first; i++)
        if (negates(x, i))
            return true;
    return x->cue->order == DT_CUE_PLAIN && has_nobody(x, x->cue->begin);
}

/* Whether what a verb denies is denied: did not deny, nobody denied. */
static bool is_opposed(const struct asserted *x, size_t object)
{
    bool around = dt_lexicon_has(x->lexicon, DT_TRAIT_COMMA_CLAUSES);
    size_t from = around ? x->cue->begin : before_verb(x);
    size_t end = !around ? x->cue->first
                 : object > x->cue->first && object < x->cue->first + REACH
                     ? object
                     : clause_end(x);

    if (from + REACH < x->cue->first)
        from = x->cue->first - REACH;
    for (size_t i = from; i < end; i++)
        if (negates(x, i))
            return true;
    return !around && x->cue->order == DT_CUE_PLAIN &&
           has_nobody(x, x->cue->begin);
}

/* Voss is expected to say, should say, would have said. */
static bool is_supposed(const struct asserted *x, size_t left)
{
    for (size_t i = left; i < x->cue->first; i++)
        if (is_phrase(x, i, i + 1, DT_PHRASE_SUPPOSED) ||
            (i > left && is_phrase(x, i - 1, i + 1, DT_PHRASE_SUPPOSED)))
            return true;
    return ends_phrase(x, left, DT_PHRASE_SUPPOSED);
}

/* Misquoted Voss as saying; wrongly reported that Voss had said. */
static bool is_misquoted(const struct asserted *x)
{
    for (size_t i = x->cue->first;
         i > 0 && x->cue->first - i < REACH && !x->t[i].starts &&
         x->t[i].kind != DT_TOKEN_COMMA;
         i--)
        if (i < x->cue->first && ends_phrase(x, i, DT_PHRASE_MISQUOTING))
            return true;
    return false;
}

/* Cole wants Voss to say: it is Cole who is reported. */
static bool is_urged(const struct asserted *x, size_t left)
{
    uint32_t subject;

    if (left < 2 || x->t[left].starts || !is(x, left - 1, DT_WORD_TO))
        return false;
    subject = x->t[left - 2].mention;
    return subject != DT_TOKEN_NONE &&
           ends_phrase(x, x->r->mentions->items[subject].first,
                       DT_PHRASE_URGING);
}

/* If Voss says; Did Voss say; Had Voss said. */
static bool is_asked(const struct asserted *x)
{
    size_t subject = x->cue->begin, begin;

    if (x->cue->order == DT_CUE_ELIDED || x->cue->mention == DT_TOKEN_NONE ||
        subject == x->cue->first)
        return false;
    if (is_phrase(x, subject, subject + 1, DT_PHRASE_CONDITION))
        return true; /* where the clause tells, it begins so */
    if (subject == 0 || x->t[subject].starts)
        return false;
    begin = subject - 1;
    return is_phrase(x, begin, subject, DT_PHRASE_CONDITION) ||
           (x->t[begin].starts && is(x, begin, DT_WORD_AUXILIARY) &&
            x->t[begin].mention == DT_TOKEN_NONE);
}

/* Wies den Vorwurf zurück, ließ offen: the verb's clause has its other half. */
static bool has_partner(const struct asserted *x)
{
    size_t end = clause_end(x);

    for (size_t i = x->cue->first + 1; i < end; i++)
        if (is_phrase(x, i, i + 1, DT_PHRASE_CONTRARY_BY))
            return true;
    return false;
}

bool dt_asserted_contrary(const struct dt_reading *r, const struct dt_cue *cue,
                          size_t object)
{
    struct asserted x = {r, r->tokens->items, cue, r->tokens->lexicon};
    size_t verb = cue->first;

    if (cue->form > DT_CUE_NOUN || x.t[verb].kind != DT_TOKEN_WORD ||
        (object > 0 && x.t[object - 1].kind == DT_TOKEN_COLON))
        return false;
    if (!is_phrase(&x, verb, verb + 1, DT_PHRASE_CONTRARY) &&
        !(is_phrase(&x, verb, verb + 1, DT_PHRASE_CONTRARY_WITH) &&
          has_partner(&x)))
        return false;
    return !is_opposed(&x, object);
}

enum dt_asserted dt_asserted(const struct dt_reading *r,
                             const struct dt_cue *cue, size_t object)
{
    struct asserted x = {r, r->tokens->items, cue, r->tokens->lexicon};
    size_t left;

    if (cue->form != DT_CUE_VERB && cue->form != DT_CUE_PASSIVE)
        return DT_ASSERTED;
    if (!is(&x, cue->first, DT_WORD_VERB | DT_WORD_STANCE | DT_WORD_CITED))
        return DT_ASSERTED;
    left = before_verb(&x);
    if (is_asked(&x) || is_urged(&x, left))
        return DT_ASSERTED_ASKED;
    return is_negated(&x, left, object) || is_supposed(&x, left) ||
                   is_misquoted(&x)
               ? DT_ASSERTED_NOT
               : DT_ASSERTED;
}

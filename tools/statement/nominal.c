/* Nouns, adjectives and prepositions that report (cue_scan.h). */
#include "statement/cue_scan.h"
#include "statement/main_verb.h"
#include "statement/phrases.h"

enum {
    ADJECTIVES = 3, /* words between whose a noun is and the noun */
    COPULA = 4,     /* tokens from a noun to the colon: message was clear: */
    JUDGED = 10     /* tokens from a comma to the verb of a view */
};

static bool is_phrase(const struct dt_cue_scan *s, size_t i,
                      enum dt_phrase_kind kind)
{
    return i < s->count && s->t[i].kind == DT_TOKEN_WORD &&
           dt_phrase_begins(s->tokens->lexicon, kind,
                            dt_token_text(s->text, &s->t[i]));
}

static bool is_kind(const struct dt_cue_scan *s, size_t i, uint8_t kind)
{
    return i < s->count && !s->t[i].starts && s->t[i].kind == kind;
}

static bool ends_sentence(const struct dt_cue_scan *s, size_t i)
{
    return i >= s->count || s->t[i].starts || s->t[i].kind == DT_TOKEN_STOP;
}

/* From a mention to the determiner that its noun phrase begins with. */
static size_t phrase_begin(const struct dt_cue_scan *s, size_t first)
{
    while (first > s->sentence && s->t[first - 1].mention == DT_TOKEN_NONE &&
           dt_cue_is(s, first - 1, DT_WORD_DETERMINER))
        first--;
    return first;
}

/*
 * Her warning, Voss’s repeated claim, the firm’s promise: whose the noun at
 * token i is, and *begin, where that begins; or DT_TOKEN_NONE.
 */
static uint32_t owner_before(struct dt_cue_scan *s, size_t i, size_t *begin)
{
    size_t k = i;

    while (k > s->sentence && i - k < ADJECTIVES) {
        const struct dt_token *t = &s->t[--k];
        uint32_t mention = t->mention;

        if (t->kind != DT_TOKEN_WORD)
            break;
        if (mention != DT_TOKEN_NONE && s->m->items[mention].genitive) {
            *begin = phrase_begin(s, s->m->items[mention].first);
            return mention;
        }
        if (t->genitive) {
            size_t first = k;

            while (first > s->sentence && k - first < ADJECTIVES &&
                   !dt_cue_is(s, first, DT_WORD_DETERMINER))
                first--;
            if (!dt_cue_is(s, first, DT_WORD_DETERMINER))
                break;
            *begin = first;
            return dt_cue_make_noun(s, first, k + 1);
        }
        if ((t->capital && !t->starts) ||
            (t->classes &
             (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION | DT_WORD_AUXILIARY |
              DT_WORD_DETERMINER | DT_WORD_PRONOUN | DT_WORD_RELATIVE)))
            break;
    }
    return DT_TOKEN_NONE;
}

/* The claim, a new warning, concern: where the noun at token i begins. */
static size_t noun_begin(const struct dt_cue_scan *s, size_t i)
{
    for (size_t k = i; k > s->sentence && i - k < ADJECTIVES;) {
        const struct dt_token *t = &s->t[--k];

        if (t->classes & DT_WORD_DETERMINER)
            return k;
        if (t->kind != DT_TOKEN_WORD || t->mention != DT_TOKEN_NONE ||
            (t->classes & (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                           DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PAST)))
            break;
    }
    return i;
}

/* Claims by Voss: whose the noun before token i is, and *end behind that. */
static uint32_t holder_behind(struct dt_cue_scan *s, size_t i, size_t *end)
{
    uint32_t mention;

    if (!dt_cue_is(s, i, DT_WORD_HOLDER) || i + 1 >= s->count ||
        s->t[i + 1].starts)
        return DT_TOKEN_NONE;
    mention = dt_cue_phrase_behind(s, i + 1);
    if (mention != DT_TOKEN_NONE)
        *end = s->m->items[mention].last;
    return mention;
}

/* Took the view that, was of the opinion that: who does it, or nobody. */
static uint32_t light_subject(struct dt_cue_scan *s, size_t noun,
                              uint32_t *relative)
{
    size_t verb = noun;

    if (verb > s->sentence && dt_cue_is(s, verb - 1, DT_WORD_HOLDER) &&
        verb - 1 > s->sentence && dt_cue_is(s, verb - 2, DT_WORD_BEING))
        return dt_cue_subject_before(s, verb - 2, relative);
    if (verb-- == s->sentence || !is_phrase(s, verb, DT_PHRASE_LIGHT) ||
        s->t[verb].capital || dt_cue_is(s, verb, DT_WORD_VERB | DT_WORD_STANCE))
        return DT_TOKEN_NONE;
    return dt_cue_subject_before(s, verb, relative);
}

/* There were claims that, but not: there is no suggestion that. */
static bool is_existential(const struct dt_cue_scan *s, size_t noun)
{
    size_t i = noun;

    if (dt_cue_is(s, noun, DT_WORD_NEGATION))
        return false;
    while (i > s->sentence && noun - i < COPULA &&
           dt_cue_is(s, i - 1, DT_WORD_AUXILIARY | DT_WORD_ADVERB) &&
           !dt_cue_is(s, i - 1, DT_WORD_NEGATION))
        i--;
    return i < noun && i > s->sentence &&
           is_phrase(s, i - 1, DT_PHRASE_EXISTENTIAL);
}

/* Behind "on Monday" and the like. */
static size_t skip_date(const struct dt_cue_scan *s, size_t i)
{
    size_t end = i;

    if (dt_cue_is(s, end, DT_WORD_PREPOSITION) &&
        dt_cue_is(s, end + 1, DT_WORD_DATE))
        end++;
    while (end < s->count && !s->t[end].starts && dt_cue_is_adverb(s, end))
        end++;
    return end;
}

/*
 * What the noun that begins at token begin reports from token i on, where
 * `open` clauses have no verb yet: to the verb of the noun, if that is a
 * subject, or to the comma behind a phrase that begins the sentence.
 */
static bool report_from(const struct dt_cue_scan *s, size_t begin, size_t i,
                        size_t open, struct dt_cue *cue)
{
    bool first = begin == s->sentence;
    size_t end = s->count;

    if (begin == s->sentence + 1 &&
        dt_cue_is(s, s->sentence, DT_WORD_PREPOSITION))
        end = dt_main_verb_comma(s, i, open); /* Despite her claim that …, */
    else if (first || is_kind(s, begin - 1, DT_TOKEN_COMMA) ||
             dt_cue_is(s, begin - 1, DT_WORD_COORDINATOR))
        end = dt_main_verb(s, i + 1, open);
    cue->object = (uint32_t)i;
    cue->object_end = end < s->count ? (uint32_t)end : UINT32_MAX;
    return end < s->count || !first;
}

/*
 * The message [that] resonates with many: words that begin no subject, and no
 * verb behind them.
 */
static bool is_relative(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *next = &s->t[i + 1];

    return next->kind == DT_TOKEN_WORD && !next->capital &&
           next->mention == DT_TOKEN_NONE &&
           !(next->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) &&
           dt_main_verb(s, i + 1, 0) >= s->count;
}

/* The claim that the wall would hold, but not: the claim that was made. */
static bool report_that(const struct dt_cue_scan *s, size_t begin, size_t i,
                        struct dt_cue *cue)
{
    const struct dt_token *next = i + 1 < s->count ? &s->t[i + 1] : NULL;

    return next != NULL && !next->starts &&
           (next->mention != DT_TOKEN_NONE ||
            !(next->classes & (DT_WORD_AUXILIARY | DT_WORD_PAST))) &&
           !is_relative(s, i) && report_from(s, begin, i, 1, cue);
}

/* Voss’s fear is that …; her message was clear: … */
static bool report_copula(const struct dt_cue_scan *s, size_t i,
                          struct dt_cue *cue)
{
    size_t colon = i;

    cue->object_end = UINT32_MAX;
    if (dt_cue_is(s, i, DT_WORD_BEING)) {
        size_t that = i + 1;

        while (that < s->count && dt_cue_is_adverb(s, that))
            that++;
        cue->object = (uint32_t)that;
        if (dt_cue_is(s, that, DT_WORD_THAT))
            return true;
    }
    while (colon < i + COPULA && is_kind(s, colon, DT_TOKEN_WORD))
        colon++;
    cue->object = (uint32_t)colon + 1;
    return is_kind(s, colon, DT_TOKEN_COLON) && colon + 1 < s->count &&
           s->t[colon + 1].kind != DT_TOKEN_QUOTE &&
           (colon == i ||
            dt_cue_is(s, i, DT_WORD_BEING | DT_WORD_VERB | DT_WORD_PAST));
}

/* Her promise to rebuild the pier: an infinitive, and nobody's name. */
static bool report_infinitive(const struct dt_cue_scan *s, size_t begin,
                              size_t noun, size_t i, struct dt_cue *cue)
{
    if (!dt_cue_is(s, i, DT_WORD_TO) ||
        !is_phrase(s, noun, DT_PHRASE_PROMISE) ||
        !is_kind(s, i + 1, DT_TOKEN_WORD) || s->t[i + 1].capital ||
        s->t[i + 1].mention != DT_TOKEN_NONE ||
        dt_cue_is(s, i + 1,
                  DT_WORD_DETERMINER | DT_WORD_POSSESSIVE | DT_WORD_GERUND))
        return false;
    return report_from(s, begin, i, 0, cue);
}

static bool judge_noun(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    size_t begin = i, end = i + 1, behind;
    bool owned = true;

    cue->mention = owner_before(s, i, &begin);
    if (cue->mention == DT_TOKEN_NONE) {
        begin = noun_begin(s, i);
        cue->mention = holder_behind(s, end, &end);
    }
    if (cue->mention == DT_TOKEN_NONE) {
        behind = skip_date(s, end);
        if (!dt_cue_is(s, behind, DT_WORD_THAT))
            return false;
        owned = false;
        if (is_existential(s, begin))
            cue->order = DT_CUE_INVERTED; /* somebody's, whoever it is */
        else
            cue->mention = light_subject(s, begin, &cue->relative);
    }
    if (s->failed ||
        (cue->mention == DT_TOKEN_NONE && cue->order != DT_CUE_INVERTED))
        return false;
    behind = skip_date(s, end);
    behind += dt_cue_is(s, behind, DT_WORD_HOLDER) &&
              dt_cue_is(s, behind + 1, DT_WORD_THAT); /* el temor de que */
    cue->form = DT_CUE_NOUN;
    cue->strong = true;
    cue->stance = cue->manner = false;
    if (dt_cue_is(s, behind, DT_WORD_THAT))
        return report_that(s, begin, behind, cue);
    return owned && (report_copula(s, behind, cue) ||
                     report_infinitive(s, begin, i, behind, cue));
}

/* Voss was sure the wall would hold: a subject with its verb, and no "that". */
static bool opens_clause(const struct dt_cue_scan *s, size_t adjective,
                         size_t i)
{
    return dt_cue_is(s, adjective - 1, DT_WORD_BEING | DT_WORD_IT) &&
           !dt_cue_is(s, adjective, DT_WORD_VERB) && i < s->count &&
           !s->t[i].starts &&
           (s->t[i].mention != DT_TOKEN_NONE ||
            dt_cue_is(s, i, DT_WORD_DEFINITE | DT_WORD_POSSESSIVE)) &&
           dt_main_verb(s, i, 0) < s->count;
}

/*
 * Voss was adamant that; Voss made it clear that: the adjective at token i,
 * and who is so.
 */
static bool judge_adjective(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    size_t verb = i, that = i + 1;
    uint32_t first;

    while (that < s->count && dt_cue_is_adverb(s, that))
        that++;
    that += dt_cue_is(s, that, DT_WORD_HOLDER) &&
            dt_cue_is(s, that + 1, DT_WORD_THAT); /* seguro de que */
    if (!dt_cue_is(s, that, DT_WORD_THAT) && !opens_clause(s, i, that))
        return false;
    while (verb > s->sentence && dt_cue_is_adverb(s, verb - 1))
        verb--;
    if (verb == s->sentence)
        return false;
    verb--;
    if (dt_cue_is(s, verb, DT_WORD_IT) && verb > s->sentence &&
        is_phrase(s, verb - 1, DT_PHRASE_LIGHT))
        verb--;
    else if (!dt_cue_is(s, verb, DT_WORD_BEING) &&
             !is_phrase(s, verb, DT_PHRASE_LIGHT))
        return false;
    if (s->t[verb].capital)
        return false; /* Make sure that */
    cue->mention = dt_cue_subject_before(s, verb, &cue->relative);
    cue->strong = true;
    cue->stance = cue->manner = false;
    if (cue->mention == DT_TOKEN_NONE) {
        cue->order = DT_CUE_ELIDED;
        return true;
    }
    first = s->m->items[cue->mention].first;
    return !dt_cue_is(s, first, DT_WORD_IT | DT_WORD_FIRST);
}

/* In Voss’s view, …; …, in the opinion of Voss, …: the noun at token i. */
static bool judge_view(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    size_t begin = i, end = i + 1;

    cue->mention = owner_before(s, i, &begin);
    if (cue->mention == DT_TOKEN_NONE) {
        begin = noun_begin(s, i);
        cue->mention = holder_behind(s, end, &end);
    }
    if (s->failed || cue->mention == DT_TOKEN_NONE || begin == s->sentence ||
        !dt_cue_is(s, begin - 1, DT_WORD_PREPOSITION))
        return false;
    begin--;
    if ((begin > s->sentence && !is_kind(s, begin - 1, DT_TOKEN_COMMA)) ||
        (!is_kind(s, end, DT_TOKEN_COMMA) && !ends_sentence(s, end)))
        return false;
    cue->form = DT_CUE_VIEW;
    cue->strong = true;
    cue->stance = cue->manner = false;
    cue->object = (uint32_t)begin;
    cue->object_end = (uint32_t)end;
    return true;
}

/* From token i to the comma at token end the cue is whose view it is. */
static void take_viewpoint(const struct dt_cue_scan *s, size_t i, size_t end,
                           struct dt_cue *cue)
{
    cue->mention = s->t[end - 1].mention;
    cue->form = DT_CUE_VIEW;
    cue->stance = false;
    cue->object = (uint32_t)i;
    cue->object_end = (uint32_t)end;
}

/* For Voss, the plan is a mistake: what is, not what was or had to be. */
static bool judge_viewpoint(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    size_t first = i + 1, end;
    const struct dt_mention *m;

    if (i != s->sentence || !is_phrase(s, i, DT_PHRASE_VIEWPOINT))
        return false;
    while (dt_cue_is(s, first, DT_WORD_DETERMINER) &&
           s->t[first].mention == DT_TOKEN_NONE)
        first++;
    if (first >= s->count || s->t[first].mention == DT_TOKEN_NONE)
        return false;
    m = &s->m->items[s->t[first].mention];
    if (m->kind == DT_MENTION_NOUN && !is_kind(s, m->last, DT_TOKEN_COMMA) &&
        m->last < s->count && s->t[m->last].mention != DT_TOKEN_NONE)
        m = &s->m->items[s->t[m->last].mention]; /* for the union's Ann Voss */
    end = m->last;
    if (!m->human || m->genitive || !is_kind(s, end, DT_TOKEN_COMMA))
        return false;
    if (is_kind(s, end + 1, DT_TOKEN_QUOTE) &&
        dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_SUBJECTS_BEHIND)) {
        take_viewpoint(s, i, end, cue); /* Pour Voss, « … » */
        return true;
    }
    for (size_t k = end + 1; k < end + JUDGED && k < s->count; k++) {
        if (s->t[k].starts || s->t[k].kind == DT_TOKEN_COMMA ||
            dt_cue_is(s, k, DT_WORD_RELATIVE | DT_WORD_ACCORDING))
            return false;
        if (dt_cue_is(s, k, DT_WORD_AUXILIARY) && k > end + 1) {
            take_viewpoint(s, i, end, cue);
            cue->stance = true;
            return is_phrase(s, k, DT_PHRASE_JUDGING);
        }
    }
    return false;
}

bool dt_cue_nominal(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    const struct dt_token *t = &s->t[i];
    const struct dt_cue empty = *cue;

    if (t->capital && !t->starts)
        return false;
    if ((t->classes & DT_WORD_VIEW) && judge_view(s, i, cue))
        return true;
    *cue = empty;
    if ((t->classes & DT_WORD_NOMINAL) && judge_noun(s, i, cue))
        return true;
    *cue = empty;
    if ((t->classes & DT_WORD_CITED) && judge_adjective(s, i, cue))
        return true;
    *cue = empty;
    if ((t->classes & DT_WORD_PREPOSITION) && judge_viewpoint(s, i, cue))
        return true;
    *cue = empty;
    return false;
}

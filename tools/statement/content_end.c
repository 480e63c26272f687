/* Where the words end that a verb reports (content_scan.h). */
#include "statement/content_scan.h"
#include "statement/phrases.h"

enum {
    REACH = 40 /* tokens of what is reported, before the narrator goes on */
};

/* A comma, also one that typesetters put inside the quotation before it. */
static bool is_comma(const struct dt_sentence *s, size_t i)
{
    if (dt_sentence_is(s, i, DT_TOKEN_QUOTE))
        return s->r->text.ptr[s->t[i].end - 1] == ',';
    return dt_sentence_is(s, i, DT_TOKEN_COMMA);
}

/* Behind what stands before a comma: the comma, or the quotation with it. */
static size_t before_comma(const struct dt_sentence *s, size_t i)
{
    return s->t[i].kind == DT_TOKEN_QUOTE ? i + 1 : i;
}

static bool same_subject(const struct dt_sentence *s,
                         const struct dt_cue *other)
{
    if (other->order == DT_CUE_ELIDED || other->mention == DT_TOKEN_NONE)
        return true;
    return other->mention == s->cue->mention;
}

/*
 * Voss, who wrote it, did not go: where the relative clause that the verb
 * stands in ends, with the comma before the verb of its subject.
 */
size_t dt_sentence_end_relative(const struct dt_sentence *s, size_t relative,
                                size_t i)
{
    if (relative == DT_TOKEN_NONE || relative == s->first ||
        !dt_sentence_is(s, relative - 1, DT_TOKEN_COMMA))
        return s->end;
    for (; i + 1 < s->end; i++)
        if (s->t[i].kind == DT_TOKEN_COMMA && !s->t[i + 1].capital &&
            dt_sentence_has(s, i + 1,
                            DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PAST) &&
            !dt_sentence_has(s, i + 1, DT_WORD_GERUND | DT_WORD_CONJUNCTION))
            return i;
    return s->end;
}

/* Her denial that she knew of it surprised nobody: where such a clause ends. */
static size_t end_noun(const struct dt_sentence *s, size_t end)
{
    const struct dt_cue *cues = s->r->cues->items;

    for (size_t k = s->index; k-- > 0 && cues[k].first >= s->first;)
        if (cues[k].form == DT_CUE_NOUN && cues[k].object <= s->cue->first &&
            cues[k].object_end > s->cue->first && cues[k].object_end < end)
            return cues[k].object_end;
    return end;
}

/* What the last verb of a clause that is reported tells of. */
enum verb_kind {
    VERB_NONE,  /* there is none yet: a noun phrase or an infinitive */
    VERB_PLAIN, /* fell */
    VERB_STATE, /* was safe */
    VERB_MODAL  /* would fall */
};

struct told {
    enum verb_kind last;
    bool shifted; /* a verb is in the past because somebody is reported */
};

static bool is_phrase(const struct dt_sentence *s, size_t i,
                      enum dt_phrase_kind kind)
{
    return dt_sentence_is(s, i, DT_TOKEN_WORD) &&
           dt_phrase_is(s->r->tokens->lexicon, kind,
                        dt_token_text(s->r->text, &s->t[i]));
}

/* A verb of the past in its own right: not the promised land, held by a firm */
static bool is_past(const struct dt_sentence *s, size_t i)
{
    return dt_sentence_has(s, i, DT_WORD_PAST) && !s->t[i].capital &&
           s->t[i].mention == DT_TOKEN_NONE &&
           !dt_sentence_has(s, i, DT_WORD_GERUND | DT_WORD_AUXILIARY) &&
           !dt_sentence_has(s, i - 1,
                            DT_WORD_DETERMINER | DT_WORD_POSSESSIVE |
                                DT_WORD_PREPOSITION) &&
           !s->t[i - 1].genitive && !dt_sentence_has(s, i + 1, DT_WORD_AGENT) &&
           !is_phrase(s, i, DT_PHRASE_UNCHANGED);
}

/* Voss said it was full and Reed that it was empty: somebody else speaks. */
static bool passes_on(const struct dt_sentence *s, size_t k)
{
    uint32_t mention = k + 1 < s->end ? s->t[k + 1].mention : DT_TOKEN_NONE;

    return mention != DT_TOKEN_NONE && s->cue->strong &&
           dt_sentence_has(s, k, DT_WORD_COORDINATOR) &&
           s->r->mentions->items[mention].kind == DT_MENTION_NAME &&
           dt_sentence_has(s, s->r->mentions->items[mention].last,
                           DT_WORD_THAT);
}

/* Take token i, which is told of, into account. */
static void hear(const struct dt_sentence *s, size_t i, struct told *told)
{
    if (dt_sentence_has(s, i, DT_WORD_AUXILIARY)) {
        told->shifted = told->shifted || is_phrase(s, i, DT_PHRASE_SHIFTED);
        told->last = dt_sentence_has(s, i, DT_WORD_MODAL) ? VERB_MODAL
                     : dt_sentence_has(s, i, DT_WORD_BEING) &&
                             !dt_sentence_has(s, i + 1,
                                              DT_WORD_PAST | DT_WORD_GERUND)
                         ? VERB_STATE
                         : VERB_PLAIN;
    } else if (is_past(s, i)) {
        if (told->last == VERB_NONE ||
            !dt_sentence_has(s, i - 1, DT_WORD_AUXILIARY))
            told->last = VERB_PLAIN;
    } else if (s->t[i].kind == DT_TOKEN_QUOTE ||
               dt_sentence_has(s, i, DT_WORD_THAT)) {
        told->last = VERB_PLAIN;
    }
}

/*
 * Whether the clause behind the conjunction at token k is the narrator's, who
 * has his own tense and subject: backed the plan, but it failed; said it was
 * safe, but experts are not so sure; said it would hold, then left the room.
 */
static bool is_narrated(const struct dt_sentence *s, size_t k, size_t end,
                        const struct told *told)
{
    bool coordinates = dt_sentence_has(s, k, DT_WORD_COORDINATOR);
    bool contrast, sequel;
    size_t i = k + 1;

    if (!dt_sentence_has(s, k, DT_WORD_CONJUNCTION | DT_WORD_ADVERB) ||
        (told->last == VERB_PLAIN && !told->shifted))
        return false;
    contrast = is_phrase(s, k, DT_PHRASE_CONTRAST);
    sequel = is_phrase(s, k, DT_PHRASE_SEQUEL);
    if (!contrast && !sequel && !coordinates)
        return false;
    while (dt_sentence_is_adverb(s, i))
        i++;
    if (is_past(s, i) && (sequel || (contrast && coordinates)) &&
        told->last != VERB_PLAIN)
        return true;
    if (dt_sentence_has(s, i, DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION))
        return false; /* but only behind a wall that is high */
    for (; i < end && i <= k + DT_SENTENCE_PHRASE; i++) {
        if (s->t[i].kind == DT_TOKEN_COMMA || s->t[i].kind == DT_TOKEN_QUOTE ||
            dt_sentence_has(s, i, DT_WORD_THAT | DT_WORD_RELATIVE))
            return false;
        if (dt_sentence_has(s, i, DT_WORD_AUXILIARY))
            return told->last == VERB_NONE ||
                   (told->shifted && contrast &&
                    is_phrase(s, i, DT_PHRASE_PRESENT));
        if (is_past(s, i))
            return told->last == VERB_NONE;
    }
    return false;
}

/*
 * After Voss said that it would close, people left; and while Voss said so,
 * Reed did not: not of the main clause.
 */
static bool is_subordinate(const struct dt_sentence *s)
{
    size_t i = s->cue->begin;

    if (i <= s->first || s->cue->order != DT_CUE_PLAIN)
        return false;
    i--;
    if (i > s->first && !(i == s->first + 1 &&
                          dt_sentence_has(s, s->first, DT_WORD_COORDINATOR)))
        return false;
    return is_phrase(s, i, DT_PHRASE_SUBORDINATING) ||
           (dt_sentence_has(s, i, DT_WORD_CONJUNCTION) &&
            !dt_sentence_has(s, i,
                             DT_WORD_COORDINATOR | DT_WORD_THAT | DT_WORD_AS));
}

/* Whether the main clause begins behind the comma at token k. */
static bool opens_main(const struct dt_sentence *s, size_t k)
{
    return s->t[k].kind == DT_TOKEN_COMMA && k + 1 < s->end &&
           s->t[k + 1].kind == DT_TOKEN_WORD &&
           !dt_sentence_has(s, k + 1,
                            DT_WORD_RELATIVE | DT_WORD_GERUND |
                                DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION) &&
           !is_phrase(s, k + 1, DT_PHRASE_RELATIVE);
}

/* The same, where the verb of the main clause follows its subject at once. */
static bool opens_verb(const struct dt_sentence *s, size_t k)
{
    size_t i = k + 1;

    if (!opens_main(s, k) || s->t[i].mention == DT_TOKEN_NONE)
        return false;
    i = s->r->mentions->items[s->t[i].mention].last;
    while (dt_sentence_is_adverb(s, i))
        i++;
    return i < s->end && !s->t[i].capital &&
           dt_sentence_has(s, i,
                           DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_STANCE |
                               DT_WORD_PAST) &&
           !dt_sentence_has(s, i, DT_WORD_GERUND);
}

/*
 * Asked for a meeting and had not been given one: what begins at token i is the
 * noun of the verb's preposition.
 */
static bool is_noun_governed(const struct dt_sentence *s, size_t i)
{
    return i > s->cue->last && dt_sentence_governs(s, i - 1) &&
           dt_sentence_has(s, i - 1, DT_WORD_PREPOSITION) &&
           !dt_sentence_has(s, i, DT_WORD_THAT | DT_WORD_RELATIVE) &&
           !is_phrase(s, i, DT_PHRASE_RELATIVE);
}

/* Where the narrator goes on behind what begins at token i, or end. */
static size_t end_told(const struct dt_sentence *s, size_t i, size_t end)
{
    const bool noun = is_noun_governed(s, i);
    struct told told = {s->cue->strong && !noun ? VERB_PLAIN : VERB_NONE,
                        false};
    bool subordinate = is_subordinate(s), verb = false;

    for (size_t k = i; k + 1 < end && k < i + REACH; k++) {
        bool parted = k > i + 1 && (s->t[k - 1].kind == DT_TOKEN_COMMA ||
                                    s->t[k - 1].kind == DT_TOKEN_DASH);

        verb = verb ||
               (subordinate &&
                (is_past(s, k) || dt_sentence_has(s, k, DT_WORD_AUXILIARY)));
        if (verb ? opens_main(s, k) : subordinate && opens_verb(s, k))
            return k;
        if (k > i && passes_on(s, k))
            return parted ? k - 1 : k;
        if (parted && is_narrated(s, k, end, &told))
            return k - 1;
        if (told.last == VERB_MODAL && is_past(s, k + 1) &&
            dt_sentence_has(s, k, DT_WORD_COORDINATOR))
            return parted ? k - 1 : k; /* would move and gave a reason */
        if (noun && told.last == VERB_NONE &&
            dt_sentence_has(s, k, DT_WORD_COORDINATOR) &&
            (is_past(s, k + 1) || is_phrase(s, k + 1, DT_PHRASE_SHIFTED)))
            return parted ? k - 1 : k; /* for a meeting and had not had one */
        hear(s, k, &told);
    }
    return end;
}

/* …; on Tuesday she said: from token `end` back over what tells when. */
static size_t before_when(const struct dt_sentence *s, size_t i, size_t end)
{
    size_t k = end;

    while (k > i + 1 && end - k < DT_SENTENCE_PHRASE &&
           (dt_sentence_has(s, k - 1, DT_WORD_DATE | DT_WORD_PREPOSITION) ||
            s->t[k - 1].kind == DT_TOKEN_NUMBER))
        k--;
    return k;
}

/* Voss said it was full and others said that it was not: both are told. */
static bool speaks_too(const struct dt_sentence *s, const struct dt_cue *next)
{
    const struct dt_mention *m;

    if (next->mention == DT_TOKEN_NONE || next->order != DT_CUE_PLAIN ||
        next->form != DT_CUE_VERB || next->relative != DT_TOKEN_NONE ||
        !next->strong || next->stance || !s->cue->strong ||
        s->cue->order != DT_CUE_PLAIN || s->cue->stance ||
        !dt_sentence_has(s, next->begin - 1, DT_WORD_COORDINATOR))
        return false;
    m = &s->r->mentions->items[next->mention];
    return m->kind != DT_MENTION_PRONOUN && next->mention != s->cue->mention;
}

/* Where what begins at token i ends: before the next thing that is reported. */
static size_t end_before_next(const struct dt_sentence *s, size_t i)
{
    const struct dt_cues *cues = s->r->cues;
    size_t end = end_noun(s, dt_sentence_end_relative(s, s->cue->relative, i));

    for (size_t k = s->index + 1; k < cues->count; k++) {
        const struct dt_cue *next = &cues->items[k];
        size_t before = next->begin;

        if (next->first >= end)
            break;
        if (before <= i)
            continue;
        if (next->form == DT_CUE_VERB && next->order != DT_CUE_ELIDED) {
            size_t opens = before_when(s, i, before);

            if (dt_sentence_is(s, opens - 1, DT_TOKEN_SEMICOLON))
                return opens - 1; /* …; others say; …; on Tuesday she said */
        }
        while (before > i && dt_sentence_is_adverb(s, before - 1))
            before--;
        if (next->order == DT_CUE_ELIDED && same_subject(s, next) &&
            before > i + 1) {
            if ((s->t[next->first].classes & DT_WORD_GERUND) &&
                is_comma(s, before - 1))
                return before_comma(s, before - 1);
            if (!(s->t[next->first].classes & DT_WORD_GERUND) &&
                dt_sentence_has(s, before - 1, DT_WORD_COORDINATOR))
                return dt_sentence_is(s, before - 2, DT_TOKEN_COMMA)
                           ? before - 2
                           : before - 1;
        }
        if (next->order != DT_CUE_ELIDED && before > i + 2 &&
            dt_sentence_has(s, before - 1, DT_WORD_CONJUNCTION) &&
            !dt_sentence_has(s, before - 1, DT_WORD_THAT) &&
            dt_sentence_is(s, before - 2, DT_TOKEN_COMMA))
            return before - 2;
        if (speaks_too(s, next) && before > i + 2)
            return before - 1;
        if (is_comma(s, before - 1) &&
            (next->end >= end ||
             dt_sentence_has(s, next->first, DT_WORD_ACCORDING)))
            return before_comma(s, before - 1);
    }
    return end;
}

size_t dt_sentence_end_behind(const struct dt_sentence *s, size_t i)
{
    return end_told(s, i, end_before_next(s, i));
}

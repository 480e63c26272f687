/* Who does a verb, standing before it (cue_scan.h). */
#include "statement/cue_scan.h"
#include "statement/phrases.h"

enum {
    AUXILIARIES = 6, /* words between subject and verb */
    PHRASE = 6       /* unknown words of a subject */
};

#define REPORTED (DT_WORD_VERB | DT_WORD_PAST)

uint32_t dt_cue_make_noun(struct dt_cue_scan *s, size_t first, size_t last)
{
    if (dt_mentions_add_noun(s->m, s->tokens, s->text, first, last, s->err)) {
        s->failed = true;
        return DT_TOKEN_NONE;
    }
    return (uint32_t)s->m->count - 1;
}

bool dt_cue_is_adverb(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    return (t->classes & (DT_WORD_ADVERB | DT_WORD_DATE)) ||
           (!t->capital && (t->classes & DT_WORD_ADVERB_LIKE));
}

bool dt_cue_is_number(const struct dt_cue_scan *s, size_t v)
{
    return v > s->sentence && (s->t[v].classes & DT_WORD_STRONG) &&
           !(s->t[v].classes & (DT_WORD_NOUN | DT_WORD_GERUND)) &&
           (s->t[v - 1].classes & DT_WORD_DETERMINER) &&
           !(s->t[v - 1].classes & (DT_WORD_DEFINITE | DT_WORD_POSSESSIVE |
                                    DT_WORD_THAT | DT_WORD_PREPOSITION)) &&
           !dt_phrase_is(s->tokens->lexicon, DT_PHRASE_ARTICLE,
                         dt_token_text(s->text, &s->t[v - 1]));
}

uint32_t dt_cue_skip_determiners(const struct dt_cue_scan *s, uint32_t first)
{
    for (int step = 0; step < DT_CUE_CHAIN && first > s->sentence; step++) {
        const struct dt_token *before = &s->t[first - 1];

        if (!(before->classes & DT_WORD_DETERMINER) ||
            (before->classes & DT_WORD_PREPOSITION) || /* du, del */
            before->mention != DT_TOKEN_NONE)
            break;
        first--;
    }
    return first;
}

uint32_t dt_cue_head_of(const struct dt_cue_scan *s, uint32_t mention)
{
    for (int step = 0; step < DT_CUE_CHAIN; step++) {
        uint32_t first = s->m->items[mention].first, before;

        first = dt_cue_skip_determiners(s, first);
        if (first < s->sentence + 2 ||
            !(s->t[first - 1].classes & DT_WORD_PREPOSITION))
            break;
        before = s->t[first - 2].mention;
        if (before == DT_TOKEN_NONE || s->m->items[before].genitive ||
            s->m->items[before].kind == DT_MENTION_PRONOUN)
            break;
        mention = before;
    }
    return mention;
}

bool dt_cue_is_oblique(const struct dt_cue_scan *s, uint32_t mention)
{
    uint32_t first = dt_cue_skip_determiners(s, s->m->items[mention].first);

    return first > s->sentence &&
           (s->t[first - 1].classes & DT_WORD_PREPOSITION);
}

/* The first token of what stands before a verb: the plans; a letter to Voss. */
static size_t phrase_before(const struct dt_cue_scan *s, size_t v)
{
    uint32_t mention = s->t[v - 1].mention;
    size_t i = v;

    if (mention != DT_TOKEN_NONE)
        return s->m->items[mention].kind == DT_MENTION_NOUN
                   ? dt_cue_skip_determiners(
                         s, s->m->items[dt_cue_head_of(s, mention)].first)
                   : v;
    while (i > s->sentence && v - i < PHRASE &&
           s->t[i - 1].mention == DT_TOKEN_NONE &&
           s->t[i - 1].kind == DT_TOKEN_WORD &&
           !dt_cue_is(s, i - 1,
                      DT_WORD_DETERMINER | DT_WORD_POSSESSIVE |
                          DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                          DT_WORD_AUXILIARY | DT_WORD_ADVERB | DT_WORD_PAST |
                          DT_WORD_DATE))
        i--;
    return i < v ? dt_cue_skip_determiners(s, (uint32_t)i) : v;
}

bool dt_cue_is_told_of(const struct dt_cue_scan *s, size_t v)
{
    size_t first;

    if (v == s->sentence || !(s->t[v].classes & DT_WORD_PAST) ||
        v + 1 >= s->count || s->t[v + 1].kind != DT_TOKEN_WORD ||
        dt_cue_is(s, v + 1,
                  DT_WORD_DETERMINER | DT_WORD_POSSESSIVE | DT_WORD_PRONOUN |
                      DT_WORD_THAT) ||
        (dt_cue_is(s, v + 1, DT_WORD_COMMON) &&
         !dt_cue_is(s, v + 1, DT_WORD_PREPOSITION | DT_WORD_ADVERB)))
        return false; /* a man in the crowd called him, shouted “…” */
    first = phrase_before(s, v);
    return first < v && first > s->sentence &&
           (s->t[first - 1].classes & DT_WORD_PREPOSITION) &&
           (first - 1 == s->sentence || s->t[first - 2].kind != DT_TOKEN_WORD ||
            dt_cue_is(s, first - 2,
                      DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PAST |
                          DT_WORD_GERUND)) &&
           !dt_phrase_is(s->tokens->lexicon, DT_PHRASE_SUBORDINATING,
                         dt_token_text(s->text, &s->t[first - 1]));
}

static size_t skip_brackets(const struct dt_cue_scan *s, size_t i)
{
    size_t from = i;

    while (i > s->sentence && from - i < DT_CUE_APPOSITION &&
           s->t[i].kind != DT_TOKEN_OPEN)
        i--;
    return s->t[i].kind == DT_TOKEN_OPEN ? i : from;
}

void dt_cue_widen(const struct dt_cue_scan *s, uint32_t mention, uint32_t end)
{
    struct dt_mention *m = &s->m->items[mention];

    if (m->kind != DT_MENTION_NOUN || m->span.end >= end)
        return;
    m->span.end = end;
    m->name = (struct dt_str){s->text.ptr + m->span.start, end - m->span.start};
}

/*
 * Whether somebody else does the gerund behind a mention: issued a statement
 * saying, in a letter saying; but not: with critics saying.
 */
static bool is_object(const struct dt_cue_scan *s, uint32_t mention)
{
    const struct dt_mention *m = &s->m->items[mention];
    uint32_t first = dt_cue_skip_determiners(s, m->first);

    if (first == s->sentence)
        return false;
    if (s->t[first - 1].classes & DT_WORD_PREPOSITION)
        return !(s->t[first - 1].classes & DT_WORD_WITH);
    return m->kind == DT_MENTION_NOUN &&
           (s->t[m->last - 1].classes & DT_WORD_THING) &&
           (s->t[first - 1].classes & REPORTED);
}

uint32_t dt_cue_skip_relation(const struct dt_cue_scan *s, uint32_t first)
{
    uint32_t i = first;

    for (int step = 0; step < DT_CUE_CHAIN && i > s->sentence; step++) {
        const struct dt_token *before = &s->t[i - 1];

        if ((before->classes & DT_WORD_POSSESSIVE) && i < first)
            return i - 1;
        if (before->kind != DT_TOKEN_WORD || before->capital ||
            (before->classes &
             (DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_PREPOSITION |
              DT_WORD_CONJUNCTION | DT_WORD_DETERMINER | DT_WORD_RELATIVE)))
            break;
        i--;
    }
    return first;
}

/* Neither Reed nor Cole said: both, with the word that denies it of either. */
static uint32_t with_neither(struct dt_cue_scan *s, uint32_t mention,
                             uint32_t first)
{
    uint32_t other = s->t[first - 2].mention, begin;

    if (!dt_cue_is(s, first - 1, DT_WORD_NEGATION) || other == DT_TOKEN_NONE)
        return mention;
    begin = dt_cue_skip_determiners(s, s->m->items[other].first);
    return begin > s->sentence && dt_cue_is(s, begin - 1, DT_WORD_NEGATION)
               ? dt_cue_make_noun(s, begin - 1, s->m->items[mention].last)
               : mention;
}

/* Ann Reed, Tom Cole [and …]: the first of names that open a sentence. */
static uint32_t first_of_list(const struct dt_cue_scan *s, uint32_t first)
{
    uint32_t at = first;

    while (at > s->sentence + 1 && s->t[at - 1].kind == DT_TOKEN_COMMA) {
        uint32_t mention = s->t[at - 2].mention;

        if (mention == DT_TOKEN_NONE || s->m->items[mention].genitive ||
            s->m->items[mention].kind != DT_MENTION_NAME)
            break;
        at = s->m->items[mention].first;
    }
    return at == s->sentence || s->t[at - 1].kind == DT_TOKEN_QUOTE ? at
                                                                    : first;
}

/* Ann Reed and Tom Cole said: both, where nothing else stands before them. */
static uint32_t with_partner(struct dt_cue_scan *s, uint32_t mention)
{
    uint32_t first = dt_cue_skip_relation(
                 s, dt_cue_skip_determiners(s, s->m->items[mention].first)),
             other;

    if (first < s->sentence + 2 || s->m->items[mention].genitive ||
        s->m->items[mention].kind == DT_MENTION_PRONOUN)
        return mention;
    if (!dt_cue_is(s, first - 1, DT_WORD_COORDINATOR))
        return with_neither(s, mention, first);
    other = s->t[first - 2].mention;
    if (other == DT_TOKEN_NONE || s->m->items[other].genitive ||
        s->m->items[other].kind == DT_MENTION_PRONOUN)
        return mention;
    first = dt_cue_skip_determiners(s, s->m->items[other].first);
    if (first > s->sentence && s->t[first - 1].kind != DT_TOKEN_COMMA &&
        s->t[first - 1].kind != DT_TOKEN_QUOTE)
        return mention;
    return dt_cue_make_noun(s, first_of_list(s, first),
                            s->m->items[mention].last);
}

/*
 * …, election officials said: tokens [first, end) right before the verb, a
 * plural that no list has and that needs no article.
 */
static bool is_bare_plural(const struct dt_cue_scan *s, size_t first,
                           size_t end, size_t v)
{
    const struct dt_token *last = &s->t[end - 1];

    if (end != v || first >= end || !(s->t[v].classes & DT_WORD_STRONG) ||
        (s->t[v].classes & (DT_WORD_GERUND | DT_WORD_NOUN)) || last->genitive ||
        s->text.ptr[last->end - 1] != 's')
        return false;
    for (size_t i = first; i < end; i++)
        if (s->t[i].kind != DT_TOKEN_WORD ||
            (s->t[i].classes &
             (DT_WORD_PAST | DT_WORD_GERUND | DT_WORD_ADVERB | DT_WORD_VERB |
              DT_WORD_COMMON | DT_WORD_PREPOSITION)))
            return false;
    return true;
}

static bool is_reporting(const struct dt_cue_scan *s, size_t i)
{
    return dt_cue_is(s, i, DT_WORD_STRONG) && !dt_cue_is(s, i, DT_WORD_NOUN);
}

/*
 * Whether the word before a name makes it part of another's phrase, whose
 * words end there: close to Voss, behind Voss, mocking Voss; backed Voss, where
 * "who" stands before. Not: after Voss said, claiming Voss said.
 */
static bool governs(const struct dt_cue_scan *s, size_t i, bool *relative)
{
    const struct dt_token *t = &s->t[i];

    *relative = false;
    if (t->kind != DT_TOKEN_WORD || dt_cue_is_adverb(s, i) ||
        dt_cue_is(s, i, DT_WORD_HOLDER | DT_WORD_AS | DT_WORD_CONJUNCTION) ||
        is_reporting(s, i))
        return false;
    if (t->classes & DT_WORD_PREPOSITION)
        return !dt_phrase_is(s->tokens->lexicon, DT_PHRASE_SUBORDINATING,
                             dt_token_text(s->text, t));
    *relative = !dt_cue_is(s, i, DT_WORD_GERUND);
    return t->mention == DT_TOKEN_NONE && !t->capital;
}

/* A word that begins a noun phrase: a source, those around, voters who. */
static bool begins_phrase(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    if (i > s->sentence && (s->t[i - 1].classes & DT_WORD_PREPOSITION))
        return false;
    if (t->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))
        return true;
    return i == s->sentence || s->t[i - 1].kind != DT_TOKEN_WORD
               ? !(t->classes &
                   (DT_WORD_PREPOSITION | DT_WORD_ADVERB | DT_WORD_DATE |
                    DT_WORD_CONJUNCTION | DT_WORD_GERUND))
               : false;
}

/*
 * A source close to Voss said, voters who backed Voss said: all of the phrase
 * that ends with the name, or DT_TOKEN_NONE: the name is the subject.
 */
static uint32_t phrase_around(struct dt_cue_scan *s, uint32_t name)
{
    size_t i = dt_cue_skip_determiners(s, s->m->items[name].first);
    const size_t end = i;
    bool relative;

    if (i == s->sentence ||
        dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_NOUN_CAPITALS) ||
        !governs(s, --i, &relative))
        return DT_TOKEN_NONE;
    while (i > s->sentence && end - i < PHRASE &&
           (s->t[i - 1].kind == DT_TOKEN_WORD ||
            s->t[i - 1].kind == DT_TOKEN_NUMBER) &&
           !dt_cue_is(s, i - 1, DT_WORD_CONJUNCTION)) {
        i--;
        if (dt_cue_is(s, i, DT_WORD_RELATIVE) &&
            !dt_cue_is(s, i, DT_WORD_DETERMINER))
            relative = false;
        else if (is_reporting(s, i))
            return DT_TOKEN_NONE;
        else if (begins_phrase(s, i))
            return relative ? DT_TOKEN_NONE
                            : dt_cue_make_noun(s, i, s->m->items[name].last);
    }
    return DT_TOKEN_NONE;
}

/*
 * Who speaks by the verb at v before which the mention stands; noun_end is
 * where the words between them end that no list has, or 0: there are none.
 */
static uint32_t subject_of_mention(struct dt_cue_scan *s, size_t v,
                                   uint32_t mention, size_t noun_end)
{
    const struct dt_mention *m = &s->m->items[mention];
    uint32_t head, around;

    if (m->genitive && m->kind == DT_MENTION_NAME)
        return noun_end /* Reed’s office said */
                   ? dt_cue_make_noun(s, m->first, noun_end)
                   : DT_TOKEN_NONE;
    if (noun_end && m->kind == DT_MENTION_NAME)
        return dt_cue_make_noun(s, dt_cue_skip_determiners(s, m->first),
                                noun_end); /* a Labour source said */
    head = dt_cue_head_of(s, mention);
    if ((s->t[v].classes & DT_WORD_GERUND) && is_object(s, head))
        return DT_TOKEN_NONE;
    if (head != mention)
        dt_cue_widen(s, head, m->span.end);
    around = head == mention && m->kind == DT_MENTION_NAME
                 ? phrase_around(s, mention)
                 : DT_TOKEN_NONE;
    return around != DT_TOKEN_NONE ? around : with_partner(s, head);
}

/*
 * Ann Cole, leader of the friends of the park, who said: from the comma before
 * "who" to the name whose apposition ends there, or DT_TOKEN_NONE.
 */
static uint32_t apposed_to(const struct dt_cue_scan *s, size_t comma)
{
    size_t i = comma;

    while (i > s->sentence && comma - i < DT_CUE_APPOSITION) {
        const struct dt_token *t = &s->t[--i];

        if (t->kind == DT_TOKEN_COMMA)
            break;
        if (t->kind != DT_TOKEN_WORD ||
            (t->classes & (DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PAST)))
            return DT_TOKEN_NONE;
    }
    if (s->t[i].kind != DT_TOKEN_COMMA || i == s->sentence ||
        !dt_cue_is(s, i + 1, DT_WORD_ROLE))
        return DT_TOKEN_NONE;
    return s->t[i - 1].mention != DT_TOKEN_NONE &&
                   s->m->items[s->t[i - 1].mention].kind == DT_MENTION_NAME
               ? s->t[i - 1].mention
               : DT_TOKEN_NONE;
}

/* Voss, who said: the mention before the relative pronoun at i. */
static uint32_t subject_of_relative(struct dt_cue_scan *s, size_t i)
{
    uint32_t mention, name, first;

    if (i > s->sentence && s->t[i - 1].kind == DT_TOKEN_COMMA)
        i--;
    mention = i > s->sentence ? s->t[i - 1].mention : DT_TOKEN_NONE;
    if (mention == DT_TOKEN_NONE)
        return DT_TOKEN_NONE;
    mention = dt_cue_head_of(s, mention);
    first = s->m->items[mention].first;
    if (s->m->items[mention].kind != DT_MENTION_NOUN ||
        s->t[i].kind != DT_TOKEN_COMMA || first == s->sentence ||
        !(dt_cue_is_oblique(s, mention) ||
          s->t[first - 1].kind == DT_TOKEN_COMMA ||
          dt_cue_is(s, first, DT_WORD_HOLDER) ||
          dt_cue_is(s, first - 1, DT_WORD_HOLDER)))
        return mention;
    name = apposed_to(s, i);
    return name != DT_TOKEN_NONE ? name : mention;
}

/*
 * People familiar with [the matter] said, officials briefed on it said: from
 * the noun at token i back to who is told of, or DT_TOKEN_NONE.
 */
static uint32_t told_of_by(const struct dt_cue_scan *s, size_t i)
{
    uint32_t head;

    if (i < s->sentence + 3 || !dt_cue_is(s, i - 1, DT_WORD_PREPOSITION) ||
        s->t[i - 2].kind != DT_TOKEN_WORD || s->t[i - 2].capital ||
        dt_cue_is(s, i - 2, DT_WORD_COMMON | DT_WORD_VERB | DT_WORD_AUXILIARY))
        return DT_TOKEN_NONE;
    head = s->t[i - 3].mention;
    if (dt_cue_is(s, i - 3, DT_WORD_PREPOSITION)) /* with knowledge of it */
        head = i > s->sentence + 3 ? s->t[i - 4].mention : DT_TOKEN_NONE;
    return head != DT_TOKEN_NONE &&
                   !s->t[s->m->items[head].last - 1].genitive &&
                   s->m->items[head].kind == DT_MENTION_NOUN
               ? head
               : DT_TOKEN_NONE;
}

/*
 * What no list has, tokens [first, end) before a verb, or else what it belongs
 * to: the leader of the opposition.
 */
static uint32_t noun_at(struct dt_cue_scan *s, size_t first, size_t end)
{
    uint32_t head = first >= s->sentence + 2 ? s->t[first - 2].mention
                                             : DT_TOKEN_NONE;

    if (head == DT_TOKEN_NONE)
        head = told_of_by(s, first);
    if (head == DT_TOKEN_NONE ||
        !dt_cue_is(s, first - 1, DT_WORD_PREPOSITION) ||
        s->m->items[head].genitive || s->m->items[head].kind != DT_MENTION_NOUN)
        return dt_cue_make_noun(s, first, end);
    head = dt_cue_head_of(s, head);
    dt_cue_widen(s, head, s->t[end - 1].end);
    return head;
}

/* Unless somebody says: tokens (i, end) are the subject of a clause. */
static bool is_clause_subject(const struct dt_cue_scan *s, size_t i, size_t end,
                              size_t v)
{
    if (dt_phrase_is(s->tokens->lexicon, DT_PHRASE_SUBORDINATING,
                     dt_token_text(s->text, &s->t[i])))
        return is_bare_plural(s, i + 1, end, v); /* after authorities said */
    if (!dt_cue_is(s, i, DT_WORD_CONJUNCTION) ||
        dt_cue_is(s, i, DT_WORD_COORDINATOR | DT_WORD_AS | DT_WORD_THAT) ||
        (s->t[v].classes & (DT_WORD_GERUND | DT_WORD_NOUN)))
        return false;
    for (size_t k = i + 1; k < end; k++)
        if (dt_cue_is(s, k,
                      DT_WORD_AUXILIARY | DT_WORD_ADVERB | DT_WORD_VERB |
                          DT_WORD_PAST | DT_WORD_PRONOUN | DT_WORD_PREPOSITION |
                          DT_WORD_ADVERB_LIKE))
            return false;
    return true;
}

uint32_t dt_cue_subject_before(struct dt_cue_scan *s, size_t v,
                               uint32_t *relative)
{
    size_t skipped = 0, unknown = 0, noun_end, cited;

    if (v > s->sentence && (dt_cue_is(s, v - 1, DT_WORD_TO) ||
                            ((s->t[v].classes & DT_WORD_GERUND) &&
                             (s->t[v - 1].classes & DT_WORD_PREPOSITION))))
        return DT_TOKEN_NONE; /* used the question to demand, by saying */
    cited = dt_cue_cited_by(s, v);
    if (cited < v && dt_cue_is_cited(s, cited))
        return dt_cue_cited(s, cited, v);
    v = noun_end = cited;
    if (dt_cue_is_number(s, v) && s->t[v - 1].mention == DT_TOKEN_NONE)
        return noun_at(s, v - 1, v); /* some said, a mother of two said */

    for (size_t i = v; i-- > s->sentence;) {
        const struct dt_token *t = &s->t[i];

        if (t->mention != DT_TOKEN_NONE)
            return subject_of_mention(s, v, t->mention, unknown ? noun_end : 0);
        if (t->kind == DT_TOKEN_CLOSE) {
            i = skip_brackets(s, i);
            continue;
        }
        if (t->kind == DT_TOKEN_COMMA && skipped == 0 &&
            is_bare_plural(s, i + 1, noun_end, v))
            return dt_cue_make_noun(s, i + 1, noun_end);
        if (t->kind == DT_TOKEN_COMMA || t->kind == DT_TOKEN_DASH)
            return (s->t[v].classes & DT_WORD_GERUND)
                       ? DT_TOKEN_NONE
                       : dt_cue_before_apposition(s, i);
        if (t->kind != DT_TOKEN_WORD && t->kind != DT_TOKEN_NUMBER)
            break;
        if (unknown > 0 && is_clause_subject(s, i, noun_end, v))
            return dt_cue_make_noun(s, i + 1, noun_end);
        if (dt_cue_is(s, i, DT_WORD_THAT))
            break;
        if (t->classes & DT_WORD_RELATIVE) {
            *relative = (uint32_t)i;
            return subject_of_relative(s, i);
        }
        if ((t->classes & DT_WORD_BEING) && unknown == 1 &&
            (dt_cue_is(s, i + 1, DT_WORD_CITED) ||
             (dt_cue_is(s, i + 1, REPORTED) &&
              dt_cue_is(s, i + 2, DT_WORD_TO))))
            unknown = 0; /* was reported, is thought to have said */
        if ((t->classes & (DT_WORD_AUXILIARY | DT_WORD_PREPOSITION)) ||
            dt_cue_is_adverb(s, i)) {
            if (++skipped > AUXILIARIES)
                break;
            continue;
        }
        if (unknown > 0 &&
            (t->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)))
            return noun_at(s, i, noun_end);
        if (t->classes & DT_WORD_CONJUNCTION)
            break;
        if (unknown++ == 0)
            noun_end = i + 1;
        if (unknown > PHRASE)
            break;
        if (i == s->sentence && skipped == 0 &&
            is_bare_plural(s, i, noun_end, v))
            return dt_cue_make_noun(s, i, noun_end);
    }
    return DT_TOKEN_NONE;
}

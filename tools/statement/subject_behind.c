/* Who does a verb, standing behind it (cue_scan.h). */
#include "statement/cue_scan.h"

enum {
    PHRASE = 6, /* unknown words of a subject */
    ADVERB = 5, /* letters of an adverb in -ly */
    CHAIN = 4   /* tokens from "and" to the name of the other */
};

/* said the council's leader, Tom Reed: the name rather than the noun. */
static uint32_t name_behind(const struct dt_cue_scan *s, uint32_t mention)
{
    size_t i = s->m->items[mention].last;

    for (size_t k = 0; k < 12 && i < s->count; k++, i++) {
        const struct dt_token *t = &s->t[i];

        if (t->starts || t->kind == DT_TOKEN_QUOTE ||
            t->kind == DT_TOKEN_STOP || (t->classes & DT_WORD_VERB))
            break;
        if (t->mention == DT_TOKEN_NONE)
            continue;
        if (s->m->items[t->mention].kind == DT_MENTION_NAME &&
            (k == 0 || s->t[i - 1].kind == DT_TOKEN_COMMA))
            return t->mention;
        i = s->m->items[t->mention].last - 1;
    }
    return mention;
}

static uint32_t mention_at(const struct dt_cue_scan *s, size_t i)
{
    size_t from;

    while (i < s->count && !s->t[i].starts &&
           s->t[i].mention == DT_TOKEN_NONE &&
           (s->t[i].classes & (DT_WORD_DATE | DT_WORD_ADVERB)))
        i++; /* said Tuesday the mayor */
    from = i;
    /* said a former mayor, said retired teacher Ann Cole */
    while (
        i < s->count && s->t[i].mention == DT_TOKEN_NONE && i - from < PHRASE &&
        !s->t[i].starts &&
        (s->t[i].kind == DT_TOKEN_NUMBER ||
         (s->t[i].kind == DT_TOKEN_WORD &&
          !(s->t[i].classes & (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                               DT_WORD_DATE | DT_WORD_VERB | DT_WORD_ADVERB)))))
        i++;
    return i < s->count && !s->t[i].starts ? s->t[i].mention : DT_TOKEN_NONE;
}

/* Behind the words of a noun phrase that no list has, from token i on. */
static size_t phrase_end(const struct dt_cue_scan *s, size_t i)
{
    const size_t first = i;

    while (i < s->count && i - first < PHRASE && !s->t[i].starts &&
           (s->t[i].kind == DT_TOKEN_WORD || s->t[i].kind == DT_TOKEN_NUMBER) &&
           !dt_cue_is(s, i,
                      DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION | DT_WORD_DATE |
                          DT_WORD_VERB | DT_WORD_ADVERB | DT_WORD_AUXILIARY |
                          DT_WORD_RELATIVE | DT_WORD_PRONOUN))
        i++;
    return i;
}

/* said a spokesman for Network Rail, said the leader of the opposition */
static void widen_joint(const struct dt_cue_scan *s, uint32_t mention)
{
    const struct dt_mention *m = &s->m->items[mention];
    size_t i = m->last, end;

    if (m->genitive || !dt_cue_is(s, i, DT_WORD_JOINT))
        return;
    for (i++; dt_cue_is(s, i, DT_WORD_DETERMINER) &&
              s->t[i].mention == DT_TOKEN_NONE;)
        i++;
    if (i >= s->count || s->t[i].starts || s->t[i].genitive)
        return;
    if (s->t[i].mention != DT_TOKEN_NONE) {
        if (s->m->items[s->t[i].mention].kind == DT_MENTION_NAME)
            dt_cue_widen(s, mention, s->m->items[s->t[i].mention].span.end);
        return;
    }
    end = phrase_end(s, i);
    if (end > i)
        dt_cue_widen(s, mention, s->t[end - 1].end);
}

/* A word that can stand between a name and what it tells of: Voss ally. */
static bool is_noun_word(const struct dt_cue_scan *s, size_t i)
{
    return i < s->count && !s->t[i].starts && s->t[i].kind == DT_TOKEN_WORD &&
           !s->t[i].capital &&
           !dt_cue_is(s, i,
                      DT_WORD_ADVERB | DT_WORD_DATE | DT_WORD_PREPOSITION |
                          DT_WORD_CONJUNCTION | DT_WORD_DETERMINER |
                          DT_WORD_POSSESSIVE | DT_WORD_PRONOUN | DT_WORD_VERB |
                          DT_WORD_PAST | DT_WORD_GERUND | DT_WORD_AUXILIARY |
                          DT_WORD_RELATIVE | DT_WORD_THAT);
}

/* said a Voss ally; not: said the Miller sharply */
static bool is_short(const struct dt_cue_scan *s, size_t i)
{
    return s->t[i].end - s->t[i].start < ADVERB;
}

/*
 * said a Voss ally, said Voss aides; said Voss aide Tom Reed: he. Else the
 * name itself, whose first word the subject behind the verb at v has.
 */
static uint32_t noun_of_name(struct dt_cue_scan *s, size_t v, uint32_t name)
{
    const struct dt_mention *m = &s->m->items[name];
    size_t end = m->last;
    size_t first = dt_cue_is(s, v, DT_WORD_DETERMINER) ? v : m->first;
    bool determined = first + 1 == m->first;

    if (m->kind != DT_MENTION_NAME || m->genitive ||
        dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_NOUN_CAPITALS) ||
        m->first > v + PHRASE)
        return name;
    while (is_noun_word(s, end) && end - m->last < CHAIN &&
           (!dt_cue_is_adverb(s, end) || (determined && is_short(s, end))))
        end++;
    if (end == m->last)
        return name;
    if (end < s->count && !s->t[end].starts &&
        s->t[end].mention != DT_TOKEN_NONE &&
        s->m->items[s->t[end].mention].kind == DT_MENTION_NAME)
        return s->t[end].mention;
    return determined || dt_cue_is(s, end - 1, DT_WORD_ROLE)
               ? dt_cue_make_noun(s, first, end)
               : name;
}

uint32_t dt_cue_subject_behind(struct dt_cue_scan *s, size_t v)
{
    uint32_t mention = mention_at(s, v), noun;

    if (mention == DT_TOKEN_NONE)
        return mention;
    if (s->m->items[mention].genitive && s->m->items[mention].last < s->count &&
        s->t[s->m->items[mention].last].mention != DT_TOKEN_NONE)
        mention = s->t[s->m->items[mention].last].mention;
    if (s->m->items[mention].kind != DT_MENTION_NOUN)
        return noun_of_name(s, v, mention);
    noun = mention;
    mention = name_behind(s, noun);
    if (mention == noun)
        widen_joint(s, noun);
    return mention;
}

/* according to state corporate records: all words of a bare noun phrase. */
uint32_t dt_cue_source_behind(struct dt_cue_scan *s, size_t v)
{
    uint32_t mention = dt_cue_phrase_behind(s, v);
    size_t i = v;

    if (mention != DT_TOKEN_NONE)
        return mention;
    while (i < s->count && i - v <= PHRASE && !s->t[i].starts &&
           (s->t[i].kind == DT_TOKEN_WORD || s->t[i].kind == DT_TOKEN_NUMBER) &&
           !dt_cue_is(s, i,
                      DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION | DT_WORD_DATE |
                          DT_WORD_AUXILIARY | DT_WORD_RELATIVE |
                          DT_WORD_PRONOUN))
        i++;
    return i > v && !dt_cue_is(s, v, DT_WORD_POSSESSIVE)
               ? dt_cue_make_noun(s, v, i)
               : DT_TOKEN_NONE;
}

/* said Sarah Pike and her husband David: both, where nothing else follows. */
static uint32_t with_partner_behind(struct dt_cue_scan *s, uint32_t mention)
{
    uint32_t i = s->m->items[mention].last, first = i + 1, other;

    if (s->m->items[mention].kind != DT_MENTION_NAME ||
        s->m->items[mention].genitive || !dt_cue_is(s, i, DT_WORD_COORDINATOR))
        return mention;
    for (i = first; i < s->count && i - first < CHAIN &&
                    (s->t[i].mention == DT_TOKEN_NONE ||
                     s->m->items[s->t[i].mention].kind != DT_MENTION_NAME);)
        i++;
    if (i >= s->count || s->t[i].mention == DT_TOKEN_NONE || s->t[i].genitive ||
        s->m->items[s->t[i].mention].kind != DT_MENTION_NAME ||
        (i > first && dt_cue_skip_relation(s, i) != first))
        return mention;
    other = s->t[i].mention;
    i = s->m->items[other].last;
    if (i < s->count && !s->t[i].starts && s->t[i].kind == DT_TOKEN_WORD)
        return mention;
    return dt_cue_make_noun(s, s->m->items[mention].first, i);
}

uint32_t dt_cue_phrase_behind(struct dt_cue_scan *s, size_t v)
{
    uint32_t mention = dt_cue_subject_behind(s, v);
    size_t i;

    if (mention != DT_TOKEN_NONE)
        return with_partner_behind(s, mention);
    if (!dt_cue_is(s, v, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE) ||
        dt_cue_is(s, v, DT_WORD_THAT) || s->t[v].starts)
        return mention;
    i = phrase_end(s, v + 1);
    if (i == v + 1 && dt_cue_is(s, v, DT_WORD_DEFINITE))
        return DT_TOKEN_NONE;
    mention = dt_cue_make_noun(s, v, i);
    return mention == DT_TOKEN_NONE ? mention : name_behind(s, mention);
}

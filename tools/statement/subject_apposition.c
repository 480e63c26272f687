/* A subject that an apposition parts from its verb (cue_scan.h). */
#include "statement/cue_scan.h"

/*
 * The mention that the words before token i end with. A noun takes what is
 * said of it along: "the woman beside me".
 */
static uint32_t mention_ending(struct dt_cue_scan *s, size_t i)
{
    for (size_t k = i; k-- > s->sentence && i - k < DT_CUE_CHAIN + 1;) {
        const struct dt_token *t = &s->t[k];

        if (t->kind != DT_TOKEN_WORD || (t->classes & DT_WORD_VERB))
            break;
        if (t->mention == DT_TOKEN_NONE)
            continue;
        if (k + 1 == i)
            return t->mention;
        if (s->m->items[t->mention].kind != DT_MENTION_NOUN ||
            !(s->t[k + 1].classes & DT_WORD_PREPOSITION))
            break;
        return dt_cue_make_noun(s, s->m->items[t->mention].first, i);
    }
    return DT_TOKEN_NONE;
}

static bool begins_with_noun(const struct dt_cue_scan *s)
{
    for (size_t i = s->sentence; i < s->sentence + 2 && i < s->count; i++)
        if (s->t[i].mention != DT_TOKEN_NONE)
            return s->m->items[s->t[i].mention].kind == DT_MENTION_NOUN;
    return false;
}

/* Edwin Sorrel, of Holme Farm, Carrow Bridge, …: where the place lies. */
static bool is_place_behind(const struct dt_cue_scan *s, uint32_t mention)
{
    uint32_t first = s->m->items[mention].first, place, person;

    if (first < s->sentence + 4 || s->t[first - 1].kind != DT_TOKEN_COMMA ||
        s->t[first - 2].mention == DT_TOKEN_NONE)
        return false;
    place = s->t[first - 2].mention;
    first = dt_cue_skip_determiners(s, s->m->items[place].first);
    if (first < s->sentence + 3 ||
        !(s->t[first - 1].classes & DT_WORD_PREPOSITION) ||
        s->t[first - 2].kind != DT_TOKEN_COMMA)
        return false;
    person = s->t[first - 3].mention;
    return person != DT_TOKEN_NONE &&
           s->m->items[person].kind == DT_MENTION_NAME;
}

/* Whether a definite noun that no list has, and little else, ends at token i. */
static bool ends_noun(const struct dt_cue_scan *s, size_t i)
{
    size_t k = i;

    while (k > s->sentence && i - k < DT_CUE_CHAIN &&
           s->t[k - 1].kind == DT_TOKEN_WORD && !s->t[k - 1].capital &&
           !dt_cue_is(s, k - 1,
                      DT_WORD_COMMON | DT_WORD_VERB | DT_WORD_PAST |
                          DT_WORD_AUXILIARY | DT_WORD_DATE))
        k--;
    return k < i && k > s->sentence &&
           dt_cue_is(s, k - 1, DT_WORD_DEFINITE | DT_WORD_POSSESSIVE) &&
           (k - 1 == s->sentence || s->t[k - 2].kind == DT_TOKEN_QUOTE ||
            s->t[k - 2].kind == DT_TOKEN_COMMA);
}

/*
 * The Water Minister, Helena Marsh, said: whether the name between the commas
 * is whose office the words before them are, which read as a name.
 */
static bool is_holder(const struct dt_cue_scan *s, uint32_t office,
                      uint32_t name)
{
    const struct dt_mention *m = &s->m->items[office], *n = &s->m->items[name];

    return m->kind == DT_MENTION_NAME && n->last > n->first + 1 && n->human &&
           m->first > s->sentence &&
           dt_cue_is(s, m->first - 1, DT_WORD_DEFINITE) &&
           dt_cue_is(s, m->last - 1, DT_WORD_ROLE) &&
           !dt_cue_is(s, m->last - 1, DT_WORD_THING);
}

/* The nearest name that no preposition governs, or else the nearest noun. */
uint32_t dt_cue_before_apposition(struct dt_cue_scan *s, size_t comma)
{
    uint32_t noun = DT_TOKEN_NONE;
    uint32_t apposed = comma > s->sentence ? s->t[comma - 1].mention
                                           : DT_TOKEN_NONE;

    if (apposed != DT_TOKEN_NONE &&
        s->m->items[apposed].kind != DT_MENTION_NAME)
        apposed = DT_TOKEN_NONE;
    for (size_t i = comma;
         i-- > s->sentence && comma - i < DT_CUE_APPOSITION;) {
        uint32_t mention;

        if (s->t[i].kind == DT_TOKEN_QUOTE ||
            s->t[i].kind == DT_TOKEN_SEMICOLON)
            break;
        if ((s->t[i].kind != DT_TOKEN_COMMA && s->t[i].kind != DT_TOKEN_DASH &&
             s->t[i].kind != DT_TOKEN_OPEN) ||
            i == s->sentence)
            continue;
        if (noun == DT_TOKEN_NONE && apposed != DT_TOKEN_NONE &&
            s->m->items[apposed].first == i + 1 && begins_with_noun(s))
            return apposed; /* the head of the club of Lunac, Tom Reed, said */
        mention = mention_ending(s, i);
        if (mention == DT_TOKEN_NONE && apposed != DT_TOKEN_NONE &&
            noun == DT_TOKEN_NONE && s->m->items[apposed].first == i + 1 &&
            s->m->items[apposed].last == comma && ends_noun(s, i))
            return apposed; /* the delegate, Tom Reed, said */
        if (mention == DT_TOKEN_NONE || s->m->items[mention].genitive)
            continue;
        mention = dt_cue_head_of(s, mention);
        if (dt_cue_is_oblique(s, mention) || is_place_behind(s, mention))
            continue;
        if (s->m->items[mention].kind == DT_MENTION_NAME)
            return apposed != DT_TOKEN_NONE &&
                           s->m->items[apposed].first == i + 1 &&
                           is_holder(s, mention, apposed)
                       ? apposed
                       : mention;
        if (noun == DT_TOKEN_NONE)
            noun = apposed != DT_TOKEN_NONE &&
                           s->m->items[apposed].first == i + 1
                       ? apposed /* the council's leader, Tom Reed, said */
                       : mention;
    }
    return noun;
}

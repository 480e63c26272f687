/* Who is quoted as saying something (cue_scan.h). */
#include "statement/cue_scan.h"
#include "statement/phrases.h"

enum { CITED = 12 /* tokens from "quoted" to "as saying" */ };

static bool is_gerund(const struct dt_cue_scan *s, size_t i)
{
    return i < s->count && !s->t[i].starts &&
           (s->t[i].classes & DT_WORD_GERUND) &&
           (s->t[i].classes & DT_WORD_VERB) && s->t[i].mention == DT_TOKEN_NONE;
}

size_t dt_cue_cited_by(const struct dt_cue_scan *s, size_t v)
{
    if (v == s->sentence || !is_gerund(s, v) ||
        !dt_cue_is(s, v - 1, DT_WORD_AS))
        return v;
    for (size_t i = v - 1; i > s->sentence && v - i < CITED; i--)
        if (s->t[i - 1].mention == DT_TOKEN_NONE &&
            (dt_cue_is(s, i - 1, DT_WORD_CITED) ||
             (dt_cue_is(s, i - 1, DT_WORD_VERB) &&
              (s->t[v].classes & DT_WORD_STRONG))))
            return i - 1;
    return v;
}

/* Recalled Voss saying, and not: remembered Voss, saying. */
static bool is_recalled(const struct dt_cue_scan *s, size_t v, size_t gerund)
{
    uint32_t object = s->t[gerund - 1].mention;

    return object != DT_TOKEN_NONE && !s->m->items[object].genitive &&
           dt_phrase_is(s->tokens->lexicon, DT_PHRASE_RECALLING,
                        dt_token_text(s->text, &s->t[v]));
}

size_t dt_cue_cites(const struct dt_cue_scan *s, size_t v)
{
    for (size_t i = v + 1; i < s->count && i <= v + CITED; i++) {
        if (s->t[i].starts || s->t[i].kind == DT_TOKEN_QUOTE ||
            s->t[i].kind == DT_TOKEN_STOP)
            break;
        if (is_gerund(s, i))
            return is_recalled(s, v, i) || (dt_cue_is(s, i - 1, DT_WORD_AS) &&
                                            (s->t[i].classes & DT_WORD_STRONG))
                       ? i
                       : v;
    }
    return v;
}

bool dt_cue_is_cited(const struct dt_cue_scan *s, size_t v)
{
    size_t i = v + 1;

    return i < s->count && !s->t[i].starts &&
           (s->t[i].mention != DT_TOKEN_NONE ||
            dt_cue_is(s, i, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) &&
           !dt_cue_is(s, i, DT_WORD_PREPOSITION | DT_WORD_THAT);
}

uint32_t dt_cue_cited(struct dt_cue_scan *s, size_t v, size_t gerund)
{
    uint32_t mention = dt_cue_phrase_behind(s, v + 1);
    size_t as = gerund - 1;

    if (mention == DT_TOKEN_NONE || s->m->items[mention].last >= as ||
        (s->m->items[mention].first == v + 1 &&
         s->m->items[mention].kind != DT_MENTION_NOUN))
        return mention;
    for (size_t i = v + 1; i < as; i++)
        if (s->t[i].kind != DT_TOKEN_WORD)
            return mention;
    return dt_cue_make_noun(s, v + 1, as); /* an unnamed Labour official */
}

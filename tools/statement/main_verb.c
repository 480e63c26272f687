#include "statement/main_verb.h"

enum { REACH = 80 /* tokens */ };

/* Whether a verb that stands alone, or begins a group, is at token i. */
static bool is_finite(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    if (t->kind != DT_TOKEN_WORD || t->capital || t->genitive ||
        t->mention != DT_TOKEN_NONE || dt_cue_is(s, i, DT_WORD_GERUND) ||
        dt_cue_is(s, i - 1, DT_WORD_TO))
        return false;
    if (t->classes & DT_WORD_AUXILIARY)
        return true;
    if (dt_cue_is(s, i - 1,
                  DT_WORD_DETERMINER | DT_WORD_POSSESSIVE |
                      DT_WORD_PREPOSITION) ||
        s->t[i - 1].genitive)
        return false; /* the promised land */
    if (t->classes & DT_WORD_PAST)
        return !dt_cue_is(s, i + 1, DT_WORD_AGENT); /* land held by a firm */
    return (t->classes & (DT_WORD_VERB | DT_WORD_STANCE)) &&
           !(t->classes & DT_WORD_NOUN);
}

/* Behind the group of verbs that begins at token i: had not been closed. */
static size_t group_end(const struct dt_cue_scan *s, size_t i)
{
    bool full = !dt_cue_is(s, i, DT_WORD_AUXILIARY); /* says what is done */

    for (i++; i < s->count && !s->t[i].starts; i++) {
        uint64_t classes = s->t[i].classes;

        if (s->t[i].kind != DT_TOKEN_WORD || s->t[i].capital ||
            s->t[i].mention != DT_TOKEN_NONE)
            break;
        if ((classes & DT_WORD_AUXILIARY) && !full)
            continue;
        if (!full && (classes & (DT_WORD_PAST | DT_WORD_GERUND | DT_WORD_VERB |
                                 DT_WORD_STANCE)))
            full = true;
        else if (!(classes & (DT_WORD_ADVERB | DT_WORD_NEGATION)))
            break;
    }
    return i;
}

/* The wall would hold, the engineer said was safe: a verb with a clause. */
static bool opens_clause(const struct dt_cue_scan *s, size_t i)
{
    return dt_cue_is(s, i - 1, DT_WORD_STRONG) && i < s->count &&
           !s->t[i].starts && !dt_cue_is(s, i, DT_WORD_THAT) &&
           (s->t[i].mention != DT_TOKEN_NONE ||
            dt_cue_is(s, i, DT_WORD_DETERMINER));
}

static size_t before_adverbs(const struct dt_cue_scan *s, size_t i)
{
    while (i > s->sentence && dt_cue_is_adverb(s, i - 1) &&
           !dt_cue_is(s, i - 1, DT_WORD_DATE))
        i--;
    return i;
}

size_t dt_main_verb(const struct dt_cue_scan *s, size_t i, size_t open)
{
    size_t found = s->count, end = i + REACH;
    bool joined = false, sure = false; /* "and" stood before; what was found */

    for (; i < s->count && i < end && !s->t[i].starts; i++) {
        const struct dt_token *t = &s->t[i];

        if (t->kind == DT_TOKEN_STOP || t->kind == DT_TOKEN_SEMICOLON ||
            t->kind == DT_TOKEN_COLON)
            break;
        if (dt_cue_is(s, i, DT_WORD_COORDINATOR)) {
            if (found < s->count)
                break;
            joined = true;
            open += dt_cue_is(s, i + 1, DT_WORD_AUXILIARY);
            continue;
        }
        if (dt_cue_is(s, i, DT_WORD_CONJUNCTION | DT_WORD_RELATIVE) &&
            !dt_cue_is(s, i, DT_WORD_PREPOSITION)) {
            if (found < s->count)
                break;
            open++;
            continue;
        }
        if (t->classes & DT_WORD_PREPOSITION) {
            open += dt_cue_is(s, i + 1, DT_WORD_PRONOUN); /* before it was */
            continue;
        }
        if (!is_finite(s, i))
            continue;
        if (open == 0) {
            found = i;
            sure = !joined;
        } else {
            open--;
        }
        if (sure)
            break;
        i = group_end(s, i) - 1;
        open += opens_clause(s, i + 1);
    }
    return found < s->count ? before_adverbs(s, found) : found;
}

size_t dt_main_verb_comma(const struct dt_cue_scan *s, size_t i, size_t open)
{
    size_t end = i + REACH;
    bool verb = open == 0;

    for (i++; i < s->count && i < end && !s->t[i].starts; i++) {
        if (s->t[i].kind == DT_TOKEN_COMMA && verb)
            return i;
        verb = verb || is_finite(s, i);
    }
    return s->count;
}

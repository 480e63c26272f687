#include "statement/noun_clause.h"

enum {
    ADJECTIVES = 3, /* words between whose a noun is and the noun */
    REACH = 80      /* tokens from a noun to the comma behind its clause */
};

/* Seine Warnung, of somebody printed as die Sprecherin: another's. */
static bool is_other(const struct dt_clause *c, size_t owner, uint32_t mention)
{
    const uint64_t both = DT_WORD_MALE | DT_WORD_FEMALE;
    const struct dt_mention *m = &c->s->m->items[mention];

    return m->kind == DT_MENTION_NOUN &&
           (c->t[owner].classes & both) + (c->t[m->last - 1].classes & both) ==
               both;
}

/*
 * Müllers erneute Warnung, seine Warnung: whose the noun is, and *begin, where
 * that begins; or DT_TOKEN_NONE.
 */
static uint32_t owner_before(const struct dt_clause *c, size_t *begin)
{
    for (size_t k = c->verb; k > c->left && c->verb - k < ADJECTIVES;) {
        const struct dt_token *t = &c->t[--k];
        uint32_t mention = t->mention;

        if (mention != DT_TOKEN_NONE && c->s->m->items[mention].genitive) {
            *begin = c->s->m->items[mention].first;
            return mention;
        }
        if (t->classes & DT_WORD_POSSESSIVE) {
            *begin = k;
            return c->s->speaker != DT_TOKEN_NONE &&
                           !is_other(c, k, c->s->speaker)
                       ? c->s->speaker
                       : DT_TOKEN_NONE;
        }
        if (t->kind != DT_TOKEN_WORD || t->capital ||
            (t->classes & (DT_WORD_PREPOSITION | DT_WORD_DETERMINER)))
            break;
    }
    return DT_TOKEN_NONE;
}

/* Die Warnung, eine neue Warnung: where the noun's phrase begins. */
static size_t phrase_begin(const struct dt_clause *c)
{
    for (size_t k = c->verb; k > c->left && c->verb - k < ADJECTIVES;) {
        const struct dt_token *t = &c->t[--k];

        if (t->classes & DT_WORD_DETERMINER)
            return k;
        if (t->kind != DT_TOKEN_WORD || t->capital)
            break;
    }
    return c->verb;
}

/* Die Warnung Müllers, der Stadt, von Voss: whose it is, and *end behind. */
static uint32_t owner_behind(const struct dt_clause *c, size_t *end)
{
    size_t first = c->verb + 1, behind;
    bool holder = dt_cue_is(c->s, first, DT_WORD_HOLDER);

    first += holder;
    if (first >= c->right)
        return DT_TOKEN_NONE;
    if (!holder && !c->t[first].genitive &&
        !dt_cue_is(c->s, first, DT_WORD_DETERMINER))
        return DT_TOKEN_NONE;
    behind = dt_clause_noun_phrase(c, first, c->right);
    if (behind == first || !dt_clause_names_somebody(c, first, behind))
        return DT_TOKEN_NONE;
    *end = dt_clause_with_owner(c, behind, c->right);
    return dt_clause_who_is(c, first, *end);
}

/* …, die Brücke zu schließen: an infinitive ends the clause at token i. */
static bool is_infinitive(const struct dt_clause *c, size_t i)
{
    size_t end = dt_clause_end(c->s, i);

    return end > i + 1 && (c->t[end - 2].classes & DT_WORD_TO) &&
           c->t[end - 1].kind == DT_TOKEN_WORD && !c->t[end - 1].capital;
}

/*
 * The comma that ends what begins at token i, where the clause of the noun
 * goes on with its verb or its last word; or the end of the sentence.
 */
static size_t report_end(const struct dt_clause *c, size_t i)
{
    const uint64_t others = DT_WORD_CONJUNCTION | DT_WORD_THAT |
                            DT_WORD_RELATIVE | DT_WORD_DETERMINER |
                            DT_WORD_POSSESSIVE | DT_WORD_PREPOSITION |
                            DT_WORD_SUBJUNCTIVE;
    size_t end = i + REACH < c->s->count ? i + REACH : c->s->count;

    for (; i + 1 < end && !c->t[i].starts; i++)
        if (c->t[i].kind == DT_TOKEN_COMMA &&
            c->t[i + 1].kind == DT_TOKEN_WORD && !c->t[i + 1].capital &&
            c->t[i + 1].mention == DT_TOKEN_NONE &&
            !(c->t[i + 1].classes & others))
            return i;
    return c->s->count;
}

/* Müllers Sorge ist, dass …; ihre Botschaft ist klar: … */
static bool report_copula(const struct dt_clause *c, size_t end)
{
    bool that = end + 1 == c->right &&
                dt_cue_is(c->s, c->right + 1, DT_WORD_THAT);
    bool colon = c->right < c->s->count &&
                 c->t[c->right].kind == DT_TOKEN_COLON && end + 3 > c->right;

    if (!dt_cue_is(c->s, end, DT_WORD_BEING) ||
        dt_cue_is(c->s, end, DT_WORD_SUBJUNCTIVE) || (!that && !colon) ||
        c->right + 1 >= c->s->count ||
        c->t[c->right + 1].kind == DT_TOKEN_QUOTE)
        return false;
    c->cue->object = (uint32_t)c->right + 1;
    c->cue->object_end = UINT32_MAX;
    return true;
}

bool dt_clause_judge_noun(const struct dt_clause *c)
{
    size_t begin = c->verb, end = c->verb + 1, from = c->right + 1, behind;

    c->cue->mention = owner_before(c, &begin);
    if (c->cue->mention == DT_TOKEN_NONE) {
        begin = phrase_begin(c);
        c->cue->mention = owner_behind(c, &end);
    }
    if (c->s->failed || c->cue->mention == DT_TOKEN_NONE)
        return false;
    c->cue->form = DT_CUE_NOUN;
    c->cue->strong = true;
    c->cue->stance = c->cue->manner = false;
    c->cue->begin = (uint32_t)begin;
    c->cue->end = (uint32_t)end;
    if (end != c->right)
        return begin == c->s->sentence && report_copula(c, end);
    if (from >= c->s->count || c->t[c->right].kind != DT_TOKEN_COMMA ||
        c->t[from].starts ||
        !(dt_cue_is(c->s, from, DT_WORD_THAT) || is_infinitive(c, from) ||
          dt_clause_is_subjunctive(c, from)))
        return false;
    behind = report_end(c, from);
    c->cue->object = (uint32_t)from;
    c->cue->object_end = behind < c->s->count ? (uint32_t)behind : UINT32_MAX;
    return behind < c->s->count || begin > c->s->sentence;
}

/* The mention that stands for whoever is quoted (attribute_scan.h). */
#include "statement/attribute_scan.h"

struct dt_attribution dt_attribute_by_mention(const struct dt_reading *r,
                                              enum dt_rule rule,
                                              uint32_t mention)
{
    struct dt_attribution a = DT_ATTRIBUTION_NONE;

    a.rule = rule;
    a.strong = true;
    if (mention != DT_TOKEN_NONE) {
        const struct dt_mention *m = &r->mentions->items[mention];

        a.entity = m->entity;
        a.name = m->name;
        a.mention = m->span;
        a.mention_kind = m->kind;
    }
    return a;
}

struct dt_attribution dt_attribute_by_cue(const struct dt_reading *r,
                                          enum dt_rule rule,
                                          const struct dt_cue *cue)
{
    struct dt_attribution a = dt_attribute_by_mention(r, rule, cue->mention);

    a.strong = cue->strong;
    if (cue->form == DT_CUE_LABEL)
        return a; /* a mark is no verb */
    if (cue->relative != DT_TOKEN_NONE && cue->mention != DT_TOKEN_NONE) {
        const struct dt_token *who = &r->tokens->items[cue->relative];

        a.mention = (struct dt_span){who->start, who->end};
    }
    a.cue.start = r->tokens->items[cue->first].start;
    a.cue.end = r->tokens->items[cue->last - 1].end;
    return a;
}

/* Seine Spieler nahm er in Schutz: “he” behind the verb is the subject. */
static uint32_t behind_object(const struct dt_reading *r, uint32_t mention)
{
    size_t verb = r->mentions->items[mention].last;
    const struct dt_token *t = dt_attribute_token(r, verb),
                          *he = dt_attribute_token(r, verb + 1);

    return he != NULL && t->kind == DT_TOKEN_WORD && !t->capital &&
                   (he->classes & DT_WORD_HE) && he->mention != DT_TOKEN_NONE &&
                   dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_COMMA_CLAUSES)
               ? he->mention
               : mention;
}

uint32_t dt_attribute_subject(const struct dt_reading *r, size_t first,
                              size_t end)
{
    const bool unlisted = dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_UNLISTED);

    for (size_t i = first; i < end && i < first + 64; i++) {
        const struct dt_token *t = &r->tokens->items[i];

        if (t->mention == DT_TOKEN_NONE)
            continue;
        if (!r->mentions->items[t->mention].genitive &&
            (r->mentions->items[t->mention].human || !unlisted) &&
            (i == first ||
             !(r->tokens->items[i - 1].classes & DT_WORD_PREPOSITION)))
            return behind_object(r, t->mention);
        i = r->mentions->items[t->mention].last - 1;
    }
    return DT_TOKEN_NONE;
}

uint32_t dt_attribute_owner_of(const struct dt_reading *r, size_t first,
                               size_t end)
{
    for (size_t i = first; i < end && i < first + DT_APPOSED; i++) {
        uint32_t mention = r->tokens->items[i].mention;

        if (mention != DT_TOKEN_NONE && r->mentions->items[mention].genitive)
            return mention;
    }
    return DT_TOKEN_NONE;
}

uint32_t dt_attribute_label_of(const struct dt_reading *r,
                               const struct dt_position *at)
{
    const struct dt_token *before = at->token > 1
                                        ? dt_attribute_token(r, at->token - 1)
                                        : NULL;
    const struct dt_token *behind = dt_attribute_token(r, at->token + 1);
    const struct dt_token *name = dt_attribute_token(r, at->token + 2);

    if (before != NULL && before->kind == DT_TOKEN_COLON) {
        uint32_t mention = before[-1].mention;

        if (mention != DT_TOKEN_NONE &&
            r->mentions->items[mention].first == at->sentence)
            return mention;
    }
    if (behind != NULL && behind->kind == DT_TOKEN_DASH && name != NULL &&
        name->mention != DT_TOKEN_NONE &&
        r->mentions->items[name->mention].kind == DT_MENTION_NAME &&
        r->mentions->items[name->mention].last == r->tokens->count)
        return name->mention;
    return DT_TOKEN_NONE;
}

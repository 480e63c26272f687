#include "statement/handover.h"

enum { SIGNATURE = 12 /* tokens */ };

struct dt_attribution dt_handover_announced(const struct dt_reading *r)
{
    const struct dt_tokens *t = r->tokens;
    const struct dt_cue *cue = r->cues->count
                                   ? &r->cues->items[r->cues->count - 1]
                                   : NULL;
    size_t sentence = t->count;
    uint32_t mention;

    if (t->count == 0 || t->items[t->count - 1].kind != DT_TOKEN_COLON)
        return DT_ATTRIBUTION_NONE;
    while (sentence > 0 && !t->items[sentence - 1].starts)
        sentence--;
    if (sentence > 0)
        sentence--;
    if (cue != NULL && cue->first >= sentence &&
        cue->mention != DT_TOKEN_NONE && !cue->stance)
        return dt_attribute_by_cue(r, DT_RULE_ANNOUNCED, cue);
    mention = dt_attribute_subject(r, sentence, t->count);
    if (mention != DT_TOKEN_NONE)
        return dt_attribute_by_mention(r, DT_RULE_ANNOUNCED, mention);
    return DT_ATTRIBUTION_NONE;
}

struct dt_attribution dt_handover_closing(const struct dt_reading *r)
{
    const struct dt_tokens *t = r->tokens;
    size_t sentence = t->count;

    while (sentence > 0 && !t->items[sentence - 1].starts)
        sentence--;
    for (size_t i = r->cues->count; i-- > 0;) {
        const struct dt_cue *cue = &r->cues->items[i];

        if (cue->first + 1 < sentence)
            break;
        if (cue->strong && !cue->stance && !cue->manner &&
            cue->mention != DT_TOKEN_NONE && cue->relative == DT_TOKEN_NONE)
            return dt_attribute_by_cue(r, DT_RULE_RUN, cue);
    }
    return DT_ATTRIBUTION_NONE;
}

struct dt_attribution dt_handover_signed(const struct dt_reading *r)
{
    const struct dt_token *t = r->tokens->items;
    size_t count = r->tokens->count;
    uint32_t mention;

    if (count < 2 || count > SIGNATURE || t[0].kind != DT_TOKEN_DASH)
        return DT_ATTRIBUTION_NONE;
    mention = t[1].mention;
    if (mention == DT_TOKEN_NONE || r->cues->count > 0 ||
        r->mentions->items[mention].kind != DT_MENTION_NAME)
        return DT_ATTRIBUTION_NONE;
    for (size_t i = 0; i < count; i++)
        if (t[i].kind == DT_TOKEN_QUOTE)
            return DT_ATTRIBUTION_NONE;
    return dt_attribute_by_mention(r, DT_RULE_LABEL, mention);
}

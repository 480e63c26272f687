#include "statement/handover.h"
#include "statement/paragraph.h"
#include "statement/phrases.h"

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

/* Whom a paragraph that is nothing but a signature names; or none. */
static struct dt_attribution find_signature(const struct dt_reading *r)
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

/* Whether a signature can stand for a whole block that tells no speaker. */
static bool is_spoken(const struct dt_reading *r,
                      const struct dt_article *article, size_t block)
{
    const struct dt_block *b = &article->blocks[block];
    bool list = block + 2 < article->block_count &&
                b[1].kind == DT_BLOCK_ITEM && b[2].kind == DT_BLOCK_ITEM;

    if (list || block + 2 >= article->block_count)
        return false; /* nor is the last one told from who wrote it all */
    return b->kind == DT_BLOCK_QUOTE ||
           (b->kind == DT_BLOCK_PARAGRAPH &&
            dt_phrase_within(
                r->tokens->lexicon, DT_PHRASE_SELF,
                dt_paragraph_text(article, dt_paragraph_body(article, b))));
}

int dt_handover_sign(const struct dt_reading *r,
                     const struct dt_article *article, size_t block,
                     const struct dt_cast *cast, struct dt_drafts *out,
                     struct dt_err *err)
{
    struct dt_attribution who = find_signature(r);
    struct dt_draft *last = out->count > 0 ? &out->items[out->count - 1] : NULL;
    struct dt_draft draft = {.mode = DT_MODE_DIRECT};

    if (who.rule == DT_RULE_NONE || block == 0)
        return DT_OK;
    if (last == NULL || last->block + 1 < block) {
        if (!is_spoken(r, article, block - 1))
            return DT_OK;
        dt_draft_set_speaker(&draft, &who, cast);
        draft.confidence = dt_attribution_confidence(&who, cast);
        draft.block = block - 1;
        return dt_drafts_add(
            out, draft, dt_paragraph_body(article, &article->blocks[block - 1]),
            err);
    }
    if (last->block + 1 != block || last->cue.end > 0 ||
        last->mention.end > 0 || last->mode != DT_MODE_DIRECT)
        return DT_OK;
    dt_draft_set_speaker(last, &who, cast);
    last->confidence = dt_attribution_confidence(&who, cast);
    return DT_OK;
}

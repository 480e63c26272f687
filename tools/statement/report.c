/*
 * The statements of reports and releases: quotations and what is told of them
 * (draft.h).
 */
#include "statement/aside.h"
#include "statement/asserted.h"
#include "statement/attribute.h"
#include "statement/dialogue.h"
#include "statement/draft.h"
#include "statement/handover.h"
#include "statement/indirect.h"
#include "statement/paragraph.h"
#include "statement/withdrawn.h"

/* What is taken off the confidence of an attribution. */
enum {
    OFF_UNCLOSED = 100, /* the quotation has no closing mark */
    OFF_FRAGMENT = 30   /* it is a fragment */
};

enum { DIALOGUE = 3 /* changes of speaker that make a text one */ };

struct report {
    const struct dt_statement_input *in;
    struct dt_drafts *out;
    struct dt_err *err;
    struct dt_quotes quotes;
    struct dt_tokens tokens;
    struct dt_mentions mentions;
    struct dt_cues cues;
    struct dt_cast cast;
    struct dt_holders holders;
    struct dt_reading reading;
    bool unsaid;           /* the last quotation was not said */
    bool announced_unsaid; /* nor is what the paragraph before announces */
    bool turn;             /* the paragraph before is what one speaker says */
    bool untold;           /* … of whom the text does not tell */
    size_t turns;          /* how often another spoke in the next paragraph */
    bool carried;          /* the last draft's quotation goes on */
    bool carried_open;     /* … and its speaker is still to be found */
    bool in_block; /* the block quotation of the paragraph before does */
};

static unsigned confidence_of(const struct report *r,
                              const struct dt_attribution *who,
                              const struct dt_quote *quote, bool direct)
{
    unsigned sum = dt_attribution_confidence(who, &r->cast), off = 0;

    off += quote->unclosed && r->quotes.carried == DT_QUOTE_NONE ? OFF_UNCLOSED
                                                                 : 0;
    off += direct ? 0 : OFF_FRAGMENT;
    return sum > off ? sum - off : 0;
}

static bool same_speaker(const struct dt_attribution *a,
                         const struct dt_attribution *b)
{
    return a->mention.start == b->mention.start &&
           a->mention.end == b->mention.end && a->mention.end > 0;
}

/*
 * One statement goes on: “…,” Voss said, “…”; “…,” Voss said. “…”; and the
 * fragments of one sentence under one cue.
 */
static bool goes_on(const struct dt_reading *r, const struct dt_position *at,
                    const struct dt_attribution *who, size_t last_token)
{
    const struct dt_attribution *last = &at->last;

    if (last->rule == DT_RULE_NONE || !same_speaker(last, who))
        return false;
    if (who->rule == DT_RULE_SAME) {
        /* Only the attribution stands between the two. */
        size_t starts = 0;

        if (r->tokens->items[last_token + 1].starts)
            last_token++; /* “Why?” Voss said. “…” */

        for (size_t i = last_token + 1; i <= at->token; i++)
            starts += r->tokens->items[i].starts;
        return starts == 1 && last->rule == DT_RULE_AFTER;
    }
    return last->cue.start == who->cue.start && who->cue.end > 0 &&
           last_token >= at->sentence;
}

/* The first cue that does not begin before a byte of the text. */
static size_t cue_from(const struct report *r, uint32_t start)
{
    size_t low = 0, high = r->cues.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (r->tokens.items[r->cues.items[middle].first].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the verb that tells who speaks tells that he does not. */
static bool is_denied(const struct report *r, const struct dt_attribution *who)
{
    size_t i = cue_from(r, who->cue.start);

    return who->cue.end > 0 && i < r->cues.count &&
           dt_asserted(&r->reading, &r->cues.items[i], 0) != DT_ASSERTED;
}

/* Whether a quotation was not said, for all that the text tells. */
static bool is_unsaid(const struct report *r, const struct dt_attribution *who)
{
    if (who->rule == DT_RULE_SAME || who->rule == DT_RULE_RUN)
        return r->unsaid;
    if (who->rule == DT_RULE_REPLY)
        return false;
    if (who->rule == DT_RULE_ANNOUNCED)
        return r->announced_unsaid;
    return who->rule != DT_RULE_PREVIOUS && is_denied(r, who);
}

static int take_quote(struct report *r, struct dt_position *at,
                      size_t *last_token, size_t block)
{
    const struct dt_token *token = &r->tokens.items[at->token];
    struct dt_quote *quote = &r->quotes.items[token->ref];
    struct dt_attribution who = dt_attribute(&r->reading, at);
    bool direct = who.rule != DT_RULE_NONE &&
                  dt_attribute_is_direct(&r->reading, at, &who);
    struct dt_draft draft = {0};
    int rc;

    quote->draft = DT_DRAFT_NONE;
    /* A word or two that a notice or a report has is nobody's statement. */
    if (!direct && at->words <= 2 && who.entity == DT_ENTITY_NONE &&
        who.mention_kind == DT_MENTION_NOUN)
        who = DT_ATTRIBUTION_NONE;
    if (r->carried && quote->continues) {
        struct dt_draft *open = &r->out->items[r->out->count - 1];

        rc = dt_drafts_extend(r->out, open, quote->inner, r->err);
        if (rc != DT_OK)
            return rc;
        if (r->carried_open && who.rule == DT_RULE_AFTER) {
            dt_draft_set_speaker(open, &who, &r->cast);
            open->confidence = confidence_of(r, &who, quote, true);
            r->carried_open = false;
        } else {
            who = r->reading.run;
        }
        direct = true;
    } else if (who.rule == DT_RULE_NONE) {
        return DT_OK;
    } else if (goes_on(&r->reading, at, &who, *last_token)) {
        rc = dt_drafts_extend(r->out, &r->out->items[r->out->count - 1],
                              quote->inner, r->err);
        if (rc != DT_OK)
            return rc;
        direct = direct && at->last_direct;
        if (!direct)
            r->out->items[r->out->count - 1].mode = DT_MODE_MIXED;
    } else {
        struct dt_attribution how = who;

        r->unsaid = direct && is_unsaid(r, &who);
        if (r->unsaid)
            how.rule = DT_RULE_UNSAID;
        dt_draft_set_speaker(&draft, &how, &r->cast);
        if (who.rule == DT_RULE_SAME || who.rule == DT_RULE_PREVIOUS ||
            who.rule == DT_RULE_RUN || who.rule == DT_RULE_REPLY)
            draft.cue = (struct dt_span){0, 0}; /* it reported another */
        draft.mode = direct ? DT_MODE_DIRECT : DT_MODE_MIXED;
        draft.confidence = confidence_of(r, &how, quote, direct);
        draft.block = block;
        rc = dt_drafts_add(r->out, draft, quote->inner, r->err);
        if (rc != DT_OK)
            return rc;
        r->carried_open = who.rule >= DT_RULE_SAME;
    }
    quote->draft = (uint32_t)r->out->count - 1;
    at->last = who;
    at->last_direct = direct;
    *last_token = at->token;
    r->carried = quote->unclosed && r->quotes.carried != DT_QUOTE_NONE;
    return DT_OK;
}

/* Tell the cues which draft they report; drafts are in text order. */
static void note_cues(struct report *r, size_t from)
{
    struct dt_cue *cues = r->cues.items;

    for (size_t i = 0; i < r->cues.count; i++)
        cues[i].draft = DT_DRAFT_NONE;
    for (size_t i = from; i < r->out->count; i++) {
        const struct dt_draft *draft = &r->out->items[i];
        size_t at = cue_from(r, draft->cue.start);

        if (draft->cue.end > 0 && at < r->cues.count &&
            r->tokens.items[cues[at].first].start == draft->cue.start)
            cues[at].draft = (uint32_t)i;
    }
}

/* Whether the paragraph's last quotation is a question, and closed. */
static bool ends_in_question(const struct report *r)
{
    const struct dt_quote *last;

    if (r->quotes.count == 0)
        return false;
    last = &r->quotes.items[r->quotes.count - 1];
    return !last->unclosed && last->inner.end > last->inner.start &&
           r->in->article->text.ptr[last->inner.end - 1] == '?';
}

static bool same_entity(const struct dt_attribution *a,
                        const struct dt_attribution *b)
{
    return a->entity != DT_ENTITY_NONE && a->entity == b->entity;
}

/*
 * “…,” said Voss. “…,” said Reed. “…” Note who spoke before the speaker of
 * this paragraph, which begins with what is said, as in a dialogue.
 */
static void take_turn(struct report *r, const struct dt_position *at)
{
    const struct dt_attribution *last = &r->reading.run, *now = &at->last;
    bool turn = r->tokens.count > 0 &&
                r->tokens.items[0].kind == DT_TOKEN_QUOTE && !r->carried &&
                at->last_direct && now->rule != DT_RULE_NOBODY &&
                now->mention.end > 0;
    bool another = turn && r->turn && last->rule != DT_RULE_NONE &&
                   !same_entity(last, now) && !same_speaker(last, now) &&
                   !(last->mention_kind == DT_MENTION_PRONOUN &&
                     last->entity == DT_ENTITY_NONE) &&
                   !(now->mention_kind == DT_MENTION_PRONOUN &&
                     now->entity == DT_ENTITY_NONE);

    if (another && now->rule != DT_RULE_REPLY)
        r->turns++;
    r->reading.partner = another ? *last : DT_ATTRIBUTION_NONE;
    r->reading.dialogue = r->turns >= DIALOGUE;
    r->turn = turn;
    r->untold = at->last.rule == DT_RULE_NOBODY && r->tokens.count == 1;
}

static int take_paragraph(struct report *r, size_t block)
{
    struct dt_position at = {0};
    size_t last_token = SIZE_MAX, from;
    bool answers; /* somebody who is not named */
    int rc = dt_handover_sign(&r->reading, r->in->article, block, &r->cast,
                              r->out, r->err);

    from = r->out->count;
    at.last = DT_ATTRIBUTION_NONE;
    for (size_t i = 0; i < r->tokens.count && rc == DT_OK; i++) {
        const struct dt_token *token = &r->tokens.items[i];

        if (token->starts)
            at.sentence = i;
        if (token->kind != DT_TOKEN_QUOTE)
            continue;
        at.token = i;
        at.words = dt_attribute_count_words(
            dt_token_text(r->in->article->text, token));
        while (at.cue < r->cues.count && r->cues.items[at.cue].first < i)
            at.cue++;
        rc = take_quote(r, &at, &last_token, block);
    }
    note_cues(r, from);
    if (rc == DT_OK)
        rc = dt_indirect_draft(&r->reading, &r->cast, block, from, r->out,
                               r->err);
    if (rc == DT_OK)
        dt_withdrawn_mark(&r->reading, from, r->out);
    r->reading.announced = dt_handover_announced(&r->reading);
    r->announced_unsaid = is_denied(r, &r->reading.announced);
    answers = r->untold;
    take_turn(r, &at);
    answers = answers && r->turn;
    r->reading.run = DT_ATTRIBUTION_NONE;
    r->reading.asked = ((at.last.entity == DT_ENTITY_NONE ||
                         at.last.mention_kind == DT_MENTION_NOUN) &&
                        ends_in_question(r)) ||
                       answers;
    if (at.last_direct && last_token != SIZE_MAX)
        r->reading.run = at.last;
    else
        r->reading.run = dt_handover_closing(&r->reading);
    return rc;
}

/* The names of title and description introduce people as the body does. */
static int read_names(struct report *r, const char *text)
{
    struct dt_str str;
    struct dt_span all;
    int rc;

    if (text == NULL || text[0] == '\0')
        return DT_OK;
    str = DT_STR(text);
    all = (struct dt_span){0, (uint32_t)str.len};
    rc = dt_tokens_scan(&r->tokens, str, all, NULL, 0, r->err);
    if (rc == DT_OK)
        rc = dt_mentions_scan(&r->mentions, &r->tokens, str, r->in->people,
                              &r->holders, &r->cast, r->err);
    for (size_t i = 0; i < DT_CAST_RECENT; i++)
        r->cast.recent[i] = DT_ENTITY_NONE;
    return rc;
}

/* Of a heading or a row of a table nobody is whom she or he means later. */
static int read_mentions(struct report *r, struct dt_str paragraph)
{
    const struct dt_cast before = r->cast;
    int rc = dt_mentions_scan(&r->mentions, &r->tokens, r->in->article->text,
                              r->in->people, &r->holders, &r->cast, r->err);

    if (rc == DT_OK && dt_paragraph_is_heading(paragraph)) {
        memcpy(r->cast.recent, before.recent, sizeof before.recent);
        r->cast.aside = before.aside;
    }
    return rc;
}

/*
 * “Voss said:” and a block quotation, whose paragraphs need no marks. What
 * begins with a dash signs it.
 */
static bool is_block_quotation(const struct report *r, size_t block)
{
    const struct dt_article *article = r->in->article;
    const struct dt_block *b = &article->blocks[block];
    const struct dt_str text = dt_paragraph_text(article, b->span);

    return b->kind == DT_BLOCK_QUOTE &&
           (r->in_block || r->reading.announced.cue.end > 0) &&
           (r->quotes.count == 0 ||
            r->quotes.items[0].outer.start > b->span.start) &&
           !dt_str_starts(text, DT_STR("—")) &&
           !dt_str_starts(text, DT_STR("–"));
}

/* The quotations of a paragraph, or that it is one. */
static int read_quotes(struct report *r, size_t block)
{
    const struct dt_article *article = r->in->article;
    const struct dt_block *b = &article->blocks[block];
    const bool last = block + 1 == article->block_count;
    const struct dt_span next = last ? (struct dt_span){0, 0} : b[1].span;
    int rc = dt_quotes_scan(&r->quotes, article->text, b->span, next, r->err);

    if (rc == DT_OK && is_block_quotation(r, block)) {
        const bool continues = r->in_block;

        r->in_block = !last && b[1].kind == DT_BLOCK_QUOTE;
        return dt_quotes_whole(&r->quotes, b->span, continues, r->in_block,
                               r->err);
    }
    r->in_block = false;
    if (rc == DT_OK)
        rc = dt_dialogue_scan(&r->quotes, article->text, b->span,
                              r->cast.lexicon, r->err);
    if (rc == DT_OK)
        rc = dt_asides_split(&r->quotes, article->text, r->cast.lexicon,
                             r->err);
    return rc;
}

static int read_paragraph(struct report *r, size_t block)
{
    const struct dt_article *article = r->in->article;
    struct dt_span span = article->blocks[block].span;
    int rc = read_quotes(r, block);

    if (rc == DT_OK)
        rc = dt_tokens_scan(&r->tokens, article->text, span, r->quotes.items,
                            r->quotes.count, r->err);
    if (rc == DT_OK)
        rc = read_mentions(r, dt_paragraph_text(article, span));
    if (rc == DT_OK)
        rc = dt_cues_scan(&r->cues, &r->tokens, &r->mentions, article->text,
                          r->err);
    return rc;
}

int dt_report_draft(const struct dt_statement_input *in,
                    const struct dt_lexicon *lexicon, struct dt_drafts *out,
                    struct dt_err *err)
{
    return dt_report_draft_before(in, lexicon, in->article->block_count, out,
                                  err);
}

int dt_report_draft_before(const struct dt_statement_input *in,
                           const struct dt_lexicon *lexicon, size_t end,
                           struct dt_drafts *out, struct dt_err *err)
{
    struct report r = {.in = in, .out = out, .err = err};
    int rc;

    dt_cast_init(&r.cast, lexicon);
    r.tokens.lexicon = lexicon;
    r.quotes.lexicon = lexicon;
    r.reading = (struct dt_reading){.text = in->article->text,
                                    .quotes = &r.quotes,
                                    .tokens = &r.tokens,
                                    .mentions = &r.mentions,
                                    .cues = &r.cues,
                                    .announced = DT_ATTRIBUTION_NONE,
                                    .run = DT_ATTRIBUTION_NONE,
                                    .partner = DT_ATTRIBUTION_NONE};
    dt_holders_scan(&r.holders, in->people, in->article->text,
                    in->meta->published);
    rc = read_names(&r, in->meta->title);
    if (rc == DT_OK)
        rc = read_names(&r, in->meta->description);
    for (size_t i = 0; i < end && rc == DT_OK; i++) {
        enum dt_block_kind kind = in->article->blocks[i].kind;

        if (kind == DT_BLOCK_HEADING || kind == DT_BLOCK_PULL_QUOTE)
            continue;
        rc = read_paragraph(&r, i);
        if (rc == DT_OK)
            rc = take_paragraph(&r, i);
    }
    if (rc == DT_OK)
        rc = dt_withdrawn_drop(out, err);
    dt_quotes_release(&r.quotes);
    dt_tokens_release(&r.tokens);
    dt_mentions_release(&r.mentions);
    dt_cues_release(&r.cues);
    dt_cast_release(&r.cast);
    return rc;
}

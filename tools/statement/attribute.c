#include "statement/attribute_scan.h"

#include <string.h>

enum { CROSSHEAD = 8 /* words that a heading has at most */ };

/* Whether a mark stands right beside a token, before or behind it. */
static bool ends_quoted(const struct dt_reading *r, const struct dt_token *t,
                        bool before)
{
    struct dt_span inner_span;

    if (t->kind == DT_TOKEN_QUOTE || !t->quoted_name)
        return t->kind == DT_TOKEN_QUOTE;
    inner_span = r->quotes->items[t->ref].inner;
    return before ? t->start == inner_span.start : t->end == inner_span.end;
}

struct dt_span dt_reading_span(const struct dt_reading *r, size_t first,
                               size_t last)
{
    const struct dt_token *t = r->tokens->items;
    struct dt_span span = {t[first].start, t[last - 1].end};

    if (ends_quoted(r, &t[first], true))
        span.start = r->quotes->items[t[first].ref].outer.start;
    if (ends_quoted(r, &t[last - 1], false))
        span.end = r->quotes->items[t[last - 1].ref].outer.end;
    return span;
}

/* Whether a quotation is a sentence: not ‘Up the Harbour’ banners hung … */
static bool stands_alone(const struct dt_reading *r, size_t token)
{
    const struct dt_token *next = dt_attribute_token(r, token + 1);

    return next == NULL || next->starts || next->kind != DT_TOKEN_WORD;
}

/* “Our greatest fear” as a paragraph: it heads those that follow. */
static bool is_crosshead(const struct dt_reading *r,
                         const struct dt_position *at)
{
    struct dt_str text = dt_attribute_quoted(r, at->token);

    return r->tokens->count == 1 && at->words <= CROSSHEAD &&
           memchr(".!?,", text.ptr[text.len - 1], 4) == NULL;
}

/* Whether a paragraph is nothing but what somebody says. */
static bool is_all_quoted(const struct dt_reading *r)
{
    for (size_t i = 0; i < r->tokens->count; i++)
        if (r->tokens->items[i].kind != DT_TOKEN_QUOTE)
            return false;
    return true;
}

/* Nothing in the quotation's own sentence tells: look around it. */
static struct dt_attribution from_around(const struct dt_reading *r,
                                         const struct dt_position *at,
                                         size_t words)
{
    struct dt_attribution a = DT_ATTRIBUTION_NONE;

    if (at->last.rule != DT_RULE_NONE && at->last_direct) {
        a = at->last;
        a.rule = DT_RULE_SAME;
        return a;
    }
    if (at->token == 0 && r->announced.rule != DT_RULE_NONE) {
        a = r->announced;
        a.rule = DT_RULE_ANNOUNCED;
        return a;
    }
    if (is_crosshead(r, at))
        return a;
    if (r->partner.rule != DT_RULE_NONE && is_all_quoted(r)) {
        a = r->partner;
        a.rule = DT_RULE_REPLY;
        a.cue = (struct dt_span){0, 0};
        return a;
    }
    if (words < 3)
        return a;
    if (at->cue > 0) {
        const struct dt_cue *cue = &r->cues->items[at->cue - 1];

        if (cue->mention != DT_TOKEN_NONE && !cue->stance)
            return dt_attribute_by_cue(r, DT_RULE_PREVIOUS, cue);
    }
    if (at->token > 0) {
        uint32_t mention = dt_attribute_subject(r, 0, at->token);

        if (dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_UNLISTED))
            a.rule = DT_RULE_NOBODY;
        else if (mention != DT_TOKEN_NONE)
            return dt_attribute_by_mention(r, DT_RULE_PREVIOUS, mention);
    } else if (r->run.rule != DT_RULE_NONE && !r->asked && !r->dialogue &&
               stands_alone(r, at->token)) {
        a = r->run;
        a.rule = DT_RULE_RUN;
    } else if (words >= 6 || stands_alone(r, at->token)) {
        a.rule = DT_RULE_NOBODY;
    }
    return a;
}

/* On “This Week,” Voss said that: a title, for all that the comma tells. */
static bool is_title_before_comma(const struct dt_reading *r,
                                  const struct dt_position *at,
                                  const struct dt_cue *before)
{
    const struct dt_token *quote = &r->tokens->items[at->token];
    struct dt_str text = dt_attribute_quoted(r, at->token);

    if (quote->starts || at->token == 0 || text.ptr[text.len - 1] != ',')
        return false;
    text.len--;
    return ((quote[-1].classes & DT_WORD_PREPOSITION) || quote[-1].genitive ||
            (quote[-1].kind == DT_TOKEN_COMMA && before == NULL)) &&
           dt_attribute_titles(text);
}

/* “Proof” that Voss had shot it down: the verb of another clause. */
static bool is_apart(const struct dt_reading *r, const struct dt_position *at,
                     const struct dt_cue *cue)
{
    const struct dt_token *quote = &r->tokens->items[at->token];
    struct dt_str text = dt_attribute_quoted(r, at->token);

    return !quote->starts && !cue->strong && cue->order == DT_CUE_PLAIN &&
           quote[1].kind == DT_TOKEN_WORD &&
           memchr(",.?!", text.ptr[text.len - 1], 4) == NULL;
}

struct dt_attribution dt_attribute(const struct dt_reading *r,
                                   const struct dt_position *at)
{
    const struct dt_token *quote = &r->tokens->items[at->token];
    struct dt_str text = dt_attribute_quoted(r, at->token);
    size_t words = at->words;
    bool colon = at->token > 0 && quote[-1].kind == DT_TOKEN_COLON;
    const struct dt_cue *before = dt_attribute_cue_before(r, at);
    const struct dt_cue *cue = dt_attribute_cue_after(r, at);
    struct dt_attribution a = DT_ATTRIBUTION_NONE;
    uint32_t mention;

    if (is_title_before_comma(r, at, before))
        return a;
    if (cue != NULL && !is_apart(r, at, cue) &&
        (before == NULL || quote->starts || before->last + 2 < at->token) &&
        !(before != NULL && dt_attribute_is_interrupted(r, at, before)))
        return dt_attribute_by_cue(r, DT_RULE_AFTER, cue);
    mention = dt_attribute_label_of(r, at);
    if (mention != DT_TOKEN_NONE)
        return dt_attribute_by_mention(r, DT_RULE_LABEL, mention);
    if (before != NULL && !colon && dt_attribute_is_title(r, at->token) &&
        at->token - before->last > 1)
        return a;
    if (before != NULL)
        return dt_attribute_by_cue(r, DT_RULE_BEFORE,
                                   dt_attribute_outermost(r, at, before));
    if (colon && (words >= 3 || dt_attribute_has_stop(text))) {
        mention = dt_attribute_subject(r, at->sentence, at->token);
        if (mention == DT_TOKEN_NONE)
            mention = dt_attribute_owner_of(r, at->sentence, at->token);
        if (mention != DT_TOKEN_NONE &&
            (words >= 3 || r->mentions->items[mention].kind != DT_MENTION_NOUN))
            return dt_attribute_by_mention(r, DT_RULE_COLON, mention);
    }
    cue = dt_attribute_is_title(r, at->token) ? NULL
                                              : dt_attribute_cue_later(r, at);
    if (cue != NULL && words >= 2)
        return dt_attribute_by_cue(r, DT_RULE_LATER, cue);
    if (quote->starts)
        return from_around(r, at, words);
    if (words >= 4 && quote[-1].kind == DT_TOKEN_COMMA &&
        dt_ascii_is_upper(text.ptr[0]) &&
        !dt_attribute_is_title(r, at->token)) {
        mention = dt_attribute_subject(r, at->sentence, at->token);
        if (mention != DT_TOKEN_NONE)
            return dt_attribute_by_mention(r, DT_RULE_COMMA, mention);
    }
    if (words >= 4 && !dt_attribute_is_title(r, at->token)) {
        cue = dt_attribute_stance_before(r, at);
        if (cue != NULL)
            return dt_attribute_by_cue(r, DT_RULE_BEFORE, cue);
    }
    if ((words >= 6 || (colon && words >= 4)) &&
        !dt_attribute_is_title(r, at->token))
        a.rule = DT_RULE_NOBODY;
    return a;
}

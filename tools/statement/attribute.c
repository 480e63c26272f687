#include "statement/attribute.h"

#include "statement/lexicon.h"

enum {
    CUES_TRIED = 12,   /* cues of one sentence looked at for one quotation */
    WEAK_REACH = 8,    /* tokens from a weak verb to its quotation */
    WORD_REACH = 6,    /* tokens from any verb to a single quoted word */
    PAIR_REACH = 10,   /* … and to two */
    APPOSED = 12,      /* tokens of what a speaker is said to be */
    CLAUSE_REACH = 12, /* tokens from a verb to the one in its clause */
    CROSSHEAD = 8,     /* words that a heading has at most */
    LATER_REACH = 80   /* tokens to a cue behind, in one long sentence */
};

static const struct dt_token *token_at(const struct dt_reading *r, size_t i)
{
    return i < r->tokens->count ? &r->tokens->items[i] : NULL;
}

static struct dt_str inner(const struct dt_reading *r, size_t token)
{
    return dt_token_text(r->text, &r->tokens->items[token]);
}

size_t dt_attribute_count_words(struct dt_str text)
{
    size_t words = 0;
    bool in_word = false;

    for (size_t i = 0; i < text.len && words < DT_WORDS_COUNTED; i++) {
        bool space = text.ptr[i] == ' ' || text.ptr[i] == '\n';

        words += !space && !in_word;
        in_word = !space;
    }
    return words;
}

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

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A noun that a name can stand beside: no name itself. */
static bool is_noun(const struct dt_reading *r, const struct dt_token *t)
{
    return t->kind == DT_TOKEN_WORD && t->capital && !t->starts &&
           (t->mention == DT_TOKEN_NONE ||
            r->mentions->items[t->mention].kind == DT_MENTION_NOUN) &&
           !(t->classes & DT_WORD_DATE);
}

/* “The Long Road Home”: every longer word has a capital, no stop behind. */
static bool is_title(const struct dt_reading *r, size_t token)
{
    struct dt_str text = inner(r, token);
    size_t words = 0, start = 0, least = 2;

    /* Where nouns have capitals, only: die „Neue Rundschau“, das Lied „Ja“ */
    if (dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_NOUN_CAPITALS)) {
        if (token == 0)
            return false;
        if (is_noun(r, &r->tokens->items[token - 1]))
            least = 1;
        else if (!(r->tokens->items[token - 1].classes & DT_WORD_DEFINITE))
            return false;
    }

    if (text.len == 0 || !is_upper(text.ptr[0]) ||
        memchr(".!?,", text.ptr[text.len - 1], 4) != NULL)
        return false;
    for (size_t i = 0; i <= text.len && words < DT_WORDS_COUNTED; i++) {
        if (i < text.len && text.ptr[i] != ' ')
            continue;
        if (i - start > 3 && text.ptr[start] >= 'a' && text.ptr[start] <= 'z')
            return false;
        words += i > start;
        start = i + 1;
    }
    return words >= least && words <= 12;
}

/* Whether a sentence ends inside, or at the end of, what is quoted. */
static bool has_stop(struct dt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if ((c == '.' || c == '!' || c == '?') &&
            (i + 1 == text.len || (text.ptr[i + 1] == ' ' && i + 2 < text.len &&
                                   is_upper(text.ptr[i + 2]))))
            return true;
    }
    return false;
}

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

/* Whether a clause may attribute the quotation whose sentence ended. */
static bool joins_over_stop(const struct dt_reading *r, size_t quote,
                            const struct dt_cue *cue)
{
    struct dt_str text = inner(r, quote);
    const struct dt_token *behind = token_at(r, cue->end);

    if (!cue->strong)
        return false;
    if (text.ptr[text.len - 1] != '.')
        return true;
    return behind == NULL || behind->kind == DT_TOKEN_STOP;
}

/* “…,” the county's commissioner, Amira Voss, said: from token k to her name */
static bool is_apposed(const struct dt_reading *r, size_t k,
                       const struct dt_cue *cue)
{
    const struct dt_token *t = r->tokens->items;

    if (cue->order != DT_CUE_PLAIN || cue->begin <= k ||
        cue->begin - k > APPOSED ||
        !(t[k].classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) ||
        t[cue->begin - 1].kind != DT_TOKEN_COMMA)
        return false;
    for (size_t i = k; i + 1 < cue->begin; i++)
        if (t[i].kind != DT_TOKEN_WORD || (i > k && t[i].starts) ||
            (t[i].classes & (DT_WORD_AUXILIARY | DT_WORD_CONJUNCTION)))
            return false;
    return true;
}

/* one resident, who asked for that, said: the cue is of what is only told. */
static bool is_aside(const struct dt_reading *r, const struct dt_cue *cue)
{
    const struct dt_cue *next = cue + 1;

    return cue->relative != DT_TOKEN_NONE && cue->mention != DT_TOKEN_NONE &&
           next < r->cues->items + r->cues->count &&
           next->mention == cue->mention && next->relative == DT_TOKEN_NONE &&
           next->order == DT_CUE_PLAIN;
}

/* The cue in the clause right behind the quotation, or NULL. */
static const struct dt_cue *cue_after(const struct dt_reading *r,
                                      const struct dt_position *at)
{
    const struct dt_cue *cue;
    const struct dt_token *next;
    size_t k = at->token + 1, next_cue;

    for (next_cue = at->cue;; next_cue++) {
        if (next_cue >= r->cues->count)
            return NULL;
        cue = &r->cues->items[next_cue];
        if (!cue->stance && !is_aside(r, cue))
            break;
    }
    next = token_at(r, k);
    if (next != NULL &&
        (next->kind == DT_TOKEN_COMMA || next->kind == DT_TOKEN_DASH))
        next = token_at(r, ++k);
    if (next == NULL || cue->order == DT_CUE_ELIDED)
        return NULL;
    if ((next->classes & DT_WORD_AS) && !next->capital && cue->begin == k + 1)
        k++;
    if (cue->begin != k && !is_apposed(r, k, cue))
        return NULL;
    for (size_t i = k; i <= cue->first; i++) {
        if (r->tokens->items[i].kind == DT_TOKEN_QUOTE)
            return NULL;
        if (r->tokens->items[i].starts &&
            (i != k || !joins_over_stop(r, at->token, cue)))
            return NULL;
    }
    return cue;
}

/* Whether a cue reaches as far as the quotation, for what that is. */
static bool reaches(const struct dt_position *at, const struct dt_cue *cue)
{
    size_t gap = at->token - cue->last;

    if (cue->order != DT_CUE_ELIDED && cue->end > cue->last &&
        cue->end <= at->token)
        gap = at->token - cue->end;
    if (!cue->strong && gap > WEAK_REACH)
        return false;
    if (at->words == 1)
        return gap <= WORD_REACH;
    return at->words > 2 || gap <= PAIR_REACH;
}

/* The nearest cue before the quotation in its sentence that reaches it. */
static const struct dt_cue *cue_before(const struct dt_reading *r,
                                       const struct dt_position *at)
{
    for (size_t i = at->cue, tried = 0; i-- > 0 && tried < CUES_TRIED;
         tried++) {
        const struct dt_cue *cue = &r->cues->items[i];

        if (cue->first < at->sentence)
            break;
        if (!cue->stance && reaches(at, cue))
            return cue;
    }
    return NULL;
}

/* The verb right before the quotation that tells what is thought, or NULL. */
static const struct dt_cue *stance_before(const struct dt_reading *r,
                                          const struct dt_position *at)
{
    const struct dt_cue *cue = at->cue > 0 ? &r->cues->items[at->cue - 1]
                                           : NULL;

    return cue != NULL && cue->stance && cue->first >= at->sentence &&
                   cue->mention != DT_TOKEN_NONE && reaches(at, cue)
               ? cue
               : NULL;
}

/* Whether the subject of a cue is he, she or they. */
static bool is_pronoun(const struct dt_reading *r, const struct dt_cue *cue)
{
    return cue->mention != DT_TOKEN_NONE &&
           r->mentions->items[cue->mention].kind == DT_MENTION_PRONOUN &&
           !(r->tokens->items[r->mentions->items[cue->mention].first].classes &
             (DT_WORD_FIRST | DT_WORD_IT));
}

/*
 * Voss said she found it “absurd”: the words are hers who reports the clause
 * that the pronoun is subject of. Returns that cue, or the one given.
 */
static const struct dt_cue *outermost(const struct dt_reading *r,
                                      const struct dt_position *at,
                                      const struct dt_cue *cue)
{
    const struct dt_token *t = r->tokens->items;

    if (t[at->token - 1].kind == DT_TOKEN_COMMA ||
        t[at->token - 1].kind == DT_TOKEN_COLON)
        return cue;
    while (cue > r->cues->items && is_pronoun(r, cue)) {
        const struct dt_cue *outer = cue - 1;

        if (outer->first < at->sentence || !outer->strong || outer->stance ||
            outer->manner || outer->mention == DT_TOKEN_NONE ||
            outer->order == DT_CUE_INVERTED || outer->end > cue->begin ||
            cue->begin - outer->last > CLAUSE_REACH)
            break;
        for (size_t i = outer->last; i < cue->begin; i++)
            if (t[i].kind != DT_TOKEN_WORD && t[i].kind != DT_TOKEN_NUMBER)
                return cue;
        cue = outer;
    }
    return cue;
}

/* The first strong cue behind the quotation in its sentence. */
static const struct dt_cue *cue_later(const struct dt_reading *r,
                                      const struct dt_position *at)
{
    size_t end = at->token + 1;

    for (size_t i = at->cue, tried = 0;
         i < r->cues->count && tried < CUES_TRIED; i++, tried++) {
        const struct dt_cue *cue = &r->cues->items[i];

        if (cue->first - at->token > LATER_REACH)
            break;
        while (end <= cue->first && !r->tokens->items[end].starts)
            end++;
        if (end <= cue->first)
            break;
        if (cue->strong && cue->order != DT_CUE_ELIDED)
            return cue;
    }
    return NULL;
}

/* Seine Spieler nahm er in Schutz: “he” behind the verb is the subject. */
static uint32_t behind_object(const struct dt_reading *r, uint32_t mention)
{
    size_t verb = r->mentions->items[mention].last;
    const struct dt_token *t = token_at(r, verb), *he = token_at(r, verb + 1);

    return he != NULL && t->kind == DT_TOKEN_WORD && !t->capital &&
                   (he->classes & DT_WORD_HE) && he->mention != DT_TOKEN_NONE &&
                   dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_COMMA_CLAUSES)
               ? he->mention
               : mention;
}

uint32_t dt_attribute_subject(const struct dt_reading *r, size_t first,
                              size_t end)
{
    for (size_t i = first; i < end && i < first + 64; i++) {
        const struct dt_token *t = &r->tokens->items[i];

        if (t->mention == DT_TOKEN_NONE)
            continue;
        if (!r->mentions->items[t->mention].genitive &&
            (i == first ||
             !(r->tokens->items[i - 1].classes & DT_WORD_PREPOSITION)))
            return behind_object(r, t->mention);
        i = r->mentions->items[t->mention].last - 1;
    }
    return DT_TOKEN_NONE;
}

/* Voss’s answer was: “…” */
static uint32_t owner_of(const struct dt_reading *r, size_t first, size_t end)
{
    for (size_t i = first; i < end && i < first + APPOSED; i++) {
        uint32_t mention = r->tokens->items[i].mention;

        if (mention != DT_TOKEN_NONE && r->mentions->items[mention].genitive)
            return mention;
    }
    return DT_TOKEN_NONE;
}

/* Voss: “…”, or “…” – Voss at a paragraph's end. */
static uint32_t label_of(const struct dt_reading *r,
                         const struct dt_position *at)
{
    const struct dt_token *before = at->token > 1 ? token_at(r, at->token - 1)
                                                  : NULL;
    const struct dt_token *behind = token_at(r, at->token + 1);
    const struct dt_token *name = token_at(r, at->token + 2);

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

/* Whether a quotation is a sentence: not ‘Up the Harbour’ banners hung … */
static bool stands_alone(const struct dt_reading *r, size_t token)
{
    const struct dt_token *next = token_at(r, token + 1);

    return next == NULL || next->starts || next->kind != DT_TOKEN_WORD;
}

/* “Our greatest fear” as a paragraph: it heads those that follow. */
static bool is_crosshead(const struct dt_reading *r,
                         const struct dt_position *at)
{
    struct dt_str text = inner(r, at->token);

    return r->tokens->count == 1 && at->words <= CROSSHEAD &&
           memchr(".!?,", text.ptr[text.len - 1], 4) == NULL;
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
    if (words < 3 || is_crosshead(r, at))
        return a;
    if (at->cue > 0) {
        const struct dt_cue *cue = &r->cues->items[at->cue - 1];

        if (cue->mention != DT_TOKEN_NONE && !cue->stance)
            return dt_attribute_by_cue(r, DT_RULE_PREVIOUS, cue);
    }
    if (at->token > 0) {
        uint32_t mention = dt_attribute_subject(r, 0, at->token);

        if (mention != DT_TOKEN_NONE)
            return dt_attribute_by_mention(r, DT_RULE_PREVIOUS, mention);
    } else if (r->run.rule != DT_RULE_NONE && !r->asked &&
               stands_alone(r, at->token)) {
        a = r->run;
        a.rule = DT_RULE_RUN;
    } else if (words >= 6 || stands_alone(r, at->token)) {
        a.rule = DT_RULE_NOBODY;
    }
    return a;
}

/* “…,” said Ann Voss, “…!” She nodded: what ends with a stop goes with Voss. */
static bool is_interrupted(const struct dt_reading *r,
                           const struct dt_position *at,
                           const struct dt_cue *before)
{
    const struct dt_token *t = r->tokens->items, *next;

    next = token_at(r, at->token + 1);
    return next != NULL && next->starts && before->order == DT_CUE_INVERTED &&
           before->begin > 1 && before->end + 1 == at->token &&
           t[before->end].kind == DT_TOKEN_COMMA &&
           (t[before->begin - 1].kind == DT_TOKEN_QUOTE ||
            t[before->begin - 2].kind == DT_TOKEN_QUOTE);
}

struct dt_attribution dt_attribute(const struct dt_reading *r,
                                   const struct dt_position *at)
{
    const struct dt_token *quote = &r->tokens->items[at->token];
    struct dt_str text = inner(r, at->token);
    size_t words = at->words;
    bool colon = at->token > 0 && quote[-1].kind == DT_TOKEN_COLON;
    const struct dt_cue *before = cue_before(r, at);
    const struct dt_cue *cue = cue_after(r, at);
    struct dt_attribution a = DT_ATTRIBUTION_NONE;
    uint32_t mention;

    if (cue != NULL &&
        (before == NULL || quote->starts || before->last + 2 < at->token) &&
        !(before != NULL && is_interrupted(r, at, before)))
        return dt_attribute_by_cue(r, DT_RULE_AFTER, cue);
    mention = label_of(r, at);
    if (mention != DT_TOKEN_NONE)
        return dt_attribute_by_mention(r, DT_RULE_LABEL, mention);
    if (before != NULL && !colon && is_title(r, at->token) &&
        at->token - before->last > 1)
        return a;
    if (before != NULL)
        return dt_attribute_by_cue(r, DT_RULE_BEFORE, outermost(r, at, before));
    if (colon && (words >= 3 || has_stop(text))) {
        mention = dt_attribute_subject(r, at->sentence, at->token);
        if (mention == DT_TOKEN_NONE)
            mention = owner_of(r, at->sentence, at->token);
        if (mention != DT_TOKEN_NONE &&
            (words >= 3 || r->mentions->items[mention].kind != DT_MENTION_NOUN))
            return dt_attribute_by_mention(r, DT_RULE_COLON, mention);
    }
    cue = is_title(r, at->token) ? NULL : cue_later(r, at);
    if (cue != NULL && words >= 2)
        return dt_attribute_by_cue(r, DT_RULE_LATER, cue);
    if (quote->starts)
        return from_around(r, at, words);
    if (words >= 4 && quote[-1].kind == DT_TOKEN_COMMA &&
        is_upper(text.ptr[0]) && !is_title(r, at->token)) {
        mention = dt_attribute_subject(r, at->sentence, at->token);
        if (mention != DT_TOKEN_NONE)
            return dt_attribute_by_mention(r, DT_RULE_COMMA, mention);
    }
    if (words >= 4 && !is_title(r, at->token)) {
        cue = stance_before(r, at);
        if (cue != NULL)
            return dt_attribute_by_cue(r, DT_RULE_BEFORE, cue);
    }
    if ((words >= 6 || (colon && words >= 4)) && !is_title(r, at->token))
        a.rule = DT_RULE_NOBODY;
    return a;
}

bool dt_attribute_is_direct(const struct dt_reading *r,
                            const struct dt_position *at,
                            const struct dt_attribution *who)
{
    const struct dt_token *quote = &r->tokens->items[at->token];
    struct dt_str text = inner(r, at->token);
    bool upper = !(text.ptr[0] >= 'a' && text.ptr[0] <= 'z');
    const struct dt_token *next = token_at(r, at->token + 1);

    if (quote->starts)
        return who->rule == DT_RULE_AFTER || has_stop(text) ||
               memchr(",?!", text.ptr[text.len - 1], 3) != NULL || next == NULL;
    if (quote[-1].kind == DT_TOKEN_COLON)
        return upper || at->words > 2;
    if (has_stop(text) && (upper || at->words > 12))
        return true;
    if (quote[-1].kind == DT_TOKEN_COMMA)
        return upper || who->rule == DT_RULE_AFTER ||
               (at->last_direct &&
                who->mention.start == at->last.mention.start);
    return upper && (quote[-1].classes & DT_WORD_STRONG);
}

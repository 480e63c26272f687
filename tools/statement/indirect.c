#include "statement/indirect.h"

#include <stdlib.h>
#include <string.h>

#include "statement/asserted.h"
#include "statement/content.h"
#include "statement/mood.h"
#include "statement/phrases.h"

/* Clauses inside one another; what lies deeper is part of the outer ones. */
enum { NESTED = 4 };

/* Words that the object of a weak verb has at least: "thanked the team". */
enum { OBJECT = 4 };

/* Words that a clause has at least; "said £44.10" has none. */
enum { CLAUSE = 2 };

struct indirect {
    const struct dt_reading *r;
    const struct dt_cast *cast;
    struct dt_drafts *out;
    struct dt_err *err;
    size_t block;
    size_t from;           /* the first draft of the paragraph */
    uint32_t ends[NESTED]; /* of the last clauses: their last tokens */
    size_t clauses;
};

static struct dt_draft *draft_at(const struct indirect *x, uint32_t index)
{
    return index == DT_DRAFT_NONE ? NULL : &x->out->items[index];
}

static uint32_t draft_of_token(const struct indirect *x, size_t token)
{
    const struct dt_token *t = &x->r->tokens->items[token];

    return t->kind == DT_TOKEN_QUOTE ? x->r->quotes->items[t->ref].draft
                                     : DT_DRAFT_NONE;
}

/* He wanted the mole to be “…”: a clause that lacks what another has. */
static bool is_cut(const struct indirect *x, size_t last)
{
    return x->r->tokens->items[last - 1].classes &
           (DT_WORD_BEING | DT_WORD_PREPOSITION | DT_WORD_DETERMINER |
            DT_WORD_POSSESSIVE | DT_WORD_CONJUNCTION);
}

/* Leave to others what is theirs: a clause ends before their quotation. */
static void clip(const struct indirect *x, const struct dt_cue *cue,
                 struct dt_content *c)
{
    uint32_t verb = x->r->tokens->items[cue->first].start;
    size_t kept = 0;

    for (size_t k = 0; k < c->count; k++) {
        uint32_t first = c->first[k], last = first;

        while (last < c->last[k]) {
            uint32_t other = draft_of_token(x, last);

            if (other != DT_DRAFT_NONE &&
                (other < x->from || /* goes on from the paragraph before */
                 x->out->items[other].mode == DT_MODE_DIRECT ||
                 (x->out->items[other].cue.end > 0 &&
                  x->out->items[other].cue.start != verb)))
                break;
            last++;
        }
        if (last == first ||
            (last < c->last[k] && (last < first + 2 || is_cut(x, last))))
            break;
        c->first[kept] = first;
        c->last[kept++] = last;
        if (last < c->last[k])
            break;
    }
    c->count = kept;
}

static bool covers(const struct indirect *x, const struct dt_content *c,
                   const struct dt_draft *draft)
{
    for (size_t i = 0; i < draft->span_count; i++) {
        struct dt_span inner = x->out->spans[draft->first_span + i];
        bool found = false;

        for (size_t k = 0; k < c->count && !found; k++) {
            struct dt_span part = dt_reading_span(x->r, c->first[k],
                                                  c->last[k]);

            found = part.start <= inner.start && inner.end <= part.end;
        }
        if (!found)
            return false;
    }
    return true;
}

/* Whether as many clauses as may already go on behind this one's begin. */
static bool is_buried(struct indirect *x, const struct dt_content *c)
{
    uint32_t *oldest = &x->ends[x->clauses % NESTED];

    if (*oldest > c->first[0])
        return true;
    *oldest = c->last[c->count - 1];
    x->clauses++;
    return false;
}

/* Fragments that nobody was found for belong to whoever has the clause. */
static bool absorb(const struct indirect *x, uint32_t mine,
                   const struct dt_content *c)
{
    bool quoted = false;

    for (size_t k = 0; k < c->count; k++) {
        for (size_t i = c->first[k]; i < c->last[k]; i++) {
            uint32_t other = draft_of_token(x, i);

            if (x->r->tokens->items[i].kind != DT_TOKEN_QUOTE)
                continue;
            quoted = true;
            if (other != mine && other != DT_DRAFT_NONE)
                x->out->items[other].span_count = 0;
        }
    }
    return quoted;
}

/* kündigte Widerstand an: one word, where capitals tell that it is a noun */
static bool is_noun(const struct indirect *x, size_t token)
{
    const struct dt_token *t = &x->r->tokens->items[token];

    return dt_lexicon_has(x->r->tokens->lexicon, DT_TRAIT_NOUN_CAPITALS) &&
           t->capital && t->kind == DT_TOKEN_WORD &&
           t->mention == DT_TOKEN_NONE && !(t->classes & DT_WORD_COMMON);
}

/* Whether a word is one that only a clause has, and no noun as well. */
static bool is_verb(const struct dt_token *t)
{
    return t->kind == DT_TOKEN_WORD && !t->capital &&
           !(t->classes & DT_WORD_NOUN) &&
           (t->classes & (DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PAST));
}

/* "wrote the report for the council": a noun phrase, and no clause. */
static bool makes_thing(const struct indirect *x, const struct dt_cue *cue,
                        const struct dt_content *c)
{
    const struct dt_token *t = x->r->tokens->items;

    if (!dt_phrase_begins(x->r->tokens->lexicon, DT_PHRASE_MAKING,
                          dt_token_text(x->r->text, &t[cue->first])) ||
        c->first[0] < cue->first ||
        !(t[c->first[0]].mention != DT_TOKEN_NONE ||
          (t[c->first[0]].classes &
           (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))) ||
        (t[c->first[0]].classes & DT_WORD_THAT))
        return false;
    for (size_t i = c->first[0];
         i < c->last[0] && !(t[i].classes & (DT_WORD_RELATIVE | DT_WORD_THAT));
         i++)
        if (t[i].kind == DT_TOKEN_COLON || is_verb(&t[i]))
            return false;
    return true;
}

/* "asked all of them the same question and printed": not what is asked. */
static bool asks_thing(const struct indirect *x, const struct dt_cue *cue,
                       const struct dt_content *c)
{
    const struct dt_token *t = x->r->tokens->items;
    const struct dt_lexicon *lexicon = x->r->tokens->lexicon;
    size_t i = c->first[0];

    if (cue->form != DT_CUE_VERB || i < cue->first ||
        !dt_phrase_is(lexicon, DT_PHRASE_ASKING,
                      dt_token_text(x->r->text, &t[cue->first])))
        return false;
    while (i < c->last[0] && t[i].kind == DT_TOKEN_WORD &&
           !(t[i].classes & (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                             DT_WORD_AUXILIARY | DT_WORD_THAT)) &&
           !dt_phrase_is(lexicon, DT_PHRASE_ASKED,
                         dt_token_text(x->r->text, &t[i])))
        i++;
    if (i >= c->last[0] || !dt_phrase_is(lexicon, DT_PHRASE_ASKED,
                                         dt_token_text(x->r->text, &t[i])))
        return false;
    return ++i >= c->last[0] || t[i].kind == DT_TOKEN_COMMA ||
           (t[i].classes & DT_WORD_COORDINATOR);
}

/* To the Echo, to Voss: not to go. */
static bool is_infinitive(const struct dt_token *t, size_t i, size_t end)
{
    return (t[i].classes & DT_WORD_TO) && i + 1 < end && !t[i + 1].capital &&
           t[i + 1].mention == DT_TOKEN_NONE &&
           !(t[i + 1].classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE));
}

/* About who should pay: what a preposition has as its noun. */
static bool is_noun_clause(const struct indirect *x, size_t i)
{
    const struct dt_token *t = &x->r->tokens->items[i];

    return (t[-1].classes & DT_WORD_PREPOSITION) &&
           ((t->classes & DT_WORD_RELATIVE) ||
            dt_phrase_is(x->r->tokens->lexicon, DT_PHRASE_RELATIVE,
                         dt_token_text(x->r->text, t)));
}

/*
 * "proposed for the hospital", "disagreed in public about who should pay",
 * "said as much on Tuesday": a preposition with its noun, or what stands for
 * something said before, and no verb.
 */
static bool is_adverbial(const struct indirect *x, const struct dt_cue *cue,
                         const struct dt_content *c, struct dt_str text)
{
    const struct dt_token *t = x->r->tokens->items;
    uint64_t opens = t[c->first[0]].classes;

    if (cue->form != DT_CUE_VERB || c->first[0] != cue->last ||
        dt_lexicon_has(x->r->tokens->lexicon, DT_TRAIT_COMMA_CLAUSES) ||
        (!dt_phrase_begins(x->r->tokens->lexicon, DT_PHRASE_ECHO, text) &&
         (!(opens & DT_WORD_PREPOSITION) ||
          is_infinitive(t, c->first[0], c->last[0]) ||
          (opens & DT_WORD_CONJUNCTION))))
        return false;
    for (size_t i = c->first[0]; i < c->last[0]; i++) {
        if (i > c->first[0] && is_noun_clause(x, i))
            return true;
        if (is_infinitive(t, i, c->last[0]) || is_verb(&t[i]))
            return false;
    }
    return true;
}

/* Told the board, adding that: what she says is what the next verb reports. */
static bool is_told_next(const struct indirect *x, const struct dt_content *c)
{
    const struct dt_token *t = &x->r->tokens->items[c->first[0]];

    return c->first[0] > 0 && t[-1].kind == DT_TOKEN_COMMA &&
           (t->classes & DT_WORD_GERUND) && (t->classes & DT_WORD_STRONG) &&
           t->mention == DT_TOKEN_NONE;
}

/* Whether a clause without quotations is none: "calling at the harbour". */
static bool says_nothing(const struct indirect *x, const struct dt_cue *cue,
                         const struct dt_content *c)
{
    struct dt_span first = dt_reading_span(x->r, c->first[0], c->last[0]);
    struct dt_str text = {x->r->text.ptr + first.start,
                          first.end - first.start};

    if (makes_thing(x, cue, c) || is_adverbial(x, cue, c, text) ||
        asks_thing(x, cue, c) || is_told_next(x, c) ||
        dt_phrase_begins(x->r->tokens->lexicon, DT_PHRASE_UNREPORTED, text))
        return true;
    return c->count == 1 && dt_attribute_count_words(text) < CLAUSE &&
           !is_noun(x, c->first[0]);
}

static int set_spans(struct indirect *x, struct dt_draft *draft,
                     const struct dt_content *c)
{
    int rc = DT_OK;

    draft->span_count = 0;
    for (size_t k = 0; k < c->count && rc == DT_OK; k++)
        rc = dt_drafts_extend(x->out, draft,
                              dt_reading_span(x->r, c->first[k], c->last[k]),
                              x->err);
    return rc;
}

/* Demnach …: the source is the one of the paragraph before. */
static void take_known_source(const struct indirect *x,
                              const struct dt_cue *cue, struct dt_draft *draft)
{
    uint64_t classes = x->r->tokens->items[cue->first].classes;
    const struct dt_draft *last = x->from > 0 ? &x->out->items[x->from - 1]
                                              : NULL;

    if (last == NULL || last->block + 1 != x->block ||
        !(classes & DT_WORD_ACCORDING) || !(classes & DT_WORD_ADVERB))
        return;
    draft->person = last->person;
    draft->name = last->name;
}

static enum dt_rule rule_of(const struct dt_cue *cue)
{
    static const enum dt_rule rules[] = {[DT_CUE_VERB] = DT_RULE_CLAUSE,
                                         [DT_CUE_PASSIVE] = DT_RULE_CLAUSE,
                                         [DT_CUE_NOUN] = DT_RULE_NOUN,
                                         [DT_CUE_VIEW] = DT_RULE_VIEW,
                                         [DT_CUE_LABEL] = DT_RULE_HEADLINE};

    return rules[cue->form];
}

/* Whether somebody did not say what stands in tokens [object, …). */
static bool is_unsaid(const struct indirect *x, const struct dt_cue *cue,
                      size_t object)
{
    return dt_asserted(x->r, cue, object) != DT_ASSERTED ||
           dt_asserted_contrary(x->r, cue, object);
}

/* Declined to say whether: one refusal, of what the second verb reports. */
static void drop_refusal(const struct indirect *x, const struct dt_cue *cue)
{
    const struct dt_token *t = x->r->tokens->items;
    struct dt_draft *last;
    uint32_t start;

    if (x->out->count == x->from || cue->first == 0)
        return;
    last = &x->out->items[x->out->count - 1];
    if (strcmp(last->rule, dt_rule_name(DT_RULE_UNSAID)) != 0)
        return;
    start = x->out->spans[last->first_span].start;
    if (start == t[cue->first].start || start == t[cue->first - 1].start)
        last->span_count = 0;
}

/* Mark what was quoted, and was not said. */
static void set_unsaid(const struct indirect *x, const struct dt_cue *cue,
                       struct dt_draft *draft)
{
    struct dt_attribution who = dt_attribute_by_cue(x->r, DT_RULE_UNSAID, cue);

    draft->rule = dt_rule_name(DT_RULE_UNSAID);
    draft->confidence = dt_attribution_confidence(&who, x->cast);
}

static int take_cue(struct indirect *x, size_t index)
{
    const struct dt_cue *cue = &x->r->cues->items[index];
    struct dt_draft *mine = draft_at(x, cue->draft), draft = {0};
    enum dt_rule rule = rule_of(cue);
    struct dt_attribution who;
    struct dt_content c;
    int rc;

    if (mine != NULL && mine->mode != DT_MODE_MIXED)
        return DT_OK;
    if (mine == NULL && (cue->manner || (cue->mention == DT_TOKEN_NONE &&
                                         cue->order != DT_CUE_INVERTED)))
        return DT_OK;
    c = dt_content_find(x->r, index);
    clip(x, cue, &c);
    if (mine != NULL && is_unsaid(x, cue, c.count > 0 ? c.first[0] : cue->last))
        set_unsaid(x, cue, mine);
    if (c.count == 0)
        return DT_OK;
    if (mine != NULL) {
        if (!covers(x, &c, mine))
            return DT_OK;
        absorb(x, cue->draft, &c);
        return set_spans(x, mine, &c);
    }
    if (!cue->strong &&
        c.last[c.count - 1] - c.first[0] + (c.verb_end - cue->last) < OBJECT)
        return DT_OK;
    if (is_buried(x, &c))
        return DT_OK;
    draft.mode = absorb(x, DT_DRAFT_NONE, &c) ? DT_MODE_MIXED
                                              : DT_MODE_INDIRECT;
    if (draft.mode == DT_MODE_INDIRECT &&
        (says_nothing(x, cue, &c) ||
         dt_asserted(x->r, cue, c.first[0]) == DT_ASSERTED_ASKED))
        return DT_OK;
    if (is_unsaid(x, cue, c.first[0])) {
        rule = DT_RULE_UNSAID;
        drop_refusal(x, cue);
    }
    who = dt_attribute_by_cue(x->r, rule, cue);
    if (cue->form == DT_CUE_VERB)
        who.cue.end = x->r->tokens->items[c.verb_end - 1].end;
    dt_draft_set_speaker(&draft, &who, x->cast);
    if (cue->mention == DT_TOKEN_NONE)
        take_known_source(x, cue, &draft);
    draft.confidence = dt_attribution_confidence(&who, x->cast);
    draft.block = x->block;
    rc = dt_drafts_add(x->out, draft,
                       dt_reading_span(x->r, c.first[0], c.last[0]), x->err);
    return rc == DT_OK ? set_spans(x, &x->out->items[x->out->count - 1], &c)
                       : rc;
}

struct placed {
    struct dt_draft draft;
    uint32_t at;
};

/* By the first span; of two that begin together, by their verbs. */
static int by_place(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->draft.cue.start > b->draft.cue.start) -
           (a->draft.cue.start < b->draft.cue.start);
}

/* Drop what was absorbed and sort the rest. */
static int settle(struct indirect *x, size_t from)
{
    struct dt_drafts *out = x->out;
    size_t count = 0;
    struct placed *items = malloc((out->count - from) * sizeof *items);

    if (items == NULL)
        return DT_FAIL(x->err, DT_EINTERNAL, "out of memory for statements");
    for (size_t i = from; i < out->count; i++) {
        const struct dt_draft *d = &out->items[i];

        if (d->span_count > 0)
            items[count++] = (struct placed){*d,
                                             out->spans[d->first_span].start};
    }
    qsort(items, count, sizeof *items, by_place);
    for (size_t i = 0; i < count; i++)
        out->items[from + i] = items[i].draft;
    out->count = from + count;
    free(items);
    return DT_OK;
}

int dt_indirect_draft(const struct dt_reading *r, const struct dt_cast *cast,
                      size_t block, size_t from, struct dt_drafts *out,
                      struct dt_err *err)
{
    struct indirect x = {r, cast, out, err, block, from, {0}, 0};
    size_t settled;
    int rc = DT_OK;

    for (size_t i = 0; i < r->cues->count && rc == DT_OK; i++)
        rc = take_cue(&x, i);
    if (rc == DT_OK && out->count > from)
        rc = settle(&x, from);
    settled = out->count;
    if (rc == DT_OK)
        rc = dt_mood_draft(r, cast, block, from, out, err);
    if (rc == DT_OK && out->count > settled)
        rc = settle(&x, from);
    return rc;
}

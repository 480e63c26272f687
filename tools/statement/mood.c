#include "statement/mood.h"

#include "statement/lexicon.h"

enum {
    CONFIDENCE = 600,
    CLAUSE = 40 /* tokens looked at before a verb */
};

struct mood {
    const struct dt_reading *r;
    const struct dt_cast *cast;
    const struct dt_token *t;
    struct dt_drafts *out;
    struct dt_err *err;
    size_t block;
    size_t drafts; /* behind those that were there before */
    size_t cue;    /* the first that is not before the sentence */
    size_t next;   /* the first that does not begin before the sentence */
    uint32_t said; /* where the last one begins that was heard by the mood */
    size_t before; /* first token of the sentence before, or of this one */
};

/*
 * Whether the subjunctive at token i is the verb of a main clause: second, or
 * behind a word that opens none where the verb is last (damit sei man
 * gerüstet).
 */
static bool is_main(const struct mood *x, size_t i)
{
    size_t from = i;

    if (i > 0 && x->t[i - 1].starts && i + 1 < x->r->tokens->count &&
        x->t[i + 1].kind == DT_TOKEN_WORD)
        return true;

    while (i > 0 && from - i < CLAUSE && !x->t[i].starts &&
           x->t[i - 1].kind != DT_TOKEN_COMMA &&
           x->t[i - 1].kind != DT_TOKEN_COLON)
        i--;
    return (x->t[i].classes & DT_WORD_COORDINATOR) ||
           !(x->t[i].classes &
             (DT_WORD_THAT | DT_WORD_AS | DT_WORD_CONJUNCTION));
}

/* seit dem Unfall schlafe er: nothing but a verb ends so before "er" */
static bool is_inverted(const struct mood *x, size_t i)
{
    return i + 1 < x->r->tokens->count && !x->t[i].capital &&
           !(x->t[i].classes &
             (DT_WORD_ADVERB | DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
              DT_WORD_DETERMINER | DT_WORD_POSSESSIVE | DT_WORD_COMMON)) &&
           x->t[i + 1].mention != DT_TOKEN_NONE &&
           (x->t[i + 1].classes & (DT_WORD_HE | DT_WORD_SHE | DT_WORD_IT)) &&
           !(i > 0 && (x->t[i - 1].classes & DT_WORD_FIRST));
}

/* sie prüfe: but not für sie neue Wege */
static bool is_hers(const struct mood *x, size_t i)
{
    return (x->t[i - 1].classes & DT_WORD_SHE) && !x->t[i].capital &&
           !(x->t[i].classes &
             (DT_WORD_ADVERB | DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
              DT_WORD_DETERMINER | DT_WORD_POSSESSIVE | DT_WORD_COMMON)) &&
           !(i > 1 && (x->t[i - 2].classes & DT_WORD_PREPOSITION));
}

/*
 * sei; man prüfe, prüfe man: a third person that does not look like one
 * elsewhere
 */
static bool is_subjunctive(const struct mood *x, size_t i)
{
    if (x->t[i].classes & DT_WORD_SUBJUNCTIVE)
        return true;
    if (i > 1 && x->t[i - 1].kind == DT_TOKEN_WORD &&
        (x->t[i - 2].classes &
         (DT_WORD_PAST | DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_SPLIT)))
        return false; /* forderte er rasche Neuwahlen */
    if (i > 1 && x->t[i - 1].kind == DT_TOKEN_WORD &&
        x->t[i - 2].kind == DT_TOKEN_WORD && !x->t[i - 2].capital &&
        x->t[i - 2].classes == 0)
        return false; /* schwieg er lange */
    if (i == 0 || !(x->t[i].classes & DT_WORD_SUBJUNCTIVE_LIKE) ||
        (x->t[i].classes & (DT_WORD_PAST | DT_WORD_AUXILIARY)))
        return false;
    return (x->t[i - 1].classes & (DT_WORD_HE | DT_WORD_IT)) || is_hers(x, i) ||
           is_inverted(x, i);
}

/* Where a draft begins and ends in the text, or did before it lost its spans. */
static struct dt_span extent(const struct mood *x, const struct dt_draft *d)
{
    const struct dt_span *spans = x->out->spans + d->first_span;

    size_t last = d->span_count > 0 ? d->span_count - 1 : 0;

    return (struct dt_span){spans[0].start, spans[last].end};
}

/*
 * Whether somebody speaks in the sentence before token i, or in the one that
 * it stands in.
 */
static bool follows_speech(const struct mood *x, size_t i)
{
    uint32_t before = x->t[x->before].start;

    return x->before == i || x->said >= before ||
           (x->next > 0 && x->out->items[x->next - 1].block == x->block &&
            extent(x, &x->out->items[x->next - 1]).end >= before);
}

/*
 * Whether a main verb of tokens [first, end) is subjunctive; one of the past
 * (wäre) only where speech goes on, and not behind a clause that makes it a
 * condition (wenn er käme, …).
 */
static bool is_reported(const struct mood *x, size_t first, size_t end)
{
    bool condition = !follows_speech(x, first) ||
                     ((x->t[first].classes & DT_WORD_CONJUNCTION) &&
                      !(x->t[first].classes & DT_WORD_COORDINATOR));

    for (size_t i = first; i < end; i++)
        if (x->t[i].kind == DT_TOKEN_WORD && !x->t[i].capital &&
            is_subjunctive(x, i) && is_main(x, i) &&
            !(condition && (x->t[i].classes & DT_WORD_PAST)))
            return true;
    return false;
}

/* Who spoke before the sentence, or NULL. */
static const struct dt_draft *speaker_before(const struct mood *x)
{
    const struct dt_draft *last;

    if (x->next == 0)
        return x->out->count > x->drafts ? &x->out->items[x->out->count - 1]
                                         : NULL;
    last = &x->out->items[x->next - 1];
    if (x->out->count > x->drafts) { /* whoever was heard by the mood */
        const struct dt_draft *heard = &x->out->items[x->out->count - 1];

        if (last->block < x->block ||
            extent(x, last).start < extent(x, heard).start)
            last = heard;
    }
    if (last->block + 1 < x->block || last->name.len == 0)
        return NULL;
    return last;
}

/* The first mention of tokens [first, end) that no preposition governs. */
static const struct dt_mention *subject_of(const struct mood *x, size_t first,
                                           size_t end)
{
    for (size_t i = first; i < end; i++) {
        uint32_t mention = x->t[i].mention;

        if (mention != DT_TOKEN_NONE &&
            (i == first || !(x->t[i - 1].classes & DT_WORD_PREPOSITION)))
            return &x->r->mentions->items[mention];
    }
    return NULL;
}

/* Whether somebody does something in the main clause of tokens [first, end). */
static bool is_told(const struct mood *x, size_t first, size_t end)
{
    const struct dt_mention *m;

    if (x->t[first].classes & (DT_WORD_CONJUNCTION | DT_WORD_PREPOSITION))
        return false;
    m = subject_of(x, first, end);
    if (m == NULL || m->first > first + 1 || m->last >= end)
        return false;
    return x->t[m->last].kind == DT_TOKEN_WORD && !x->t[m->last].capital &&
           (x->t[m->last].classes &
            (DT_WORD_PAST | DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_SPLIT));
}

static size_t find_comma(const struct mood *x, size_t first, size_t end)
{
    while (first < end && x->t[first].kind != DT_TOKEN_COMMA)
        first++;
    return first;
}

/*
 * Voss stood by him: he had her trust. From the sentence to the colon; or to
 * the comma of a main clause that is told, before one that is reported (Voss
 * zeigte sich offen, an der Reform führe aber kein Weg vorbei).
 */
static size_t find_colon(const struct mood *x, size_t first, size_t end)
{
    size_t comma = find_comma(x, first, end);

    for (size_t i = first + 1; i + 2 < end; i++)
        if (x->t[i].kind == DT_TOKEN_COLON)
            return i;
    if (comma + 2 >= end || is_reported(x, first, comma) ||
        (x->t[comma + 1].classes &
         (DT_WORD_CONJUNCTION | DT_WORD_THAT | DT_WORD_RELATIVE)) ||
        !is_told(x, first, comma))
        return end;
    return comma;
}

/* The last cue before a sentence, even one that reports nothing, or NULL. */
static const struct dt_cue *cue_before(struct mood *x, size_t first)
{
    const struct dt_cues *cues = x->r->cues;

    while (x->cue < cues->count && cues->items[x->cue].first < first)
        x->cue++;
    return x->cue > 0 && cues->items[x->cue - 1].mention != DT_TOKEN_NONE
               ? &cues->items[x->cue - 1]
               : NULL;
}

static void set_speaker(const struct mood *x, struct dt_draft *draft,
                        const struct dt_mention *m)
{
    draft->name = m->name;
    if (m->entity < x->cast->count)
        draft->person = x->cast->items[m->entity].person;
}

/* Voss zog eine Bilanz. Man sei zufrieden.: the last sentence's, or NULL. */
static const struct dt_mention *subject_before(const struct mood *x,
                                               size_t first, size_t end)
{
    const struct dt_mention *m = NULL;

    size_t from = x->before;

    if (from < first && (x->t[from].classes & DT_WORD_CONJUNCTION) &&
        !(x->t[from].classes & DT_WORD_COORDINATOR))
        from = find_comma(x, from, first); /* ob es hält, weiß Voss nicht */
    if (x->before < first && is_reported(x, first, find_comma(x, first, end)))
        m = subject_of(x, from, first);
    return m != NULL && m->kind != DT_MENTION_PRONOUN ? m : NULL;
}

static bool take_over(struct dt_draft *draft, const struct dt_draft *last)
{
    draft->person = last->person;
    draft->name = last->name;
    return true;
}

/* Take the speaker of a sentence; its words are tokens [*first, *end). */
static bool find_speaker(struct mood *x, size_t *first, size_t *end,
                         struct dt_draft *draft)
{
    size_t colon = find_colon(x, *first, *end);
    const struct dt_draft *last = speaker_before(x);
    const struct dt_mention *m;

    if (colon == *end) {
        const struct dt_cue *cue = cue_before(x, *first);

        if (cue != NULL &&
            (last == NULL || x->t[cue->first].start > extent(x, last).end)) {
            set_speaker(x, draft, &x->r->mentions->items[cue->mention]);
            return true;
        }
        m = subject_before(x, *first, *end);
        if (last != NULL &&
            (last->block == x->block || m == NULL ||
             m->kind != DT_MENTION_NAME || m->first != x->before))
            return take_over(draft, last);
        if (m != NULL)
            set_speaker(x, draft, m);
        return m != NULL;
    }
    m = subject_of(x, *first, colon);
    if (m == NULL) {
        *end = colon;
        return last != NULL && take_over(draft, last);
    }
    *first = colon + 1;
    set_speaker(x, draft, m);
    draft->mention = m->span;
    return true;
}

/* The colon behind which a quotation ends the sentence, or end. */
static size_t find_quoted(const struct mood *x, size_t first, size_t end)
{
    size_t colon = first;

    while (colon + 1 < end && !(x->t[colon].kind == DT_TOKEN_COLON &&
                                x->t[colon + 1].kind == DT_TOKEN_QUOTE))
        colon++;
    return colon + 1 < end ? colon : end;
}

/* The comma before the cue of a draft in tokens [first, end), or first. */
static size_t before_cue(const struct mood *x, size_t first, size_t end,
                         const struct dt_draft *draft)
{
    size_t comma = first;

    for (size_t i = first; i < end && x->t[i].start < draft->cue.start; i++)
        if (x->t[i].kind == DT_TOKEN_COMMA)
            comma = i;
    return comma;
}

/* The sentence of tokens [first, end), which ends with a stop or without. */
static int take_sentence(struct mood *x, size_t first, size_t end)
{
    struct dt_span span = {x->t[first].start, x->t[end - 1].end};
    struct dt_draft draft = {.mode = DT_MODE_INDIRECT,
                             .rule = "subjunctive",
                             .confidence = CONFIDENCE,
                             .block = x->block};
    struct dt_draft *quoted = NULL;
    size_t behind, colon = find_quoted(x, first, end);
    bool announces = colon < end && is_reported(x, first, colon);

    if (announces) {
        end = colon; /* Es müsse gespart werden: „…“ */
        span.end = x->t[end - 1].end;
    }
    while (x->next < x->drafts &&
           extent(x, &x->out->items[x->next]).end <= span.start)
        x->next++;
    for (behind = x->next; behind < x->drafts; behind++) {
        const struct dt_draft *d = &x->out->items[behind];

        if (extent(x, d).start >= span.end)
            break;
        if (d->cue.end > 0 || d->mode != DT_MODE_MIXED)
            return DT_OK;
    }
    if (announces && behind < x->drafts)
        quoted = &x->out->items[behind];
    if (quoted != NULL && quoted->cue.start >= span.start) {
        end = before_cue(x, first, end, quoted); /* …, sagte Voss: „…“ */
        (void)take_over(&draft, quoted);
        draft.mention = quoted->mention;
        draft.cue = quoted->cue;
    } else if (!find_speaker(x, &first, &end, &draft)) {
        return DT_OK;
    }
    if (!is_reported(x, first, end))
        return DT_OK;
    for (size_t i = x->next; i < behind; i++)
        x->out->items[i].span_count = 0;
    x->next = behind;
    if (quoted != NULL && quoted->name.len == 0) {
        quoted->person = draft.person;
        quoted->name = draft.name;
    }
    while (end > first + 1 && x->t[end - 1].kind == DT_TOKEN_STOP)
        end--;
    x->said = x->t[first].start;
    for (size_t i = first; i < end; i++)
        if (x->t[i].kind == DT_TOKEN_QUOTE)
            draft.mode = DT_MODE_MIXED;
    return dt_drafts_add(x->out, draft, dt_reading_span(x->r, first, end),
                         x->err);
}

int dt_mood_draft(const struct dt_reading *r, const struct dt_cast *cast,
                  size_t block, size_t from, struct dt_drafts *out,
                  struct dt_err *err)
{
    struct mood x = {.r = r,
                     .cast = cast,
                     .t = r->tokens->items,
                     .out = out,
                     .err = err,
                     .block = block,
                     .drafts = out->count,
                     .next = from};
    size_t first = 0;
    bool any = false;
    int rc = DT_OK;

    for (size_t i = 0; i < r->tokens->count && !any; i++)
        any = is_subjunctive(&x, i);
    for (size_t i = 1; any && i <= r->tokens->count && rc == DT_OK; i++) {
        if (i < r->tokens->count && !x.t[i].starts)
            continue;
        rc = take_sentence(&x, first, i);
        x.before = first;
        first = i;
    }
    return rc;
}

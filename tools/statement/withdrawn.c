#include "statement/withdrawn.h"

#include "statement/phrases.h"

enum { PHRASE = 6 /* tokens of what stands for the text itself */ };

/* Behind an earlier version, this article, from token i on; or i. */
static size_t version_end(const struct dt_reading *r, size_t i)
{
    const struct dt_token *t = r->tokens->items;
    size_t end = i;

    for (size_t k = i; k < r->tokens->count && k < i + PHRASE; k++) {
        struct dt_str text = {r->text.ptr + t[i].start, t[k].end - t[i].start};

        if (dt_phrase_is(r->tokens->lexicon, DT_PHRASE_VERSION, text))
            end = k + 1;
    }
    return end;
}

/* An earlier version said; of this article; but not: of the bill. */
static bool is_own_version(const struct dt_reading *r, size_t i)
{
    const struct dt_token *t = r->tokens->items;
    size_t end = version_end(r, i);

    if (end == i || end >= r->tokens->count)
        return false;
    if (!(t[end].classes & (DT_WORD_PREPOSITION | DT_WORD_DETERMINER)))
        return true;
    return dt_phrase_begins(r->tokens->lexicon, DT_PHRASE_ITSELF,
                            (struct dt_str){r->text.ptr + t[end].start,
                                            r->text.len - t[end].start});
}

/* The bytes from token i on that its sentence holds before a semicolon. */
static struct dt_span clause_from(const struct dt_reading *r, size_t i)
{
    const struct dt_token *t = r->tokens->items;
    struct dt_span span = {t[i].start, t[i].end};

    while (++i < r->tokens->count && !t[i].starts &&
           t[i].kind != DT_TOKEN_SEMICOLON)
        span.end = t[i].end;
    return span;
}

static void mark_within(struct dt_span clause, size_t from,
                        struct dt_drafts *out)
{
    for (size_t i = from; i < out->count; i++) {
        struct dt_draft *draft = &out->items[i];
        uint32_t start = draft->cue.end > 0
                             ? draft->cue.start
                             : out->spans[draft->first_span].start;

        if (start >= clause.start && start < clause.end)
            draft->withdrawn = true;
    }
}

void dt_withdrawn_mark(const struct dt_reading *r, size_t from,
                       struct dt_drafts *out)
{
    const struct dt_token *t = r->tokens->items;

    for (size_t i = 0; from < out->count && i < r->tokens->count; i++)
        if ((t[i].starts || (i > 0 && t[i - 1].kind == DT_TOKEN_COLON)) &&
            t[i].kind == DT_TOKEN_WORD && is_own_version(r, i))
            mark_within(clause_from(r, i), from, out);
}

int dt_withdrawn_drop(struct dt_drafts *out, struct dt_err *err)
{
    bool any = false;

    for (size_t i = 0; i < out->count; i++) {
        if (out->items[i].withdrawn)
            out->items[i].span_count = 0;
        any = any || out->items[i].withdrawn;
    }
    return any ? dt_drafts_settle(out, err) : DT_OK;
}

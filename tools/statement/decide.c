#include "statement/decide.h"

#include <stdlib.h>
#include <string.h>

#include "adapt/unicode.h"
#include "base/utf8.h"
#include "statement/identity.h"
#include "statement/rule.h"

struct deciding {
    const struct dt_statement_input *in;
    const struct dt_statement *items;
    struct dt_drafts *drafts;
    size_t count;  /* of items; drafts may get more behind them */
    bool *touched; /* one an item */
    char (*words)[DT_IDENTITY_SIZE]; /* one an item, once they are needed */
    struct dt_err *err;
};

static int fail(struct deciding *d, const struct dt_decision *decision,
                const char *why)
{
    return DT_FAIL(d->err, DT_EFORMAT, "%s:%u: %s: %s", d->in->decisions_path,
                   decision->line, decision->statement, why);
}

static size_t find_id(const struct deciding *d, const char *id)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->items[i].id, id) == 0)
            return i;
    return SIZE_MAX;
}

static int know_words(struct deciding *d)
{
    int rc = DT_OK;

    if (d->words)
        return DT_OK;
    d->words = calloc(d->count + 1, sizeof *d->words);
    if (!d->words)
        return DT_FAIL(d->err, DT_EINTERNAL, "out of memory for decisions");
    for (size_t i = 0; rc == DT_OK && i < d->count; i++)
        rc = dt_identity_words(d->in, d->items[i].text, d->words[i], d->err);
    return rc;
}

/* SIZE_MAX also when several have these words. */
static int find(struct deciding *d, const struct dt_decision *decision,
                size_t *index)
{
    int rc;

    *index = find_id(d, decision->statement);
    if (*index != SIZE_MAX || !decision->words)
        return DT_OK;
    rc = know_words(d);
    for (size_t i = 0; rc == DT_OK && i < d->count; i++) {
        if (strcmp(d->words[i], decision->words) != 0)
            continue;
        if (*index != SIZE_MAX) {
            *index = SIZE_MAX;
            return DT_OK;
        }
        *index = i;
    }
    return rc;
}

static void drop(struct deciding *d, size_t index)
{
    d->drafts->items[index].span_count = 0;
    d->touched[index] = true;
}

/* Without the white space at its ends. */
static struct dt_span trim(struct dt_str text, struct dt_span span)
{
    while (span.start < span.end &&
           (text.ptr[span.start] == ' ' || text.ptr[span.start] == '\n'))
        span.start++;
    while (span.end > span.start &&
           (text.ptr[span.end - 1] == ' ' || text.ptr[span.end - 1] == '\n'))
        span.end--;
    return span;
}

/* A new draft of the words from one offset of the statement's text to another. */
static int add_part(struct deciding *d, const struct dt_decision *decision,
                    size_t index, size_t from, size_t to)
{
    const struct dt_statement *s = &d->items[index];
    struct dt_draft draft = d->drafts->items[index];
    size_t at = 0;
    bool any = false;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < s->span_count; i++) {
        const struct dt_span whole = s->spans[i];
        size_t len = whole.end - whole.start;
        size_t first = from > at ? from - at : 0;
        size_t last = to > at ? to - at : 0;
        struct dt_span piece = {
            whole.start + (uint32_t)(first < len ? first : len),
            whole.start + (uint32_t)(last < len ? last : len)};

        at += len + 1; /* and the space that joins */
        piece = trim(d->in->article->text, piece);
        if (piece.start >= piece.end)
            continue;
        rc = any ? dt_drafts_extend(d->drafts,
                                    &d->drafts->items[d->drafts->count - 1],
                                    piece, d->err)
                 : dt_drafts_add(d->drafts, draft, piece, d->err);
        any = true;
    }
    return rc == DT_OK && !any
               ? fail(d, decision, "split: nothing is left of a part")
               : rc;
}

static bool is_of_word(uint32_t point)
{
    return dt_unicode_is_letter(point) || dt_unicode_is_digit(point);
}

size_t dt_decide_word_at(struct dt_str text, size_t at)
{
    size_t start = at, next = at, before = at;
    uint32_t point;

    if (at >= text.len)
        return at;
    point = dt_utf8_next(text, &next);
    if (!is_of_word(point) || dt_utf8_is_unspaced(point))
        return at;
    while (before > 0) {
        point = dt_utf8_prev(text, &before);
        if (!is_of_word(point) || dt_utf8_is_unspaced(point))
            break;
        start = before;
    }
    return start;
}

static int split(struct deciding *d, const struct dt_decision *decision,
                 size_t index)
{
    const struct dt_str text = d->items[index].text;
    size_t from = 0;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i <= decision->split_count; i++) {
        size_t to = i < decision->split_count ? decision->split[i] : text.len;

        if (i < decision->split_count && to >= text.len)
            return DT_FAIL(d->err, DT_EFORMAT,
                           "%s:%u: %s: split: %zu is behind the end of its "
                           "text, which has %zu bytes",
                           d->in->decisions_path, decision->line,
                           decision->statement, to, text.len);
        if (to < text.len && ((unsigned char)text.ptr[to] & 0xc0) == 0x80)
            return fail(d, decision, "split: inside a character");
        if (to < text.len && dt_decide_word_at(text, to) != to)
            return fail(d, decision, "split: inside a word");
        rc = add_part(d, decision, index, from, to);
        from = to;
    }
    if (rc == DT_OK)
        drop(d, index);
    return rc;
}

static int by_start(const void *a, const void *b)
{
    const struct dt_span *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* Its own words and those of the others, whose drafts go. */
static int merge(struct deciding *d, const struct dt_decision *decision,
                 size_t index)
{
    struct dt_span *spans;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < decision->merge_count; i++) {
        size_t other = find_id(d, decision->merge[i]);

        if (other == index)
            return fail(d, decision,
                        "merge: is this statement itself (name others)");
        if (d->touched[other])
            return fail(d, decision, "merge: with one that is decided already");
        for (size_t j = 0; rc == DT_OK && j < d->items[other].span_count; j++)
            rc = dt_drafts_extend(d->drafts, &d->drafts->items[index],
                                  d->items[other].spans[j], d->err);
        drop(d, other);
    }
    if (rc < 0)
        return rc;
    spans = d->drafts->spans + d->drafts->items[index].first_span;
    qsort(spans, d->drafts->items[index].span_count, sizeof *spans, by_start);
    for (size_t i = 1; i < d->drafts->items[index].span_count; i++)
        if (spans[i].start < spans[i - 1].end)
            return fail(d, decision, "merge: with one that shares its words");
    return DT_OK;
}

static bool all_there(const struct deciding *d,
                      const struct dt_decision *decision)
{
    for (size_t i = 0; i < decision->merge_count; i++)
        if (find_id(d, decision->merge[i]) == SIZE_MAX)
            return false;
    return true;
}

/* “She denied that it had risen” asserts it by nobody's decision. */
static bool stays_unsaid(const struct dt_draft *draft)
{
    return strcmp(draft->rule, DT_RULE_NOT_ASSERTED) == 0 &&
           dt_rule_takes(DT_STR(draft->rule),
                         DT_STR(dt_mode_name(draft->mode)));
}

static int carry_out(struct deciding *d, const struct dt_decision *decision,
                     size_t index)
{
    struct dt_draft *draft = &d->drafts->items[index];

    d->touched[index] = true;
    if (decision->not_a_statement) {
        drop(d, index);
        return DT_OK;
    }
    draft->confidence = DT_RULE_DECIDED_CONFIDENCE;
    draft->several = false;
    if (decision->speaker)
        draft->person = dt_people_by_id(d->in->people,
                                        DT_STR(decision->speaker));
    if (decision->mode)
        draft->mode = dt_mode_from(decision->mode);
    if (!stays_unsaid(draft))
        draft->rule = DT_RULE_DECIDED;
    if (decision->merge_count)
        return merge(d, decision, index);
    return decision->split_count ? split(d, decision, index) : DT_OK;
}

int dt_decide(const struct dt_statement_input *in,
              const struct dt_statement *items, struct dt_drafts *drafts,
              bool *done, bool *any, struct dt_err *err)
{
    struct deciding d = {.in = in,
                         .items = items,
                         .drafts = drafts,
                         .count = drafts->count,
                         .touched = calloc(drafts->count + 1, sizeof(bool)),
                         .err = err};
    int rc = d.touched
                 ? DT_OK
                 : DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");

    *any = false;
    for (size_t i = 0; rc == DT_OK && i < in->decision_count; i++) {
        const struct dt_decision *decision = &in->decisions[i];
        size_t index = SIZE_MAX;

        if (!done[i])
            rc = find(&d, decision, &index);
        if (rc < 0 || index == SIZE_MAX || d.touched[index] ||
            !all_there(&d, decision))
            continue;
        done[i] = *any = true;
        rc = carry_out(&d, decision, index);
    }
    if (rc == DT_OK && *any)
        rc = dt_drafts_settle(drafts, err);
    free(d.touched);
    free(d.words);
    return rc;
}

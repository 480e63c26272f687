/*
 * The parts of a verdict: which bytes of a quotation are which of its source
 * (judge.h).
 */
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "statement/judge.h"

static unsigned kinds_of(const struct dt_word *words, size_t first, size_t last)
{
    unsigned marks = 0;

    for (size_t i = first; i < last; i++)
        marks |= words[i].marks;
    return (marks & DT_MARK_NEGATION ? DT_CHANGE_NEGATION : 0u) |
           (marks & DT_MARK_NUMBER ? DT_CHANGE_NUMBER : 0u) |
           (marks & DT_MARK_MODAL ? DT_CHANGE_MODAL : 0u) |
           (marks & DT_MARK_SUBJECT ? DT_CHANGE_SUBJECT : 0u);
}

static int add_part(struct dt_fidelity *f, struct dt_fidelity_part part,
                    struct dt_err *err)
{
    void *grown = dt_array_room(f->parts, &f->cap, f->count, sizeof *f->parts);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a verdict");
    f->parts = grown;
    f->parts[f->count++] = part;
    return DT_OK;
}

/* Bytes of words [first, last); of none, the place before word first. */
static void bytes_of(const struct dt_word *words, size_t count, uint32_t first,
                     uint32_t last, uint32_t *start, uint32_t *end)
{
    if (first < last) {
        *start = words[first].start;
        *end = words[last - 1].end;
    } else {
        *start = first < count ? words[first].start
                 : first > 0   ? words[first - 1].end
                               : 0;
        *end = *start;
    }
}

static int put_whole(const struct dt_judge *j, const struct dt_words *quote,
                     const struct dt_align_part *part, struct dt_fidelity *f,
                     struct dt_err *err)
{
    const struct dt_words *all = &j->t->words;
    struct dt_fidelity_part out = {.op = part->op};

    if (part->op != DT_ALIGN_EQUAL && part->op != DT_ALIGN_BRACKET &&
        part->op != DT_ALIGN_GAP)
        f->changed |= kinds_of(quote->items, part->quote, part->quote_end) |
                      kinds_of(all->items, part->source, part->source_end);
    bytes_of(quote->items, quote->count, part->quote, part->quote_end,
             &out.quote, &out.quote_end);
    bytes_of(all->items, j->t->items[f->transcript].last, part->source,
             part->source_end, &out.source, &out.source_end);
    return add_part(f, out, err);
}

/* What others say between two words of the speaker is passed over. */
static int put_turn(const struct dt_judge *j, const struct dt_words *quote,
                    const struct dt_align_part *behind, struct dt_fidelity *f,
                    struct dt_err *err)
{
    const struct dt_word *word = &j->t->words.items[behind->source];
    struct dt_fidelity_part gap = {.op = DT_ALIGN_GAP};

    bytes_of(quote->items, quote->count, behind->quote, behind->quote,
             &gap.quote, &gap.quote_end);
    gap.source = word[-1].end;
    gap.source_end = word->start;
    return add_part(f, gap, err);
}

/*
 * A part of the source's words is cut where a turn begins: its bytes would
 * hold the words of others.
 */
static int put_part(const struct dt_judge *j, const struct dt_words *quote,
                    const struct dt_align_part *part, struct dt_fidelity *f,
                    struct dt_err *err)
{
    const bool equal = part->op == DT_ALIGN_EQUAL;
    const struct dt_word *source = j->t->words.items;
    struct dt_align_part rest = *part;
    int rc = DT_OK;

    for (uint32_t at = part->source; rc == DT_OK && at < part->source_end;
         at++) {
        struct dt_align_part head = rest;

        if (!(source[at].marks & DT_MARK_TURN) ||
            (at > part->source && !equal && part->op != DT_ALIGN_DELETE))
            continue;
        head.source_end = rest.source = at;
        if (equal)
            head.quote_end = rest.quote = part->quote + (at - part->source);
        else if (part->op == DT_ALIGN_DELETE)
            head.quote_end = head.quote;
        if (at > head.source)
            rc = put_whole(j, quote, &head, f, err);
        if (rc == DT_OK && f->count > 0 &&
            f->parts[f->count - 1].source_end == source[at - 1].end)
            rc = put_turn(j, quote, &rest, f, err);
    }
    return rc < 0 ? rc : put_whole(j, quote, &rest, f, err);
}

/* A piece that is not there is put in; it changes no word of any kind. */
static int put_absent(const struct dt_judge *j, const struct dt_words *quote,
                      const struct piece *p, uint32_t at, struct dt_fidelity *f,
                      struct dt_err *err)
{
    const struct dt_align_part none = {p->first, p->last, at, at,
                                       DT_ALIGN_INSERT};
    const unsigned changed = f->changed;
    int rc = put_part(j, quote, &none, f, err);

    f->changed = changed;
    return rc;
}

int dt_judge_put_parts(const struct dt_judge *j, const struct dt_words *quote,
                       struct dt_fidelity *f, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; i < j->count && rc == DT_OK; i++) {
        const struct piece *p = &j->pieces[i];
        uint32_t from = i > 0 ? p[-1].source_end : 0;

        if (i > 0 && p->parts > 0 && p[-1].parts > 0 && p->source > from &&
            p->join != JOIN_SPLIT) {
            struct dt_align_part gap = {p->first, p->first, from, p->source,
                                        DT_ALIGN_GAP};

            rc = put_part(j, quote, &gap, f, err);
        }
        for (size_t k = 0; k < p->parts && rc == DT_OK; k++)
            rc = put_part(j, quote, &j->parts[p->part + k], f, err);
        if (p->parts == 0 && rc == DT_OK)
            rc = put_absent(j, quote, p,
                            from ? from : j->t->items[f->transcript].first, f,
                            err);
    }
    return rc;
}

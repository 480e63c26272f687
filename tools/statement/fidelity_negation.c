/* Words that are left out or put in so that the opposite is said (judge.h). */
#include "statement/judge.h"

enum { LONGEST = 8 /* words of either side that are looked at */ };

/* The first word of [i, end) that is neither a negation nor its auxiliary. */
static uint32_t skip(const struct dt_word *words, uint32_t i, uint32_t end)
{
    while (i < end && (words[i].marks & (DT_MARK_NEGATION | DT_MARK_AUXILIARY)))
        i++;
    return i;
}

static unsigned count_negations(const struct dt_word *words, uint32_t i,
                                uint32_t end)
{
    unsigned count = 0;

    for (; i < end; i++)
        count += (words[i].marks & DT_MARK_NEGATION) != 0;
    return count;
}

/*
 * Whether a part's words are the same but for a negation, and *bits, what those
 * tell that are: belongs, does not belong.
 */
static bool is_negated(const struct dt_judge *j, const struct dt_words *quote,
                       const struct dt_align_part *part, int64_t *bits)
{
    const struct dt_word *q = quote->items, *s = j->t->words.items;
    uint32_t at = part->quote, from = part->source;

    *bits = 0;
    if (part->quote_end - at > LONGEST || part->source_end - from > LONGEST ||
        count_negations(q, at, part->quote_end) ==
            count_negations(s, from, part->source_end))
        return false;
    for (;;) {
        at = skip(q, at, part->quote_end);
        from = skip(s, from, part->source_end);
        if (at == part->quote_end || from == part->source_end)
            return at == part->quote_end && from == part->source_end;
        if (q[at].stem != s[from].stem)
            return false;
        *bits += dt_transcripts_bits(j->t, &s[from]);
        at++;
        from++;
    }
}

static bool is_edit(const struct dt_align_part *part)
{
    return part->op == DT_ALIGN_REPLACE || part->op == DT_ALIGN_INSERT ||
           part->op == DT_ALIGN_DELETE;
}

static size_t edits_of(const struct dt_align_part *part)
{
    size_t quote = part->quote_end - part->quote;
    size_t source = part->source_end - part->source;

    return quote > source ? quote : source;
}

struct dt_negated dt_judge_count_negated(const struct dt_judge *j,
                                         const struct dt_words *quote,
                                         const struct piece *p)
{
    struct dt_negated all = {0, 0};
    const struct dt_align_part *part = j->parts + p->part,
                               *end = part + p->parts;

    while (part < end) {
        struct dt_align_part run = *part;
        size_t edits = edits_of(part);
        int64_t bits;

        if (!is_edit(part++))
            continue;
        for (; part < end && is_edit(part); part++) {
            run.quote_end = part->quote_end;
            run.source_end = part->source_end;
            edits += edits_of(part);
        }
        if (!is_negated(j, quote, &run, &bits))
            continue;
        all.edits += edits;
        all.bits += bits;
    }
    return all;
}

bool dt_judge_hides_negation(const struct dt_judge *j,
                             const struct dt_words *quote)
{
    int64_t bits;

    for (size_t i = 0; i < j->count; i++) {
        const struct piece *p = &j->pieces[i];

        if (p->parts == 0)
            continue;
        if (i > 0 && p[-1].parts > 0 && p->join == JOIN_GAP &&
            p->source > p[-1].source_end) {
            const struct dt_align_part gap = {
                p->first, p->first, p[-1].source_end, p->source, DT_ALIGN_GAP};

            if (is_negated(j, quote, &gap, &bits))
                return true;
        }
        for (size_t k = 0; k < p->parts; k++)
            if (j->parts[p->part + k].op == DT_ALIGN_BRACKET &&
                is_negated(j, quote, &j->parts[p->part + k], &bits))
                return true;
    }
    return false;
}

#include "statement/attest.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "statement/align.h"
#include "statement/edits.h"
#include "statement/transcripts.h"

enum {
    LEAST = 3,     /* words of the same */
    CONTAINED = 5, /* words of what may stand in another */
    LIKE = 5,      /* of so many words one may differ */
    WINDOW = 92,   /* days between two publications */
    PAIRS = 256,   /* of one quotation that are looked up */
    WALKED = 64,   /* firsts of one pair that are looked at */
    VOTES = 512,   /* firsts that one quotation may resemble */
    TRIED = 8      /* of these, how many are aligned */
};

struct node {
    size_t first; /* the item */
    size_t next;  /* node of the same slot and one; 0: none */
    uint64_t pair;
};

struct groups {
    struct dt_attestation *items;
    struct dt_alignment alignment;
    struct dt_edits edits;
    size_t *slots; /* node and one; 0: empty */
    size_t mask;
    struct node *nodes;
    size_t node_count, node_cap;
    unsigned *votes;     /* of each item, for the quotation that is looked at */
    size_t voted[VOTES]; /* the items that have any */
    size_t voted_count;
};

static uint64_t pair_of(const struct dt_word *w)
{
    return (w[0].id ^ (w[1].id << 31 | w[1].id >> 33)) *
           UINT64_C(0x9E3779B97F4A7C15);
}

static bool fits(int32_t a, int32_t b, int32_t most)
{
    return a == DT_SOME_DAY || b == DT_SOME_DAY ||
           (a > b ? a - b : b - a) <= most;
}

static bool has_same_words(const struct dt_attestation *a,
                           const struct dt_attestation *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->words[i].id != b->words[i].id)
            return false;
    return true;
}

/* Whether a word makes another utterance of the words that it stands in. */
static bool is_decisive(const struct dt_word *words, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++)
        if (words[i].marks & (DT_MARK_NEGATION | DT_MARK_NUMBER))
            return true;
    return false;
}

static bool differs_decisively(const struct dt_alignment *alignment,
                               const struct dt_attestation *little,
                               const struct dt_attestation *large)
{
    for (size_t i = 0; i < alignment->count; i++) {
        const struct dt_align_part *part = &alignment->parts[i];

        if (part->op != DT_ALIGN_EQUAL &&
            (is_decisive(little->words, part->quote, part->quote_end) ||
             is_decisive(large->words, part->source, part->source_end)))
            return true;
    }
    return false;
}

/* Whether more words differ than may, as far as is known without aligning. */
static bool is_hopeless(struct dt_edits *e, const struct dt_attestation *little,
                        const struct dt_attestation *large)
{
    size_t least;

    return little->count <= DT_EDITS_QUOTE && large->count <= DT_EDITS_SOURCE &&
           dt_edits_quote(e, little->words, little->count) &&
           dt_edits_least(e, large->words, large->count, &least) &&
           least * LIKE > little->count;
}

static int compare(struct groups *g, const struct dt_attestation *a,
                   const struct dt_attestation *b, bool *same,
                   struct dt_err *err)
{
    const struct dt_attestation *little = a->count <= b->count ? a : b;
    const struct dt_attestation *large = little == a ? b : a;
    int rc;

    *same = fits(a->said, b->said, 0) &&
            fits(a->published, b->published, WINDOW);
    if (!*same || has_same_words(a, b))
        return DT_OK;
    *same = false;
    if (little->count < CONTAINED || little->count > DT_ALIGN_QUOTE ||
        large->count > DT_ALIGN_SOURCE || is_hopeless(&g->edits, little, large))
        return DT_OK;
    rc = dt_align(&g->alignment, little->words, little->count, large->words,
                  large->count, NULL, err);
    *same = rc == DT_OK && g->alignment.edits * LIKE <= little->count &&
            !differs_decisively(&g->alignment, little, large);
    return rc;
}

static void vote(struct groups *g, size_t first)
{
    if (g->votes[first] == 0) {
        if (g->voted_count == VOTES)
            return;
        g->voted[g->voted_count++] = first;
    }
    g->votes[first]++;
}

/* The best first, of equals the earliest. */
static bool is_better(const struct groups *g, size_t a, size_t b)
{
    return g->votes[a] != g->votes[b] ? g->votes[a] > g->votes[b] : a < b;
}

/* Which have most votes; all votes are forgotten. */
static size_t take_best(struct groups *g, size_t best[TRIED])
{
    size_t count = 0;

    for (size_t i = 0; i < g->voted_count; i++) {
        size_t first = g->voted[i], at = count;

        for (; at > 0 && is_better(g, first, best[at - 1]); at--)
            if (at < TRIED)
                best[at] = best[at - 1];
        if (at < TRIED) {
            best[at] = first;
            count += count < TRIED;
        }
    }
    for (size_t i = 0; i < g->voted_count; i++)
        g->votes[g->voted[i]] = 0;
    g->voted_count = 0;
    return count;
}

static size_t stride_of(const struct dt_attestation *item)
{
    return item->count / PAIRS + 1;
}

static int find_first(struct groups *g, size_t index, struct dt_err *err)
{
    struct dt_attestation *item = &g->items[index];
    size_t best[TRIED], count;
    int rc = DT_OK;

    for (size_t i = 0; i + 1 < item->count; i += stride_of(item)) {
        uint64_t pair = pair_of(item->words + i);
        size_t node = g->slots[pair >> 20 & g->mask], walked = 0;

        for (; node && walked < WALKED; node = g->nodes[node - 1].next)
            if (g->nodes[node - 1].pair == pair) {
                vote(g, g->nodes[node - 1].first);
                walked++;
            }
    }
    count = take_best(g, best);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        bool same = false;

        if (best[i] < item->first)
            rc = compare(g, &g->items[best[i]], item, &same, err);
        if (same)
            item->first = best[i];
    }
    return rc;
}

/* Let what comes later find it. */
static int remember(struct groups *g, size_t index, struct dt_err *err)
{
    const struct dt_attestation *item = &g->items[index];

    for (size_t i = 0; i + 1 < item->count && i < PAIRS; i++) {
        uint64_t pair = pair_of(item->words + i);
        size_t *slot = &g->slots[pair >> 20 & g->mask];
        struct node *grown = dt_array_room(g->nodes, &g->node_cap,
                                           g->node_count, sizeof *grown);

        if (!grown)
            return DT_FAIL(err, DT_EINTERNAL,
                           "out of memory to group quotations");
        g->nodes = grown;
        g->nodes[g->node_count++] = (struct node){index, *slot, pair};
        *slot = g->node_count;
    }
    return DT_OK;
}

int dt_attest(struct dt_attestation *items, size_t count, struct dt_err *err)
{
    struct groups *g = calloc(1, sizeof *g);
    size_t slots = 1024;
    int rc = DT_OK;

    while (slots < count * 16 && slots < (size_t)1 << 24)
        slots *= 2;
    if (g) {
        g->items = items;
        g->alignment = DT_ALIGNMENT_INIT;
        dt_edits_init(&g->edits);
        g->mask = slots - 1;
        g->slots = calloc(slots, sizeof *g->slots);
        g->votes = calloc(count + 1, sizeof *g->votes);
    }
    if (!g || !g->slots || !g->votes)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory to group quotations");
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        items[i].first = i;
        if (items[i].count < LEAST)
            continue;
        rc = find_first(g, i, err);
        if (rc == DT_OK && items[i].first == i)
            rc = remember(g, i, err);
    }
    if (g) {
        dt_alignment_release(&g->alignment);
        free(g->slots);
        free(g->votes);
        free(g->nodes);
    }
    free(g);
    return rc;
}

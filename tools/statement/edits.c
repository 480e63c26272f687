#include "statement/edits.h"

#include <assert.h>
#include <string.h>

enum { BLOCK = 64 };

void dt_edits_init(struct dt_edits *e)
{
    for (unsigned bits = 0; bits < 256; bits++) {
        struct dt_edits_steps s = {0, 0};

        for (unsigned i = 0; i < 4; i++) {
            s.sum = (int8_t)(s.sum + (int)(bits >> i & 1) -
                             (int)(bits >> (i + 4) & 1));
            if (s.sum < s.least)
                s.least = s.sum;
        }
        e->steps[bits] = s;
    }
}

/* Where among the slots a word is, or belongs. */
static uint16_t *slot_of(struct dt_edits *e, const struct dt_word *word)
{
    size_t at = (size_t)(word->id >> 32) & e->mask;

    while (e->slots[at] && e->kinds[e->slots[at] - 1]->id != word->id)
        at = (at + 1) & e->mask;
    return &e->slots[at];
}

bool dt_edits_quote(struct dt_edits *e, const struct dt_word *quote,
                    size_t count)
{
    size_t slots = 64;

    assert(count > 0 && count <= DT_EDITS_QUOTE);
    while (slots < 8 * count) /* most words are not there */
        slots *= 2;
    e->mask = slots - 1;
    e->count = count;
    e->kind_count = 0;
    e->marks = 0;
    memset(e->slots, 0, slots * sizeof *e->slots);
    for (size_t i = 0; i < count; i++) {
        uint16_t *slot = slot_of(e, &quote[i]);

        if (quote[i].marks & DT_MARK_BRACKET)
            return false;
        e->marks |= quote[i].marks;
        if (!*slot) {
            e->met[e->kind_count] = false;
            e->kinds[e->kind_count++] = &quote[i];
            *slot = (uint16_t)e->kind_count;
        }
        e->kind[i] = (uint16_t)(*slot - 1);
    }
    return true;
}

/* Note where in the source each kind of word stands, from one end or either. */
static bool place_words(struct dt_edits *e, const struct dt_word *source,
                        size_t count, size_t ways)
{
    const size_t blocks = (count + BLOCK - 1) / BLOCK;

    assert(count <= DT_EDITS_SOURCE);
    for (size_t way = 0; way < ways; way++)
        memset(e->equal[way], 0, e->kind_count * blocks * sizeof(uint64_t));
    for (size_t j = 0; j < count; j++) {
        const size_t at[2] = {j, count - 1 - j};
        const size_t slot = *slot_of(e, &source[j]);

        if (source[j].marks & DT_MARK_ASIDE)
            return false;
        e->marks |= source[j].marks;
        if (slot)
            e->met[slot - 1] = true;
        for (size_t way = 0; slot && way < ways; way++)
            e->equal[way][(slot - 1) * blocks + at[way] / BLOCK] |=
                UINT64_C(1) << at[way] % BLOCK;
    }
    return true;
}

/*
 * One block of a row: from what differs along the row above to what differs
 * along this one. carry is the step from the row above at the block's left,
 * and then that at its right.
 */
static void step(uint64_t *up, uint64_t *down, uint64_t equal, int *carry)
{
    const uint64_t fell = *carry<0, rose = *carry> 0;
    const uint64_t held = equal | *down;
    uint64_t zero, higher, lower;

    equal |= fell;
    zero = (((equal & *up) + *up) ^ *up) | equal;
    higher = *down | ~(zero | *up);
    lower = *up & zero;
    *carry = (int)(higher >> 63) - (int)(lower >> 63);
    higher = higher << 1 | rose;
    lower = lower << 1 | fell;
    *up = lower | ~(held | higher);
    *down = higher & held;
}

/* The least along a block that begins at *height; then where it ends. */
static int least_of(const struct dt_edits *e, uint64_t up, uint64_t down,
                    int *height)
{
    int least = *height;

    for (unsigned i = 0; i < BLOCK; i += 4) {
        const struct dt_edits_steps *s =
            &e->steps[(up >> i & 15) | (down >> i & 15) << 4];

        if (*height + s->least < least)
            least = *height + s->least;
        *height += s->sum;
    }
    return least;
}

/*
 * All rows, one way: forward, or from the end back. The least of each into
 * edges, unless that is NULL; returns that of the last.
 */
static size_t take_rows(struct dt_edits *e, size_t blocks, bool back,
                        uint16_t *edges)
{
    int least = 0;

    memset(e->up, 0, blocks * sizeof *e->up);
    memset(e->down, 0, blocks * sizeof *e->down);
    if (edges)
        edges[back ? e->count : 0] = 0;
    for (size_t i = 1; i <= e->count; i++) {
        const size_t kind = e->kind[back ? e->count - i : i - 1];
        const uint64_t *equal = e->equal[back] + kind * blocks;
        const bool told = edges || i == e->count;
        int carry = 1, height = (int)i;

        least = height;
        for (size_t b = 0; b < blocks; b++) {
            int low;

            step(&e->up[b], &e->down[b], equal[b], &carry);
            if (!told)
                continue;
            low = least_of(e, e->up[b], e->down[b], &height);
            if (low < least)
                least = low;
        }
        if (edges)
            edges[back ? e->count - i : i] = (uint16_t)least;
    }
    return (size_t)least;
}

bool dt_edits_rows(struct dt_edits *e, const struct dt_word *source,
                   size_t count, uint16_t *ahead, uint16_t *back)
{
    const size_t blocks = (count + BLOCK - 1) / BLOCK;

    if (!place_words(e, source, count, 2))
        return false;
    (void)take_rows(e, blocks, false, ahead);
    (void)take_rows(e, blocks, true, back);
    return true;
}

bool dt_edits_least(struct dt_edits *e, const struct dt_word *source,
                    size_t count, size_t *least)
{
    if (!place_words(e, source, count, 1))
        return false;
    *least = take_rows(e, (count + BLOCK - 1) / BLOCK, false, NULL);
    return true;
}

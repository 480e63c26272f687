/*
 * edits.h - the least edits between a quotation and a stretch of a source,
 * many words at a time: what need not be aligned is known by them.
 *
 * Layer   statement. dt_align() finds no fewer edits than these, and at most
 *         one more for each DT_EDITS_EXACT of them: it would rather leave two
 *         words out than have other words stand in their place. So do the
 *         edges of dt_align_edges().
 * Method  bit vectors: G. Myers, "A fast bit-vector algorithm for approximate
 *         string matching based on dynamic programming", J. ACM 46 (1999),
 *         with the source as the pattern, so that a row of the table stands
 *         for each word of the quotation and its least is known.
 */
#ifndef DT_STATEMENT_EDITS_H
#define DT_STATEMENT_EDITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statement/words.h"

enum {
    DT_EDITS_QUOTE = 1024, /* words of a quotation, at most */
    DT_EDITS_SOURCE = 33 * 64,
    DT_EDITS_EXACT = 14
};

/* Four steps of a row: how far it goes up, and the lowest it comes to. */
struct dt_edits_steps {
    int8_t sum, least;
};

/* Of one thread; large. */
struct dt_edits {
    size_t count;                                /* words of the quotation */
    const struct dt_word *kinds[DT_EDITS_QUOTE]; /* different ones */
    size_t kind_count;
    bool met[DT_EDITS_QUOTE];           /* of each kind: in some source */
    uint32_t marks;                     /* of any word of either side */
    uint16_t kind[DT_EDITS_QUOTE];      /* of each word */
    uint16_t slots[8 * DT_EDITS_QUOTE]; /* kind and one; 0: empty */
    size_t mask;                        /* of the slots in use */
    uint64_t equal[2][DT_EDITS_QUOTE * DT_EDITS_SOURCE / 64]; /* kind, block */
    uint64_t up[DT_EDITS_SOURCE / 64], down[DT_EDITS_SOURCE / 64];
    struct dt_edits_steps steps[256];
};

/* Once, before all else. */
void dt_edits_init(struct dt_edits *e);

/*
 * Prepare for a quotation, which must stay; count is 1 to DT_EDITS_QUOTE.
 * False: it has words in brackets, which cost nothing: no telling.
 */
bool dt_edits_quote(struct dt_edits *e, const struct dt_word *quote,
                    size_t count);

/*
 * Fill ahead and back, of one more than the quotation has words, as
 * dt_align_edges() does, with what it cannot fall below. count is at most
 * DT_EDITS_SOURCE. False: the source has an aside, which costs nothing.
 */
bool dt_edits_rows(struct dt_edits *e, const struct dt_word *source,
                   size_t count, uint16_t *ahead, uint16_t *back);

/* The edits of the whole quotation alone, where ahead ends and back begins. */
bool dt_edits_least(struct dt_edits *e, const struct dt_word *source,
                    size_t count, size_t *least);

/* The most edits that dt_align() finds where these are the least. */
static inline size_t dt_edits_most(size_t least)
{
    return least + least / DT_EDITS_EXACT;
}

#endif

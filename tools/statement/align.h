/*
 * align.h - the words of a quotation against a stretch of a source.
 *
 * Layer   statement. Every word of the quotation is accounted for; the source
 *         may begin and end anywhere. The fewest edits win (Sellers 1980):
 *         one for a word replaced, left out or put in. Words in brackets, and
 *         what they stand for, cost nothing; neither does passing over an
 *         aside of the source, "(applause)".
 * Method  the table is filled only in the band of cells that a limit on the
 *         costs leaves, and the limit is raised until the alignment is within
 *         it (Ukkonen 1985, "Finding approximate patterns in strings"); so
 *         work grows with the edits and not with the source. What is found is
 *         what the whole table would have.
 */
#ifndef DT_STATEMENT_ALIGN_H
#define DT_STATEMENT_ALIGN_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "statement/words.h"

/* Words of a quotation, and of a source, that one alignment can take. */
enum { DT_ALIGN_QUOTE = 4096, DT_ALIGN_SOURCE = 16384 };

enum dt_align_op {
    DT_ALIGN_EQUAL,
    DT_ALIGN_REPLACE, /* other words stand in the source */
    DT_ALIGN_INSERT,  /* the source does not have these words */
    DT_ALIGN_DELETE,  /* the quotation leaves these words out */
    DT_ALIGN_BRACKET, /* the editor's words, and what they stand for */
    DT_ALIGN_GAP      /* left out where a mark of the quotation says so */
};

/* "equal" … */
const char *dt_align_op_name(enum dt_align_op op);

/* A run of one operation: words [quote, quote_end) and [source, source_end). */
struct dt_align_part {
    uint32_t quote, quote_end, source, source_end;
    uint8_t op; /* enum dt_align_op */
};

struct dt_alignment {
    struct dt_align_part *parts; /* in the order of the quotation */
    size_t count, cap;
    size_t edits;              /* but for brackets */
    size_t source, source_end; /* words that the quotation covers */
    uint16_t *costs;           /* scratch */
    uint8_t *trace;
    size_t cost_cap, trace_cap;
    size_t cells; /* of tables, filled in all: what the work is counted by */
};

#define DT_ALIGNMENT_INIT \
    ((struct dt_alignment){NULL, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0})

/*
 * Replace a with the best alignment; of several the first in the source. Both
 * counts within the bounds above, which is the caller's duty. Time is a
 * small multiple of edits times (count + source_count), and memory count times
 * source_count. rest is NULL, or as dt_edits_rows() has it backward: no
 * alignment of the words from i on needs fewer than rest[i] edits. With it the
 * band is narrow from the start. DT_EINTERNAL without memory.
 */
int dt_align(struct dt_alignment *a, const struct dt_word *quote, size_t count,
             const struct dt_word *source, size_t source_count,
             const uint16_t *rest, struct dt_err *err);

/*
 * For i from 0 to count, edges[i] is the least edits of the quotation's first
 * i words (of its words from i on when backward) with the source. edges has
 * room for count + 1. As above.
 */
int dt_align_edges(struct dt_alignment *a, const struct dt_word *quote,
                   size_t count, const struct dt_word *source,
                   size_t source_count, int backward, uint16_t *edges,
                   struct dt_err *err);

void dt_alignment_release(struct dt_alignment *a);

#endif

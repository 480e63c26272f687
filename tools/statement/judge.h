/*
 * judge.h - the state of a verdict while it is reached.
 *
 * Layer   statement, private to fidelity.c and fidelity_parts.c.
 */
#ifndef DT_STATEMENT_JUDGE_H
#define DT_STATEMENT_JUDGE_H

#include "statement/fidelity.h"

enum {
    DT_JUDGE_PIECES = 256, /* of one quotation */
    DT_JUDGE_PIECE = 1024  /* words of one piece */
};

enum join { JOIN_START, JOIN_GAP, JOIN_SPAN, JOIN_FRAGMENT, JOIN_SPLIT };

/* A stretch of the quotation that must come from one place. */
struct piece {
    uint32_t first, last; /* words of the quotation */
    enum join join;       /* to the piece before */
    size_t place, places; /* in the judge's list */
    size_t edits;
    uint32_t source, source_end; /* words of all transcripts */
    size_t part, parts;          /* in the judge's list */
};

struct dt_judge {
    const struct dt_transcripts *t;
    struct dt_alignment alignment;
    struct piece pieces[DT_JUDGE_PIECES],
        whole[DT_JUDGE_PIECES]; /* whole: before any split */
    size_t count, whole_count, whole_places;
    struct dt_origin places[DT_JUDGE_PIECES * 2 * DT_ORIGINS];
    size_t place_count;
    struct dt_align_part *parts; /* of all pieces; words of all transcripts */
    size_t part_count, part_cap;
    uint16_t ahead[DT_JUDGE_PIECE + 1], back[DT_JUDGE_PIECE + 1];
};

/* Put the parts of all pieces into f, whose transcript is known. */
int dt_judge_put_parts(const struct dt_judge *judge,
                       const struct dt_words *quote, struct dt_fidelity *f,
                       struct dt_err *err);

#endif

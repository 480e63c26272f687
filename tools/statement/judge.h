/*
 * judge.h - the state of a verdict while it is reached.
 *
 * Layer   statement, private to fidelity.c, fidelity_align.c,
 *         fidelity_negation.c and fidelity_parts.c.
 */
#ifndef DT_STATEMENT_JUDGE_H
#define DT_STATEMENT_JUDGE_H

#include <stdbool.h>

#include "statement/edits.h"
#include "statement/fidelity.h"

enum {
    DT_JUDGE_PIECES = 256,           /* of one quotation */
    DT_JUDGE_PIECE = DT_EDITS_QUOTE, /* words of one piece */
    DT_JUDGE_WINDOWS = 2 * DT_ORIGINS + 1,
    DT_JUDGE_FAR = 100 /* words left out silently that make two passages */
};

enum join { JOIN_START, JOIN_GAP, JOIN_SPAN, JOIN_FRAGMENT, JOIN_SPLIT };

/* A stretch of the quotation that must come from one place. */
struct piece {
    uint32_t first, last; /* words of the quotation */
    enum join join;       /* to the piece before */
    size_t place, places; /* in the judge's list */
    size_t edits;
    int64_t bits; /* what its equal words tell; once it is bound, at most */
    uint32_t source, source_end; /* words of all transcripts */
    size_t part, parts;          /* in the judge's list */
};

/* Of each window, the edits of a piece up to and from each of its words. */
struct edges {
    uint16_t ahead[DT_JUDGE_WINDOWS][DT_JUDGE_PIECE + 1],
        back[DT_JUDGE_WINDOWS][DT_JUDGE_PIECE + 1];
};

struct dt_judge {
    const struct dt_transcripts *t;
    struct dt_transcript_search *search;
    struct dt_alignment alignment;
    struct piece pieces[DT_JUDGE_PIECES],
        whole[DT_JUDGE_PIECES]; /* whole: before any split */
    size_t count, whole_count, whole_places;
    struct dt_origin places[DT_JUDGE_PIECES * 2 * DT_ORIGINS];
    size_t place_count;
    struct dt_align_part *parts; /* of all pieces; words of all transcripts */
    size_t part_count, part_cap;
    struct edges edge, bound; /* bound: what edge cannot fall below */
    struct dt_edits edits;
};

/* Look for the places that a piece may come from. */
void dt_judge_find_places(struct dt_judge *judge, const struct dt_words *quote,
                          struct dt_occasion of, struct piece *p);

/*
 * Fill the pieces' edits with what dt_judge_align() cannot fall below, their
 * bits, and their source with all that they may stand in; false where that is
 * not known so cheaply, or some piece may be split.
 */
bool dt_judge_bound(struct dt_judge *judge, const struct dt_words *quote,
                    uint32_t transcript);

/* Align all pieces with a transcript; *edits is their sum. */
int dt_judge_align(struct dt_judge *judge, const struct dt_words *quote,
                   struct dt_occasion of, uint32_t transcript, size_t *edits,
                   struct dt_err *err);

/* Runs of edits that are a negation: "belongs" for "does not belong". */
struct dt_negated {
    size_t edits;
    int64_t bits; /* what the words beside the negations tell */
};

/* Those of a piece that is aligned. */
struct dt_negated dt_judge_count_negated(const struct dt_judge *judge,
                                         const struct dt_words *quote,
                                         const struct piece *p);

/*
 * Whether brackets or a mark for words left out turn what was said into its
 * opposite: it does [not] belong; it does … belong.
 */
bool dt_judge_hides_negation(const struct dt_judge *judge,
                             const struct dt_words *quote);

/* Put the parts of all pieces into f, whose transcript is known. */
int dt_judge_put_parts(const struct dt_judge *judge,
                       const struct dt_words *quote, struct dt_fidelity *f,
                       struct dt_err *err);

#endif

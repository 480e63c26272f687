/*
 * fidelity.h - whether a quotation is what was really said.
 *
 * Layer   statement. A quotation is held against every transcript of its
 *         speaker: found by its rarest words, then aligned word by word.
 *         Case, punctuation and typography do not count, numbers equal their
 *         names, an ellipsis may stand for anything, brackets are the
 *         editor's.
 */
#ifndef DT_STATEMENT_FIDELITY_H
#define DT_STATEMENT_FIDELITY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "statement/align.h"
#include "statement/transcripts.h"

enum dt_verdict {
    DT_VERDICT_VERBATIM,
    DT_VERDICT_BRACKETED, /* but for words in brackets */
    DT_VERDICT_ELIDED,    /* but for words left out where a mark says so */
    DT_VERDICT_STITCHED,  /* passages far apart, or turned round, as one */
    DT_VERDICT_ALTERED,   /* words were changed */
    DT_VERDICT_ELSEWHERE, /* said by somebody else, or on another day */
    DT_VERDICT_NOT_FOUND
};

/* "verbatim" … "found-elsewhere", "not-found". */
const char *dt_verdict_name(enum dt_verdict verdict);

/* What the changed words are, from rules/words.txt. */
enum dt_change_kind {
    DT_CHANGE_NEGATION = 1,
    DT_CHANGE_NUMBER = 2,
    DT_CHANGE_MODAL = 4,
    DT_CHANGE_SUBJECT = 8
};

/* "negation" … */
const char *dt_change_name(enum dt_change_kind kind);

/* A run of one operation: bytes [start, end) of quotation and of source. */
struct dt_fidelity_part {
    uint32_t quote, quote_end, source, source_end;
    uint8_t op; /* enum dt_align_op */
};

struct dt_fidelity {
    enum dt_verdict verdict;
    uint32_t transcript; /* UINT32_MAX when it was not found */
    unsigned word_error; /* edits per thousand words of the quotation */
    unsigned changed;    /* of enum dt_change_kind */
    struct dt_fidelity_part *parts;
    size_t count, cap;
};

#define DT_FIDELITY_INIT \
    ((struct dt_fidelity){DT_VERDICT_NOT_FOUND, UINT32_MAX, 0, 0, NULL, 0, 0})

/* Back to not found, with its memory. */
void dt_fidelity_reset(struct dt_fidelity *f);

/* Scratch of one thread. */
struct dt_judge;

int dt_judge_new(struct dt_judge **out, struct dt_err *err);

void dt_judge_free(struct dt_judge *judge);

/*
 * Replace f with the verdict on the words of a quotation. The first word of
 * each of its further spans, and of each further fragment, is marked so.
 * transcripts are sealed. DT_EINTERNAL without memory.
 */
int dt_fidelity_judge(struct dt_judge *judge,
                      const struct dt_transcripts *transcripts,
                      const struct dt_words *quote, struct dt_occasion of,
                      struct dt_fidelity *f, struct dt_err *err);

void dt_fidelity_release(struct dt_fidelity *f);

#endif

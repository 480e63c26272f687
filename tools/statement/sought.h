/*
 * sought.h - the quotations that may be anybody's, by their runs of words: one
 * pass over a transcript tells which of them stand there at all.
 *
 * Layer   statement. Quotations are indexed and transcripts streamed past, not
 *         the other way round: the quotations are few. Only such runs are kept
 *         as somebody may have said (statement/said.h).
 * Memory  16 bytes a run of a quotation that is kept, and some 32 a different
 *         one.
 * Threads dt_sought_meet() may be called from several, each with a met of its
 *         own.
 */
#ifndef DT_STATEMENT_SOUGHT_H
#define DT_STATEMENT_SOUGHT_H

#include "base/radix.h"
#include "statement/said.h"

/* One run of words, of the quotations [first, last) of the list. */
struct dt_sought_run {
    uint64_t hash;
    uint32_t first, last;
};

struct dt_sought {
    struct dt_keyed *list; /* key: a run's hash; item: its quotation */
    size_t count, cap;
    struct dt_sought_run *runs; /* all different, sorted */
    size_t run_count;
    uint32_t *starts; /* of the runs that share their highest bits */
    unsigned bits;
};

#define DT_SOUGHT_INIT ((struct dt_sought){NULL, 0, 0, NULL, 0, NULL, 0})

/* A quotation of fewer words may have one run alone in common with others. */
enum { DT_SOUGHT_SHORT = 12 };

/*
 * Add what was said of a quotation, whose number is the caller's; *needed is
 * how many of its runs others must have, or 0: nobody said so many. With one
 * edit in ten words a quotation of DT_SOUGHT_SHORT words still has six in a
 * row, which are two runs. DT_EINTERNAL.
 */
int dt_sought_add(struct dt_sought *s, const struct dt_said *said,
                  const struct dt_word *words, size_t count, uint32_t quotation,
                  uint8_t *needed, struct dt_err *err);

/* Move all of from, which another thread filled. DT_EINTERNAL. */
int dt_sought_take(struct dt_sought *s, struct dt_sought *from,
                   struct dt_err *err);

/* After the last; nothing is added afterwards. DT_EINTERNAL. */
int dt_sought_seal(struct dt_sought *s, struct dt_err *err);

/* How many of a quotation's runs a transcript has. */
struct dt_sought_quotation {
    uint32_t quotation, runs;
};

/* What one transcript has of all that is sought. */
struct dt_sought_met {
    struct dt_sought_quotation *items; /* by the quotations' numbers */
    size_t count, cap;
    uint32_t *passed; /* scratch: the runs */
    size_t passed_count, passed_cap;
};

#define DT_SOUGHT_MET_INIT ((struct dt_sought_met){NULL, 0, 0, NULL, 0, 0})

/* Replace met by what stands among words, with and without their asides. */
int dt_sought_meet(const struct dt_sought *s, const struct dt_word *words,
                   size_t count, struct dt_sought_met *met, struct dt_err *err);

/* Whether any that is sought stands among the runs of a transcript (said.h). */
bool dt_sought_has_any(const struct dt_sought *s, struct dt_str runs);

void dt_sought_met_release(struct dt_sought_met *met);

void dt_sought_release(struct dt_sought *s);

#endif

/*
 * sought.h - the quotations that may be anybody's, by their runs of words: one
 * pass over transcripts tells which of them stand there at all.
 *
 * Layer   statement. Quotations are indexed and transcripts streamed past, not
 *         the other way round: the quotations are few. Only such runs are kept
 *         as somebody may have said (statement/said.h).
 * Memory  16 bytes a run of a quotation that is kept, and some 32 a different
 *         one.
 */
#ifndef DT_STATEMENT_SOUGHT_H
#define DT_STATEMENT_SOUGHT_H

#include "base/radix.h"
#include "statement/said.h"

/* One run of words, of the quotations [first, last) of the list. */
struct dt_sought_run {
    uint64_t hash;
    uint32_t first, last;
    bool met; /* since it was told */
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

/*
 * Add what was said of a quotation, whose number is the caller's; *any: five
 * words in a row may have been. DT_EINTERNAL.
 */
int dt_sought_add(struct dt_sought *s, const struct dt_said *said,
                  const struct dt_word *words, size_t count, uint32_t quotation,
                  bool *any, struct dt_err *err);

/* Move all of from, which another thread filled. DT_EINTERNAL. */
int dt_sought_take(struct dt_sought *s, struct dt_sought *from,
                   struct dt_err *err);

/* After the last; nothing is added afterwards. DT_EINTERNAL. */
int dt_sought_seal(struct dt_sought *s, struct dt_err *err);

/* Let the words of a transcript pass, with and without its asides. */
void dt_sought_pass(struct dt_sought *s, const struct dt_word *words,
                    size_t count);

/*
 * Set met[] of each quotation of which five words in a row have passed, and
 * forget what passed.
 */
void dt_sought_tell(struct dt_sought *s, bool *met);

void dt_sought_release(struct dt_sought *s);

#endif

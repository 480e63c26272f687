/*
 * attest.h - which quotations of one speaker are the same utterance.
 *
 * Layer   statement. Each is compared with the first of a group, never with
 *         another member, so that a chain of likenesses joins no strangers.
 *         The same are: the same words; five words or more that stand in the
 *         other, or of which four in five do, if no negation and no number
 *         is among those that differ: one such word makes another utterance.
 *         Both must have been said on the same day, where that is known of
 *         both, and published within a quarter of a year, where that is.
 * Time    what is compared for one quotation is bounded: the first ones that
 *         share most pairs of neighbouring words with it.
 */
#ifndef DT_STATEMENT_ATTEST_H
#define DT_STATEMENT_ATTEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "statement/words.h"

struct dt_attestation {
    const struct dt_word *words;
    size_t count;
    int32_t said;      /* day from 1970-01-01, or DT_SOME_DAY */
    int32_t published; /* likewise */
    size_t first;      /* set: index of the first one; its own: itself */
};

/* items are in order, the first attestation first. DT_EINTERNAL. */
int dt_attest(struct dt_attestation *items, size_t count, struct dt_err *err);

#endif

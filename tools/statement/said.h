/*
 * said.h - which words were ever said in a row, by anybody: most of what is
 * in no transcript is known to be so without looking for it.
 *
 * Layer   statement. A set of bits (B. H. Bloom, "Space/time trade-offs in hash
 *         coding with allowable errors", CACM 13 (1970)), eight for every five
 *         neighbouring words, which lie in one line of the cache (F. Putze,
 *         P. Sanders and J. Singler, "Cache-, hash- and space-efficient Bloom
 *         filters", ACM JEA 14 (2009)): it may take for said what was not,
 *         about one run in 1500, never the other way round.
 * Memory  16 to 32 bits a word, DT_SAID_MOST bits at most; with more words it
 *         only dismisses less.
 * Kept    of a transcript its runs, DT_RUN_BYTES each: what makes the set again,
 *         and tells of each transcript whether it has a run at all.
 */
#ifndef DT_STATEMENT_SAID_H
#define DT_STATEMENT_SAID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "statement/words.h"

#define DT_SAID_MOST (UINT64_C(1) << 31)

struct dt_said;

/* For about so many words. DT_EINTERNAL. */
int dt_said_new(struct dt_said **out, size_t words, struct dt_err *err);

/* NULL is fine. */
void dt_said_free(struct dt_said *said);

/* Append the runs of one transcript's words, with and without its asides. */
void dt_said_runs(const struct dt_word *words, size_t count,
                  struct dt_buf *out);

/* Add such runs. */
void dt_said_add(struct dt_said *said, struct dt_str runs);

/* Whether five words in a row may have been said: a run of statement/runs.h. */
bool dt_said_has_run(const struct dt_said *said, uint64_t run);

#endif

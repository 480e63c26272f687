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
 * Threads dt_said_add() may be called from several.
 */
#ifndef DT_STATEMENT_SAID_H
#define DT_STATEMENT_SAID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "statement/words.h"

#define DT_SAID_MOST (UINT64_C(1) << 31)

struct dt_said;

/* For about so many words. DT_EINTERNAL. */
int dt_said_new(struct dt_said **out, size_t words, struct dt_err *err);

/* NULL is fine. */
void dt_said_free(struct dt_said *said);

/* The words of one transcript, with and without its asides. */
void dt_said_add(struct dt_said *said, const struct dt_word *words,
                 size_t count);

/* All that was added, to be kept on this machine. */
struct dt_str dt_said_bytes(const struct dt_said *said);

/* And back, into one that is for as many words; false: it was for others. */
bool dt_said_restore(struct dt_said *said, struct dt_str bytes);

/* Whether five words in a row may have been said: a run of statement/runs.h. */
bool dt_said_has_run(const struct dt_said *said, uint64_t run);

#endif

/*
 * contraction.h - the two words of a contraction: "don't" is "do not".
 *
 * Layer   statement. The contractions of a language are its list
 *         contractions.txt; a language without one has none. Case, and which
 *         apostrophe it is, do not count.
 */
#ifndef DT_STATEMENT_CONTRACTION_H
#define DT_STATEMENT_CONTRACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Bytes of a word that may be one, and of its second part. */
enum { DT_CONTRACTION_MOST = 64, DT_CONTRACTION_TAIL = 12 };

struct dt_contraction {
    size_t cut;                  /* the byte at which its second part begins */
    struct dt_str first, second; /* the words; first may be of the text */
};

/* Whether a word is one, in a language by its number (lists.h). */
bool dt_contraction_find(size_t language, struct dt_str word,
                         struct dt_contraction *out);

#endif

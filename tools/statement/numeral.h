/*
 * numeral.h - the two words of a number in figures: "18m" is 18 and million,
 * "18,000" is 18 and thousand, "5pc" is 5 and percent.
 *
 * Layer   statement. The short forms of a language are its list units.txt;
 *         thousands are told by their zeros in all languages.
 */
#ifndef DT_STATEMENT_NUMERAL_H
#define DT_STATEMENT_NUMERAL_H

#include "statement/contraction.h"

/* Whether a word is one, in a language by its number (lists.h). */
bool dt_numeral_find(size_t language, struct dt_str word,
                     struct dt_contraction *out);

/* The one word that two are, in lower case: "per", "cent"; or none. */
struct dt_str dt_numeral_joined(size_t language, struct dt_str first,
                                struct dt_str second);

#endif

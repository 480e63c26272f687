/*
 * numeral.h - a number in figures, what is counted, and what is paid: "18m" is
 * 18 and million, "18,000" is 18 and thousand, "5pc" is 5 and percent.
 *
 * Layer   statement. The units of a language and their short forms are its
 *         list units.txt. Which mark parts thousands and which decimals is a
 *         trait of it: 4,500.5 is 4.500,5 with DT_TRAIT_DECIMAL_COMMAS, where
 *         thousands may be parted by a space too.
 */
#ifndef DT_STATEMENT_NUMERAL_H
#define DT_STATEMENT_NUMERAL_H

#include "statement/contraction.h"
#include "statement/lexicon.h"

/* Bytes of a number in figures that is folded. */
enum { DT_NUMERAL_MOST = 64 };

/*
 * Bytes of the mark at text[at] that joins the figures before it, which begin
 * at start, to those behind; 0: it joins none.
 */
size_t dt_numeral_joint(const struct dt_lexicon *lexicon, struct dt_str text,
                        size_t start, size_t at);

/*
 * The digits of a word that is figures, with a full stop before its decimals;
 * 0: the word is none, or is too long.
 */
size_t dt_numeral_fold(const struct dt_lexicon *lexicon, struct dt_str word,
                       char out[DT_NUMERAL_MOST]);

/* Whether a word is a number and something else, in two words. */
bool dt_numeral_find(const struct dt_lexicon *lexicon, struct dt_str word,
                     struct dt_contraction *out);

/* What a word behind a number counts, or a sign is paid in; or none. */
struct dt_str dt_numeral_unit(const struct dt_lexicon *lexicon,
                              struct dt_str word);

/* Whether such a unit has a sign that may stand before the number: £. */
bool dt_numeral_is_paid(const struct dt_lexicon *lexicon, struct dt_str unit);

/* The one word that two are, in lower case: "per", "cent"; or none. */
struct dt_str dt_numeral_joined(const struct dt_lexicon *lexicon,
                                struct dt_str first, struct dt_str second);

#endif

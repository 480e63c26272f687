/*
 * lexicon.h - what single words can be, from the lists in rules/.
 *
 * Layer   statement. The lists are part of the program and read once; a
 *         lookup takes no lock and no memory. Another language is another
 *         pair of lists.
 */
#ifndef DT_STATEMENT_LEXICON_H
#define DT_STATEMENT_LEXICON_H

#include <stdint.h>

#include "base/str.h"

/* The classes of rules/words.txt, which explains each; a word may have many. */
#define DT_WORD_TITLE (UINT64_C(1) << 0)
#define DT_WORD_TITLE_HE (UINT64_C(1) << 1)
#define DT_WORD_TITLE_SHE (UINT64_C(1) << 2)
#define DT_WORD_OFFICE (UINT64_C(1) << 3)
#define DT_WORD_ROLE (UINT64_C(1) << 4)
#define DT_WORD_HE (UINT64_C(1) << 5)
#define DT_WORD_SHE (UINT64_C(1) << 6)
#define DT_WORD_THEY (UINT64_C(1) << 7)
#define DT_WORD_IT (UINT64_C(1) << 8)
#define DT_WORD_FIRST (UINT64_C(1) << 9)
#define DT_WORD_RELATIVE (UINT64_C(1) << 10)
#define DT_WORD_DETERMINER (UINT64_C(1) << 11)
#define DT_WORD_POSSESSIVE (UINT64_C(1) << 12)
#define DT_WORD_PREPOSITION (UINT64_C(1) << 13)
#define DT_WORD_CONJUNCTION (UINT64_C(1) << 14)
#define DT_WORD_AUXILIARY (UINT64_C(1) << 15)
#define DT_WORD_ADVERB (UINT64_C(1) << 16)
#define DT_WORD_PARTICLE (UINT64_C(1) << 17)
#define DT_WORD_ABBREVIATION (UINT64_C(1) << 18)
#define DT_WORD_DATE (UINT64_C(1) << 19)
#define DT_WORD_COMMON (UINT64_C(1) << 20)
#define DT_WORD_ORGANISATION (UINT64_C(1) << 21)
#define DT_WORD_LABEL (UINT64_C(1) << 22)
#define DT_WORD_QUESTION (UINT64_C(1) << 23)
#define DT_WORD_ANSWER (UINT64_C(1) << 24)

/* From rules/reporting-verbs.txt. */
#define DT_WORD_STRONG (UINT64_C(1) << 25)
#define DT_WORD_WEAK (UINT64_C(1) << 26)
#define DT_WORD_NOUN (UINT64_C(1) << 27)  /* this form is also a noun */
#define DT_WORD_THING (UINT64_C(1) << 28) /* a role that is nobody */
#define DT_WORD_MALE (UINT64_C(1) << 29)
#define DT_WORD_FEMALE (UINT64_C(1) << 30)
#define DT_WORD_MANNER (UINT64_C(1) << 31) /* how it was said, never what */
#define DT_WORD_STANCE (UINT64_C(1) << 32) /* what is thought, not quoted */
#define DT_WORD_NEGATION (UINT64_C(1) << 33)
#define DT_WORD_MODAL (UINT64_C(1) << 34)

#define DT_WORD_VERB (DT_WORD_STRONG | DT_WORD_WEAK)
#define DT_WORD_TITLES (DT_WORD_TITLE | DT_WORD_TITLE_HE | DT_WORD_TITLE_SHE)
#define DT_WORD_PRONOUN \
    (DT_WORD_HE | DT_WORD_SHE | DT_WORD_THEY | DT_WORD_IT | DT_WORD_FIRST)

/*
 * The classes of a word; 0 for one that no list has. Case of ASCII letters
 * is ignored, and a curly apostrophe is as a straight one.
 */
uint64_t dt_lexicon_find(struct dt_str word);

#endif

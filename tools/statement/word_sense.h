/*
 * word_sense.h - what a word is by itself, whatever stands beside it.
 *
 * Layer   statement. For words.c alone.
 * Method  most words of a text are a few thousand different ones: a memo has
 *         each of them looked up once.
 */
#ifndef DT_STATEMENT_WORD_SENSE_H
#define DT_STATEMENT_WORD_SENSE_H

#include <stdbool.h>

#include "base/buf.h"
#include "statement/contraction.h"
#include "statement/number_name.h"
#include "statement/words.h"

struct dt_word_sense {
    uint64_t id;                    /* of its fold */
    const struct dt_number *number; /* that it names, or NULL */
    uint32_t marks, stem;           /* as a struct dt_word has them */
    bool is_two;                    /* a contraction, or figures and a unit */
};

/*
 * Fill out for a word, which is not empty. memo is NULL or one thread's;
 * fold is scratch. DT_EINTERNAL without memory.
 */
int dt_word_sense_of(struct dt_word_memo *memo,
                     const struct dt_lexicon *lexicon, struct dt_str word,
                     struct dt_buf *fold, struct dt_word_sense *out,
                     struct dt_err *err);

/* The two words that one of figures, or any other, is; false: it is one. */
bool dt_word_sense_two(const struct dt_lexicon *lexicon, struct dt_str word,
                       struct dt_contraction *out);

#endif

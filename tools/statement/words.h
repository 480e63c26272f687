/*
 * words.h - a text as the words that an alignment compares.
 *
 * Layer   statement. Two words are equal when their ids are: case, typography
 *         and the apostrophe inside a word do not count, and a number equals
 *         its name (numbers.txt: "twenty-one" is 21). A contraction is the
 *         two words that it stands for (contractions.txt: "won't" is "wo",
 *         which is will, and "n't", which is not), and a number in figures
 *         with its unit is two as well (numeral.h: "18m", "18,000", "5%");
 *         what is paid is part of the number, "£4m" and "4 million pounds".
 *         Offsets are bytes of the text, [start, end).
 */
#ifndef DT_STATEMENT_WORDS_H
#define DT_STATEMENT_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "statement/lexicon.h"

enum dt_word_mark {
    DT_MARK_GAP = 1,     /* an ellipsis stands before the word */
    DT_MARK_BRACKET = 2, /* in [ ]: the editor's word */
    DT_MARK_ASIDE = 4,   /* in ( ), three words at most: (applause) */
    DT_MARK_SPAN = 8,    /* the first word of a further span */
    DT_MARK_NEGATION = 16,
    DT_MARK_NUMBER = 32,
    DT_MARK_MODAL = 64,
    DT_MARK_SUBJECT = 128,  /* a pronoun that is a subject */
    DT_MARK_FRAGMENT = 256, /* the first of a further quotation in a clause */
    DT_MARK_AUXILIARY = 1024,
    DT_MARK_TURN = 512 /* behind words that the speaker's transcript lacks */
};

struct dt_word {
    uint64_t id;
    uint32_t start, end;
    uint32_t marks; /* of enum dt_word_mark */
    uint32_t stem;  /* the same in most forms of one word */
};

/* What words are, as one thread has met them: a text is scanned the faster. */
struct dt_word_memo;

int dt_word_memo_new(struct dt_word_memo **out, struct dt_err *err);

/* NULL is fine. */
void dt_word_memo_free(struct dt_word_memo *memo);

struct dt_words {
    struct dt_word *items;
    size_t count, cap;
    const struct dt_lexicon *lexicon; /* of what is scanned; NULL: English */
    struct dt_word_memo *memo;        /* the caller's, or NULL */
};

#define DT_WORDS_INIT ((struct dt_words){NULL, 0, 0, NULL, NULL})

/*
 * Append the words of text[from, to), which is UTF-8. What begins or ends
 * between the two words of a contraction has the same word there that the
 * whole has. DT_EINTERNAL without memory.
 */
int dt_words_scan(struct dt_words *w, struct dt_str text, size_t from,
                  size_t to, struct dt_err *err);

void dt_words_release(struct dt_words *w);

#endif

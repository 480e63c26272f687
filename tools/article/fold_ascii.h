/*
 * fold_ascii.h - the common case of a fold, many bytes at a time.
 *
 * Layer   article. For fold.c alone, whose scalar loop says what comes out.
 */
#ifndef DT_ARTICLE_FOLD_ASCII_H
#define DT_ARTICLE_FOLD_ASCII_H

#include <stddef.h>

#include "base/str.h"

enum { DT_FOLD_SLACK = 64 };

/* How far text has been folded, and where the last of its words started. */
struct dt_fold_state {
    size_t at, to;           /* bytes read, and written at out */
    size_t word, word_start; /* the same where the word at hand starts */
};

/*
 * Fold ASCII but apostrophes: with AVX-512 to the end, else as long as 32 bytes
 * are left. out has room for DT_FOLD_SLACK more than what is left; floor bytes
 * of it are somebody else's.
 */
void dt_fold_ascii_avx2(struct dt_str text, char *out, size_t floor,
                        struct dt_fold_state *s);
void dt_fold_ascii_avx512(struct dt_str text, char *out, size_t floor,
                          struct dt_fold_state *s);

#endif

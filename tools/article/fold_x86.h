/*
 * fold_x86.h - the common case of a fold, many bytes at a time.
 *
 * Layer   article. For fold.c alone, whose scalar loop says what comes out.
 */
#ifndef DT_ARTICLE_FOLD_X86_H
#define DT_ARTICLE_FOLD_X86_H

#include <stddef.h>

#include "base/str.h"

enum { DT_FOLD_SLACK = 64 };

/* What a character of several bytes is, by the low six bits of its last. */
enum {
    DT_FOLD_LATIN = 1, /* behind C3: a letter; in lower case with bit 5 set */
    DT_FOLD_SIGN = 2,  /* behind C2: what stands between words */
    DT_FOLD_MARK = 4,  /* behind E2 80: likewise */
    DT_FOLD_QUOTE = 8  /* of those: an apostrophe too */
};
extern const unsigned char dt_fold_last[64];

/* How far text has been folded, and where the last of its words started. */
struct dt_fold_state {
    size_t at, to;           /* bytes read, and written at out */
    size_t word, word_start; /* the same where the word at hand starts */
};

/*
 * Fold ASCII but apostrophes as long as 32 bytes are left; or, with AVX-512,
 * to the end all but what neither ASCII nor dt_fold_last knows, and quotation
 * marks beside that. out has room for DT_FOLD_SLACK more than what is left;
 * floor bytes of it are somebody else's.
 */
void dt_fold_ascii_avx2(struct dt_str text, char *out, size_t floor,
                        struct dt_fold_state *s);
void dt_fold_common_avx512(struct dt_str text, char *out, size_t floor,
                           struct dt_fold_state *s);

#endif

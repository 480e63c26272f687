/*
 * compare.h - two texts held against each other, word by word.
 *
 * Layer   article. A word is what stands between white space, or one character
 *         of a script that has none; words are equal when all their bytes are,
 *         so that a changed comma, capital or dash shows. Who does not want
 *         that compares folds (article.h). Offsets are bytes of the texts.
 */
#ifndef DT_ARTICLE_COMPARE_H
#define DT_ARTICLE_COMPARE_H

#include "base/difference.h"
#include "base/str.h"

struct dt_compared_word {
    uint32_t start, end;
    bool last; /* of its line: an LF comes before the next word, or the end */
};

struct dt_compared {
    struct dt_compared_word *words;
    uint64_t *ids; /* equal ones: equal words */
    size_t count, cap;
};

struct dt_comparison {
    struct dt_compared a, b;
    struct dt_difference found; /* of their words */
    size_t equal;               /* words that both have, in one order */
};

#define DT_COMPARISON_INIT   \
    ((struct dt_comparison){ \
        {NULL, NULL, 0, 0}, {NULL, NULL, 0, 0}, DT_DIFFERENCE_INIT, 0})

/*
 * Replace out. The texts are UTF-8 of less than 4 GiB. DT_EINTERNAL without
 * memory.
 */
int dt_compare(struct dt_comparison *out, struct dt_str a, struct dt_str b,
               struct dt_err *err);

void dt_comparison_release(struct dt_comparison *c);

#endif

/*
 * name_words.h - a text read word by word, as names are compared.
 *
 * Layer   source, inside: people_index.c stands on it.
 * Key     what was read: words as they are, white space as one space, curly
 *         apostrophes straight, other characters between words as they are.
 *
 *     struct dt_name_words w = {.text = text, .at = where a word begins};
 *     while (dt_name_words_next(&w))
 *         w.key, w.len: from there to the end of one word more
 */
#ifndef DT_SOURCE_NAME_WORDS_H
#define DT_SOURCE_NAME_WORDS_H

#include <stdbool.h>

#include "base/str.h"

enum { DT_NAME_MAX = 200 }; /* bytes of a name */

struct dt_name_words {
    struct dt_str text;
    size_t at; /* end of the last word */
    char key[DT_NAME_MAX];
    size_t len;
};

/*
 * Read on to the end of the next word; false, and nothing changed, when there
 * is none in this paragraph, none where the first should begin, or no room.
 */
bool dt_name_words_next(struct dt_name_words *w);

/*
 * Whether the text ends behind the last word, as a name may: "Ed Sample",
 * "Ed Sample Jr."
 */
bool dt_name_words_whole(const struct dt_name_words *w);

/*
 * Whether the last word may end a name in running text: not inside
 * "Voss-Taylor" or "O'Brien", but before "-led" and "'s".
 */
bool dt_name_words_may_end(const struct dt_name_words *w);

#endif

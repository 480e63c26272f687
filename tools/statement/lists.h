/*
 * lists.h - the word lists of the languages: every folder of rules/ is a
 * language, every file in it a list (rules/README.txt).
 *
 * Layer   statement. The lists are part of the program; the build writes the
 *         table of what the folders hold.
 */
#ifndef DT_STATEMENT_LISTS_H
#define DT_STATEMENT_LISTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Languages there can be: a build with more does not compile. */
enum { DT_LANGUAGES_MOST = 32 };

size_t dt_lists_languages(void);

/* The primary subtag of a language (BCP 47), which is its folder: "en". */
const char *dt_lists_language(size_t language);

/* The text of a list ("words.txt"), empty where a language has none. */
struct dt_str dt_lists_text(size_t language, const char *name);

/*
 * The next line of a list that is neither empty nor a comment, and the first
 * word of it, taken off; false at the list's end.
 */
bool dt_lists_line(struct dt_str *rest, struct dt_str *line,
                   struct dt_str *first);

/* Take the next word off a line; false: there is none. */
bool dt_lists_word(struct dt_str *line, struct dt_str *word);

#endif

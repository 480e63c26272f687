/*
 * mojibake.h - text that was encoded twice.
 *
 * Layer   article. It is counted and reported; the text stays as published.
 */
#ifndef DT_ARTICLE_MOJIBAKE_H
#define DT_ARTICLE_MOJIBAKE_H

#include <stdint.h>

#include "base/str.h"

/*
 * How many characters of an article's text look as if their UTF-8 had been
 * read as windows-1252 and encoded again ("â€™" for a quotation mark).
 */
uint64_t dt_mojibake_count(struct dt_str text);

#endif

/*
 * slug.h - ids for people to read, made of titles.
 *
 * Layer   source.
 */
#ifndef DT_SOURCE_SLUG_H
#define DT_SOURCE_SLUG_H

#include <stdbool.h>

#include "base/str.h"

enum { DT_SLUG_SIZE = 61 };

/*
 * The words of a title as a slug of at most 60 bytes and a NUL: Latin letters
 * without their accents, in lower case. False when none are left.
 */
bool dt_slug_of(struct dt_str title, char out[DT_SLUG_SIZE]);

/*
 * Put "-N" behind a slug, which is cut at a word for it to fit.
 */
void dt_slug_number(const char *slug, unsigned n, char out[DT_SLUG_SIZE]);

#endif

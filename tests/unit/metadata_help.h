/*
 * metadata_help.h - the metadata of an article made from bytes, for tests.
 */
#ifndef DICTUM_TESTS_METADATA_HELP_H
#define DICTUM_TESTS_METADATA_HELP_H

#include "article/article.h"
#include "article/claim.h"

/* The last one that was made, until metadata_release(). */
extern struct dt_article *metadata_article;

/* Normalise bytes of this media type; the one before it is gone. */
const struct dt_meta *metadata_of(const char *type, const char *bytes);

/* The names of a byline, or of tags and such, ";" between them. */
char *metadata_values(const struct dt_meta *m, enum dt_field field);

void metadata_release(void);

#endif

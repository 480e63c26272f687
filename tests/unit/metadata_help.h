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

#define LINKED(json) "<script type='application/ld+json'>" json "</script>"

/* Two paragraphs of an article. */
#define PROSE                                                                 \
    "<p>The harbour wall was rebuilt in two winters, and the town walked "    \
    "out along it on the first dry Sunday of the year, to see it stand.</p>"  \
    "<p>A second paragraph says what it cost, who paid for it, and how long " \
    "it is meant to last in such a sea, if the county keeps it painted.</p>"

/* The metadata of an English page with this in its head, and over its prose. */
const struct dt_meta *metadata_page(const char *head, const char *top);

/* Where what is believed of a field was found, or "". */
char *metadata_origin(const struct dt_meta *m, enum dt_field field);

/* Claims to a field that contradict what is believed. */
size_t metadata_against(const struct dt_meta *m, enum dt_field field);

/* The names of a byline, or of tags and such, ";" between them. */
char *metadata_values(const struct dt_meta *m, enum dt_field field);

void metadata_release(void);

#endif

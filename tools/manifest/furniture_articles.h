/*
 * furniture_articles.h - which articles a corpus has, on which sites, and
 * which of them are one story.
 *
 * Layer   manifest, private to furniture.c.
 */
#ifndef DT_MANIFEST_FURNITURE_ARTICLES_H
#define DT_MANIFEST_FURNITURE_ARTICLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "source/source.h"

struct dt_furniture_article {
    const char *id;
    const char *site_name; /* one for all articles of a site */
    uint32_t site;         /* index into sites */
    uint32_t story;
    bool withheld;
};

struct dt_furniture_articles {
    struct dt_furniture_article *items; /* by id, those with a text */
    size_t count, cap;
    const char **sites; /* sorted */
    size_t site_count;
    uint64_t paragraphs; /* that the records count */
    struct dt_map names;
    struct dt_arena arena;
};

/* out, all zero before, is good for the release also after a failure. */
int dt_furniture_articles_read(struct dt_furniture_articles *out,
                               const struct dt_corpus *corpus,
                               struct dt_err *err);
void dt_furniture_articles_release(struct dt_furniture_articles *articles);

#endif

/*
 * repeated.h - paragraphs that many stories of one site share.
 *
 * Layer   article. Such a paragraph is the site's furniture, not an article's
 *         words. What stands on several sites, once or twice on each, is copy
 *         of an agency, and evidence of syndication instead; and copies and
 *         versions of one story count as that one story.
 */
#ifndef DT_ARTICLE_REPEATED_H
#define DT_ARTICLE_REPEATED_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* A paragraph where it stands; numbers are the caller's. */
struct dt_paragraph {
    uint64_t fold; /* equal: the same words */
    uint32_t site, story, article;
    uint32_t start; /* byte of the article's text */
};

struct dt_repeated {
    uint64_t fold;
    uint32_t site;
    uint32_t stories, articles; /* of the site that have it */
    uint32_t sites;             /* that have it, this one among them */
    uint32_t article, start;    /* where it stands first */
};

typedef int (*dt_repeated_fn)(void *ctx, const struct dt_repeated *found,
                              struct dt_err *err);

/*
 * Call fn for each paragraph that more than so many stories of a site have,
 * once a site, in no order that means anything. Sorts the items.
 */
int dt_repeated_find(struct dt_paragraph *items, size_t count,
                     uint32_t more_than, dt_repeated_fn fn, void *ctx,
                     struct dt_err *err);

#endif

/*
 * duplicates.h - which articles are copies of which.
 *
 * Layer   article. Levels here: same bytes, same text, same fold (the same
 *         words whatever the markup and the quotation marks). Articles
 *         without text are copies only when their bytes are the same.
 */
#ifndef DT_ARTICLE_DUPLICATES_H
#define DT_ARTICLE_DUPLICATES_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"

struct dt_copy {
    const char *id;
    const char *publisher, *syndicated_from, *published; /* or NULL */
    uint64_t bytes;                                      /* of the text */
    unsigned char snapshot[DT_DIGEST_SIZE];
    unsigned char fold[DT_DIGEST_SIZE];
    /* Set by dt_duplicates_find(): what it copies, or SIZE_MAX. */
    size_t duplicate_of;
};

/*
 * Set duplicate_of of every item: a star around one canonical article, never
 * a chain. Canonical is whom a copy's syndicated_from names as publisher,
 * else one that is not syndicated, else the earliest, else the most
 * complete, else the smallest id. Fails without memory.
 */
int dt_duplicates_find(struct dt_copy *items, size_t count, struct dt_err *err);

#endif

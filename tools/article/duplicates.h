/*
 * duplicates.h - which articles are copies of which, and which one is kept.
 *
 * Layer   article. Levels here: same bytes, same text, same fold (the same
 *         words whatever the markup and the quotation marks). Articles
 *         without text are copies only when their bytes are the same. What is
 *         nearly the same, dedup.h finds.
 * Rule    clusters are stars around a canonical article, never chains. The
 *         canonical one is whom a curator decided on, else whom a copy's
 *         syndicated_from names (by its id or its publisher), else one that
 *         is not syndicated, else the earliest, else the most complete, else
 *         the smallest id.
 */
#ifndef DT_ARTICLE_DUPLICATES_H
#define DT_ARTICLE_DUPLICATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/dedup.h"
#include "base/digest.h"
#include "base/err.h"

struct dt_decided;

struct dt_copy {
    const char *id;
    const char *publisher, *syndicated_from, *published; /* or NULL */
    const char *retrieved, *language;                    /* likewise */
    int64_t modified;    /* it says so, in seconds from 1970; 0: not known */
    uint64_t title, url; /* dt_copy_mark() of them; 0: not known */
    uint64_t bytes;      /* of the text */
    unsigned char snapshot[DT_DIGEST_SIZE];
    unsigned char fold[DT_DIGEST_SIZE];
    /* Set by dt_decided_apply(). */
    bool kept;      /* it is the canonical one, a curator says */
    size_t copy_of; /* what a curator says that it copies, or SIZE_MAX */
    /* Set by dt_duplicates_find(): what it copies, or SIZE_MAX. */
    bool original; /* a copy names it */
    size_t duplicate_of;
};

/*
 * Set duplicate_of of every item, which decided was made of: of the same, and
 * of what a curator calls copies. DT_EINTERNAL.
 */
int dt_duplicates_find(struct dt_copy *items, size_t count,
                       const struct dt_decided *decided, struct dt_err *err);

/* Whether both have the same fold, or without text the same bytes. */
bool dt_copy_same(const struct dt_copy *a, const struct dt_copy *b);

/* Whether copy says that it was syndicated from original. */
bool dt_copy_names(const struct dt_copy *copy, const struct dt_copy *original);

/* Whether it says that its words are somebody else's. */
bool dt_copy_is_syndicated(const struct dt_copy *copy);

/* The order of publishers' names, in which ASCII case does not count. */
int dt_copy_cmp_publishers(const char *a, const char *b);

/*
 * Who of two is kept rather, negative: a; by the rule above, with original as
 * it is set in them. 0 only for the same id.
 */
int dt_copy_cmp(const struct dt_copy *a, const struct dt_copy *b);

/* Stands for a title or an address; never 0. */
uint64_t dt_copy_mark(struct dt_str text);

/* What tells versions of one story; marks are never 0 but where not known. */
struct dt_copy_story {
    uint64_t publisher, title, url; /* marks; the publisher's without case */
    int64_t published; /* in seconds from 1970, or DT_COPY_UNDATED */
};

#define DT_COPY_UNDATED INT64_MAX

/* The beginning of an EDTF date, or of none. */
int64_t dt_copy_second(const char *date);

/*
 * Whether two that are near, or of which one contains the other, are versions
 * of one story: of one publisher, and with the same address or title, or
 * (near only) published less than DT_COPY_REVISED days apart. They are a chain
 * in the order of dt_copy_cmp_version(), and no copies.
 */
enum { DT_COPY_REVISED = 7 };
bool dt_copy_revises(const struct dt_copy *a, const struct dt_copy *b,
                     enum dt_relation relation);
bool dt_copy_story_revises(const struct dt_copy_story *a,
                           const struct dt_copy_story *b,
                           enum dt_relation relation);

/*
 * Negative: a is the earlier version, by when it was published, then by when
 * it says that it was changed (what does not say so never was), then by when it
 * was retrieved, then by its id. 0 only for the same id.
 */
int dt_copy_cmp_version(const struct dt_copy *a, const struct dt_copy *b);

#endif

/*
 * add.h - registers files and URLs as sources of a corpus.
 *
 * Layer   article: it reads the metadata that a page has.
 */
#ifndef DT_ARTICLE_ADD_H
#define DT_ARTICLE_ADD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* What the curator said; NULL: not said. */
struct dt_add {
    const char *corpus;
    const char *id;  /* of the one locator; an existing one: other bytes */
    const char *url; /* of the one locator */
    const char *kind, *speaker, *licence;
    bool withheld;
    bool dry_run; /* change nothing */
};

struct dt_added {
    const char *id;
    const char *snapshot;
    const char *title;     /* or NULL */
    const char *kind;      /* or NULL */
    const char *published; /* or NULL */
    const char *licence;   /* SPDX expression of the entry */
    bool withheld;         /* its text is kept out of git */
    bool exposed;          /* withheld, but the file named lies in the work
                              tree, where git add would take it */
    bool added;            /* false: these bytes were there already */
    bool replaced;         /* an existing source has these bytes now */
};

/*
 * Read each locator, a path or an http(s) URL, keep its bytes as a snapshot
 * and write its entry into sources.yaml: all of them or none. The results,
 * one a locator, live in arena. DT_EUSAGE for what the curator has to say
 * otherwise, DT_EIO, DT_EFORMAT for bytes that are no article.
 */
int dt_add(const struct dt_add *add, const char *const *locators, size_t count,
           struct dt_arena *arena, struct dt_added **out, struct dt_err *err);

#endif

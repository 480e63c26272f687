/*
 * furniture.h - the paragraphs that a site prints with its articles, found in
 * the texts of a corpus.
 *
 * Layer   manifest. A site is the host of an article's address, without www.,
 *         else its publisher. Texts that are open and here are read; copies
 *         and versions of one another, as the last build found them, are one
 *         story (article/repeated.h).
 * Use     nothing flows back: a curator looks at what is found, and puts what
 *         is furniture into corpus/NAME/rules/clutter_lines.txt, by which the
 *         next build takes it out of every article.
 * Memory  DT_FURNITURE_MOST paragraphs at a time, some 70 bytes each; where
 *         there are more, the texts are read as often as that takes.
 */
#ifndef DT_MANIFEST_FURNITURE_H
#define DT_MANIFEST_FURNITURE_H

#include "base/arena.h"
#include "source/source.h"

enum { DT_FURNITURE_MORE_THAN = 4, DT_FURNITURE_MOST = 4 * 1024 * 1024 };

struct dt_furniture_options {
    uint32_t more_than; /* stories of a site */
    unsigned threads;
    size_t most; /* paragraphs at a time */
};

struct dt_furniture_item {
    const char *site;
    const char *text;    /* the paragraph as it stands first */
    const char *article; /* id of where that is, the smallest */
    uint32_t span[2];    /* bytes of its text */
    uint32_t stories, articles, sites;
};

struct dt_furniture {
    struct dt_furniture_item *items; /* most stories first, then site, text */
    size_t count, cap;
    size_t articles;   /* with a text */
    size_t read;       /* texts that are open and here */
    size_t paragraphs; /* in them */
    struct dt_arena arena;
};

/* out is good for dt_furniture_release() also after a failure. */
int dt_furniture_find(struct dt_furniture *out, const struct dt_corpus *corpus,
                      const struct dt_furniture_options *options,
                      struct dt_err *err);
void dt_furniture_release(struct dt_furniture *furniture);

#endif

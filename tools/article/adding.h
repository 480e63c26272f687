/*
 * adding.h - the state of one run of add, shared by its steps.
 *
 * Layer   article, private to add*.c.
 */
#ifndef DT_ARTICLE_ADDING_H
#define DT_ARTICLE_ADDING_H

#include "article/add.h"
#include "base/digest.h"
#include "base/map.h"
#include "base/stage.h"
#include "source/source.h"

/* One page, read. */
struct dt_add_item {
    struct dt_source source;
    const char *locator;  /* for messages */
    const char *same_as;  /* id of the source that has these bytes, or NULL */
    const char *other;    /* what the page is instead of an article, or NULL */
    const char *reserved; /* as in struct dt_added */
    bool replaces;        /* gives an existing source these bytes */
    bool restored;        /* as same_as, but its bytes were not held any more */
    bool of_feed;
    bool exposed; /* the file lies where git would take it */
};

struct dt_adding {
    const struct dt_add *add;
    struct dt_corpus *corpus;
    struct dt_arena *arena;
    struct dt_digest *digest;
    const char *licence;
    struct dt_stage *stage; /* NULL: nothing is to be written */
    /* Which source has a snapshot or a URL; which ids are taken. */
    struct dt_map snapshots, urls, ids;
    struct dt_add_item *items;
    size_t count, room;
    struct dt_add_feed *feeds;
    size_t feed_count;
};

int dt_adding_no_memory(struct dt_err *err);

/* Note the snapshots, URLs and ids of the corpus's sources. */
int dt_adding_list_known(struct dt_adding *a, struct dt_err *err);

/* An item as the curator's words make it, without a page. */
struct dt_add_item dt_adding_item(const struct dt_adding *a,
                                  const char *locator);

/*
 * Read the page whose facts (url, media type …) stand in the item's source
 * already: its snapshot, and what it says of itself. same_as is set when these
 * bytes are known. *why receives the reason for DT_EFORMAT and DT_EUSAGE.
 */
int dt_adding_read(struct dt_adding *a, struct dt_add_item *item,
                   struct dt_str bytes, enum dt_add_pass *why,
                   struct dt_err *err);

/* Stage the bytes as the item's snapshot. */
int dt_adding_keep(struct dt_adding *a, const struct dt_add_item *item,
                   struct dt_str bytes, struct dt_err *err);

/*
 * Stage the bytes of an item with same_as, where what that source names is not
 * held any more; sets restored, also when nothing is to be written.
 */
int dt_adding_restore(struct dt_adding *a, struct dt_add_item *item,
                      struct dt_str bytes, struct dt_err *err);

/* A text that somebody else wrote as an entry can hold it, or NULL. */
const char *dt_adding_clean(struct dt_adding *a, const char *text);

/* Take the item into the list. */
int dt_adding_push(struct dt_adding *a, const struct dt_add_item *item,
                   struct dt_err *err);

/* Add the pages of a feed, and count in *tally. */
int dt_adding_feed(struct dt_adding *a, const char *path,
                   struct dt_add_feed *tally, struct dt_err *err);

/* Stage the list's sources behind those of sources.yaml. */
int dt_adding_write(const struct dt_adding *a, struct dt_err *err);

/* Whether a file lies where git add would take it. */
bool dt_adding_in_work_tree(const char *path);

#endif

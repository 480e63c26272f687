/*
 * feed_kind.h - what is behind feed.h: a reader for each kind of file.
 *
 * Layer   snapshot, inside.
 */
#ifndef DT_SNAPSHOT_FEED_KIND_H
#define DT_SNAPSHOT_FEED_KIND_H

#include "snapshot/feed.h"

/* The first member of every reader. */
struct dt_feed {
    const struct dt_feed_kind *kind;
    char *path;
    struct dt_packed *packed; /* NULL once another reader owns it */
    bool take_all;
    uint64_t skipped[DT_FEED_SKIPS];
};

struct dt_feed_kind {
    size_t size; /* of the reader, zeroed before start */
    int (*start)(struct dt_feed *feed, struct dt_err *err);
    int (*next)(struct dt_feed *feed, struct dt_feed_page *page, bool *end,
                struct dt_err *err);
    void (*end)(struct dt_feed *feed);
};

extern const struct dt_feed_kind dt_feed_kind_warc;
extern const struct dt_feed_kind dt_feed_kind_lines;

/*
 * A copy of text in the page, NULL for an empty one; false without memory or
 * beyond the page's ceiling.
 */
bool dt_feed_page_text(struct dt_feed_page *page, struct dt_str text,
                       const char **out);

/* As dt_feed_page_text(), ASCII letters in lower case. */
bool dt_feed_page_lower(struct dt_feed_page *page, struct dt_str text,
                        const char **out);

#endif

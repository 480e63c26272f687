/*
 * add.h - registers files, URLs and the pages of feeds as sources of a corpus.
 *
 * Layer   article: it reads the metadata that a page has.
 */
#ifndef DT_ARTICLE_ADD_H
#define DT_ARTICLE_ADD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "snapshot/feed.h"

/* What the curator said; NULL: not said. */
struct dt_add {
    const char *corpus;
    const char *id;  /* of the one locator; an existing one: other bytes */
    const char *url; /* of the one locator */
    const char *kind, *speaker, *licence;
    const char *title, *published;  /* of the one locator; an EDTF date */
    const char *event, *event_date; /* at which it was said; an EDTF date */
    const char *event_place;
    bool withheld;
    bool allow_private; /* addresses to fetch from */
    bool dry_run;       /* change nothing */
};

struct dt_added {
    const char *locator;
    const char *id;
    const char *unused_id; /* what --id said, where another source has these
                              bytes already; else NULL */
    const char *snapshot;
    const char *title;     /* or NULL */
    const char *kind;      /* or NULL */
    const char *published; /* or NULL */
    const char *licence;   /* SPDX expression of the entry */
    const char *reserved;  /* what the page says of its rights, where its
                              licence is but the corpus's, open and not in
                              that; or NULL */
    bool withheld;         /* its text is kept out of git */
    bool exposed;          /* withheld, but the file named lies in the work
                              tree, where git add would take it */
    bool added;            /* false: these bytes were there already */
    bool restored;         /* not added, but its bytes were not held any more */
    bool replaced;         /* an existing source has these bytes now */
    bool of_feed;          /* a page of one, of several sources */
};

/* Why a page of a feed is no new source. */
enum dt_add_pass {
    DT_ADD_KNOWN,   /* a source has these bytes already */
    DT_ADD_CAPTURE, /* a source is from this URL, with other bytes */
    DT_ADD_NO_TEXT, /* it has no text of an article */
    DT_ADD_OTHER,   /* it is something else: counted in others too */
    DT_ADD_NO_URL,  /* neither its URL nor its title makes a source */
    DT_ADD_BROKEN,  /* damaged, or its digest is wrong */
    DT_ADD_PASSES
};

enum { DT_ADD_MESSAGES = 20, DT_ADD_REASONS = 16, DT_ADD_FIELDS = 16 };

/* What came of one file of many pages. */
struct dt_add_feed {
    const char *locator;
    uint64_t added;
    uint64_t reserved; /* of them, as in struct dt_added */
    uint64_t passed[DT_ADD_PASSES];
    uint64_t skipped[DT_FEED_SKIPS];       /* records that are no pages */
    const char *messages[DT_ADD_MESSAGES]; /* of the first that are broken */
    const char *fields[DT_ADD_FIELDS];     /* of lines of JSON, not taken */
    struct {
        const char *what; /* pages are instead of articles; NULL ends it */
        uint64_t count;
    } others[DT_ADD_REASONS];
};

struct dt_add_result {
    struct dt_added *added; /* the pages of feeds that were added, and one for
                               every other locator */
    size_t count;
    struct dt_add_feed *feeds;
    size_t feed_count;
};

/* "the same bytes as a source", … */
const char *dt_add_pass_name(enum dt_add_pass why);

/*
 * Read each locator, a path or an http(s) URL, keep its bytes as a snapshot
 * and write its entry into sources.yaml: all of them or none. A WARC file or
 * JSON Lines (feed.h) is read page by page: what is no article in it is passed
 * over and counted. A WARC file of withheld pages is kept whole under
 * .dictum/warc/. The results live in arena. DT_EUSAGE for what the curator has
 * to say otherwise, DT_EIO, DT_EFORMAT for bytes that are no article, and for
 * a feed that has none.
 */
int dt_add(const struct dt_add *add, const char *const *locators, size_t count,
           struct dt_arena *arena, struct dt_add_result *out,
           struct dt_err *err);

#endif

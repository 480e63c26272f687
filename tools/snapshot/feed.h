/*
 * feed.h - the pages of a file, one after the other, whatever the file is.
 *
 * Layer   snapshot.
 * Files   WARC (warc.h), known by its first bytes: the pages of responses with
 *           status 200, of resources, of conversions, and of revisits whose
 *           record lies before them in the same file;
 *         JSON Lines, named .jsonl or .ndjson (also .gz, .zst) or, on standard
 *           input ("-"), beginning with "{": one object a line with "html" or
 *           "text", and if it likes "url", "id", "retrieved"; whatever else it
 *           has is passed over;
 *         any other file: one page, its bytes.
 * Bounds  DT_SNAPSHOT_MAX a page, twice that a line of JSON. Memory is that of
 *         one page, and 25 MB to remember what revisits can refer to: the last
 *         million records.
 * Errors  DT_EFORMAT and DT_EMISMATCH, "FILE:LINE: WHAT" or "FILE: byte N:
 *         WHAT", for a record that is broken: the next call goes on behind it,
 *         or says end. DT_EIO and DT_EINTERNAL end the feed.
 * Threads one feed for one thread; a page belongs to whoever had it filled, so
 *         that another thread can work on it while the feed reads on.
 *
 *     struct dt_feed_page page = DT_FEED_PAGE_INIT;
 *     dt_feed_open("crawl.warc.gz", &feed, &err);
 *     for (;;) {
 *         rc = dt_feed_next(feed, &page, &end, &err);
 *         if (rc == DT_EFORMAT || rc == DT_EMISMATCH) {
 *             complain(&err);
 *             continue;
 *         }
 *         if (rc < 0 || end)
 *             break;
 *         use(page.url, page.bytes);
 *     }
 *     dt_feed_page_release(&page);
 *     dt_feed_free(feed);
 */
#ifndef DT_SNAPSHOT_FEED_H
#define DT_SNAPSHOT_FEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "snapshot/packed.h"
#include "snapshot/snapshot.h"

enum { DT_FEED_UNUSED = 8 };

/*
 * One page. Texts live in it until it is filled again or released; absent
 * ones are NULL.
 */
struct dt_feed_page {
    struct dt_buf bytes;    /* transfer and content codings taken off */
    const char *url;        /* as written */
    const char *media_type; /* as the server said or the key means, in lower
                               case, without parameters: "text/html" */
    const char *charset;    /* of the Content-Type, as written */
    const char *retrieved;  /* RFC 3339, UTC */
    const char *where;      /* "FILE:LINE", "FILE: byte N" or FILE */
    const char *id;         /* of a line of JSON, when it is a text */
    /* Of a line of JSON, as written: */
    const char *title, *author, *published, *kind, *licence;
    const char *unused[DT_FEED_UNUSED]; /* first members that nothing takes */
    const char *etag, *last_modified;
    unsigned status;       /* of HTTP; 0: there was none */
    bool in_warc;          /* its bytes are those of a record at: */
    struct dt_place place; /* for dt_warc_open() */
    struct dt_arena texts;
};

#define DT_FEED_PAGE_INIT                                         \
    ((struct dt_feed_page){.bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX), \
                           .texts = DT_ARENA_INIT(8u << 20)})

void dt_feed_page_release(struct dt_feed_page *page);

/* Why a record is no page. */
enum dt_feed_skip {
    DT_FEED_NO_CONTENT, /* warcinfo, request, metadata */
    DT_FEED_NOT_WEB,    /* dns, metadata: neither http nor https */
    DT_FEED_REDIRECT,   /* status 300 to 399 */
    DT_FEED_STATUS,     /* any other status but 200 */
    DT_FEED_MEDIA,      /* image, script, style: neither text nor page */
    DT_FEED_EMPTY,      /* no byte in it */
    DT_FEED_CUT,        /* WARC-Truncated: the crawler did not take it all */
    DT_FEED_PART,       /* of a record in several segments */
    DT_FEED_REVISIT,    /* of a record that this file does not have */
    DT_FEED_SKIPS
};

struct dt_feed;

/* The caller owns *out. DT_EIO names a file that cannot be read. */
int dt_feed_open(const char *path, struct dt_feed **out, struct dt_err *err);

/*
 * From now on count whatever a WARC file has with status 200 as a page,
 * whatever its media type and URL: to look for bytes by their hash.
 */
void dt_feed_take_all(struct dt_feed *feed);

/* Replace what is in *page with the next one's. */
int dt_feed_next(struct dt_feed *feed, struct dt_feed_page *page, bool *end,
                 struct dt_err *err);

/* Records passed over so far for this reason, and what to call it. */
uint64_t dt_feed_skipped(const struct dt_feed *feed, enum dt_feed_skip why);
const char *dt_feed_skip_name(enum dt_feed_skip why);

/* Whether path is by its name a feed of many pages: WARC or JSON Lines. */
bool dt_feed_is_name(const char *path);

/* NULL is fine. */
void dt_feed_free(struct dt_feed *feed);

#endif

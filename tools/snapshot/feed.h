/*
 * feed.h - the pages of a file, one after the other, whatever the file is.
 *
 * Layer   snapshot.
 * Files   WARC (warc.h): the pages of responses with status 200, of resources,
 *           conversions, and of revisits whose record lies in the same file;
 *         JSON Lines of objects with "html" or "text" (one of them), and "url":
 *           other keys stay for their owners; gzip and zstd like WARC;
 *         any other file: one page, its bytes.
 *         What a file is shows in its name (.warc, .jsonl, .ndjson, each also
 *         .gz or .zst) or, on standard input ("-"), in its first bytes.
 * Bounds  DT_SNAPSHOT_MAX a page or a line; memory is that of one page,
 *         and 40 bytes a record for revisits.
 * Errors  DT_EFORMAT, "FILE:LINE: WHAT" or "FILE: byte N: WHAT", for a record
 *         that is broken: the next call goes on behind it, or says end. DT_EIO
 *         and DT_EINTERNAL end the feed.
 * Threads one feed for one thread; a page belongs to nobody's feed, so that
 *         another thread can work on it while the feed reads on.
 *
 *     struct dt_page page = DT_PAGE_INIT;
 *     dt_feed_open("crawl.warc.gz", &feed, &err);
 *     for (;;) {
 *         rc = dt_feed_next(feed, &page, &end, &err);
 *         if (rc == DT_EFORMAT) { complain(&err); continue; }
 *         if (rc < 0 || end)
 *             break;
 *         use(page.url, page.bytes);
 *     }
 *     dt_page_release(&page);
 *     dt_feed_free(feed);
 */
#ifndef DT_SNAPSHOT_FEED_H
#define DT_SNAPSHOT_FEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * One page. Texts live in it until it is filled again or released; absent
 * ones are NULL.
 */
struct dt_page {
    struct dt_buf bytes;    /* transfer and content codings taken off */
    const char *url;        /* as written */
    const char *media_type; /* as the server or the key said, lower case,
                               without parameters: "text/html" */
    const char *charset;    /* of the Content-Type, as written */
    const char *retrieved;  /* RFC 3339, UTC */
    const char *where;      /* "FILE:LINE", "FILE: byte N" or FILE */
    const char *id;         /* "id" of a JSON line, when it is a text */
    const char *etag, *last_modified;
    unsigned status; /* of HTTP; 0: there was none */
    uint64_t offset; /* of its record in a WARC file, to be opened at */
    bool seekable;   /* whether it can be */
    struct dt_arena texts;
};

#define DT_PAGE_INIT                                  \
    ((struct dt_page){.bytes = DT_BUF_INIT(64 << 20), \
                      .texts = DT_ARENA_INIT(8u << 20)})

void dt_page_release(struct dt_page *page);

/* Why a record is no page. */
enum dt_feed_skip {
    DT_FEED_NO_CONTENT, /* warcinfo, request, metadata */
    DT_FEED_NOT_WEB,    /* dns and other schemes than http and https */
    DT_FEED_REDIRECT,   /* status 300 to 399 */
    DT_FEED_STATUS,     /* any other status but 200 */
    DT_FEED_MEDIA,      /* image, script, style: neither text nor page */
    DT_FEED_EMPTY,      /* no byte in it */
    DT_FEED_PART,       /* continuation, or the first part of one */
    DT_FEED_REVISIT,    /* of a record that is not in this file */
    DT_FEED_SKIPS
};

struct dt_feed;

/* The caller owns *out. DT_EIO names a file that cannot be read. */
int dt_feed_open(const char *path, struct dt_feed **out, struct dt_err *err);

/* Replace what is in *page with the next one's. */
int dt_feed_next(struct dt_feed *feed, struct dt_page *page, bool *end,
                 struct dt_err *err);

/* Records passed over so far for this reason, and what to call it. */
uint64_t dt_feed_skipped(const struct dt_feed *feed, enum dt_feed_skip why);
const char *dt_feed_skip_name(enum dt_feed_skip why);

/* Bytes of the file taken so far, for a progress bar. */
uint64_t dt_feed_taken(const struct dt_feed *feed);

/* Whether path is a feed of many pages by its name: WARC or JSON Lines. */
bool dt_feed_is_name(const char *path);

/* NULL is fine. */
void dt_feed_free(struct dt_feed *feed);

#endif

/* Pages out of WARC files (feed_kind.h). */
#include <stdio.h>

#include "base/file.h"
#include "base/utf8.h"
#include "snapshot/feed_kind.h"
#include "snapshot/header.h"
#include "snapshot/payload.h"
#include "snapshot/revisits.h"

/* How far into one packed member a revisit is followed, at every one of them */
enum { FARTHEST = 4 * 1024 * 1024 };

struct records {
    struct dt_feed feed;
    struct dt_warc *warc;
    struct dt_payload *payload;
    struct dt_revisits revisits;
};

static struct records *of(struct dt_feed *feed)
{
    return (struct records *)feed;
}

static int start(struct dt_feed *feed, struct dt_err *err)
{
    struct records *r = of(feed);
    struct dt_packed *packed = feed->packed;
    int rc = dt_payload_new(&r->payload, err);

    if (rc < 0)
        return rc;
    feed->packed = NULL;
    return dt_warc_take(feed->path, packed, &r->warc, err);
}

static void end_records(struct dt_feed *feed)
{
    struct records *r = of(feed);

    dt_packed_free(feed->packed);
    dt_warc_free(r->warc);
    dt_payload_free(r->payload);
    dt_revisits_release(&r->revisits);
}

static bool is_web(struct dt_str url)
{
    return (url.len > 7 &&
            dt_header_is((struct dt_str){url.ptr, 7}, "http://")) ||
           (url.len > 8 &&
            dt_header_is((struct dt_str){url.ptr, 8}, "https://"));
}

/* Media types that may hold an article, and none at all. */
static bool may_be_page(struct dt_str content_type)
{
    static const char *const types[] = {
        "",
        "text/html",
        "application/xhtml+xml",
        "application/xml",
        "text/xml",
        "text/plain",
        "text/markdown",
        "application/pdf",
        "text/vtt",
        "text/srt",
        "application/x-subrip",
        "text/x-subrip",
        "application/srt",
    };
    struct dt_str type = dt_header_main(content_type);

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (dt_header_is(type, types[i]))
            return true;
    return false;
}

static struct dt_str content_type(const struct dt_payload *p,
                                  const struct dt_warc_record *record)
{
    return p->is_http ? p->message.content_type : record->content_type;
}

/* Why the record that was begun is no page, or DT_FEED_SKIPS: it may be one. */
static enum dt_feed_skip judge(const struct dt_warc_record *record,
                               const struct dt_payload *p, bool any_media)
{
    if (p->is_http && p->message.status >= 300 && p->message.status < 400 &&
        record->type != DT_WARC_REVISIT)
        return DT_FEED_REDIRECT;
    /* A revisit of what the server says has not changed has a 304. */
    if (p->is_http && p->message.status != 200 &&
        !(record->type == DT_WARC_REVISIT && p->message.status == 304))
        return DT_FEED_STATUS;
    if (any_media ||
        (record->type == DT_WARC_REVISIT && !p->message.content_type.len) ||
        may_be_page(content_type(p, record)))
        return DT_FEED_SKIPS;
    return DT_FEED_MEDIA;
}

/* What can be judged without the payload. */
static enum dt_feed_skip judge_record(const struct dt_warc_record *record,
                                      bool any_url)
{
    switch (record->type) {
    case DT_WARC_RESPONSE:
    case DT_WARC_RESOURCE:
    case DT_WARC_REVISIT:
    case DT_WARC_CONVERSION:
        break;
    case DT_WARC_CONTINUATION:
        return DT_FEED_PART;
    default:
        return DT_FEED_NO_CONTENT;
    }
    if (!any_url && !is_web(record->url))
        return DT_FEED_NOT_WEB;
    if (record->segmented)
        return DT_FEED_PART;
    return record->truncated.len ? DT_FEED_CUT : DT_FEED_SKIPS;
}

static int write_where(const struct records *r, struct dt_feed_page *page,
                       struct dt_err *err)
{
    char text[64];
    struct dt_buf where = DT_BUF_INIT(8192);
    int n = snprintf(text, sizeof text, ": byte %llu",
                     (unsigned long long)page->place.offset);
    int rc = DT_OK;

    if (page->place.inside)
        (void)snprintf(text + n, sizeof text - (size_t)n, ", unpacked %llu",
                       (unsigned long long)page->place.inside);
    dt_buf_adds(&where, dt_file_shown(r->feed.path));
    dt_buf_adds(&where, text);
    rc = dt_buf_check(&where, "the path", err);
    if (rc == DT_OK &&
        !dt_feed_page_text(page, dt_buf_str(&where), &page->where))
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", r->feed.path);
    dt_buf_release(&where);
    return rc;
}

/* What the record with the payload says of the page. */
static int take_message(const struct dt_payload *p,
                        const struct dt_warc_record *record,
                        struct dt_feed_page *page, struct dt_err *err)
{
    struct dt_str type = content_type(p, record);

    page->status = p->is_http ? p->message.status : 0;
    if (!dt_feed_page_lower(page, dt_header_main(type), &page->media_type) ||
        !dt_feed_page_text(page, dt_header_parameter(type, "charset"),
                           &page->charset) ||
        !dt_feed_page_text(page, p->message.etag, &page->etag) ||
        !dt_feed_page_text(page, p->message.last_modified,
                           &page->last_modified))
        return DT_FAIL(err, DT_EINTERNAL, "a page's header: out of memory");
    page->in_warc = true;
    page->place = record->place;
    return DT_OK;
}

/* Whether a record is the one that a revisit with this digest, or id, means. */
static bool is_meant(const struct dt_warc_record *record, struct dt_str digest,
                     struct dt_str id)
{
    if (record->type == DT_WARC_REVISIT)
        return false;
    return (digest.len && dt_str_eq(record->payload_digest, digest)) ||
           (id.len && dt_str_eq(record->id, id));
}

/*
 * Fill the page from the record at place, if it is the one that is meant; else
 * *found stays false.
 */
static int read_meant(struct records *r, struct dt_place place,
                      const struct dt_warc_record *revisit,
                      struct dt_feed_page *page, bool *found,
                      struct dt_err *err)
{
    struct dt_warc *w = NULL;
    struct dt_warc_record record;
    bool end = false;
    int rc = dt_warc_open(r->feed.path, place, &w, err);

    if (rc == DT_OK)
        rc = dt_warc_next(w, &record, &end, err);
    if (rc == DT_OK && !end &&
        is_meant(&record, revisit->payload_digest, revisit->refers_to)) {
        rc = dt_payload_begin(r->payload, w, &record, err);
        if (rc == DT_OK)
            rc = take_message(r->payload, &record, page, err);
        if (rc == DT_OK)
            rc = dt_payload_read(r->payload, &page->bytes, err);
        *found = rc == DT_OK;
    }
    dt_warc_free(w);
    return rc;
}

static int resolve(struct records *r, const struct dt_warc_record *revisit,
                   struct dt_feed_page *page, bool *found, struct dt_err *err)
{
    const struct dt_str keys[] = {revisit->payload_digest, revisit->refers_to};
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && !*found && i < 2; i++) {
        struct dt_place place;

        if (dt_revisits_find(&r->revisits, keys[i], &place) &&
            place.inside <= FARTHEST)
            rc = read_meant(r, place, revisit, page, found, err);
    }
    return rc;
}

/* Read the payload of a record that may be a page. */
static int read_page(struct records *r, const struct dt_warc_record *record,
                     struct dt_feed_page *page, bool *found, struct dt_err *err)
{
    bool can_go_back = !dt_file_is_stdin(r->feed.path);
    int rc;

    if (record->type == DT_WARC_REVISIT)
        return resolve(r, record, page, found, err);
    rc = take_message(r->payload, record, page, err);
    if (rc == DT_OK)
        rc = dt_payload_read(r->payload, &page->bytes, err);
    *found = rc == DT_OK;
    if (*found && can_go_back)
        rc = dt_revisits_put(&r->revisits, record->payload_digest,
                             record->place, err);
    if (*found && can_go_back && rc == DT_OK)
        rc = dt_revisits_put(&r->revisits, record->id, record->place, err);
    return rc;
}

/*
 * A URI is ASCII (RFC 3986, 2.1). One in UTF-8 is as somebody would write it;
 * of another encoding, which nobody tells, the bytes are escaped.
 */
static bool keep_url(struct dt_feed_page *page, struct dt_str url)
{
    struct dt_buf plain = DT_BUF_INIT(3 * url.len + 1);
    bool kept;

    if (dt_utf8_valid(url) == url.len)
        return dt_feed_page_text(page, url, &page->url);
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] < 0x80)
            dt_buf_addc(&plain, url.ptr[i]);
        else
            dt_buf_addf(&plain, "%%%02X", (unsigned char)url.ptr[i]);
    kept = !plain.failed &&
           dt_feed_page_text(page, dt_buf_str(&plain), &page->url);
    dt_buf_release(&plain);
    return kept;
}

static int take_record(struct records *r, const struct dt_warc_record *record,
                       struct dt_feed_page *page, bool *is_page,
                       struct dt_err *err)
{
    enum dt_feed_skip why = judge_record(record, r->feed.take_all);
    bool found = false;
    int rc = DT_OK;

    *is_page = false;
    if (why == DT_FEED_SKIPS)
        rc = dt_payload_begin(r->payload, r->warc, record, err);
    if (why == DT_FEED_SKIPS && rc == DT_OK)
        why = judge(record, r->payload, r->feed.take_all);
    if (why == DT_FEED_SKIPS && rc == DT_OK) {
        /* What a page is called stays, whichever record its bytes are of. */
        if (!keep_url(page, record->url) ||
            !dt_feed_page_text(page, record->date, &page->retrieved))
            return DT_FAIL(err, DT_EINTERNAL, "a page: out of memory");
        rc = read_page(r, record, page, &found, err);
        if (!found)
            why = DT_FEED_REVISIT;
        else if (!page->bytes.len)
            why = DT_FEED_EMPTY;
    }
    if (rc < 0)
        return rc;
    *is_page = why == DT_FEED_SKIPS;
    if (*is_page)
        return write_where(r, page, err);
    r->feed.skipped[why]++;
    return DT_OK;
}

static int next(struct dt_feed *feed, struct dt_feed_page *page, bool *end,
                struct dt_err *err)
{
    struct records *r = of(feed);
    struct dt_warc_record record;
    bool is_page = false;
    int rc = DT_OK;

    while (rc == DT_OK && !is_page) {
        dt_arena_reset(&page->texts);
        rc = dt_warc_next(r->warc, &record, end, err);
        if (rc == DT_OK && *end)
            return DT_OK;
        if (rc == DT_OK)
            rc = take_record(r, &record, page, &is_page, err);
    }
    return rc;
}

const struct dt_feed_kind dt_feed_kind_warc = {sizeof(struct records), start,
                                               next, end_records};

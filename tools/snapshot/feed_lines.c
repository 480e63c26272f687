/* Pages out of JSON Lines (feed_kind.h). */
#include <stdio.h>

#include "base/file.h"
#include "base/json_scan.h"
#include "snapshot/feed_kind.h"
#include "snapshot/json_lines.h"

enum { MOST_NAME = 100 };

struct lines {
    struct dt_feed feed;
    struct dt_json_lines lines;
    struct dt_buf text; /* a value, decoded */
};

static struct lines *of(struct dt_feed *feed)
{
    return (struct lines *)feed;
}

static int start(struct dt_feed *feed, struct dt_err *err)
{
    (void)err;
    of(feed)->lines = DT_JSON_LINES_INIT(feed->packed, feed->path);
    of(feed)->text = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    return DT_OK;
}

/* The field of a page that a member of this name fills, or NULL. */
static const char **field_of(struct dt_feed_page *page,
                             const struct dt_json_member *member)
{
    const struct {
        const char *key, **field;
    } known[] = {
        {"url", &page->url},
        {"id", &page->id},
        {"retrieved", &page->retrieved},
        {"title", &page->title},
        {"author", &page->author},
        {"byline", &page->author},
        {"published", &page->published},
        {"kind", &page->kind},
        {"licence", &page->licence},
        {"license", &page->licence},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (dt_json_scan_is(member, known[i].key))
            return known[i].field;
    return NULL;
}

/* The first names are told; one that is too long is none. */
static void note_unused(struct lines *l, struct dt_feed_page *page,
                        const struct dt_json_member *member)
{
    const struct dt_json_member key = {.value = member->key};
    size_t i = 0;

    while (i < DT_FEED_UNUSED && page->unused[i])
        i++;
    if (i == DT_FEED_UNUSED || member->key.len > MOST_NAME ||
        dt_json_scan_is_null(member))
        return;
    dt_buf_reset(&l->text);
    dt_json_scan_text(&key, &l->text);
    (void)dt_feed_page_text(page, dt_buf_str(&l->text), &page->unused[i]);
}

static int take_content(struct dt_feed_page *page,
                        const struct dt_json_member *member,
                        const char *media_type, struct dt_err *err)
{
    if (dt_json_scan_is_null(member))
        return DT_OK;
    if (!dt_json_scan_is_text(member))
        return DT_FAIL(err, DT_EFORMAT, "byte %zu: '%s' is no text", member->at,
                       strcmp(media_type, "text/html") == 0 ? "html" : "text");
    dt_buf_reset(&page->bytes);
    dt_json_scan_text(member, &page->bytes);
    page->media_type = media_type;
    page->charset = "utf-8";
    return dt_buf_check(&page->bytes, "the page", err);
}

static int take_member(struct lines *l, struct dt_feed_page *page,
                       const struct dt_json_member *member, struct dt_err *err)
{
    const char **field = field_of(page, member);

    if (dt_json_scan_is(member, "html"))
        return take_content(page, member, "text/html", err);
    if (dt_json_scan_is(member, "text"))
        return page->media_type && strcmp(page->media_type, "text/html") == 0
                   ? DT_OK
                   : take_content(page, member, "text/plain", err);
    if (!field || !dt_json_scan_is_text(member)) {
        note_unused(l, page, member);
        return DT_OK;
    }
    dt_buf_reset(&l->text);
    dt_json_scan_text(member, &l->text);
    if (l->text.failed || !dt_feed_page_text(page, dt_buf_str(&l->text), field))
        return DT_FAIL(err, DT_EFORMAT, "byte %zu: a text that is too long",
                       member->at);
    if (memchr(dt_buf_str(&l->text).ptr, 0, l->text.len))
        return DT_FAIL(err, DT_EFORMAT, "byte %zu: a text with a NUL in it",
                       member->at);
    return DT_OK;
}

static int read_page(struct lines *l, struct dt_str line,
                     struct dt_feed_page *page, struct dt_err *err)
{
    struct dt_json_scan scan;
    struct dt_json_member member;
    char where[32];
    bool end = false;
    int rc = dt_json_scan_start(&scan, line, err);

    while (rc == DT_OK && !end) {
        rc = dt_json_scan_next(&scan, &member, &end, err);
        if (rc == DT_OK && !end)
            rc = take_member(l, page, &member, err);
    }
    if (rc == DT_OK && !page->media_type)
        rc = DT_FAIL(err, DT_EFORMAT, "neither 'html' nor 'text' in it");
    if (rc == DT_OK) {
        (void)snprintf(where, sizeof where, ":%llu",
                       (unsigned long long)l->lines.number);
        dt_buf_reset(&l->text);
        dt_buf_adds(&l->text, dt_file_shown(l->feed.path));
        dt_buf_adds(&l->text, where);
        if (!dt_feed_page_text(page, dt_buf_str(&l->text), &page->where))
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    return dt_json_lines_where(&l->lines, rc, err);
}

static int next(struct dt_feed *feed, struct dt_feed_page *page, bool *end,
                struct dt_err *err)
{
    struct lines *l = of(feed);
    struct dt_str line;
    int rc;

    rc = dt_json_lines_next(&l->lines, &line, err);
    *end = rc == DT_OK && !line.ptr;
    if (rc < 0 || *end)
        return rc;
    return read_page(l, line, page, err);
}

static void end_lines(struct dt_feed *feed)
{
    dt_json_lines_release(&of(feed)->lines);
    dt_buf_release(&of(feed)->text);
    dt_packed_free(feed->packed);
}

const struct dt_feed_kind dt_feed_kind_lines = {sizeof(struct lines), start,
                                                next, end_lines};

#include "snapshot/feed.h"

#include <stdlib.h>

#include "base/file.h"
#include "snapshot/feed_kind.h"
#include "snapshot/warc.h"

/* A file that is one page. */
struct single {
    struct dt_feed feed;
    bool done;
};

static int start_single(struct dt_feed *feed, struct dt_err *err)
{
    (void)feed;
    (void)err;
    return DT_OK;
}

/* What is left of a file that was begun to be read. */
static int read_rest(struct dt_feed *feed, struct dt_buf *out,
                     struct dt_err *err)
{
    struct dt_piece piece = {{NULL, 1}, {0, 0}};
    int rc = DT_OK;

    while (rc == DT_OK && piece.bytes.len && !out->failed) {
        rc = dt_packed_next(feed->packed, &piece, err);
        if (rc == DT_OK)
            dt_buf_addstr(out, piece.bytes);
    }
    return rc < 0 ? rc : dt_buf_check(out, dt_file_shown(feed->path), err);
}

static int next_single(struct dt_feed *feed, struct dt_feed_page *page,
                       bool *end, struct dt_err *err)
{
    struct single *s = (struct single *)feed;
    bool is_stdin = dt_file_is_stdin(feed->path);
    int rc;

    *end = s->done;
    if (s->done)
        return DT_OK;
    s->done = true;
    /* The bytes of a file with a name are its own, packed or not. */
    rc = is_stdin || dt_packed_is_plain(feed->packed)
             ? read_rest(feed, &page->bytes, err)
             : dt_file_read_input(feed->path, &page->bytes, err);
    if (rc == DT_OK &&
        !dt_feed_page_text(page, DT_STR(dt_file_shown(feed->path)),
                           &page->where))
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", feed->path);
    return rc;
}

static void end_single(struct dt_feed *feed)
{
    dt_packed_free(feed->packed);
}

static const struct dt_feed_kind single = {sizeof(struct single), start_single,
                                           next_single, end_single};

static bool is_lines_name(const char *path)
{
    const char *const endings[] = {".jsonl",  ".jsonl.gz",  ".jsonl.zst",
                                   ".ndjson", ".ndjson.gz", ".ndjson.zst"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (dt_str_ends(DT_STR(path), DT_STR(endings[i])))
            return true;
    return false;
}

bool dt_feed_is_name(const char *path)
{
    return dt_warc_is_name(path) || is_lines_name(path);
}

/* What the file is; front is what it, unpacked, begins with. */
static const struct dt_feed_kind *kind_of(const char *path, struct dt_str front)
{
    if (dt_warc_is_name(path) || dt_str_starts(front, DT_STR("WARC/1.")))
        return &dt_feed_kind_warc;
    if (is_lines_name(path))
        return &dt_feed_kind_lines;
    front = dt_str_trim(front);
    if (dt_file_is_stdin(path) && front.len && front.ptr[0] == '{')
        return &dt_feed_kind_lines;
    return &single;
}

int dt_feed_open(const char *path, struct dt_feed **out, struct dt_err *err)
{
    const struct dt_feed_kind *kind;
    struct dt_packed *packed = NULL;
    struct dt_feed *feed;
    struct dt_str front;
    int rc = dt_packed_open(path, 0, &packed, err);

    if (rc < 0)
        return rc;
    /* What cannot be unpacked is told when its first page is asked for. */
    dt_packed_peek(packed, &front);
    kind = kind_of(path, front);
    feed = calloc(1, kind->size);
    if (feed)
        feed->path = strdup(path);
    if (!feed || !feed->path) {
        dt_packed_free(packed);
        free(feed);
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    }
    feed->kind = kind;
    feed->packed = packed;
    rc = kind->start(feed, err);
    if (rc < 0)
        dt_feed_free(feed);
    else
        *out = feed;
    return rc;
}

void dt_feed_take_all(struct dt_feed *feed)
{
    feed->take_all = true;
}

int dt_feed_next(struct dt_feed *feed, struct dt_feed_page *page, bool *end,
                 struct dt_err *err)
{
    struct dt_buf bytes = page->bytes;
    struct dt_arena texts = page->texts;

    dt_buf_reset(&bytes);
    dt_arena_reset(&texts);
    *page = (struct dt_feed_page){.bytes = bytes, .texts = texts};
    return feed->kind->next(feed, page, end, err);
}

uint64_t dt_feed_skipped(const struct dt_feed *feed, enum dt_feed_skip why)
{
    return feed->skipped[why];
}

const char *dt_feed_skip_name(enum dt_feed_skip why)
{
    static const char *const names[] = {
        [DT_FEED_NO_CONTENT] = "no content (request, metadata, warcinfo)",
        [DT_FEED_NOT_WEB] = "neither http nor https",
        [DT_FEED_REDIRECT] = "redirect",
        [DT_FEED_STATUS] = "status other than 200",
        [DT_FEED_MEDIA] = "neither text nor page (image, script, style …)",
        [DT_FEED_EMPTY] = "empty",
        [DT_FEED_CUT] = "truncated by the crawler",
        [DT_FEED_PART] = "part of a record in segments",
        [DT_FEED_REVISIT] = "revisit of a record in another file",
    };

    return names[why];
}

void dt_feed_free(struct dt_feed *feed)
{
    if (!feed)
        return;
    feed->kind->end(feed);
    free(feed->path);
    free(feed);
}

void dt_feed_page_release(struct dt_feed_page *page)
{
    dt_buf_release(&page->bytes);
    dt_arena_release(&page->texts);
    *page = DT_FEED_PAGE_INIT;
}

bool dt_feed_page_text(struct dt_feed_page *page, struct dt_str text,
                       const char **out)
{
    *out = text.len ? dt_arena_copy(&page->texts, text) : NULL;
    return !text.len || *out;
}

bool dt_feed_page_lower(struct dt_feed_page *page, struct dt_str text,
                        const char **out)
{
    char *copy = text.len ? dt_arena_copy(&page->texts, text) : NULL;

    for (size_t i = 0; copy && copy[i]; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] | 0x20);
    *out = copy;
    return !text.len || copy;
}

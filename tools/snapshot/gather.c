#include "snapshot/gather.h"

#include <inttypes.h>
#include <stdlib.h>

#include "adapt/url.h"
#include "base/digest.h"
#include "base/progress.h"
#include "snapshot/feed.h"
#include "snapshot/http_field.h"
#include "snapshot/vanished.h"
#include "snapshot/walk.h"
#include "source/source_entry.h"

enum { LONGEST_RECORD = 400 };

/* What is looked for: a hash or an address, and whose. */
struct wanted {
    const char *key;
    struct dt_fetch_item *item;
};

struct gathering {
    const struct dt_corpus *corpus;
    struct dt_stage *stage;
    struct dt_fetch_report *report;
    struct dt_digest *digest;
    struct wanted *wanted; /* sorted by key, then source */
    size_t count;
    struct dt_arena scratch; /* addresses while they are read */
};

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "fetch: out of memory");
}

static int by_key(const void *a, const void *b)
{
    const struct wanted *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order ? order : strcmp(x->item->source->id, y->item->source->id);
}

/* An address without its fragment, as it is asked for; or as it is. */
static const char *plain_url(const char *url, struct dt_arena *arena)
{
    struct dt_url at;
    struct dt_err ignored;

    return dt_url_read(url, NULL, arena, &at, &ignored) == DT_OK ? at.plain
                                                                 : url;
}

static int list_wanted(struct gathering *g, struct dt_err *err)
{
    g->wanted = calloc(g->report->count + 1, sizeof *g->wanted);
    if (!g->wanted)
        return out_of_memory(err);
    for (size_t i = 0; i < g->report->count; i++) {
        struct dt_fetch_item *item = &g->report->items[i];

        if (item->state == DT_FETCH_WAITING)
            g->wanted[g->count++] = (struct wanted){
                item->source->snapshot
                    ? item->source->snapshot
                    : plain_url(item->source->url, &g->report->arena),
                item};
    }
    qsort(g->wanted, g->count, sizeof *g->wanted, by_key);
    return DT_OK;
}

/* Where the wanted ones with this key begin, if any. */
static size_t find(const struct gathering *g, const char *key)
{
    size_t low = 0, high = g->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(g->wanted[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int keep_text(struct gathering *g, const char *text, const char **out,
                     struct dt_err *err)
{
    *out = text ? dt_arena_copy(&g->report->arena, DT_STR(text)) : NULL;
    return text && !*out ? out_of_memory(err) : DT_OK;
}

/* "NAME:OFFSET" of the record of a WARC file, where sources.yaml takes it. */
static int name_record(struct gathering *g, const char *path,
                       const struct dt_feed_page *page, const char **out,
                       struct dt_err *err)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct dt_buf text = DT_BUF_INIT(LONGEST_RECORD);
    int rc = DT_OK;

    dt_buf_addf(&text, "%s:%" PRIu64, name, page->place.offset);
    if (page->place.inside)
        dt_buf_addf(&text, "+%" PRIu64, page->place.inside);
    if (page->in_warc && !text.failed)
        rc = keep_text(g, text.ptr, out, err);
    dt_buf_release(&text);
    return rc;
}

static int take(struct gathering *g, struct dt_fetch_item *item,
                const char *path, const struct dt_feed_page *page,
                const char *sha256, const char *media_type, struct dt_err *err)
{
    char when[DT_TIME_SIZE];
    int64_t time;
    int rc = dt_snapshot_stage(g->corpus, g->stage, dt_buf_str(&page->bytes),
                               sha256, media_type, item->source->withheld, err);

    item->state = DT_FETCH_TAKEN;
    item->held = true;
    dt_progress_add(1);
    /* A snapshot that the entry names already has its facts there. */
    if (rc < 0 || item->source->snapshot)
        return rc;
    rc = keep_text(g, sha256, &item->snapshot, err);
    if (rc == DT_OK && page->retrieved &&
        dt_time_read(DT_STR(page->retrieved), &time)) {
        dt_time_write(time, when);
        rc = keep_text(g, when, &item->retrieved, err);
    }
    if (rc == DT_OK && page->charset &&
        dt_source_is_charset(DT_STR(page->charset)))
        rc = keep_text(g, page->charset, &item->charset, err);
    return rc < 0 ? rc : name_record(g, path, page, &item->warc, err);
}

static int take_page(struct gathering *g, const char *path,
                     const struct dt_feed_page *page, struct dt_err *err)
{
    struct dt_str bytes = dt_buf_str(&page->bytes);
    const char *media_type = dt_snapshot_sniff(bytes);
    char sha256[DT_DIGEST_HEX_SIZE];
    const char *keys[2] = {sha256, NULL};
    int rc = dt_digest_bytes(g->digest, bytes.ptr, bytes.len, sha256, err);

    if (rc < 0 || !bytes.len || !media_type)
        return rc;
    dt_arena_reset(&g->scratch);
    if (page->url && !dt_vanished(bytes, page->url, page->url))
        keys[1] = plain_url(page->url, &g->scratch);
    for (size_t k = 0; k < 2 && keys[k]; k++)
        for (size_t i = find(g, keys[k]);
             rc == DT_OK && i < g->count &&
             strcmp(g->wanted[i].key, keys[k]) == 0;
             i++)
            if (g->wanted[i].item->state == DT_FETCH_WAITING)
                rc = take(g, g->wanted[i].item, path, page, sha256, media_type,
                          err);
    return rc;
}

/* A record that is broken is passed over; dictum warc tells which one it is. */
static int take_file(struct gathering *g, const char *path,
                     struct dt_feed_page *page, struct dt_err *err)
{
    struct dt_feed *feed = NULL;
    bool end = false;
    int rc = dt_feed_open(path, &feed, err);

    while (rc == DT_OK && !end) {
        rc = dt_feed_next(feed, page, &end, err);
        if (rc == DT_OK && !end)
            rc = take_page(g, path, page, err);
        else if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
            rc = DT_OK;
    }
    dt_feed_free(feed);
    return rc;
}

int dt_gather(const struct dt_corpus *corpus, const char *path,
              struct dt_stage *stage, struct dt_fetch_report *report,
              struct dt_err *err)
{
    struct gathering g = {.stage = stage,
                          .corpus = corpus,
                          .report = report,
                          .scratch = DT_ARENA_INIT(1u << 20)};
    struct dt_feed_page page = DT_FEED_PAGE_INIT;
    struct dt_walk files = DT_WALK_INIT;
    int rc = dt_digest_new(&g.digest, err);

    if (rc == DT_OK)
        rc = list_wanted(&g, err);
    if (rc == DT_OK)
        rc = dt_walk_files(path, DT_SNAPSHOT_MAX, dt_feed_is_name,
                           DT_SNAPSHOT_FILES, &files, err);
    dt_progress_start("sources", g.count);
    for (size_t i = 0; rc == DT_OK && i < files.count; i++)
        rc = take_file(&g, files.paths[i], &page, err);
    dt_progress_end();
    dt_walk_release(&files);
    dt_feed_page_release(&page);
    dt_digest_free(g.digest);
    dt_arena_release(&g.scratch);
    free(g.wanted);
    return rc;
}

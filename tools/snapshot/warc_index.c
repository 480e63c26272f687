#include "snapshot/warc_index.h"

#include <stdlib.h>

#include "base/array.h"
#include "snapshot/feed.h"

static int add(struct dt_warc_index *index, const struct dt_warc_entry *entry,
               const char *path, struct dt_err *err)
{
    if (index->count == DT_WARC_INDEX)
        return DT_FAIL(err, DT_EFORMAT, "%s: more than %d records", path,
                       DT_WARC_INDEX);
    if (index->count == index->room) {
        struct dt_warc_entry *grown =
            dt_array_grow(index->entries, &index->room, sizeof *grown);

        if (!grown)
            return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
        index->entries = grown;
    }
    index->entries[index->count++] = *entry;
    return DT_OK;
}

static int add_page(struct dt_warc_index *index,
                    const struct dt_feed_page *page, struct dt_digest *d,
                    const char *path, struct dt_err *err)
{
    struct dt_warc_entry entry = {.bytes = page->bytes.len,
                                  .place = page->place};
    int rc = dt_digest_update(d, page->bytes.ptr, page->bytes.len, err);

    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, entry.sha256, err);
    return rc < 0 ? rc : add(index, &entry, path, err);
}

int dt_warc_index_read(const char *path, struct dt_warc_index *out,
                       struct dt_err *err)
{
    struct dt_feed_page page = DT_FEED_PAGE_INIT;
    struct dt_feed *feed = NULL;
    struct dt_digest *d = NULL;
    bool end = false;
    int rc = dt_digest_new(&d, err);

    if (rc == DT_OK)
        rc = dt_file_stat(path, &out->seen, err);
    if (rc == DT_OK)
        rc = dt_feed_open(path, &feed, err);
    if (rc == DT_OK)
        dt_feed_take_all(feed);
    while (rc == DT_OK && !end) {
        rc = dt_feed_next(feed, &page, &end, err);
        if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
            rc = DT_OK;
        else if (rc == DT_OK && !end && page.in_warc)
            rc = add_page(out, &page, d, path, err);
    }
    dt_feed_page_release(&page);
    dt_feed_free(feed);
    dt_digest_free(d);
    return rc;
}

/* What the store keeps of a file: this, and the entries behind it. */
struct stamp {
    uint64_t size, inode;
    int64_t mtime_ns, ctime_ns;
};

static struct stamp stamp_of(const struct dt_file_stat *st)
{
    return (struct stamp){st->size, st->inode, st->mtime_ns, st->ctime_ns};
}

bool dt_warc_index_recall(struct dt_store *store, const char *path,
                          struct dt_warc_index *out)
{
    struct dt_buf value = DT_BUF_INIT(SIZE_MAX / 4);
    struct dt_file_stat st;
    struct stamp now;
    struct dt_err ignored;
    size_t size = 0;
    bool same = dt_file_stat(path, &st, &ignored) == DT_OK &&
                dt_store_get(store, DT_STR(path), &value, &ignored) == DT_OK;

    now = stamp_of(&st);
    same = same && value.len >= sizeof now &&
           memcmp(value.ptr, &now, sizeof now) == 0;
    if (same) {
        size = value.len - sizeof now;
        out->count = out->room = size / sizeof *out->entries;
        out->entries = malloc(size ? size : 1);
        same = out->entries && size % sizeof *out->entries == 0;
    }
    if (same && size)
        memcpy(out->entries, value.ptr + sizeof now, size);
    if (!same)
        dt_warc_index_release(out);
    dt_buf_release(&value);
    return same;
}

void dt_warc_index_remember(struct dt_store *store, const char *path,
                            const struct dt_warc_index *index)
{
    struct dt_buf value = DT_BUF_INIT(SIZE_MAX / 4);
    const struct stamp seen = stamp_of(&index->seen);
    struct dt_err ignored;

    dt_buf_add(&value, &seen, sizeof seen);
    dt_buf_add(&value, index->entries, index->count * sizeof *index->entries);
    if (!value.failed)
        (void)dt_store_put(store, DT_STR(path), dt_buf_str(&value), &ignored);
    dt_buf_release(&value);
}

void dt_warc_index_release(struct dt_warc_index *index)
{
    free(index->entries);
    *index = DT_WARC_INDEX_INIT;
}

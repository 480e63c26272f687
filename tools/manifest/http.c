#include "manifest/http.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "manifest/lines.h"
#include "manifest/record.h"
#include "snapshot/exchange.h"
#include "snapshot/http_field.h"

enum { LONGEST_PATH = 4096 };

/* NAME:OFFSET or NAME:OFFSET+INSIDE, whose form sources.yaml has checked. */
static int find_record(const struct dt_corpus *corpus, const char *warc,
                       struct dt_buf *path, struct dt_place *place,
                       struct dt_err *err)
{
    const char *colon = strrchr(warc, ':');
    char *end;

    dt_buf_addf(path, "%s/.dictum/warc/%.*s", corpus->root, (int)(colon - warc),
                warc);
    *place = DT_WARC_START;
    place->offset = strtoull(colon + 1, &end, 10);
    if (*end == '+')
        place->inside = strtoull(end + 1, NULL, 10);
    return dt_buf_check(path, "a path", err);
}

static void write_facts(const struct dt_source *source,
                        const struct dt_exchange *x, struct dt_buf *out)
{
    char memento[DT_TIME_SIZE];
    struct dt_json w;
    int64_t time;
    bool is_memento = x->memento_datetime &&
                      dt_http_date(DT_STR(x->memento_datetime), 0, &time);

    if (is_memento)
        dt_time_write(time, memento);
    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_key(&w, "etag");
    dt_json_text(&w, x->etag);
    dt_json_key(&w, "last_modified");
    dt_json_text(&w, x->last_modified);
    dt_json_key(&w, "memento");
    dt_json_text(&w, is_memento ? memento : NULL);
    dt_json_key(&w, "status");
    dt_json_int(&w, x->status);
    dt_json_key(&w, "url");
    dt_json_text(&w, source->url && strcmp(x->url, source->url) == 0 ? NULL
                                                                     : x->url);
    dt_json_close(&w, '}');
}

static bool same_time(const char *a, const char *b)
{
    int64_t x, y;

    return dt_time_read(DT_STR(a), &x) && dt_time_read(DT_STR(b), &y) && x == y;
}

int dt_http_facts(const struct dt_corpus *corpus,
                  const struct dt_source *source, struct dt_buf *out,
                  struct dt_err *err)
{
    struct dt_exchange x = DT_EXCHANGE_INIT(0);
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_file_stat st;
    struct dt_place place;
    struct dt_err inner;
    int rc;

    if (!source->warc || !source->retrieved)
        return DT_OK;
    rc = find_record(corpus, source->warc, &path, &place, err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && st.is_file) {
        rc = dt_exchange_read(path.ptr, place, false, &x, &inner);
        if (rc == DT_OK && same_time(x.time, source->retrieved))
            write_facts(source, &x, out);
        else if (rc == DT_EFORMAT)
            rc = DT_OK; /* a resource record, say, has no HTTP */
        else if (rc < 0)
            *err = inner;
    }
    dt_exchange_release(&x);
    dt_buf_release(&path);
    return rc < 0 ? rc : dt_buf_check(out, "a record", err);
}

/* ---- the tracked lines ---- */

struct fact {
    const char *snapshot;
    struct dt_fetch_known known;
};

struct dt_http_records {
    struct dt_arena arena;
    struct dt_json_doc doc;
    struct fact *items; /* sorted by snapshot */
    size_t count, room;
};

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
}

static int member(struct dt_http_records *r, size_t object, const char *name,
                  const char **out, struct dt_err *err)
{
    struct dt_str text = {NULL, 0};
    int rc = dt_json_string(&r->doc, dt_json_get(&r->doc, object, name),
                            &r->arena, &text, err);

    *out = NULL;
    if (rc == DT_OK && text.ptr) {
        *out = dt_arena_copy(&r->arena, text);
        if (!*out)
            rc = out_of_memory(err);
    }
    return rc;
}

static int take_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct dt_http_records *r = ctx;
    struct dt_err broken;
    struct fact *f;
    size_t http;
    int rc;

    (void)lines;
    if (dt_json_parse(&r->doc, line, &broken) < 0)
        return DT_OK;
    http = dt_json_get(&r->doc, DT_JSON_ROOT, "http");
    if (dt_json_type(&r->doc, http) != DT_JSON_OBJECT)
        return DT_OK;
    f = dt_array_room(r->items, &r->room, r->count, sizeof *f);
    if (!f)
        return out_of_memory(err);
    r->items = f;
    f = &r->items[r->count];
    rc = member(r, DT_JSON_ROOT, "id", &f->snapshot, &broken);
    if (rc == DT_OK)
        rc = member(r, http, "url", &f->known.url, &broken);
    if (rc == DT_OK && !f->known.url)
        rc = member(r, DT_JSON_ROOT, "url", &f->known.url, &broken);
    if (rc == DT_OK)
        rc = member(r, http, "etag", &f->known.etag, &broken);
    if (rc == DT_OK)
        rc = member(r, http, "last_modified", &f->known.last_modified, &broken);
    if (rc == DT_OK && f->snapshot && f->known.url)
        r->count++;
    if (rc == DT_EINTERNAL)
        *err = broken;
    return rc == DT_EINTERNAL ? rc : DT_OK;
}

static int by_snapshot(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;

    return strcmp(x->snapshot, y->snapshot);
}

int dt_http_records_read(const struct dt_corpus *corpus,
                         struct dt_http_records **out, struct dt_err *err)
{
    struct dt_http_records *r = calloc(1, sizeof *r);
    int rc;

    if (!r)
        return out_of_memory(err);
    r->arena = DT_ARENA_INIT(SIZE_MAX / 2);
    r->doc = DT_JSON_DOC_INIT;
    rc = dt_lines_records(corpus, DT_SNAPSHOTS, take_line, r, err);
    if (rc == DT_OK && r->count)
        qsort(r->items, r->count, sizeof *r->items, by_snapshot);
    if (rc < 0) {
        dt_http_records_free(r);
        return rc;
    }
    *out = r;
    return DT_OK;
}

int dt_http_known(void *ctx, const struct dt_source *source,
                  struct dt_fetch_known *out, struct dt_err *err)
{
    const struct dt_http_records *r = ctx;
    const struct fact key = {.snapshot = source->snapshot};
    const struct fact *found = r->count ? bsearch(&key, r->items, r->count,
                                                  sizeof *found, by_snapshot)
                                        : NULL;

    (void)err;
    if (found)
        *out = found->known;
    return DT_OK;
}

void dt_http_records_free(struct dt_http_records *records)
{
    if (!records)
        return;
    dt_json_doc_release(&records->doc);
    dt_arena_release(&records->arena);
    free(records->items);
    free(records);
}

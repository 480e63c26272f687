/*
 * What came of asking for a source, and what is asked for next
 * (fetch_parts.h).
 */
#include "snapshot/fetch_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "adapt/url.h"
#include "base/edtf.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "snapshot/http_field.h"
#include "snapshot/memento.h"
#include "snapshot/vanished.h"
#include "source/source_entry.h"

enum { DAY = 24 * 60 * 60 }; /* seconds */

int dt_fetch_no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "fetch: out of memory");
}

int dt_fetch_keep(struct dt_fetching *f, const char *text, const char **out,
                  struct dt_err *err)
{
    *out = NULL;
    if (!text)
        return DT_OK;
    *out = dt_arena_copy(&f->report->arena, DT_STR(text));
    return *out ? DT_OK : dt_fetch_no_memory(err);
}

static int conclude(struct dt_fetching *f, struct dt_asked *a,
                    enum dt_fetch_state state, const char *why,
                    struct dt_err *err)
{
    a->item->state = state;
    dt_progress_add(1);
    return dt_fetch_keep(f, why, &a->item->why, err);
}

int dt_fetch_visit(struct dt_fetching *f, struct dt_asked *a, const char *url,
                   enum dt_asked_where where, struct dt_err *err)
{
    const struct dt_visit v = {
        .url = url,
        .field = where == DT_ASKED_PAGE ? NULL : a->field,
        .held_url = where == DT_ASKED_PAGE ? a->known.url : NULL,
        .held_etag = a->known.etag,
        .held_last_modified = a->known.last_modified,
        .ctx = a};
    struct dt_err inner;
    int rc = dt_visits_add(f->visits, &v, &inner);

    a->where = where;
    if (rc == DT_EUSAGE)
        return conclude(f, a, DT_FETCH_FAILED, inner.msg, err);
    if (rc < 0)
        *err = inner;
    return rc;
}

/* ---- an archive ---- */

/*
 * What the memory should be of: the end of the day of publication, or when it
 * was retrieved.
 */
static int64_t wanted_time(const struct dt_source *s)
{
    int64_t first, last, time;

    if (s->published && dt_edtf_days(DT_STR(s->published), &first, &last))
        return (last + 1) * DAY - 1;
    if (s->retrieved && dt_time_read(DT_STR(s->retrieved), &time))
        return time;
    return 0;
}

static int ask_archive(struct dt_fetching *f, struct dt_asked *a,
                       struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(3 * DT_FETCH_PATH);
    char date[DT_HTTP_DATE_SIZE];
    const char *gate = NULL;
    int rc;

    a->wanted = wanted_time(a->item->source);
    if (!a->wanted)
        a->wanted = (int64_t)time(NULL);
    dt_http_date_write(a->wanted, date);
    dt_buf_addf(&text, "Accept-Datetime: %s", date);
    rc = dt_buf_check(&text, "a request", err);
    if (rc == DT_OK)
        rc = dt_fetch_keep(f, text.ptr, &a->field, err);
    dt_buf_reset(&text);
    dt_memento_gate(f->options->archive, a->item->source->url, &text);
    if (rc == DT_OK)
        rc = dt_buf_check(&text, "the archive's address", err);
    if (rc == DT_OK)
        rc = dt_fetch_keep(f, text.ptr, &gate, err);
    dt_buf_release(&text);
    return rc < 0 ? rc : dt_fetch_visit(f, a, gate, DT_ASKED_GATE, err);
}

static int vanished(struct dt_fetching *f, struct dt_asked *a, const char *why,
                    struct dt_err *err)
{
    if (f->options->archive && a->where == DT_ASKED_PAGE && !a->was_held) {
        int rc = dt_fetch_keep(f, why, &a->item->why, err);

        return rc < 0 ? rc : ask_archive(f, a, err);
    }
    return conclude(f, a, DT_FETCH_GONE, why, err);
}

/* The archive did not give a memory at once: it may have a list of them. */
static int not_remembered(struct dt_fetching *f, struct dt_asked *a,
                          const struct dt_visited *v, struct dt_err *err)
{
    const struct dt_exchange *x = v->exchange;
    struct dt_url at;
    struct dt_str target = {NULL, 0};
    const char *next = NULL;
    char why[400];
    bool found = false;

    if (a->where == DT_ASKED_GATE && x && x->link)
        found = dt_memento_map(x->link, &target);
    else if (a->where == DT_ASKED_MAP && x && x->status == 200)
        found = dt_memento_choose(dt_buf_str(&x->body), a->wanted, &target);
    if (found && dt_utf8_valid(target) == target.len) {
        struct dt_err inner;
        const char *text = dt_arena_copy(&f->report->arena, target);
        struct dt_url base = {.plain = v->url, .origin = ""};

        if (!text)
            return dt_fetch_no_memory(err);
        if (dt_url_read(text, &base, &f->report->arena, &at, &inner) == DT_OK)
            next = at.plain;
    }
    if (next)
        return dt_fetch_visit(
            f, a, next,
            a->where == DT_ASKED_GATE ? DT_ASKED_MAP : DT_ASKED_MEMORY, err);
    (void)snprintf(why, sizeof why, "%.200s; the archive has no memory of it",
                   a->item->why);
    return conclude(f, a, DT_FETCH_GONE, why, err);
}

/* ---- a page ---- */

static int name_record(struct dt_fetching *f, const struct dt_visited *v,
                       const char **out, struct dt_err *err)
{
    const char *name = strrchr(dt_warc_writer_path(f->writer), '/') + 1;
    struct dt_buf text = DT_BUF_INIT(DT_FETCH_PATH);
    int rc;

    dt_buf_addf(&text, "%.*s:%" PRIu64,
                (int)(strlen(name) - strlen(DT_WARC_OPEN)), name,
                v->place.offset);
    rc = dt_buf_check(&text, "a record's name", err);
    if (rc == DT_OK)
        rc = dt_fetch_keep(f, text.ptr, out, err);
    dt_buf_release(&text);
    return rc;
}

/* What is to be written of the exchange that gave a new snapshot. */
static int keep_facts(struct dt_fetching *f, struct dt_asked *a,
                      const struct dt_visited *v, const char *sha256,
                      struct dt_err *err)
{
    const struct dt_exchange *x = v->exchange;
    struct dt_fetch_item *item = a->item;
    char memento[DT_TIME_SIZE];
    int64_t time;
    int rc = dt_fetch_keep(f, sha256, &item->snapshot, err);

    if (rc == DT_OK)
        rc = dt_fetch_keep(f, x->time, &item->retrieved, err);
    if (rc == DT_OK && x->charset && dt_source_is_charset(DT_STR(x->charset)))
        rc = dt_fetch_keep(f, x->charset, &item->charset, err);
    if (rc == DT_OK)
        rc = name_record(f, v, &item->warc, err);
    if (rc == DT_OK && x->memento_datetime &&
        dt_http_date(DT_STR(x->memento_datetime), 0, &time)) {
        dt_time_write(time, memento);
        rc = dt_fetch_keep(f, memento, &item->memento, err);
    }
    return rc;
}

/*
 * The bytes are the source's snapshot now. One that its entry names already
 * has its facts there, of when it was first taken.
 */
static int take(struct dt_fetching *f, struct dt_asked *a,
                const struct dt_visited *v, const char *sha256,
                const char *media_type, struct dt_err *err)
{
    const struct dt_source *s = a->item->source;
    bool named = s->snapshot && strcmp(s->snapshot, sha256) == 0;
    int rc = dt_fetch_keep(f, v->url, &a->item->url, err);

    /* The page of a withheld source is held by the WARC file alone. */
    if (rc == DT_OK && !s->withheld)
        rc = dt_snapshot_stage(f->corpus, f->stage,
                               dt_buf_str(&v->exchange->body), sha256,
                               media_type, false, err);
    if (rc == DT_OK && !named)
        rc = keep_facts(f, a, v, sha256, err);
    a->item->held = true;
    return rc < 0 ? rc
                  : conclude(f, a,
                             s->snapshot && !named ? DT_FETCH_CHANGED
                                                   : DT_FETCH_TAKEN,
                             NULL, err);
}

/* A page that is there: whether it is the one that is held or named. */
static int compare(struct dt_fetching *f, struct dt_asked *a,
                   const struct dt_visited *v, struct dt_err *err)
{
    const struct dt_source *s = a->item->source;
    struct dt_str bytes = dt_buf_str(&v->exchange->body);
    const char *media_type = dt_snapshot_sniff(bytes);
    char sha256[DT_DIGEST_HEX_SIZE], why[256];
    int rc = dt_digest_bytes(f->digest, bytes.ptr, bytes.len, sha256, err);

    if (rc < 0)
        return rc;
    if (s->snapshot && strcmp(s->snapshot, sha256) == 0) {
        if (a->was_held)
            return conclude(f, a, DT_FETCH_SAME, NULL, err);
    } else if (!bytes.len) {
        return conclude(f, a, DT_FETCH_FAILED, "the page is empty", err);
    } else if (!media_type) {
        return conclude(f, a, DT_FETCH_FAILED,
                        "binary, neither a web page nor plain text", err);
    } else if (s->snapshot && !f->options->refresh) {
        (void)snprintf(why, sizeof why,
                       "what is there now has the SHA-256 %.12s…, not %.12s… "
                       "(--refresh takes it)",
                       sha256, s->snapshot);
        return conclude(f, a, DT_FETCH_OTHER, why, err);
    }
    return take(f, a, v, sha256, media_type, err);
}

static int answered(struct dt_fetching *f, struct dt_asked *a,
                    const struct dt_visited *v, struct dt_err *err)
{
    unsigned status = v->exchange->status;
    const char *gone = NULL;
    char why[64];

    if (a->where != DT_ASKED_PAGE)
        return status == 200 && v->exchange->memento_datetime
                   ? compare(f, a, v, err)
                   : not_remembered(f, a, v, err);
    if (status == 304 && a->was_held)
        return conclude(f, a, DT_FETCH_SAME, NULL, err);
    if (status == 200)
        gone = dt_vanished(dt_buf_str(&v->exchange->body), v->visit->url,
                           v->url);
    if (status == 200 && !gone)
        return compare(f, a, v, err);
    (void)snprintf(why, sizeof why, "the server answered %u", status);
    if (gone || status == 404 || status == 410)
        return vanished(f, a, gone ? gone : why, err);
    return conclude(f, a,
                    status == 401 || status == 403 || status == 451
                        ? DT_FETCH_FORBIDDEN
                        : DT_FETCH_FAILED,
                    why, err);
}

static int conclude_visit(struct dt_fetching *f, struct dt_asked *a,
                          const struct dt_visited *v, struct dt_err *err)
{
    int rc = DT_OK;

    if (a->where == DT_ASKED_PAGE)
        rc = dt_fetch_keep(f, v->url, &a->item->url, err);
    if (rc < 0)
        return rc;
    if (v->end == DT_VISIT_ANSWERED)
        return answered(f, a, v, err);
    if (a->where != DT_ASKED_PAGE)
        return not_remembered(f, a, v, err);
    return conclude(f, a,
                    v->end == DT_VISIT_FORBIDDEN ? DT_FETCH_FORBIDDEN
                                                 : DT_FETCH_FAILED,
                    v->why, err);
}

int dt_fetch_visited(void *ctx, const struct dt_visited *v, struct dt_err *err)
{
    struct dt_asked *a = v->visit->ctx;
    bool shared = a->where == DT_ASKED_PAGE; /* the archive is asked for each */
    int rc = DT_OK;

    for (; rc == DT_OK && a; a = shared ? a->twin : NULL)
        rc = conclude_visit(ctx, a, v, err);
    return rc;
}

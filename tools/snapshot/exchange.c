#include "snapshot/exchange.h"

#include "adapt/http.h"
#include "base/utf8.h"
#include "snapshot/header.h"
#include "snapshot/payload.h"

/* A text that can be shown and recorded, or NULL. */
static const char *keep(struct dt_exchange *x, struct dt_str text)
{
    if (!text.ptr || dt_utf8_valid(text) != text.len)
        return NULL;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F)
            return NULL;
    return dt_arena_copy(&x->texts, text);
}

/* All fields of a name as one, which means the same (RFC 9110, 5.3). */
static const char *keep_all(struct dt_exchange *x, struct dt_str head,
                            const char *name)
{
    struct dt_buf all = DT_BUF_INIT(DT_MESSAGE_HEAD);
    struct dt_str value;
    const char *kept = NULL;

    while ((value = dt_http_field(head, name, &head)).ptr) {
        dt_buf_adds(&all, all.len ? ", " : "");
        dt_buf_addstr(&all, value);
    }
    if (all.len && !all.failed)
        kept = keep(x, dt_buf_str(&all));
    dt_buf_release(&all);
    return kept;
}

static void keep_fields(struct dt_exchange *x, struct dt_str head)
{
    struct dt_str type = dt_http_field(head, "Content-Type", NULL);

    x->location = keep(x, dt_http_field(head, "Location", NULL));
    x->retry_after = keep(x, dt_http_field(head, "Retry-After", NULL));
    x->memento_datetime = keep(x,
                               dt_http_field(head, "Memento-Datetime", NULL));
    x->etag = keep(x, dt_http_field(head, "ETag", NULL));
    x->last_modified = keep(x, dt_http_field(head, "Last-Modified", NULL));
    x->link = keep_all(x, head, "Link");
    if (type.len)
        x->charset = keep(x, dt_header_parameter(type, "charset"));
    if (x->charset && !*x->charset)
        x->charset = NULL;
}

static int read_head(struct dt_warc *w, struct dt_exchange *x,
                     struct dt_err *err)
{
    struct dt_buf head = DT_BUF_INIT(2 * DT_MESSAGE_HEAD);
    size_t seen = 0, len = 0, end = 0;
    struct dt_message message;
    int rc = DT_OK;

    do {
        const void *data;

        rc = dt_warc_block(w, &data, &len, err);
        if (rc < 0)
            break;
        if (len > DT_MESSAGE_HEAD)
            len = DT_MESSAGE_HEAD;
        dt_buf_add(&head, data, len);
        end = head.failed ? 0 : dt_header_end(dt_buf_str(&head), &seen);
    } while (!end && len && !head.failed);
    if (rc == DT_OK && (!end || !dt_message_parse(head.ptr, end, &message)))
        rc = DT_FAIL(err, DT_EFORMAT, "no HTTP response in it");
    if (rc == DT_OK) {
        x->status = message.status;
        keep_fields(x, (struct dt_str){head.ptr, end});
    }
    dt_buf_release(&head);
    return rc;
}

/* Open the record at a place, which must be a response. */
static int open_record(const char *path, struct dt_place place,
                       struct dt_warc **w, struct dt_warc_record *record,
                       struct dt_err *err)
{
    bool end = false;
    int rc = dt_warc_open(path, place, w, err);

    if (rc == DT_OK)
        rc = dt_warc_next(*w, record, &end, err);
    if (rc == DT_OK && (end || record->type != DT_WARC_RESPONSE))
        rc = DT_FAIL(err, DT_EFORMAT, "%.300s: byte %llu: no response", path,
                     (unsigned long long)place.offset);
    return rc;
}

static struct dt_str without_brackets(struct dt_str id)
{
    if (id.len > 1 && id.ptr[0] == '<' && id.ptr[id.len - 1] == '>') {
        id.ptr++;
        id.len -= 2;
    }
    return id;
}

int dt_exchange_read(const char *path, struct dt_place place, bool body,
                     struct dt_exchange *out, struct dt_err *err)
{
    struct dt_exchange x = {.body = out->body, .texts = out->texts};
    struct dt_warc *w = NULL;
    struct dt_warc_record record;
    int rc;

    dt_arena_reset(&x.texts);
    dt_buf_reset(&x.body);
    *out = x;
    rc = open_record(path, place, &w, &record, err);
    if (rc == DT_OK) {
        out->id = keep(out, without_brackets(record.id));
        out->url = keep(out, record.url);
        out->time = keep(out, record.date);
        rc = read_head(w, out, err);
    }
    if (rc == DT_OK && (!out->id || !out->url || !out->time))
        rc = DT_FAIL(err, DT_EFORMAT, "%.300s: byte %llu: no address or time",
                     path, (unsigned long long)place.offset);
    dt_warc_free(w);
    return rc < 0 || !body ? rc : dt_payload_at(path, place, &out->body, err);
}

void dt_exchange_release(struct dt_exchange *x)
{
    dt_buf_release(&x->body);
    dt_arena_release(&x->texts);
}

int dt_exchange_each(const char *path, dt_exchange_fn fn, void *ctx,
                     struct dt_err *err)
{
    struct dt_warc *w = NULL;
    struct dt_warc_record record;
    bool end = false;
    int rc = dt_warc_open(path, DT_WARC_START, &w, err);

    while (rc == DT_OK && !end) {
        rc = dt_warc_next(w, &record, &end, err);
        if (rc == DT_OK && !end && record.type == DT_WARC_RESPONSE)
            rc = fn(ctx, record.url, record.place, err);
    }
    dt_warc_free(w);
    return rc;
}

#include <stdio.h>

#include "base/json.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "snapshot/payload.h"

struct listing {
    bool json;
    struct dt_buf out;
    bool failed;        /* a record was broken, and this is the last such */
    struct dt_err held; /* error: told when the next one, or the end, comes */
};

/* Text from outside as UTF-8 on one line; what is not becomes U+FFFD. */
static void add_safe(struct dt_buf *out, struct dt_str text)
{
    while (text.len) {
        size_t good = dt_utf8_valid(text);

        for (size_t i = 0; i < good; i++)
            dt_buf_addc(out,
                        (unsigned char)text.ptr[i] < 0x20 ? ' ' : text.ptr[i]);
        text.ptr += good;
        text.len -= good;
        if (text.len) {
            size_t broken = dt_utf8_broken(text);

            dt_buf_adds(out, "\xEF\xBF\xBD");
            text.ptr += broken;
            text.len -= broken;
        }
    }
}

static void put_text(struct dt_json *w, const char *key, struct dt_str text)
{
    struct dt_buf safe = DT_BUF_INIT(2 * DT_WARC_HEAD);

    dt_json_key(w, key);
    add_safe(&safe, text);
    if (text.len)
        dt_json_str(w, dt_buf_str(&safe));
    else
        dt_json_null(w);
    dt_buf_release(&safe);
}

static void put_json(struct listing *l, const struct dt_warc_record *r,
                     const struct dt_payload *p)
{
    struct dt_json w;

    dt_json_init(&w, &l->out);
    dt_json_open(&w, '{');
    dt_json_put_text(&w, "block_digest", dt_check_name(p->block));
    put_text(&w, "content_type", r->content_type);
    put_text(&w, "date", r->date);
    put_text(&w, "id", r->id);
    dt_json_put_count(&w, "inside", r->place.inside);
    dt_json_put_count(&w, "length", r->length);
    dt_json_put_count(&w, "offset", r->place.offset);
    dt_json_put_text(&w, "payload_digest", dt_check_name(p->payload));
    dt_json_key(&w, "status");
    if (p->is_http)
        dt_json_int(&w, p->message.status);
    else
        dt_json_null(&w);
    put_text(&w, "type", r->type_name);
    put_text(&w, "url", r->url);
    dt_json_close(&w, '}');
}

static int put(struct listing *l, const struct dt_warc_record *r,
               const struct dt_payload *p, struct dt_err *err)
{
    if (l->json) {
        put_json(l, r, p);
    } else {
        add_safe(&l->out, r->type_name);
        dt_buf_addc(&l->out, '\t');
        add_safe(&l->out, r->url.len ? r->url : DT_STR("-"));
    }
    dt_buf_addc(&l->out, '\n');
    return dt_buf_flush(&l->out, "a record", stdout, err);
}

/* A broken record is told and held against the file, and the next one read. */
static int forgive(struct listing *l, int rc, const struct dt_err *err)
{
    if (rc != DT_EFORMAT && rc != DT_EMISMATCH)
        return rc;
    if (l->failed)
        (void)fprintf(stderr, "dictum: error: %s\n", l->held.msg);
    l->failed = true;
    l->held = *err;
    return DT_OK;
}

static int list(struct listing *l, const char *path, struct dt_payload *p,
                struct dt_err *err)
{
    struct dt_warc *w = NULL;
    struct dt_warc_record record;
    bool end = false, any = false;
    int rc = dt_warc_open(path, DT_WARC_START, &w, err);

    while (rc == DT_OK && !end) {
        bool known;

        rc = dt_warc_next(w, &record, &end, err);
        known = rc == DT_OK && !end;
        if (known)
            rc = dt_payload_begin(p, w, &record, err);
        if (known && rc == DT_OK)
            rc = dt_payload_read(p, NULL, err);
        any |= !end;
        rc = forgive(l, rc, err);
        if (known && rc == DT_OK)
            rc = put(l, &record, p, err);
    }
    if (rc == DT_OK && !any)
        rc = DT_FAIL(err, DT_EFORMAT, "%.300s: no WARC record in it", path);
    dt_warc_free(w);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct listing l = {.json = args->json,
                        .out = DT_BUF_INIT(16 * DT_WARC_HEAD)};
    struct dt_payload *payload = NULL;
    int rc = dt_payload_new(&payload, err);

    for (int i = 0; rc == DT_OK && i < args->count; i++)
        rc = forgive(&l, list(&l, args->words[i], payload, err), err);
    if (rc == DT_OK && l.failed) {
        *err = l.held;
        rc = (int)l.held.code;
    }
    dt_payload_free(payload);
    dt_buf_release(&l.out);
    return rc;
}

const struct dt_command dt_cmd_warc = {
    .name = "warc",
    .synopsis = "FILE...|-",
    .summary = "list the records of WARC files and check their digests",
    .description =
        "Print a line for each record of a WARC 1.0 or 1.1 file, plain, gzip "
        "or zstd: its type, a tab and its target URI, or - where it has none. "
        "With --json a line is an object that also tells where the record lies "
        "(offset in the file; inside: unpacked bytes of the gzip member or "
        "zstd frame before it), and how its block and payload digests were "
        "found: fine, none, unknown (an algorithm that dictum does not know), "
        "stored (right for the body with its chunks, not without) or wrong.\n\n"
        "A broken record is one line on standard error, and the next one that "
        "can be found is read; the exit status is then 4, or 5 for a wrong "
        "digest.",
    .example = "$ dictum warc crawl.warc.gz",
    .flags = DT_COMMAND_JSON | DT_COMMAND_FILES,
    .least = 1,
    .most = -1,
    .run = run,
};

#include "snapshot/payload.h"

#include <stdio.h>
#include <stdlib.h>

#include "snapshot/coding.h"
#include "snapshot/header.h"

enum { FRONT = 32, PIECE = 4096 };

/* What a payload works with, kept from record to record. */
struct dt_payload_parts {
    struct dt_warc *warc;
    struct dt_warc_record record; /* its texts are the reader's */
    struct dt_buf front; /* the HTTP head and the first bytes of the body */
    struct dt_str rest;  /* of the piece that front ends with */
    size_t head;         /* bytes of front that are the head */
    bool chunked;
    struct dt_chunks chunks;
    struct dt_coding coding;
    struct dt_checksum block, payload, stored;
};

int dt_payload_new(struct dt_payload **out, struct dt_err *err)
{
    struct dt_payload *p = calloc(1, sizeof *p);

    if (p)
        p->parts = calloc(1, sizeof *p->parts);
    if (!p || !p->parts) {
        free(p);
        return DT_FAIL(err, DT_EINTERNAL, "a payload: out of memory");
    }
    p->parts->front = DT_BUF_INIT(DT_MESSAGE_HEAD + FRONT);
    *out = p;
    return DT_OK;
}

void dt_payload_free(struct dt_payload *p)
{
    if (!p)
        return;
    dt_buf_release(&p->parts->front);
    dt_coding_release(&p->parts->coding);
    dt_checksum_release(&p->parts->block);
    dt_checksum_release(&p->parts->payload);
    dt_checksum_release(&p->parts->stored);
    free(p->parts);
    free(p);
}

/* Put the record's place before what an inner function found. */
static int in_record(const struct dt_payload_parts *q, int rc,
                     struct dt_err *err)
{
    struct dt_err inner = *err;

    return rc == DT_EFORMAT ? dt_warc_fail(q->warc, inner.msg, err) : rc;
}

/* The next piece of the block, which the block's digest takes in. */
static int next_piece(struct dt_payload_parts *q, struct dt_str *piece,
                      struct dt_err *err)
{
    const void *data = NULL;
    int rc = dt_warc_block(q->warc, &data, &piece->len, err);

    piece->ptr = data;
    return rc < 0 ? rc : dt_checksum_add(&q->block, *piece, err);
}

/* Collect the head and the first bytes of the body, if the block has them. */
static int read_front(struct dt_payload_parts *q, struct dt_err *err)
{
    size_t seen = 0;
    int rc = DT_OK;

    while (!q->head || q->front.len < q->head + FRONT) {
        size_t n;

        if (!q->rest.len)
            rc = next_piece(q, &q->rest, err);
        if (rc < 0 || !q->rest.len)
            return rc;
        n = q->rest.len < PIECE ? q->rest.len : PIECE;
        if (n > q->front.max - q->front.len)
            n = q->front.max - q->front.len;
        if (!n)
            return DT_OK;
        dt_buf_add(&q->front, q->rest.ptr, n);
        q->rest.ptr += n;
        q->rest.len -= n;
        if (!q->head)
            q->head = dt_header_end(dt_buf_str(&q->front), &seen);
    }
    return dt_buf_check(&q->front, "an HTTP head", err);
}

static bool has_message(const struct dt_warc_record *r)
{
    if (r->type != DT_WARC_RESPONSE && r->type != DT_WARC_REVISIT &&
        r->type != DT_WARC_REQUEST)
        return false;
    return dt_header_is(dt_header_main(r->content_type), "application/http");
}

static struct dt_str body_front(const struct dt_payload_parts *q)
{
    struct dt_str all = dt_buf_str(&q->front);

    if (all.len)
        all.ptr += q->head;
    all.len -= q->head;
    return all;
}

static int read_head(struct dt_payload *p, struct dt_err *err)
{
    struct dt_payload_parts *q = p->parts;
    char what[96];
    int rc = read_front(q, err);

    if (rc < 0)
        return rc;
    if (!q->head && q->front.len == q->front.max) {
        (void)snprintf(what, sizeof what,
                       "the HTTP head is larger than %d bytes",
                       DT_MESSAGE_HEAD);
        return dt_warc_fail(q->warc, what, err);
    }
    /* A message that is all head, as a revisit's may be. */
    if (!q->head)
        q->head = q->front.len;
    if (!dt_message_parse(q->front.ptr, q->head, &p->message)) {
        if (q->record.type != DT_WARC_RESPONSE)
            return DT_OK;
        return dt_warc_fail(q->warc, "the response has no HTTP status line",
                            err);
    }
    p->is_http = true;
    q->chunked = p->message.chunked && dt_chunks_start(body_front(q));
    dt_coding_begin(&q->coding, p->message.content_encoding);
    return DT_OK;
}

int dt_payload_begin(struct dt_payload *p, struct dt_warc *w,
                     const struct dt_warc_record *record, struct dt_err *err)
{
    struct dt_payload_parts *q = p->parts;
    struct dt_str payload_digest = record->payload_digest;
    int rc;

    p->is_http = false;
    p->message = (struct dt_message){.status = 0};
    p->block = p->payload = DT_CHECK_NONE;
    q->warc = w;
    q->record = *record;
    dt_buf_reset(&q->front);
    q->rest = (struct dt_str){NULL, 0};
    q->head = 0;
    q->chunked = false;
    q->chunks = DT_CHUNKS_INIT;
    dt_coding_begin(&q->coding, (struct dt_str){NULL, 0});
    /* A revisit's payload lies elsewhere, and so may a part's. */
    if (record->type == DT_WARC_REVISIT || record->segmented)
        payload_digest.len = 0;
    rc = dt_checksum_begin(&q->block, record->block_digest, err);
    if (rc == DT_OK)
        rc = dt_checksum_begin(&q->payload, payload_digest, err);
    if (rc == DT_OK && has_message(record))
        rc = read_head(p, err);
    /* Only a chunked body can have been digested in another form. */
    if (rc == DT_OK)
        rc = dt_checksum_begin(
            &q->stored, q->chunked ? payload_digest : (struct dt_str){NULL, 0},
            err);
    return rc;
}

/* Bytes of the body as stored go on to the digests and, decoded, to out. */
static int take(struct dt_payload_parts *q, struct dt_str piece,
                struct dt_buf *out, struct dt_err *err)
{
    int rc = dt_checksum_add(&q->stored, piece, err);

    while (rc == DT_OK && piece.len) {
        struct dt_str data = piece;

        if (q->chunked)
            rc = dt_chunks_next(&q->chunks, &piece, &data, err);
        else
            piece.len = 0;
        if (rc == DT_OK)
            rc = dt_checksum_add(&q->payload, data, err);
        if (rc == DT_OK && out && data.len)
            rc = dt_coding_add(&q->coding, data, out, err);
        if (rc == DT_OK && out)
            rc = dt_buf_check(out, "the page", err);
    }
    return in_record(q, rc, err);
}

static int wrong_digest(const struct dt_payload_parts *q, const char *which,
                        struct dt_str label, struct dt_err *err)
{
    struct dt_err inner;

    (void)dt_warc_fail(q->warc, "", &inner);
    return DT_FAIL(
        err, DT_EMISMATCH, "%.300sthe %s digest %.*s is not that of its bytes",
        inner.msg, which, label.len < 90 ? (int)label.len : 90, label.ptr);
}

static int check_digests(struct dt_payload *p, struct dt_err *err)
{
    struct dt_payload_parts *q = p->parts;
    int rc = dt_checksum_finish(&q->block, err);

    if (rc == DT_OK)
        rc = dt_checksum_finish(&q->payload, err);
    if (rc == DT_OK)
        rc = dt_checksum_finish(&q->stored, err);
    if (rc < 0)
        return rc;
    p->block = q->block.check;
    p->payload = q->payload.check;
    if (p->payload == DT_CHECK_WRONG && q->stored.check == DT_CHECK_FINE)
        p->payload = DT_CHECK_STORED;
    if (p->block == DT_CHECK_WRONG)
        return wrong_digest(q, "block", q->record.block_digest, err);
    /* What is cut on purpose may be digested as it was whole. */
    if (p->payload == DT_CHECK_WRONG && q->record.truncated.len)
        p->payload = DT_CHECK_UNKNOWN;
    if (p->payload == DT_CHECK_WRONG)
        return wrong_digest(q, "payload", q->record.payload_digest, err);
    return DT_OK;
}

int dt_payload_read(struct dt_payload *p, struct dt_buf *out,
                    struct dt_err *err)
{
    struct dt_payload_parts *q = p->parts;
    struct dt_str piece = body_front(q);
    bool cut = q->record.truncated.len != 0;
    int rc;

    if (out)
        dt_buf_reset(out);
    rc = take(q, piece, out, err);
    if (rc == DT_OK)
        rc = take(q, q->rest, out, err);
    do {
        if (rc == DT_OK)
            rc = next_piece(q, &piece, err);
        if (rc == DT_OK)
            rc = take(q, piece, out, err);
    } while (rc == DT_OK && piece.len);
    if (rc == DT_OK && q->chunked && !cut && !dt_chunks_done(&q->chunks))
        rc = dt_warc_fail(q->warc, "the chunked body is cut short", err);
    if (rc == DT_OK && out && !cut)
        rc = in_record(q, dt_coding_finish(&q->coding, err), err);
    return rc < 0 ? rc : check_digests(p, err);
}

int dt_payload_at(const char *path, struct dt_place place, struct dt_buf *out,
                  struct dt_err *err)
{
    struct dt_warc *w = NULL;
    struct dt_warc_record record;
    struct dt_payload *payload = NULL;
    bool end = false;
    int rc = dt_warc_open(path, place, &w, err);

    if (rc == DT_OK)
        rc = dt_payload_new(&payload, err);
    if (rc == DT_OK)
        rc = dt_warc_next(w, &record, &end, err);
    if (rc == DT_OK && end)
        rc = dt_warc_fail(w, "no record here any more", err);
    if (rc == DT_OK)
        rc = dt_payload_begin(payload, w, &record, err);
    if (rc == DT_OK)
        rc = dt_payload_read(payload, out, err);
    dt_payload_free(payload);
    dt_warc_free(w);
    return rc;
}

/*
 * payload.h - what a WARC record holds: the page, out of its HTTP message, with
 * its digests checked.
 *
 * Layer   snapshot. Units are bytes.
 * Payload of a response or request: the body of its HTTP message, without the
 *         transfer coding (WARC 1.1, 5.10, RFC 9110 6.4), which
 *         WARC-Payload-Digest is of; of any other record, its block. What is
 *         given out has also lost the content coding (gzip, deflate, br, zstd);
 *         a body that does not begin as its head says was stored decoded and is
 *         left.
 * Digests sha1, sha256, sha512, md5 …, in base32 (RFC 4648) or hexadecimal. A
 *         payload digest that only fits the body as stored, chunks included,
 *         as some crawlers write it, counts as DT_CHECK_STORED.
 * Bounds  DT_MESSAGE_HEAD an HTTP head; the caller's buffer what is given out.
 *
 *     dt_payload_new(&p, &err);
 *     while (dt_warc_next(w, &record, &end, &err) == DT_OK && !end) {
 *         dt_payload_begin(p, w, &record, &err);
 *         if (p->message.status == 200)
 *             dt_payload_read(p, &bytes, &err);
 *     }
 *     dt_payload_free(p);
 */
#ifndef DT_SNAPSHOT_PAYLOAD_H
#define DT_SNAPSHOT_PAYLOAD_H

#include "base/buf.h"
#include "snapshot/checksum.h"
#include "snapshot/message.h"
#include "snapshot/warc.h"

struct dt_payload_parts;

struct dt_payload {
    bool is_http;                 /* message is that of a response */
    struct dt_message message;    /* texts live until the next begin */
    enum dt_check block, payload; /* after reading */
    struct dt_payload_parts *parts;
};

/* The caller owns *out. */
int dt_payload_new(struct dt_payload **out, struct dt_err *err);

/*
 * Read the HTTP head, if there is one, of the record that w stands at. The
 * record's texts must stay until the payload has been read. DT_EFORMAT for a
 * response of HTTP without a head.
 */
int dt_payload_begin(struct dt_payload *p, struct dt_warc *w,
                     const struct dt_warc_record *record, struct dt_err *err);

/*
 * Read it to its end and replace the content of out with it; out NULL: check
 * digests only. DT_EFORMAT for a damaged coding and beyond out->max,
 * DT_EMISMATCH for a digest that is wrong; both name the record's place.
 */
int dt_payload_read(struct dt_payload *p, struct dt_buf *out,
                    struct dt_err *err);

/*
 * The payload of the one record at a place, in one call. DT_EFORMAT also where
 * no record is; else as dt_payload_read().
 */
int dt_payload_at(const char *path, struct dt_place place, struct dt_buf *out,
                  struct dt_err *err);

/* NULL is fine. */
void dt_payload_free(struct dt_payload *p);

#endif

/*
 * message.h - an HTTP/1.1 response as it went over the wire: its head, and its
 * body out of the chunked transfer coding (RFC 9112).
 *
 * Layer   snapshot. Units are bytes.
 * Taken   what servers send and browsers take: any version, no reason phrase,
 *         LF alone, folded and colonless lines (the latter say nothing), and a
 *         body that is not chunked though its head says so.
 */
#ifndef DT_SNAPSHOT_MESSAGE_H
#define DT_SNAPSHOT_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { DT_MESSAGE_HEAD = 256 * 1024 };

/* Texts point into what was parsed; absent ones have length 0. */
struct dt_message {
    unsigned status; /* 100 to 999 */
    bool chunked;
    struct dt_str content_type, content_encoding;
    struct dt_str etag, last_modified;
};

/*
 * Parse a head of len bytes, which is changed where lines are folded. False
 * when it begins with no status line.
 */
bool dt_message_parse(char *head, size_t len, struct dt_message *out);

/* The chunked coding being taken off. */
struct dt_chunks {
    int state;
    uint64_t left; /* of the chunk's data; the size while it is read */
    uint64_t at;   /* bytes of the body before */
    bool digits;   /* of the size were there */
};

#define DT_CHUNKS_INIT ((struct dt_chunks){0, 0, 0, false})

/* Whether a body that begins so can be chunked: a size, and a line end. */
bool dt_chunks_start(struct dt_str front);

/*
 * Take bytes off the front of *in: *data is the next of them that are content,
 * none when *in is used up or the last chunk is over. DT_EFORMAT, "byte N of
 * the body: WHAT".
 */
int dt_chunks_next(struct dt_chunks *c, struct dt_str *in, struct dt_str *data,
                   struct dt_err *err);

/* Whether the last chunk has been there. */
bool dt_chunks_done(const struct dt_chunks *c);

#endif

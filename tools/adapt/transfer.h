/*
 * transfer.h - HTTP exchanges, many at a time, behind which stands libcurl.
 *
 * Layer   adapt. Units are bytes and seconds.
 * Rules   GET by http and https only, HTTP/2 where TLS offers it;
 *         certificates are verified, against the file that the variable
 *         SSL_CERT_FILE names if it does; no redirect is followed: each is an
 *         exchange of its own, and the caller's to judge; credentials go to
 *         the URL they were given for and nowhere else; the proxy variables
 *         count. Unless allow_private is set, no connection is made to an
 *         address that is not public (base/address.h), whatever name or proxy
 *         led to it: the address looked at is the one connected to.
 * Bounds  max and the times of the options; DT_TRANSFER_HEAD a response head.
 * Threads one struct dt_transfers per thread.
 *
 *     dt_transfers_new(&options, &transfers, &err);
 *     dt_transfers_start(transfers, &request, &err);
 *     dt_transfers_next(transfers, 1000, &done, &err);
 *     if (done) ...                              else: nothing ended in 1 s
 *     dt_transfer_free(done);
 *     dt_transfers_free(transfers);
 */
#ifndef DT_ADAPT_TRANSFER_H
#define DT_ADAPT_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/stream.h"

enum { DT_TRANSFER_HEAD = 256 * 1024 };

struct dt_transfer_options {
    bool allow_private;
    const char *user_agent; /* lives as long as the transfers */
    long seconds;           /* for one exchange; 30 of them to connect */
    long stall_seconds;     /* with less than 100 bytes in each */
    uint64_t max;           /* of a body, as it arrives */
};

struct dt_transfer_request {
    const char *url;
    const char *credentials;   /* "user:password", or NULL */
    const char *const *fields; /* "Name: value", NULL-terminated; or NULL */
    bool raw;                  /* leave the transfer coding in the body */
    bool public_only;          /* whatever the options say */
    /*
     * Where the body of a response with a status from 200 to 299 goes; NULL:
     * into transfer->body, which has the bodies of other responses too.
     */
    dt_sink_fn sink;
    void *sink_ctx;
    void *ctx; /* the caller's, found in the transfer */
};

enum dt_transfer_end {
    DT_TRANSFER_DONE,      /* a whole response, whatever its status */
    DT_TRANSFER_CUT,       /* a part of one */
    DT_TRANSFER_TOO_LARGE, /* stopped at max */
    DT_TRANSFER_SLOW,      /* stopped at a time limit */
    DT_TRANSFER_PRIVATE,   /* not connected: the address is not public */
    DT_TRANSFER_UNTRUSTED, /* not connected: the certificate */
    DT_TRANSFER_BAD_URL,   /* not asked: no URL of ours */
    DT_TRANSFER_STOPPED,   /* the sink failed, with error */
    DT_TRANSFER_FAILED     /* anything else: no such host, refused, reset */
};

/* One that ended. */
struct dt_transfer {
    void *ctx;
    enum dt_transfer_end end;
    char reason[256]; /* for people; "" when done */
    unsigned status;  /* of HTTP, 0: there was no response */
    uint64_t bytes;   /* of the body */
    bool http2;
    char address[64];      /* connected to, or "" */
    bool is_public;        /* that address, where a connection was made */
    struct dt_buf request; /* head, as sent; without credentials */
    struct dt_buf head;    /* of the last response: start line and fields, each
                              with its CRLF, and the empty line */
    struct dt_buf body;
    struct dt_err error;
};

struct dt_transfers;

/* DT_EINTERNAL. The caller owns *out. */
int dt_transfers_new(const struct dt_transfer_options *options,
                     struct dt_transfers **out, struct dt_err *err);

/* DT_EINTERNAL; what the URL or network refuses shows when it ended. */
int dt_transfers_start(struct dt_transfers *transfers,
                       const struct dt_transfer_request *request,
                       struct dt_err *err);

/*
 * The next transfer that ended, the caller's; NULL when none did within so
 * many milliseconds, or none runs.
 */
int dt_transfers_next(struct dt_transfers *transfers, unsigned milliseconds,
                      struct dt_transfer **out, struct dt_err *err);

/* NULL is fine. */
void dt_transfer_free(struct dt_transfer *transfer);

/* Stops what still runs. NULL is fine. */
void dt_transfers_free(struct dt_transfers *transfers);

#endif

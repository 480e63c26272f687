/*
 * http.h - fetch one URL, behind which stands libcurl.
 *
 * Layer   adapt. Units are bytes and seconds.
 * Rules   http and https only, also after a redirect, of which at most
 *         DT_HTTP_REDIRECTS are followed, and none from the public internet to
 *         an address that is not of it; certificates are verified; no
 *         content coding is asked for, so that what arrives is what the
 *         server holds, unless it says otherwise in content_encoding; the
 *         proxy variables of the environment count.
 * Limits  30 s to connect; less than 100 bytes a second for 60 s; 10 minutes
 *         for dt_http_get(), a day for dt_http_download(); max is enforced
 *         while receiving, whatever the server announces.
 * Errors  DT_EUSAGE for a URL of another scheme, DT_EIO for what the network
 *         or the server refused (the message has the URL and the status),
 *         DT_EFORMAT for more bytes than max, DT_EINTERNAL.
 * Threads every function may be called from several threads.
 */
#ifndef DT_ADAPT_HTTP_H
#define DT_ADAPT_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum { DT_HTTP_REDIRECTS = 10 };

/* What the last response said. Absent or overlong fields are "". */
struct dt_http_info {
    long status; /* 0: there was no response */
    uint64_t bytes;
    bool is_private; /* there was none, as the address is not public */
    char content_type[256];
    char content_encoding[64]; /* although none was asked for */
    char etag[256];
    char last_modified[64];
    char url[2048]; /* after all redirects */
};

/*
 * Replace the content of body with what url has: at most max bytes. A status
 * outside 200 to 299 is DT_EIO, and so is an address that is not public unless
 * allow_private is set. *info is written in any case, so that a caller can
 * tell "not there" (404, 410) from other failures.
 */
int dt_http_get(const char *url, uint64_t max, bool allow_private,
                struct dt_buf *body, struct dt_http_info *info,
                struct dt_err *err);

/*
 * As dt_http_get() from any address, written to fd as it arrives; name is for
 * messages.
 */
int dt_http_download(const char *url, uint64_t max, int fd, const char *name,
                     struct dt_http_info *info, struct dt_err *err);

/*
 * The value of a field in the head of a message (start line, then a field a
 * line), or NULL with length 0: the first one of that name, in any case.
 * *rest, unless NULL, is set behind it, to look for the next.
 */
struct dt_str dt_http_field(struct dt_str head, const char *name,
                            struct dt_str *rest);

/* Whether text begins http:// or https://, in any case. */
bool dt_http_is_url(const char *text);

#endif

/*
 * http_field.h - what the fields of HTTP messages say: dates, waits, links.
 *
 * Layer   snapshot. Times are seconds since 1970-01-01 UTC.
 */
#ifndef DT_SNAPSHOT_HTTP_FIELD_H
#define DT_SNAPSHOT_HTTP_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * An HTTP-date (RFC 9110, section 5.6.7) in any of its three forms. now
 * decides the century of two-digit years. False when it is none.
 */
bool dt_http_date(struct dt_str text, int64_t now, int64_t *out);

enum { DT_HTTP_DATE_SIZE = 30, DT_TIME_SIZE = 21 };

/* A time as IMF-fixdate, "Sun, 06 Nov 1994 08:49:37 GMT"; year 0 to 9999. */
void dt_http_date_write(int64_t time, char out[DT_HTTP_DATE_SIZE]);

/* A time as RFC 3339 has it, "1994-11-06T08:49:37Z", and back. */
void dt_time_write(int64_t time, char out[DT_TIME_SIZE]);
bool dt_time_read(struct dt_str text, int64_t *out);

/*
 * Seconds that Retry-After (RFC 9110, section 10.2.3) asks to wait, from a
 * number or a date; a date that is over is 0. False when it says nothing.
 */
bool dt_http_retry_after(struct dt_str text, int64_t now, int64_t *seconds);

/* One link-value of a Link field (RFC 8288) or of application/link-format. */
struct dt_http_link {
    struct dt_str target;   /* may be relative */
    struct dt_str rel;      /* words */
    struct dt_str type;     /* media type */
    struct dt_str datetime; /* RFC 7089 */
};

/* Take the next link off *rest. False when none is left that can be read. */
bool dt_http_link_next(struct dt_str *rest, struct dt_http_link *out);

/* Whether rel has this word, in any case. */
bool dt_http_link_is(const struct dt_http_link *link, const char *word);

#endif

/*
 * json_scan.h - the members of one JSON object that somebody else wrote.
 *
 * Layer   base. RFC 8259, strictly; unlike json.h the object may have any white
 *         space, order, number and escape. Nothing is built and nothing
 *         recurses: members are handed out as they stand.
 * Bounds  DT_JSON_SCAN_DEPTH levels.
 * Errors  DT_EFORMAT with "byte N: WHAT", N counted from 0.
 *
 *     struct dt_json_scan s;
 *     rc = dt_json_scan_start(&s, line, &err);
 *     while (rc == DT_OK)
 *         rc = dt_json_scan_next(&s, &member, &end, &err), break if end;
 */
#ifndef DT_BASE_JSON_SCAN_H
#define DT_BASE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { DT_JSON_SCAN_DEPTH = 512 };

struct dt_json_scan {
    struct dt_str text;
    size_t at;
    bool any; /* a member has been handed out */
};

/* Both texts as they stand; a string with its quotes. */
struct dt_json_member {
    struct dt_str key, value;
    size_t at; /* byte of the text at which the key starts */
};

/* text is UTF-8 and borrowed. DT_EFORMAT when it is not an object's. */
int dt_json_scan_start(struct dt_json_scan *s, struct dt_str text,
                       struct dt_err *err);

/* The next member; *end when there is none, and nothing follows the object. */
int dt_json_scan_next(struct dt_json_scan *s, struct dt_json_member *out,
                      bool *end, struct dt_err *err);

/* Whether the key, its escapes decoded, is this one. */
bool dt_json_scan_is(const struct dt_json_member *member, const char *key);

/* Whether the value is a string, or is null. */
bool dt_json_scan_is_text(const struct dt_json_member *member);
bool dt_json_scan_is_null(const struct dt_json_member *member);

/*
 * Append the string's content, its escapes decoded, to out; half a surrogate
 * pair becomes U+FFFD.
 */
void dt_json_scan_text(const struct dt_json_member *member, struct dt_buf *out);

#endif

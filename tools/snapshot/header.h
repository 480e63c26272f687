/*
 * header.h - "Name: value" lines, as WARC records and HTTP messages have them.
 *
 * Layer   snapshot, inside. Taken in: lines that end in CRLF or LF alone;
 *         values folded over lines that begin with white space (RFC 822,
 *         RFC 9112 5.2); white space around names and values. Names match in
 *         any case.
 */
#ifndef DT_SNAPSHOT_HEADER_H
#define DT_SNAPSHOT_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Bytes of the header at the start of text, with the empty line that ends it;
 * 0 when there is no such line. Looking goes on at *seen, which is moved, so
 * that a header that arrives in pieces is looked at once.
 */
size_t dt_header_end(struct dt_str text, size_t *seen);

/* Make each folded value one line, in place, with spaces where it broke. */
void dt_header_unfold(char *text, size_t len);

/*
 * Take the next line off *rest; false at the end or the empty line. A line
 * that has no name and colon in front has a name with a NULL ptr and is itself
 * the value.
 */
bool dt_header_next(struct dt_str *rest, struct dt_str *name,
                    struct dt_str *value);

/* Whether two ASCII texts are the same but for the case of letters. */
bool dt_header_is(struct dt_str name, const char *other);

/*
 * Of a value like "text/html; charset=utf-8": what stands before the first
 * semicolon, and the value of a parameter, without quotes; empty when absent.
 */
struct dt_str dt_header_main(struct dt_str value);
struct dt_str dt_header_parameter(struct dt_str value, const char *name);

/*
 * A number of digits alone in this base, 10 or 16; false for anything else and
 * beyond INT64_MAX.
 */
bool dt_header_number(struct dt_str digits, unsigned base, uint64_t *out);

#endif

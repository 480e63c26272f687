/*
 * json_plain.h - how far a JSON string goes on as it is.
 *
 * Layer   base. For json_scan.c: what decides how fast JSON Lines are read.
 */
#ifndef DT_BASE_JSON_PLAIN_H
#define DT_BASE_JSON_PLAIN_H

#include <stddef.h>

/*
 * Bytes from p on that are neither quote, backslash nor control character; it
 * may stop some bytes before the first that is, never behind it.
 */
size_t dt_json_plain_run(const char *p, size_t len);

/*
 * Copy what stands before the first backslash of from to to, where there is
 * room for len bytes; how many.
 */
size_t dt_json_copy_run(char *to, const char *from, size_t len);

#endif

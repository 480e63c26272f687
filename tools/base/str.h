/*
 * str.h - a borrowed slice of bytes: what outside text is handed around as.
 *
 * Layer   base. Never owns, may hold any byte, is not NUL-terminated.
 */
#ifndef DT_BASE_STR_H
#define DT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct dt_str {
    const char *ptr; /* may be NULL when len is 0 */
    size_t len;
};

/* A slice of a string literal or of a char array that is NUL-terminated. */
#define DT_STR(s) ((struct dt_str){(s), strlen(s)})

/* The plural's ending: printf("%zu line%s", n, DT_S(n)). */
#define DT_S(n) ((n) == 1 ? "" : "s")

/* printf("%.*s", DT_STR_ARG(s)); the slice must be shorter than INT_MAX. */
#define DT_STR_ARG(s) (int)(s).len, (s).ptr

static inline bool dt_str_eq(struct dt_str a, struct dt_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The same but for the case of A to Z. */
bool dt_str_alike(struct dt_str a, struct dt_str b);

static inline bool dt_str_is(struct dt_str a, const char *literal)
{
    return dt_str_eq(a, DT_STR(literal));
}

/* Order by bytes, a prefix first: negative, 0 or positive. */
int dt_str_cmp(struct dt_str a, struct dt_str b);

/* As dt_str_cmp(a, DT_STR(b)), without reading b to its end. */
int dt_str_cmp_text(struct dt_str a, const char *b);

/* Inline, so that no call is made where the length of a literal is known. */
static inline bool dt_str_starts(struct dt_str s, struct dt_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool dt_str_ends(struct dt_str s, struct dt_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/* Offset of the first needle at or after from, or SIZE_MAX. */
size_t dt_str_find(struct dt_str s, struct dt_str needle, size_t from);

/*
 * Offset of the first byte at or after from that is one of stops, of which
 * there are one to four; s.len for none.
 */
size_t dt_str_until(struct dt_str s, const char *stops, size_t from);

/* Whether every byte is a digit of hexadecimal, letters in lower case. */
bool dt_str_is_hex(struct dt_str s);

/* Without ASCII white space at both ends. */
struct dt_str dt_str_trim(struct dt_str s);

/*
 * Take the next line off *rest: without its LF, and the last one even if it
 * has none. False when nothing is left.
 */
bool dt_str_line(struct dt_str *rest, struct dt_str *line);

#endif

/*
 * json.h - canonical JSON (RFC 8785) with int64 numbers: written and read.
 *
 * Layer   base. Text is UTF-8. The reader is strict: it takes only the one
 *         canonical form of a value, so that reading a line checks it:
 *         no white space, keys in UTF-16 code unit order and unique, shortest
 *         escapes, numbers -?(0|[1-9][0-9]*) within int64.
 * Bounds  a text of at most 256 MiB, DT_JSON_DEPTH levels.
 *
 * Writer, keys in order (a wrong order is a programming mistake):
 *
 *     struct dt_json w;
 *     dt_json_init(&w, &buf);
 *     dt_json_open(&w, '{');
 *     dt_json_put_int(&w, "a", 1);
 *     dt_json_put_text(&w, "b", NULL);  writes null
 *     dt_json_key(&w, "c");
 *     dt_json_open(&w, '[');
 *     dt_json_close(&w, ']');
 *     dt_json_close(&w, '}');
 *
 * Reader, one document reused for many lines:
 *
 *     struct dt_json_doc doc = DT_JSON_DOC_INIT;
 *     rc = dt_json_parse(&doc, line, err);
 *     size_t id = dt_json_get(&doc, DT_JSON_ROOT, "id");
 *     rc = dt_json_string(&doc, id, &arena, &text, err);
 *     dt_json_doc_release(&doc);
 */
#ifndef DT_BASE_JSON_H
#define DT_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { DT_JSON_DEPTH = 64 };

struct dt_json {
    struct dt_buf *out;
    unsigned depth;
    bool comma; /* a value stands before at this level */
#ifndef NDEBUG
    struct dt_str last_key[DT_JSON_DEPTH];
#endif
};

void dt_json_init(struct dt_json *w, struct dt_buf *out);
void dt_json_open(struct dt_json *w, char bracket);  /* '{' or '[' */
void dt_json_close(struct dt_json *w, char bracket); /* '}' or ']' */
void dt_json_key(struct dt_json *w, const char *key);
void dt_json_int(struct dt_json *w, int64_t value);
void dt_json_bool(struct dt_json *w, bool value);
void dt_json_null(struct dt_json *w);

/* What is not UTF-8, as in a file's name, is written as U+FFFD. */
void dt_json_str(struct dt_json *w, struct dt_str text);

/* A NUL-terminated text, or null when it is NULL. */
void dt_json_text(struct dt_json *w, const char *text);

/* A member of an object: its key and its value, as above. A count fits int64. */
void dt_json_put_int(struct dt_json *w, const char *key, int64_t value);
void dt_json_put_count(struct dt_json *w, const char *key, uint64_t value);
void dt_json_put_bool(struct dt_json *w, const char *key, bool value);
void dt_json_put_str(struct dt_json *w, const char *key, struct dt_str text);
void dt_json_put_text(struct dt_json *w, const char *key, const char *text);

/* A value that is canonical JSON already. */
void dt_json_raw(struct dt_json *w, struct dt_str canonical);

enum dt_json_type {
    DT_JSON_NULL,
    DT_JSON_FALSE,
    DT_JSON_TRUE,
    DT_JSON_INT,
    DT_JSON_STRING,
    DT_JSON_ARRAY,
    DT_JSON_OBJECT
};

/* In an object, the key (a string) and its value stand one after the other. */
struct dt_json_token {
    uint32_t start, end; /* bytes of the text; a string without its quotes */
    uint32_t next;       /* index of the token after this value */
    uint32_t count;      /* members of an object, items of an array */
    uint8_t type;        /* enum dt_json_type */
    bool escaped;        /* a string that has a backslash */
};

struct dt_json_doc {
    struct dt_str text;
    struct dt_json_token *tokens;
    size_t count, cap;
};

#define DT_JSON_DOC_INIT ((struct dt_json_doc){{NULL, 0}, NULL, 0, 0})
#define DT_JSON_ROOT ((size_t)0)
#define DT_JSON_NONE SIZE_MAX

/*
 * Read one value that fills text, which is borrowed until the next parse.
 * DT_EFORMAT with "byte N: WHAT" when it is not JSON or not canonical;
 * DT_EINTERNAL without memory.
 */
int dt_json_parse(struct dt_json_doc *doc, struct dt_str text,
                  struct dt_err *err);

void dt_json_doc_release(struct dt_json_doc *doc);

/* The value of a member, or DT_JSON_NONE; also when object is none. */
size_t dt_json_get(const struct dt_json_doc *doc, size_t object,
                   const char *key);

/* DT_JSON_NULL also for DT_JSON_NONE. */
enum dt_json_type dt_json_type(const struct dt_json_doc *doc, size_t token);

/* The bytes of a value as they stand; a string with its quotes. */
struct dt_str dt_json_bytes(const struct dt_json_doc *doc, size_t token);

/* A string's content as it stands: escapes not decoded. */
struct dt_str dt_json_plain(const struct dt_json_doc *doc, size_t token);

/* The number, or 0 for what is no number. */
int64_t dt_json_int64(const struct dt_json_doc *doc, size_t token);

/*
 * A string's content, decoded: points into the text, or into a where it had
 * escapes. A null, or none, gives a NULL ptr. DT_EFORMAT for another type.
 */
int dt_json_string(const struct dt_json_doc *doc, size_t token,
                   struct dt_arena *a, struct dt_str *out, struct dt_err *err);

/* Iterate: first item (or key) of a container, then each next one. */
size_t dt_json_first(const struct dt_json_doc *doc, size_t container);
size_t dt_json_next(const struct dt_json_doc *doc, size_t container,
                    size_t token);

#endif

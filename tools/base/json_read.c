/* JSON read into an array of values (json.h). */
#include "base/json.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/json_key.h"
#include "base/utf8.h"

enum { MOST_BYTES = 256 * 1024 * 1024 };

int dt_json_key_cmp(struct dt_str a, struct dt_str b)
{
    size_t least = a.len < b.len ? a.len : b.len, i = 0;
    unsigned char x, y;

    while (i < least && a.ptr[i] == b.ptr[i])
        i++;
    if (i == least)
        return a.len < b.len ? -1 : a.len > b.len;
    x = (unsigned char)a.ptr[i];
    y = (unsigned char)b.ptr[i];
    if (x >= 0xF0 && y >= 0xEE && y < 0xF0)
        return -1;
    if (y >= 0xF0 && x >= 0xEE && x < 0xF0)
        return 1;
    return x < y ? -1 : 1;
}

/* One level of nesting while a text is read. */
struct level {
    size_t token;
    struct dt_str last_key; /* an object's newest key; ptr NULL: none yet */
    bool object;
};

struct reader {
    struct dt_json_doc *doc;
    const char *text;
    uint32_t at, len;
    struct dt_buf *scratch; /* keys that have escapes, decoded */
    struct dt_err *err;
};

static int fail(const struct reader *r, size_t at, const char *what)
{
    return DT_FAIL(r->err, DT_EFORMAT, "byte %zu: %s", at, what);
}

static struct dt_json_token *push(struct reader *r, enum dt_json_type type)
{
    struct dt_json_doc *doc = r->doc;
    struct dt_json_token *t = dt_array_room(doc->tokens, &doc->cap, doc->count,
                                            sizeof *t);

    if (!t)
        return NULL;
    doc->tokens = t;
    t = &doc->tokens[doc->count++];
    *t = (struct dt_json_token){.start = r->at, .type = (uint8_t)type};
    t->next = (uint32_t)doc->count;
    return t;
}

static int no_memory(const struct reader *r)
{
    return DT_FAIL(r->err, DT_EINTERNAL, "out of memory for JSON tokens");
}

static bool hex4(const char *p, uint32_t *out)
{
    uint32_t v = 0;

    for (int i = 0; i < 4; i++) {
        char c = p[i];

        if (c >= '0' && c <= '9')
            v = v * 16 + (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            v = v * 16 + (uint32_t)(c - 'a') + 10;
        else
            return false;
    }
    *out = v;
    return true;
}

/* The only escapes of canonical JSON: RFC 8785, 3.2.2.2. */
static int read_escape(struct reader *r)
{
    uint32_t at = r->at, v;
    char c = at + 1 < r->len ? r->text[at + 1] : '\0';

    if (c && strchr("\"\\bfnrt", c)) {
        r->at += 2;
        return DT_OK;
    }
    if (c == 'u' && at + 6 <= r->len && hex4(r->text + at + 2, &v) &&
        v < 0x20 && !(v >= 8 && v <= 13 && v != 11)) {
        r->at += 6;
        return DT_OK;
    }
    return fail(r, at, "an escape that canonical JSON does not have");
}

static inline bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/* Over characters that are plain; eight at a time while that goes. */
static uint32_t plain_run(const char *text, uint32_t at, uint32_t len)
{
    const uint64_t low = 0x0101010101010101u, high = 0x8080808080808080u;

    for (; len - at >= 8; at += 8) {
        uint64_t w, quote, slash;

        memcpy(&w, text + at, 8);
        quote = w ^ low * '"';
        slash = w ^ low * '\\';
        if (((w - low * 0x20) | (quote - low) | (slash - low) | w) & high)
            break;
    }
    while (at < len && is_plain((unsigned char)text[at]))
        at++;
    return at;
}

static int read_string(struct reader *r)
{
    struct dt_json_token *t = push(r, DT_JSON_STRING);
    bool ascii = true;

    if (!t)
        return no_memory(r);
    t->start = ++r->at;
    for (;;) {
        unsigned char c;

        r->at = plain_run(r->text, r->at, r->len);
        if (r->at >= r->len)
            return fail(r, t->start - 1, "a string without its end");
        c = (unsigned char)r->text[r->at];
        if (c == '"')
            break;
        if (c < 0x20)
            return fail(r, r->at, "a control character in a string");
        if (c == '\\') {
            int rc = read_escape(r);

            if (rc < 0)
                return rc;
            t->escaped = true;
            continue;
        }
        ascii = false;
        r->at++;
    }
    t->end = r->at++;
    if (!ascii) {
        struct dt_str s = {r->text + t->start, t->end - t->start};
        size_t good = dt_utf8_valid(s);

        if (good < s.len)
            return fail(r, t->start + good, "not well-formed UTF-8");
    }
    return DT_OK;
}

static int read_number(struct reader *r)
{
    struct dt_json_token *t = push(r, DT_JSON_INT);
    bool negative;
    uint64_t value = 0;
    uint32_t first;

    if (!t)
        return no_memory(r);
    negative = r->text[r->at] == '-';
    if (negative)
        r->at++;
    first = r->at;
    while (r->at < r->len && r->text[r->at] >= '0' && r->text[r->at] <= '9') {
        uint64_t digit = (uint64_t)(r->text[r->at++] - '0');

        if (value > (UINT64_MAX - digit) / 10)
            return fail(r, t->start, "an integer beyond 64 bits");
        value = value * 10 + digit;
    }
    if (r->at == first)
        return fail(r, t->start, "not a JSON value");
    if (r->text[first] == '0' && (r->at > first + 1 || negative))
        return fail(r, t->start, "a number that is not in its shortest form");
    if (value > (uint64_t)INT64_MAX + (negative ? 1 : 0))
        return fail(r, t->start, "an integer beyond 64 bits");
    if (r->at < r->len && strchr(".eE", r->text[r->at]) && r->text[r->at])
        return fail(r, r->at, "a number that is no integer");
    t->end = r->at;
    return DT_OK;
}

static int read_word(struct reader *r, const char *word, enum dt_json_type type)
{
    size_t len = strlen(word);
    struct dt_json_token *t;

    if (len > r->len - r->at || memcmp(r->text + r->at, word, len) != 0)
        return fail(r, r->at, "not a JSON value");
    t = push(r, type);
    if (!t)
        return no_memory(r);
    r->at += (uint32_t)len;
    t->end = r->at;
    return DT_OK;
}

static int read_scalar(struct reader *r)
{
    switch (r->text[r->at]) {
    case '"':
        return read_string(r);
    case 'n':
        return read_word(r, "null", DT_JSON_NULL);
    case 't':
        return read_word(r, "true", DT_JSON_TRUE);
    case 'f':
        return read_word(r, "false", DT_JSON_FALSE);
    case ' ':
    case '\t':
    case '\n':
    case '\r':
        return fail(r, r->at, "white space, which canonical JSON has none of");
    default:
        return read_number(r);
    }
}

static void decode(struct dt_str raw, struct dt_buf *out);

/* A key and its colon; keys must rise. */
static int read_key(struct reader *r, struct level *top)
{
    const struct dt_json_token *t;
    struct dt_str key;
    uint32_t at = r->at;
    int rc;

    if (r->at >= r->len || r->text[r->at] != '"')
        return fail(r, r->at, "a key was expected");
    rc = read_string(r);
    if (rc < 0)
        return rc;
    t = &r->doc->tokens[r->doc->count - 1];
    key = (struct dt_str){r->text + t->start, t->end - t->start};
    if (top->last_key.ptr) {
        struct dt_str a = top->last_key, b = key;
        size_t cut;

        if (memchr(a.ptr, '\\', a.len) || memchr(b.ptr, '\\', b.len)) {
            dt_buf_reset(r->scratch);
            decode(a, r->scratch);
            cut = r->scratch->len;
            decode(b, r->scratch);
            rc = dt_buf_check(r->scratch, "a JSON key", r->err);
            if (rc < 0)
                return rc;
            a = (struct dt_str){r->scratch->ptr, cut};
            b = (struct dt_str){r->scratch->ptr + cut, r->scratch->len - cut};
        }
        cut = (size_t)at;
        rc = dt_json_key_cmp(a, b);
        if (rc == 0)
            return fail(r, cut, "a key that stands twice");
        if (rc > 0)
            return fail(r, cut, "a key out of order");
    }
    top->last_key = key;
    if (r->at >= r->len || r->text[r->at] != ':')
        return fail(r, r->at, "a colon was expected");
    r->at++;
    return DT_OK;
}

/* After a value: close what ends here, or step over one comma. */
static int after_value(struct reader *r, struct level *levels, unsigned *depth)
{
    while (*depth > 0) {
        struct level *top = &levels[*depth - 1];
        struct dt_json_token *t = &r->doc->tokens[top->token];

        t->count++;
        if (r->at >= r->len)
            return fail(r, r->at, "the text ends inside a value");
        if (r->text[r->at] == ',') {
            r->at++;
            return top->object ? read_key(r, top) : DT_OK;
        }
        if (r->text[r->at] != (top->object ? '}' : ']'))
            return fail(r, r->at, "a comma or a closing bracket was expected");
        t->end = ++r->at;
        t->next = (uint32_t)r->doc->count;
        (*depth)--;
    }
    return DT_OK;
}

static int open_container(struct reader *r, struct level *levels,
                          unsigned *depth, bool *empty)
{
    bool object = r->text[r->at] == '{';
    struct dt_json_token *t;

    if (*depth == DT_JSON_DEPTH)
        return DT_FAIL(r->err, DT_EFORMAT,
                       "byte %" PRIu32 ": nested deeper than %d levels", r->at,
                       DT_JSON_DEPTH);
    t = push(r, object ? DT_JSON_OBJECT : DT_JSON_ARRAY);
    if (!t)
        return no_memory(r);
    r->at++;
    *empty = r->at < r->len && r->text[r->at] == (object ? '}' : ']');
    if (*empty) {
        t->end = ++r->at;
        return DT_OK;
    }
    levels[(*depth)++] = (struct level){r->doc->count - 1, {NULL, 0}, object};
    return object ? read_key(r, &levels[*depth - 1]) : DT_OK;
}

int dt_json_parse(struct dt_json_doc *doc, struct dt_str text,
                  struct dt_err *err)
{
    struct level levels[DT_JSON_DEPTH];
    struct dt_buf scratch = DT_BUF_INIT(MOST_BYTES);
    struct reader r = {doc, text.ptr, 0, (uint32_t)text.len, &scratch, err};
    unsigned depth = 0;
    int rc = DT_OK;

    if (text.len > MOST_BYTES)
        return DT_FAIL(err, DT_EFORMAT, "%zu bytes, more than the %d allowed",
                       text.len, MOST_BYTES);
    doc->text = text;
    doc->count = 0;
    do {
        bool closed = true;

        if (r.at >= r.len)
            rc = fail(&r, r.at, "the text ends where a value was expected");
        else if (text.ptr[r.at] == '{' || text.ptr[r.at] == '[')
            rc = open_container(&r, levels, &depth, &closed);
        else
            rc = read_scalar(&r);
        if (rc == DT_OK && closed)
            rc = after_value(&r, levels, &depth);
    } while (rc == DT_OK && depth > 0);
    if (rc == DT_OK && r.at < r.len)
        rc = fail(&r, r.at, "more text behind the value");
    dt_buf_release(&scratch);
    return rc;
}

void dt_json_doc_release(struct dt_json_doc *doc)
{
    free(doc->tokens);
    *doc = DT_JSON_DOC_INIT;
}

size_t dt_json_get(const struct dt_json_doc *doc, size_t object,
                   const char *key)
{
    size_t len = strlen(key), at, n;

    if (dt_json_type(doc, object) != DT_JSON_OBJECT)
        return DT_JSON_NONE;
    at = object + 1;
    n = doc->tokens[object].count;
    while (n--) {
        const struct dt_json_token *t = &doc->tokens[at];

        if (t->end - t->start == len &&
            memcmp(doc->text.ptr + t->start, key, len) == 0)
            return at + 1;
        at = doc->tokens[at + 1].next;
    }
    return DT_JSON_NONE;
}

enum dt_json_type dt_json_type(const struct dt_json_doc *doc, size_t token)
{
    return token == DT_JSON_NONE ? DT_JSON_NULL
                                 : (enum dt_json_type)doc->tokens[token].type;
}

struct dt_str dt_json_plain(const struct dt_json_doc *doc, size_t token)
{
    const struct dt_json_token *t;

    if (token == DT_JSON_NONE)
        return (struct dt_str){NULL, 0};
    t = &doc->tokens[token];
    return (struct dt_str){doc->text.ptr + t->start, t->end - t->start};
}

struct dt_str dt_json_bytes(const struct dt_json_doc *doc, size_t token)
{
    struct dt_str s = dt_json_plain(doc, token);

    if (dt_json_type(doc, token) == DT_JSON_STRING) {
        s.ptr--;
        s.len += 2;
    }
    return s;
}

int64_t dt_json_int64(const struct dt_json_doc *doc, size_t token)
{
    struct dt_str s = dt_json_plain(doc, token);
    bool negative = s.len && s.ptr[0] == '-';
    uint64_t value = 0;

    if (dt_json_type(doc, token) != DT_JSON_INT)
        return 0;
    for (size_t i = negative; i < s.len; i++)
        value = value * 10 + (uint64_t)(s.ptr[i] - '0');
    return negative ? (int64_t)(0 - value) : (int64_t)value;
}

static void decode(struct dt_str raw, struct dt_buf *out)
{
    for (size_t i = 0; i < raw.len; i++) {
        static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
        const char *hit;
        uint32_t v = 0;

        if (raw.ptr[i] != '\\') {
            dt_buf_addc(out, raw.ptr[i]);
            continue;
        }
        i++;
        hit = memchr(from, raw.ptr[i], sizeof from - 1);
        if (hit) {
            dt_buf_addc(out, to[hit - from]);
        } else if (raw.ptr[i] == 'u') {
            (void)hex4(raw.ptr + i + 1, &v); /* the reader checked it */
            dt_buf_addc(out, (char)v);
            i += 4;
        } else {
            dt_buf_addc(out, raw.ptr[i]);
        }
    }
}

int dt_json_string(const struct dt_json_doc *doc, size_t token,
                   struct dt_arena *a, struct dt_str *out, struct dt_err *err)
{
    struct dt_str raw = dt_json_plain(doc, token);
    struct dt_buf plain = DT_BUF_INIT(MOST_BYTES);
    int rc = DT_OK;

    if (dt_json_type(doc, token) == DT_JSON_NULL) {
        *out = (struct dt_str){NULL, 0};
        return DT_OK;
    }
    if (dt_json_type(doc, token) != DT_JSON_STRING)
        return DT_FAIL(err, DT_EFORMAT, "byte %" PRIu32 ": not a string",
                       doc->tokens[token].start);
    if (doc->tokens[token].escaped) {
        char *copy;

        decode(raw, &plain);
        rc = dt_buf_check(&plain, "a JSON string", err);
        copy = rc < 0 ? NULL : dt_arena_copy(a, dt_buf_str(&plain));
        raw = (struct dt_str){copy, plain.len};
        if (rc == DT_OK && !copy)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for a JSON string");
        dt_buf_release(&plain);
    }
    if (rc == DT_OK)
        *out = raw;
    return rc;
}

size_t dt_json_first(const struct dt_json_doc *doc, size_t container)
{
    if (container == DT_JSON_NONE || doc->tokens[container].count == 0)
        return DT_JSON_NONE;
    return container + 1;
}

size_t dt_json_next(const struct dt_json_doc *doc, size_t container,
                    size_t token)
{
    size_t next = doc->tokens[token].next;

    return next < doc->tokens[container].next ? next : DT_JSON_NONE;
}

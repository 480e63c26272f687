#include "manifest/scan.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "manifest/field.h"

enum { MOST_BYTES = 256 * 1024 * 1024, MOST_DIGITS = 18 };

/*
 * Each scan_…() takes where a value may begin and returns where it ends, or
 * NULL: so the place that all wait for stays in a register.
 */
struct scan {
    const char *text, *end;
    struct dt_json_doc *doc;
};

/* NULL when there is no room. */
static inline struct dt_json_token *push(struct scan *s, const char *at,
                                         enum dt_json_type type)
{
    struct dt_json_doc *doc = s->doc;
    const size_t index = doc->count;
    struct dt_json_token *t;

    if (index == doc->cap)
        return NULL;
    doc->count = index + 1;
    t = &doc->tokens[index];
    t->start = (uint32_t)(at - s->text);
    t->next = (uint32_t)index + 1;
    t->count = 0;
    t->type = (uint8_t)type;
    t->escaped = false;
    return t;
}

static inline bool is_at(const struct scan *s, const char *at, char c)
{
    return at < s->end && *at == c;
}

static inline const char *step_over(const struct scan *s, const char *at,
                                    char c)
{
    return is_at(s, at, c) ? at + 1 : NULL;
}

/*
 * The first quote, backslash or control character from p on, or end. *seen
 * gathers the bytes before that, and perhaps some soon after.
 */
static inline const char *find_special(const char *p, const char *end,
                                       dt_bytes *seen)
{
    unsigned char last = 0;

    for (; (size_t)(end - p) >= sizeof(dt_bytes); p += sizeof(dt_bytes)) {
        const dt_bytes here = dt_bytes_at(p);
        const size_t odd = dt_bytes_first(
            (dt_bytes)((here == '"') | (here == '\\') | (here < ' ')));

        *seen |= here;
        if (odd < sizeof(dt_bytes))
            return p + odd;
    }
    for (; p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= ' '; p++)
        last |= (unsigned char)*p;
    (*seen)[0] |= last;
    return p;
}

/* A string with its quotes; *out is what stands between them. */
static inline const char *scan_string(struct scan *s, const char *at,
                                      struct dt_str *out)
{
    struct dt_json_token *t = push(s, at, DT_JSON_STRING);
    dt_bytes seen = {0};
    const char *p;

    if (!t || !is_at(s, at, '"'))
        return NULL;
    t->start = (uint32_t)(++at - s->text);
    p = at;
    while ((p = find_special(p, s->end, &seen)) < s->end && *p == '\\') {
        if (s->end - p < 2 || !p[1] || !strchr("\"\\bfnrt", p[1]))
            return NULL;
        t->escaped = true;
        p += 2;
    }
    if (!is_at(s, p, '"'))
        return NULL;
    *out = (struct dt_str){at, (size_t)(p - at)};
    if (dt_bytes_first((dt_bytes)(seen >= 0x80)) < sizeof seen &&
        dt_utf8_valid(*out) < out->len)
        return NULL;
    t->end = (uint32_t)(p - s->text);
    return p + 1;
}

/* An integer from 0; of a longer one the rest is what nobody expects. */
static inline const char *scan_count(struct scan *s, const char *at,
                                     int64_t *out)
{
    struct dt_json_token *t = push(s, at, DT_JSON_INT);
    const char *const from = at;
    int64_t value = 0;

    while (at < s->end && *at >= '0' && *at <= '9' && at - from < MOST_DIGITS)
        value = value * 10 + (*at++ - '0');
    if (!t || at == from || (*from == '0' && at - from > 1))
        return NULL;
    t->end = (uint32_t)(at - s->text);
    *out = value;
    return at;
}

static inline const char *scan_null(struct scan *s, const char *at)
{
    struct dt_json_token *t = push(s, at, DT_JSON_NULL);

    if (!t || s->end - at < 4 || memcmp(at, "null", 4) != 0)
        return NULL;
    t->end = (uint32_t)(at + 4 - s->text);
    return at + 4;
}

/* What stands open at index ends at its bracket, which is returned. */
static const char *close(struct scan *s, size_t index, uint32_t count,
                         const char *bracket)
{
    struct dt_json_token *t = &s->doc->tokens[index];

    t->count = count;
    t->end = (uint32_t)(bracket + 1 - s->text);
    t->next = (uint32_t)s->doc->count;
    return bracket + 1;
}

static const char *scan_span(struct scan *s, const char *at)
{
    size_t index = s->doc->count;
    int64_t start, end;

    if (!push(s, at, DT_JSON_ARRAY) || !(at = step_over(s, at, '[')) ||
        !(at = scan_count(s, at, &start)) || !(at = step_over(s, at, ',')) ||
        !(at = scan_count(s, at, &end)) || !is_at(s, at, ']') ||
        !dt_field_span(start, end))
        return NULL;
    return close(s, index, 2, at);
}

static const char *scan_object(struct scan *s, const char *at,
                               const struct dt_field *fields, uint32_t *member);

static const char *scan_text(struct scan *s, const char *at,
                             const struct dt_field *f)
{
    struct dt_str text;

    at = scan_string(s, at, &text);
    return at && dt_field_takes(f, text) ? at : NULL;
}

static const char *scan_items(struct scan *s, const char *at,
                              const struct dt_field *f)
{
    size_t index = s->doc->count;
    uint32_t count = 0;

    if (!push(s, at, DT_JSON_ARRAY) || !(at = step_over(s, at, '[')))
        return NULL;
    for (; !is_at(s, at, ']'); count++) {
        if (count > 0 && !(at = step_over(s, at, ',')))
            return NULL;
        at = f->type == DT_FIELD_OBJECTS ? scan_object(s, at, f->members, NULL)
             : f->type == DT_FIELD_SPANS ? scan_span(s, at)
                                         : scan_text(s, at, f);
        if (!at)
            return NULL;
    }
    return close(s, index, count, at);
}

static const char *scan_value(struct scan *s, const char *at,
                              const struct dt_field *f)
{
    int64_t number = 0;

    if (is_at(s, at, 'n'))
        return f->nullable ? scan_null(s, at) : NULL;
    switch (f->type) {
    case DT_FIELD_OBJECT:
        return scan_object(s, at, f->members, NULL);
    case DT_FIELD_OBJECTS:
    case DT_FIELD_SPANS:
    case DT_FIELD_TEXTS:
    case DT_FIELD_SLUGS:
        return scan_items(s, at, f);
    case DT_FIELD_SPAN:
        return scan_span(s, at);
    case DT_FIELD_COUNT:
    case DT_FIELD_MILLE:
        at = scan_count(s, at, &number);
        return f->type == DT_FIELD_COUNT || number <= 1000 ? at : NULL;
    default:
        return scan_text(s, at, f);
    }
}

static uint64_t load(const char *from)
{
    uint64_t word;

    memcpy(&word, from, sizeof word);
    return word;
}

/* Few bytes are compared faster here than by a call of memcmp(). */
static bool same(const char *a, const char *b, size_t len)
{
    if (len < 8 || len > 16)
        return memcmp(a, b, len) == 0;
    return load(a) == load(b) && load(a + len - 8) == load(b + len - 8);
}

static inline const char *scan_key(struct scan *s, const char *at,
                                   const struct dt_field *f)
{
    struct dt_json_token *t = push(s, at, DT_JSON_STRING);

    if (!t || (size_t)(s->end - at) < f->key_len ||
        !same(at, f->key, f->key_len))
        return NULL;
    t->start++;
    at += f->key_len;
    t->end = (uint32_t)(at - s->text) - 2; /* before quote and colon */
    return at;
}

/* Recursion is as deep as the table. */
static const char *scan_object(struct scan *s, const char *at,
                               const struct dt_field *fields, uint32_t *member)
{
    size_t index = s->doc->count;
    uint32_t count = 0;

    if (!push(s, at, DT_JSON_OBJECT) || !(at = step_over(s, at, '{')))
        return NULL;
    for (const struct dt_field *f = fields; f->name; f++) {
        if ((count > 0 && !(at = step_over(s, at, ','))) ||
            !(at = scan_key(s, at, f)))
            return NULL;
        if (member)
            member[count] = (uint32_t)s->doc->count;
        at = scan_value(s, at, f);
        if (!at)
            return NULL;
        count++;
    }
    return is_at(s, at, '}') ? close(s, index, count, at) : NULL;
}

bool dt_scan_record(enum dt_records kind, struct dt_str line,
                    struct dt_json_doc *doc, uint32_t member[DT_RECORD_MEMBERS])
{
    struct scan s = {line.ptr, line.ptr + line.len, doc};
    const char *end;

    if (line.len > MOST_BYTES)
        return false;
    doc->text = line;
    doc->count = 0;
    end = scan_object(&s, line.ptr, dt_record_fields(kind), member);
    return end && end == s.end;
}

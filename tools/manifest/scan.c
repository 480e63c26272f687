#include "manifest/scan.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "manifest/field.h"

enum { MOST_BYTES = 256 * 1024 * 1024, MOST_DIGITS = 18 };

struct scan {
    const char *text, *at, *end;
    struct dt_json_doc *doc;
};

/* NULL when there is no room. */
static struct dt_json_token *push(struct scan *s, enum dt_json_type type)
{
    struct dt_json_doc *doc = s->doc;
    struct dt_json_token *t;

    if (doc->count == doc->cap)
        return NULL;
    t = &doc->tokens[doc->count++];
    t->start = (uint32_t)(s->at - s->text);
    t->next = (uint32_t)doc->count;
    t->count = 0;
    t->type = (uint8_t)type;
    t->escaped = false;
    return t;
}

static bool take(struct scan *s, char c)
{
    if (s->at == s->end || *s->at != c)
        return false;
    s->at++;
    return true;
}

/*
 * The first quote, backslash or control character from p on, or end. *seen
 * gathers the bytes before that, and perhaps some soon after.
 */
static const char *find_special(const char *p, const char *end, dt_bytes *seen)
{
    for (; (size_t)(end - p) >= sizeof(dt_bytes); p += sizeof(dt_bytes)) {
        const dt_bytes here = dt_bytes_at(p);
        const size_t odd = dt_bytes_first(
            (dt_bytes)((here == '"') | (here == '\\') | (here < ' ')));

        *seen |= here;
        if (odd < sizeof(dt_bytes))
            return p + odd;
    }
    for (; p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= ' '; p++)
        (*seen)[0] |= (unsigned char)*p;
    return p;
}

/* A string with its quotes; *out is what stands between them. */
static bool scan_string(struct scan *s, struct dt_str *out)
{
    struct dt_json_token *t = push(s, DT_JSON_STRING);
    const char *from = s->at + 1, *p = from;
    dt_bytes seen = {0};

    if (!t || !take(s, '"'))
        return false;
    while ((p = find_special(p, s->end, &seen)) < s->end && *p == '\\') {
        if (s->end - p < 2 || !p[1] || !strchr("\"\\bfnrt", p[1]))
            return false;
        t->escaped = true;
        p += 2;
    }
    if (p == s->end || *p != '"')
        return false;
    *out = (struct dt_str){from, (size_t)(p - from)};
    if (dt_bytes_first((dt_bytes)(seen >= 0x80)) < sizeof seen &&
        dt_utf8_valid(*out) < out->len)
        return false;
    t->start++;
    t->end = (uint32_t)(p - s->text);
    s->at = p + 1;
    return true;
}

/* An integer from 0; of a longer one the rest is what nobody expects. */
static bool scan_count(struct scan *s, int64_t *out)
{
    struct dt_json_token *t = push(s, DT_JSON_INT);
    const char *from = s->at;
    int64_t value = 0;

    while (s->at < s->end && *s->at >= '0' && *s->at <= '9' &&
           s->at - from < MOST_DIGITS)
        value = value * 10 + (*s->at++ - '0');
    if (!t || s->at == from || (*from == '0' && s->at - from > 1))
        return false;
    t->end = (uint32_t)(s->at - s->text);
    *out = value;
    return true;
}

static bool scan_null(struct scan *s)
{
    struct dt_json_token *t = push(s, DT_JSON_NULL);

    if (!t || s->end - s->at < 4 || memcmp(s->at, "null", 4) != 0)
        return false;
    s->at += 4;
    t->end = (uint32_t)(s->at - s->text);
    return true;
}

/* What stands open at index: its bracket was the last thing taken. */
static void close(struct scan *s, size_t index, uint32_t count)
{
    struct dt_json_token *t = &s->doc->tokens[index];

    t->count = count;
    t->end = (uint32_t)(s->at - s->text);
    t->next = (uint32_t)s->doc->count;
}

static bool scan_span(struct scan *s)
{
    size_t index = s->doc->count;
    int64_t start, end;

    if (!push(s, DT_JSON_ARRAY) || !take(s, '[') || !scan_count(s, &start) ||
        !take(s, ',') || !scan_count(s, &end) || !take(s, ']') ||
        !dt_field_span(start, end))
        return false;
    close(s, index, 2);
    return true;
}

static bool scan_object(struct scan *s, const struct dt_field *fields,
                        uint32_t *member);

static bool scan_items(struct scan *s, const struct dt_field *f)
{
    size_t index = s->doc->count;
    uint32_t count = 0;

    if (!push(s, DT_JSON_ARRAY) || !take(s, '['))
        return false;
    while (!take(s, ']')) {
        struct dt_str text;

        if (count++ > 0 && !take(s, ','))
            return false;
        if (f->type == DT_FIELD_OBJECTS ? !scan_object(s, f->members, NULL)
            : f->type == DT_FIELD_SPANS
                ? !scan_span(s)
                : !scan_string(s, &text) || !dt_field_takes(f, text))
            return false;
    }
    close(s, index, count);
    return true;
}

static bool scan_value(struct scan *s, const struct dt_field *f)
{
    struct dt_str text;
    int64_t number;

    if (s->at < s->end && *s->at == 'n')
        return f->nullable && scan_null(s);
    switch (f->type) {
    case DT_FIELD_OBJECT:
        return scan_object(s, f->members, NULL);
    case DT_FIELD_OBJECTS:
    case DT_FIELD_SPANS:
    case DT_FIELD_TEXTS:
    case DT_FIELD_SLUGS:
        return scan_items(s, f);
    case DT_FIELD_SPAN:
        return scan_span(s);
    case DT_FIELD_COUNT:
    case DT_FIELD_MILLE:
        return scan_count(s, &number) &&
               (f->type == DT_FIELD_COUNT || number <= 1000);
    default:
        return scan_string(s, &text) && dt_field_takes(f, text);
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

static bool scan_key(struct scan *s, const struct dt_field *f)
{
    struct dt_json_token *t = push(s, DT_JSON_STRING);

    if (!t || (size_t)(s->end - s->at) < f->key_len ||
        !same(s->at, f->key, f->key_len))
        return false;
    t->start++;
    s->at += f->key_len;
    t->end = (uint32_t)(s->at - s->text) - 2; /* before quote and colon */
    return true;
}

/* Recursion is as deep as the table. */
static bool scan_object(struct scan *s, const struct dt_field *fields,
                        uint32_t *member)
{
    size_t index = s->doc->count;
    uint32_t count = 0;

    if (!push(s, DT_JSON_OBJECT) || !take(s, '{'))
        return false;
    for (const struct dt_field *f = fields; f->name; f++) {
        if ((count > 0 && !take(s, ',')) || !scan_key(s, f))
            return false;
        if (member)
            member[count] = (uint32_t)s->doc->count;
        if (!scan_value(s, f))
            return false;
        count++;
    }
    if (!take(s, '}'))
        return false;
    close(s, index, count);
    return true;
}

bool dt_scan_record(enum dt_records kind, struct dt_str line,
                    struct dt_json_doc *doc, uint32_t member[DT_RECORD_MEMBERS])
{
    struct scan s = {line.ptr, line.ptr, line.ptr + line.len, doc};

    if (line.len > MOST_BYTES)
        return false;
    doc->text = line;
    doc->count = 0;
    return scan_object(&s, dt_record_fields(kind), member) && s.at == s.end;
}

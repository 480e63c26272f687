/* Canonical JSON written (json.h). */
#include "base/json.h"

#include <assert.h>
#include <inttypes.h>

#include "base/bytes.h"
#include "base/json_key.h"
#include "base/utf8.h"

void dt_json_init(struct dt_json *w, struct dt_buf *out)
{
    *w = (struct dt_json){.out = out};
}

static void before_value(struct dt_json *w)
{
    if (w->comma)
        dt_buf_addc(w->out, ',');
    w->comma = true;
}

void dt_json_open(struct dt_json *w, char bracket)
{
    assert(bracket == '{' || bracket == '[');
    before_value(w);
    dt_buf_addc(w->out, bracket);
    w->comma = false;
    w->depth++;
    assert(w->depth < DT_JSON_DEPTH);
#ifndef NDEBUG
    w->last_key[w->depth] = (struct dt_str){NULL, 0};
#endif
}

void dt_json_close(struct dt_json *w, char bracket)
{
    assert((bracket == '}' || bracket == ']') && w->depth > 0);
    dt_buf_addc(w->out, bracket);
    w->depth--;
    w->comma = true;
}

void dt_json_key(struct dt_json *w, const char *key)
{
#ifndef NDEBUG
    struct dt_str name = DT_STR(key);

    assert(!w->last_key[w->depth].ptr ||
           dt_json_key_cmp(w->last_key[w->depth], name) < 0);
    w->last_key[w->depth] = name;
#endif
    dt_json_str(w, DT_STR(key));
    dt_buf_addc(w->out, ':');
    w->comma = false;
}

void dt_json_int(struct dt_json *w, int64_t value)
{
    before_value(w);
    dt_buf_addf(w->out, "%" PRId64, value);
}

void dt_json_bool(struct dt_json *w, bool value)
{
    before_value(w);
    dt_buf_adds(w->out, value ? "true" : "false");
}

void dt_json_null(struct dt_json *w)
{
    before_value(w);
    dt_buf_adds(w->out, "null");
}

/* RFC 8785, 3.2.2.2: two-character escapes where there are any. */
static void add_escaped(struct dt_buf *out, unsigned char c)
{
    static const char letters[] = "btn_fr";
    char letter = '_';

    if (c >= 0x20)
        letter = (char)c;
    else if (c >= 8 && c <= 13)
        letter = letters[c - 8];
    if (letter == '_') {
        dt_buf_addf(out, "\\u%04x", c);
        return;
    }
    dt_buf_addc(out, '\\');
    dt_buf_addc(out, letter);
}

static bool is_escaped(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/* Where the first byte to be escaped is, from at on. */
static size_t skip_plain(struct dt_str text, size_t at)
{
    for (; text.len - at >= sizeof(dt_bytes); at += sizeof(dt_bytes)) {
        dt_bytes here = dt_bytes_at(text.ptr + at);
        size_t first = dt_bytes_first(
            (dt_bytes)((here < ' ') | (here == '"') | (here == '\\')));

        if (first < sizeof(dt_bytes))
            return at + first;
    }
    while (at < text.len && !is_escaped((unsigned char)text.ptr[at]))
        at++;
    return at;
}

static void add_text(struct dt_json *w, struct dt_str text)
{
    for (size_t at = 0, from = 0;; from = ++at) {
        at = skip_plain(text, from);
        dt_buf_add(w->out, text.ptr + from, at - from);
        if (at == text.len)
            return;
        add_escaped(w->out, (unsigned char)text.ptr[at]);
    }
}

void dt_json_str(struct dt_json *w, struct dt_str text)
{
    before_value(w);
    dt_buf_addc(w->out, '"');
    for (;;) {
        size_t valid = dt_utf8_valid(text), broken;

        add_text(w, (struct dt_str){text.ptr, valid});
        if (valid == text.len)
            break;
        text = (struct dt_str){text.ptr + valid, text.len - valid};
        broken = dt_utf8_broken(text);
        dt_buf_adds(w->out, "\xEF\xBF\xBD");
        text = (struct dt_str){text.ptr + broken, text.len - broken};
    }
    dt_buf_addc(w->out, '"');
}

void dt_json_text(struct dt_json *w, const char *text)
{
    if (text)
        dt_json_str(w, DT_STR(text));
    else
        dt_json_null(w);
}

void dt_json_put_int(struct dt_json *w, const char *key, int64_t value)
{
    dt_json_key(w, key);
    dt_json_int(w, value);
}

void dt_json_put_count(struct dt_json *w, const char *key, uint64_t value)
{
    dt_json_put_int(w, key, (int64_t)value);
}

void dt_json_put_bool(struct dt_json *w, const char *key, bool value)
{
    dt_json_key(w, key);
    dt_json_bool(w, value);
}

void dt_json_put_str(struct dt_json *w, const char *key, struct dt_str text)
{
    dt_json_key(w, key);
    dt_json_str(w, text);
}

void dt_json_put_text(struct dt_json *w, const char *key, const char *text)
{
    dt_json_key(w, key);
    dt_json_text(w, text);
}

void dt_json_raw(struct dt_json *w, struct dt_str canonical)
{
    before_value(w);
    dt_buf_addstr(w->out, canonical);
}

#include "base/json_scan.h"

#include <stdint.h>
#include <string.h>

#include "base/json_plain.h"
#include "base/utf8.h"

static int fail(const struct dt_json_scan *s, size_t at, const char *what,
                struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "byte %zu: %s", at,
                   at < s->text.len ? what : "the line ends inside its JSON");
}

static char here(const struct dt_json_scan *s)
{
    return s->at < s->text.len ? s->text.ptr[s->at] : '\0';
}

static void skip_space(struct dt_json_scan *s)
{
    while (s->at < s->text.len && (here(s) == ' ' || here(s) == '\t' ||
                                   here(s) == '\n' || here(s) == '\r'))
        s->at++;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits at p, which has them; or -1. */
static long code_unit(const char *p)
{
    long value = 0;

    for (int i = 0; i < 4; i++) {
        int digit = hex_value(p[i]);

        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static bool is_escape(unsigned char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
    case 'u':
        return true;
    default:
        return false;
    }
}

static int skip_string(struct dt_json_scan *s, struct dt_err *err)
{
    s->at++;
    while (s->at < s->text.len) {
        unsigned char c;

        s->at += dt_json_plain_run(s->text.ptr + s->at, s->text.len - s->at);
        if (s->at == s->text.len)
            break;
        c = (unsigned char)s->text.ptr[s->at];
        if (c == '"') {
            s->at++;
            return DT_OK;
        }
        if (c < 0x20)
            return fail(s, s->at, "a control character in a string", err);
        if (c != '\\') {
            s->at++;
            continue;
        }
        if (s->at + 1 >= s->text.len)
            break;
        c = (unsigned char)s->text.ptr[s->at + 1];
        if (!is_escape(c))
            return fail(s, s->at, "an escape that JSON does not have", err);
        if (c == 'u' &&
            (s->text.len - s->at < 6 || code_unit(s->text.ptr + s->at + 2) < 0))
            return fail(s, s->at, "a \\u without four digits", err);
        s->at += c == 'u' ? 6 : 2;
    }
    return fail(s, s->text.len, "", err);
}

static bool skip_digits(struct dt_json_scan *s)
{
    size_t from = s->at;

    while (here(s) >= '0' && here(s) <= '9')
        s->at++;
    return s->at > from;
}

/* RFC 8259, 6: -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)? */
static int skip_number(struct dt_json_scan *s, struct dt_err *err)
{
    bool good;

    s->at += here(s) == '-';
    if (here(s) == '0') {
        s->at++;
        good = true;
    } else {
        good = skip_digits(s);
    }
    if (good && here(s) == '.') {
        s->at++;
        good = skip_digits(s);
    }
    if (good && (here(s) == 'e' || here(s) == 'E')) {
        s->at++;
        s->at += here(s) == '+' || here(s) == '-';
        good = skip_digits(s);
    }
    return good ? DT_OK : fail(s, s->at, "not a JSON value", err);
}

static int skip_word(struct dt_json_scan *s, const char *word,
                     struct dt_err *err)
{
    struct dt_str rest = {s->text.ptr + s->at, s->text.len - s->at};

    if (!dt_str_starts(rest, DT_STR(word)))
        return fail(s, s->at, "not a JSON value", err);
    s->at += strlen(word);
    return DT_OK;
}

/* A value that has no others in it. */
static int skip_scalar(struct dt_json_scan *s, struct dt_err *err)
{
    switch (here(s)) {
    case '"':
        return skip_string(s, err);
    case 't':
        return skip_word(s, "true", err);
    case 'f':
        return skip_word(s, "false", err);
    case 'n':
        return skip_word(s, "null", err);
    default:
        return skip_number(s, err);
    }
}

/* Behind an opening bracket or a comma of an object: its key and colon. */
static int skip_key(struct dt_json_scan *s, struct dt_err *err)
{
    int rc = here(s) == '"' ? skip_string(s, err)
                            : fail(s, s->at, "no key where one must be", err);

    skip_space(s);
    if (rc == DT_OK && here(s) != ':')
        rc = fail(s, s->at, "no colon behind a key", err);
    s->at += rc == DT_OK;
    skip_space(s);
    return rc;
}

/* Any value; closing[] holds what closes the containers that are open. */
static int skip_value(struct dt_json_scan *s, struct dt_err *err)
{
    char closing[DT_JSON_SCAN_DEPTH];
    size_t depth = 0;
    int rc;

    do {
        char c = here(s);

        if (c == '{' || c == '[') {
            if (depth == DT_JSON_SCAN_DEPTH)
                return DT_FAIL(err, DT_EFORMAT,
                               "byte %zu: nested deeper than %d levels", s->at,
                               DT_JSON_SCAN_DEPTH);
            closing[depth++] = c == '{' ? '}' : ']';
            s->at++;
            skip_space(s);
            if (here(s) != closing[depth - 1]) {
                rc = c == '{' ? skip_key(s, err) : DT_OK;
                if (rc < 0)
                    return rc;
                continue;
            }
        } else {
            rc = skip_scalar(s, err);
            if (rc < 0)
                return rc;
        }
        /* Behind a value, or before the bracket of an empty container. */
        skip_space(s);
        while (depth && s->at < s->text.len && here(s) == closing[depth - 1]) {
            s->at++;
            depth--;
            skip_space(s);
        }
        if (!depth)
            return DT_OK;
        if (here(s) != ',')
            return fail(s, s->at, "no comma between values", err);
        s->at++;
        skip_space(s);
        rc = closing[depth - 1] == '}' ? skip_key(s, err) : DT_OK;
        if (rc < 0)
            return rc;
    } while (true);
}

int dt_json_scan_start(struct dt_json_scan *s, struct dt_str text,
                       struct dt_err *err)
{
    size_t valid = dt_utf8_valid(text);

    *s = (struct dt_json_scan){text, 0, false};
    if (valid < text.len)
        return fail(s, valid, "not UTF-8", err);
    skip_space(s);
    if (here(s) != '{')
        return fail(s, s->at, "not a JSON object", err);
    s->at++;
    skip_space(s);
    return DT_OK;
}

int dt_json_scan_next(struct dt_json_scan *s, struct dt_json_member *out,
                      bool *end, struct dt_err *err)
{
    int rc = DT_OK;

    *end = here(s) == '}';
    if (*end) {
        s->at++;
        skip_space(s);
        return s->at == s->text.len
                   ? DT_OK
                   : fail(s, s->at, "more behind the JSON object", err);
    }
    if (s->any) {
        if (here(s) != ',')
            return fail(s, s->at, "no comma between members", err);
        s->at++;
        skip_space(s);
    }
    s->any = true;
    out->at = s->at;
    out->key.ptr = s->text.ptr + s->at;
    rc = skip_key(s, err);
    if (rc < 0)
        return rc;
    out->value.ptr = s->text.ptr + s->at;
    rc = skip_value(s, err);
    if (rc < 0)
        return rc;
    out->value = dt_str_trim((struct dt_str){
        out->value.ptr, (size_t)(s->text.ptr + s->at - out->value.ptr)});
    out->key.len = (size_t)(out->value.ptr - out->key.ptr);
    while (out->key.ptr[out->key.len - 1] != '"')
        out->key.len--;
    return DT_OK;
}

static char simple_escape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

/* The code point of a \u at *at, which moves behind it. */
static uint32_t read_unit(struct dt_str text, size_t *at)
{
    uint32_t unit = (uint32_t)code_unit(text.ptr + *at + 2), low;

    *at += 6;
    if (unit < 0xD800 || unit > 0xDFFF)
        return unit;
    if (unit > 0xDBFF || text.len - *at < 6 || text.ptr[*at] != '\\' ||
        text.ptr[*at + 1] != 'u')
        return 0xFFFD;
    low = (uint32_t)code_unit(text.ptr + *at + 2);
    if (low < 0xDC00 || low > 0xDFFF)
        return 0xFFFD;
    *at += 6;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

/* Append what stands between a string's quotes, decoded: never longer. */
static void decode(struct dt_str quoted, struct dt_buf *out)
{
    struct dt_str text = {quoted.ptr + 1, quoted.len - 2};
    char *to = dt_buf_reserve(out, text.len);
    size_t at = 0;

    if (!to)
        return;
    for (;;) {
        const size_t run = dt_json_copy_run(to, text.ptr + at, text.len - at);

        to += run;
        at += run;
        if (at == text.len)
            break;
        if (text.ptr[at + 1] == 'u') {
            to += dt_utf8_put(read_unit(text, &at), to);
        } else {
            *to++ = simple_escape(text.ptr[at + 1]);
            at += 2;
        }
    }
    *to = '\0';
    out->len = (size_t)(to - out->ptr);
}

bool dt_json_scan_is(const struct dt_json_member *member, const char *key)
{
    struct dt_str plain = {member->key.ptr + 1, member->key.len - 2};
    struct dt_buf decoded = DT_BUF_INIT(256);
    bool same;

    if (!plain.len || !memchr(plain.ptr, '\\', plain.len))
        return dt_str_is(plain, key);
    decode(member->key, &decoded);
    same = !decoded.failed && dt_str_is(dt_buf_str(&decoded), key);
    dt_buf_release(&decoded);
    return same;
}

bool dt_json_scan_is_text(const struct dt_json_member *member)
{
    return member->value.ptr[0] == '"';
}

bool dt_json_scan_is_null(const struct dt_json_member *member)
{
    return member->value.ptr[0] == 'n';
}

void dt_json_scan_text(const struct dt_json_member *member, struct dt_buf *out)
{
    decode(member->value, out);
}

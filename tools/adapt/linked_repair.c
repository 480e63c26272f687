/* JSON-LD as pages write it, mended until it is JSON (linked_data.h). */
#include "adapt/linked_data.h"

#include <stdint.h>

/* Marks that stand around or between JSON, but are none. */
static size_t skip_mark(struct dt_str s, size_t at)
{
    static const char *const marks[] = {"<!--", "-->", "<![CDATA[", "]]>"};
    struct dt_str rest = {s.ptr + at, s.len - at};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (dt_str_starts(rest, DT_STR(marks[i])))
            return strlen(marks[i]);
    return 0;
}

static size_t skip_comment(struct dt_str s, size_t at)
{
    size_t end;

    if (at + 1 >= s.len || s.ptr[at] != '/')
        return 0;
    if (s.ptr[at + 1] == '*') {
        end = dt_str_find(s, DT_STR("*/"), at + 2);
        return (end == SIZE_MAX ? s.len : end + 2) - at;
    }
    if (s.ptr[at + 1] != '/')
        return 0;
    /* "// <![CDATA[" may have the JSON behind it, in the same line. */
    for (end = at + 2; end < s.len && s.ptr[end] == ' '; end++)
        ;
    if (skip_mark(s, end))
        return end - at;
    end = dt_str_find(s, DT_STR("\n"), at);
    return (end == SIZE_MAX ? s.len : end) - at;
}

static bool closes(struct dt_str s, size_t at)
{
    while (at < s.len && strchr(" \t\r\n", s.ptr[at]))
        at++;
    return at < s.len && (s.ptr[at] == '}' || s.ptr[at] == ']');
}

/* The number of a \uXXXX escape at at, or -1. */
static int escape_at(struct dt_str s, size_t at)
{
    int value = 0;

    if (s.len - at < 6 || s.ptr[at] != '\\' || s.ptr[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = s.ptr[i] ? strchr(digits, s.ptr[i] | 32) : NULL;

        if (!digit)
            return -1;
        value = value * 16 + (int)(digit - digits);
    }
    return value;
}

/* What stands behind a backslash; returns the bytes that were read. */
static size_t copy_escape(struct dt_str s, size_t at, struct dt_buf *out)
{
    int first = escape_at(s, at), second;

    if (first >= 0xD800 && first < 0xE000) {
        second = first < 0xDC00 && at + 6 < s.len ? escape_at(s, at + 6) : -1;
        if (second >= 0xDC00 && second < 0xE000) {
            dt_buf_add(out, s.ptr + at, 12);
            return 12;
        }
        dt_buf_adds(out, "\\ufffd"); /* half a pair is no character */
        return 6;
    }
    if (first >= 0) {
        dt_buf_add(out, s.ptr + at, 6);
        return 6;
    }
    if (at + 1 < s.len && s.ptr[at + 1] &&
        strchr("\"\\/bfnrt", s.ptr[at + 1])) {
        dt_buf_add(out, s.ptr + at, 2);
        return 2;
    }
    return 1;
}

/* A string from its quotation mark on; returns the bytes that were read. */
static size_t copy_string(struct dt_str s, size_t at, struct dt_buf *out)
{
    size_t start = at++;

    dt_buf_addc(out, '"');
    while (at < s.len && s.ptr[at] != '"') {
        unsigned char c = (unsigned char)s.ptr[at];

        if (c == '\\') {
            at += copy_escape(s, at, out);
            continue;
        }
        dt_buf_addc(out, c < 0x20 ? ' ' : (char)c);
        at++;
    }
    dt_buf_addc(out, '"');
    return at - start + (at < s.len);
}

static void copy_values(struct dt_str s, struct dt_buf *out)
{
    for (size_t at = 0; at < s.len;) {
        size_t skip = skip_mark(s, at);

        if (!skip)
            skip = skip_comment(s, at);
        if (skip) {
            at += skip;
        } else if (s.ptr[at] == '"') {
            at += copy_string(s, at, out);
        } else if (s.ptr[at] == ',' && closes(s, at + 1)) {
            at++;
        } else {
            dt_buf_addc(out, s.ptr[at++]);
        }
    }
}

void dt_linked_repair(struct dt_str script, struct dt_buf *out)
{
    struct dt_buf plain = DT_BUF_INIT(out->max);
    size_t at = 0, quot;

    if (memchr(script.ptr ? script.ptr : "", '"', script.len)) {
        copy_values(script, out);
        return;
    }
    while ((quot = dt_str_find(script, DT_STR("&quot;"), at)) != SIZE_MAX) {
        dt_buf_add(&plain, script.ptr + at, quot - at);
        dt_buf_addc(&plain, '"');
        at = quot + strlen("&quot;");
    }
    dt_buf_add(&plain, script.ptr + at, script.len - at);
    if (!plain.failed)
        copy_values(dt_buf_str(&plain), out);
    dt_buf_release(&plain);
}

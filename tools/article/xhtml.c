#include "article/xhtml.h"

#include <stdint.h>
#include <strings.h>

#include "base/ascii.h"

static struct dt_str behind(struct dt_str s, size_t n)
{
    return (struct dt_str){s.ptr + n, s.len - n};
}

static size_t name_length(struct dt_str s)
{
    size_t n = 0;

    while (n < s.len && !strchr(" \t\r\n\f/>", s.ptr[n]))
        n++;
    return n;
}

/* Elements that HTML closes by itself. */
static bool is_void(struct dt_str name)
{
    static const char *const names[] = {
        "area",  "base", "br",   "col",   "embed",  "hr",    "img",
        "input", "link", "meta", "param", "source", "track", "wbr"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (name.len == strlen(names[i]) &&
            strncasecmp(name.ptr, names[i], name.len) == 0)
            return true;
    return false;
}

static bool is_raw(struct dt_str name)
{
    return (name.len == 6 && strncasecmp(name.ptr, "script", 6) == 0) ||
           (name.len == 5 && strncasecmp(name.ptr, "style", 5) == 0);
}

/* Bytes up to and with the > that ends the tag which s begins with. */
static size_t tag_length(struct dt_str s)
{
    char quote = 0;

    for (size_t i = 1; i < s.len; i++) {
        char c = s.ptr[i];

        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return s.len;
}

/* A tag and, of a script or style sheet, all up to its end. */
static struct dt_str copy_tag(struct dt_str s, struct dt_buf *out)
{
    size_t len = tag_length(s), end;
    struct dt_str name = behind(s, 1);
    bool closed = len > 2 && s.ptr[len - 1] == '>' && s.ptr[len - 2] == '/';

    name.len = name_length(name);
    if (!closed || is_void(name)) {
        dt_buf_add(out, s.ptr, len);
    } else {
        dt_buf_add(out, s.ptr, len - 2);
        dt_buf_adds(out, "></");
        dt_buf_addstr(out, name);
        dt_buf_addc(out, '>');
    }
    s = behind(s, len);
    if (closed || !is_raw(name))
        return s;
    end = dt_str_find(s, DT_STR("</"), 0);
    end = end == SIZE_MAX ? s.len : end;
    dt_buf_add(out, s.ptr, end);
    return behind(s, end);
}

static struct dt_str copy_cdata(struct dt_str s, struct dt_buf *out)
{
    size_t end;

    s = behind(s, strlen("<![CDATA["));
    end = dt_str_find(s, DT_STR("]]>"), 0);
    end = end == SIZE_MAX ? s.len : end;
    for (size_t i = 0; i < end; i++) {
        if (s.ptr[i] == '<')
            dt_buf_adds(out, "&lt;");
        else if (s.ptr[i] == '&')
            dt_buf_adds(out, "&amp;");
        else
            dt_buf_addc(out, s.ptr[i]);
    }
    return behind(s, end + 3 < s.len ? end + 3 : s.len);
}

/* A document type, without the declarations in brackets that it may have. */
static struct dt_str skip_doctype(struct dt_str s, struct dt_buf *out)
{
    size_t end = 0;

    while (end < s.len && s.ptr[end] != '>' && s.ptr[end] != '[')
        end++;
    dt_buf_add(out, s.ptr, end);
    dt_buf_addc(out, '>');
    if (end < s.len && s.ptr[end] == '[') {
        size_t close = dt_str_find(s, DT_STR("]"), end);

        end = close == SIZE_MAX ? s.len : close;
        while (end < s.len && s.ptr[end] != '>')
            end++;
    }
    return behind(s, end < s.len ? end + 1 : end);
}

void dt_xhtml_convert(struct dt_str text, struct dt_buf *out)
{
    while (text.len) {
        const char *open = memchr(text.ptr, '<', text.len);
        size_t run = open ? (size_t)(open - text.ptr) : text.len;

        dt_buf_add(out, text.ptr, run);
        text = behind(text, run);
        if (dt_str_starts(text, DT_STR("<!--"))) {
            size_t end = dt_str_find(text, DT_STR("-->"), 4);

            end = end == SIZE_MAX ? text.len : end + 3;
            text = behind(text, end);
        } else if (dt_str_starts(text, DT_STR("<![CDATA["))) {
            text = copy_cdata(text, out);
        } else if (text.len > 9 && strncasecmp(text.ptr, "<!doctype", 9) == 0) {
            text = skip_doctype(text, out);
        } else if (text.len > 1 && dt_ascii_is_letter(text.ptr[1])) {
            text = copy_tag(text, out);
        } else if (text.len) {
            dt_buf_addc(out, text.ptr[0]);
            text = behind(text, 1);
        }
    }
}

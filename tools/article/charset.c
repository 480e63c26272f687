#include "article/charset.h"

#include "adapt/encoding.h"
#include "base/utf8.h"

enum { PRESCAN = 1024 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool same_letters(struct dt_str s, const char *lower)
{
    size_t len = strlen(lower);

    if (s.len < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = s.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != lower[i])
            return false;
    }
    return true;
}

static struct dt_str behind(struct dt_str s, size_t n)
{
    return (struct dt_str){s.ptr + n, s.len - n};
}

/* Take one attribute (WHATWG "get an attribute"); false at the tag's end. */
static bool next_attribute(struct dt_str *s, struct dt_str *name,
                           struct dt_str *value)
{
    size_t n = 0;
    char quote;

    while (s->len && (is_space(s->ptr[0]) || s->ptr[0] == '/'))
        *s = behind(*s, 1);
    if (s->len == 0 || s->ptr[0] == '>')
        return false;
    while (n < s->len && !is_space(s->ptr[n]) && s->ptr[n] != '/' &&
           s->ptr[n] != '>' && (s->ptr[n] != '=' || n == 0))
        n++;
    *name = (struct dt_str){s->ptr, n};
    *value = (struct dt_str){s->ptr, 0};
    *s = behind(*s, n);
    while (s->len && is_space(s->ptr[0]))
        *s = behind(*s, 1);
    if (s->len == 0 || s->ptr[0] != '=')
        return true;
    *s = behind(*s, 1);
    while (s->len && is_space(s->ptr[0]))
        *s = behind(*s, 1);
    if (s->len == 0)
        return true;
    quote = s->ptr[0];
    n = 0;
    if (quote == '"' || quote == '\'') {
        *s = behind(*s, 1);
        while (n < s->len && s->ptr[n] != quote)
            n++;
    } else {
        while (n < s->len && !is_space(s->ptr[n]) && s->ptr[n] != '>')
            n++;
        quote = 0;
    }
    *value = (struct dt_str){s->ptr, n};
    *s = behind(*s, n < s->len && quote ? n + 1 : n);
    return true;
}

/* The encoding in "text/html; charset=x" (WHATWG, "extracting"). */
static struct dt_str charset_in(struct dt_str content)
{
    for (; content.len; content = behind(content, 1)) {
        struct dt_str s = content;
        size_t n = 0;
        char quote;

        if (!same_letters(s, "charset"))
            continue;
        s = dt_str_trim(behind(s, 7));
        if (s.len == 0 || s.ptr[0] != '=')
            continue;
        s = dt_str_trim(behind(s, 1));
        quote = s.len && (s.ptr[0] == '"' || s.ptr[0] == '\'') ? s.ptr[0] : 0;
        if (quote)
            s = behind(s, 1);
        while (n < s.len && (quote ? s.ptr[n] != quote
                                   : !is_space(s.ptr[n]) && s.ptr[n] != ';'))
            n++;
        return (struct dt_str){s.ptr, n};
    }
    return content;
}

/* The encoding that a meta element's attributes declare, or NULL. */
static const char *meta_encoding(struct dt_str *s)
{
    struct dt_str name, value, charset = {"", 0}, content = {"", 0};
    bool pragma = false, direct = false;
    const char *found;

    while (next_attribute(s, &name, &value)) {
        if (name.len == 7 && same_letters(name, "charset") && !direct) {
            charset = value;
            direct = true;
        } else if (name.len == 7 && same_letters(name, "content")) {
            content = value;
        } else if (name.len == 10 && same_letters(name, "http-equiv")) {
            pragma = value.len == 12 && same_letters(value, "content-type");
        }
    }
    if (!direct && pragma)
        charset = charset_in(content);
    found = dt_encoding_name(charset);
    /* Bytes in which this could be read are not UTF-16. */
    if (found && strncmp(found, "utf-16", 6) == 0)
        return "utf-8";
    if (found && strcmp(found, "x-user-defined") == 0)
        return "windows-1252";
    return found;
}

static const char *prescan(struct dt_str s)
{
    struct dt_str name, value;

    s.len = s.len < PRESCAN ? s.len : PRESCAN;
    while (s.len) {
        if (same_letters(s, "<!--")) {
            size_t end = dt_str_find(s, DT_STR("-->"), 2);

            if (end == SIZE_MAX)
                return NULL;
            s = behind(s, end + 3);
        } else if (same_letters(s, "<meta") && s.len > 5 &&
                   (is_space(s.ptr[5]) || s.ptr[5] == '/')) {
            const char *found;

            s = behind(s, 5);
            found = meta_encoding(&s);
            if (found)
                return found;
        } else if (s.len > 2 && s.ptr[0] == '<' &&
                   ((s.ptr[1] | 32) >= 'a' && (s.ptr[1] | 32) <= 'z')) {
            while (s.len && !is_space(s.ptr[0]) && s.ptr[0] != '>')
                s = behind(s, 1);
            while (next_attribute(&s, &name, &value))
                ;
        } else {
            s = behind(s, 1);
        }
    }
    return NULL;
}

const char *dt_charset_detect(struct dt_str bytes, const char *said, bool html,
                              size_t *mark)
{
    const char *found;

    *mark = 0;
    if (dt_str_starts(bytes, DT_STR("\xEF\xBB\xBF"))) {
        *mark = 3;
        return "utf-8";
    }
    if (dt_str_starts(bytes, DT_STR("\xFE\xFF")) ||
        dt_str_starts(bytes, DT_STR("\xFF\xFE"))) {
        *mark = 2;
        return bytes.ptr[0] == '\xFE' ? "utf-16be" : "utf-16le";
    }
    found = said ? dt_encoding_name(DT_STR(said)) : NULL;
    if (!found && html)
        found = prescan(bytes);
    if (found)
        return found;
    return dt_utf8_valid(bytes) == bytes.len ? "utf-8" : "windows-1252";
}

static int check_binary(struct dt_str bytes, struct dt_err *err)
{
    static const struct {
        const char *magic, *what;
    } kinds[] = {{"%PDF-", "a PDF"},
                 {"PK\x03\x04", "a ZIP archive or office document"},
                 {"\x89PNG\r\n", "a PNG picture"},
                 {"\xFF\xD8\xFF", "a JPEG picture"},
                 {"GIF8", "a GIF picture"},
                 {"\x1F\x8B\x08", "gzip data"},
                 {"\x28\xB5\x2F\xFD", "zstd data"},
                 {"\xD0\xCF\x11\xE0\xA1\xB1", "an office document"},
                 {"\x7F"
                  "ELF",
                  "a program"}};
    size_t controls = 0, first = 0;
    const char *nul;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (dt_str_starts(bytes, DT_STR(kinds[i].magic)))
            return DT_FAIL(err, DT_EFORMAT, "byte 0: %s, not a text",
                           kinds[i].what);
    nul = bytes.len ? memchr(bytes.ptr, 0, bytes.len) : NULL;
    if (nul)
        return DT_FAIL(err, DT_EFORMAT, "byte %zu: a NUL byte: not a text",
                       (size_t)(nul - bytes.ptr));
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        bool odd = c < ' ' && !(c >= '\t' && c <= '\r') && c != 0x1B;

        first = odd && controls == 0 ? i : first;
        controls += odd;
    }
    if (controls > 8 && controls > bytes.len / 50)
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %zu: the first of %zu control bytes: not a text",
                       first, controls);
    return DT_OK;
}

int dt_charset_decode(struct dt_str bytes, const char *said, bool html,
                      struct dt_buf *out, const char **name, uint64_t *replaced,
                      struct dt_err *err)
{
    size_t mark;
    int rc;

    *name = dt_charset_detect(bytes, said, html, &mark);
    if (strncmp(*name, "utf-16", 6) != 0) {
        rc = check_binary(bytes, err);
        if (rc < 0)
            return rc;
    }
    return dt_encoding_decode(behind(bytes, mark), *name, out, replaced, err);
}

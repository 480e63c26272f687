/* What the bytes of a snapshot are: its media type (snapshot.h). */
#include "base/ascii.h"
#include "snapshot/snapshot.h"

/* ASCII letters match in any case; pattern is in lower case. */
static bool starts_with(struct dt_str s, const char *pattern)
{
    size_t n = strlen(pattern);

    if (s.len < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = s.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (c != pattern[i])
            return false;
    }
    return true;
}

static void skip(struct dt_str *s, size_t n)
{
    s->ptr += n;
    s->len -= n;
}

static void skip_space(struct dt_str *s)
{
    while (s->len && dt_ascii_is_web_space(s->ptr[0]))
        skip(s, 1);
}

/* "Binary data byte" of the standard, and what begins files of other kinds. */
static bool is_binary(struct dt_str head)
{
    static const char *const magic[] = {"GIF8", "PK\x03\x04", "%!PS-Adobe-",
                                        "Rar!", "{\\rtf"};

    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (dt_str_starts(head, DT_STR(magic[i])))
            return true;
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];

        if (c <= 0x08 || c == 0x0B || (c >= 0x0E && c <= 0x1A) ||
            (c >= 0x1C && c <= 0x1F))
            return true;
    }
    return dt_str_starts(head, DT_STR("\xFF\xD8\xFF")) ||
           dt_str_starts(head, DT_STR("\x89PNG"));
}

/* A start tag of the standard's list, or of what HTML5 has added to it. */
static bool is_html_tag(struct dt_str s)
{
    static const char *const tags[] = {"<!doctype html",
                                       "<html",
                                       "<head",
                                       "<script",
                                       "<iframe",
                                       "<h1",
                                       "<div",
                                       "<font",
                                       "<table",
                                       "<a",
                                       "<style",
                                       "<title",
                                       "<b",
                                       "<body",
                                       "<br",
                                       "<p",
                                       "<!--",
                                       "<meta",
                                       "<link",
                                       "<article",
                                       "<section",
                                       "<main",
                                       "<header",
                                       "<nav",
                                       "<ul",
                                       "<ol",
                                       "<h2",
                                       "<blockquote",
                                       "<span",
                                       "<img"};

    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t n = strlen(tags[i]);

        if (starts_with(s, tags[i]) &&
            (s.len == n || dt_ascii_is_web_space(s.ptr[n]) || s.ptr[n] == '>' ||
             s.ptr[n] == '/' || strcmp(tags[i], "<!--") == 0))
            return true;
    }
    return false;
}

static bool has_xhtml_namespace(struct dt_str head)
{
    return dt_str_find(head, DT_STR("http://www.w3.org/1999/xhtml"), 0) !=
           SIZE_MAX;
}

static size_t digits(struct dt_str *s)
{
    size_t n = 0;

    while (n < s->len && s->ptr[n] >= '0' && s->ptr[n] <= '9')
        n++;
    skip(s, n);
    return n;
}

/* "1", and "00:00:01,000 --> " in the next line. */
static bool is_subrip(struct dt_str s)
{
    static const char *const marks[] = {":", ":", ",."};

    if (!digits(&s))
        return false;
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\r'))
        skip(&s, 1);
    if (!s.len || s.ptr[0] != '\n')
        return false;
    skip_space(&s);
    for (size_t i = 0; i < 3; i++) {
        if (!digits(&s) || !s.len || !s.ptr[0] || !strchr(marks[i], s.ptr[0]))
            return false;
        skip(&s, 1);
    }
    (void)digits(&s);
    skip_space(&s);
    return dt_str_starts(s, DT_STR("-->"));
}

static const char *text_type(struct dt_str head)
{
    if (dt_str_starts(head, DT_STR("WEBVTT")) &&
        (head.len == 6 || dt_ascii_is_web_space(head.ptr[6])))
        return "text/vtt";
    skip_space(&head);
    if (is_subrip(head))
        return "application/x-subrip";
    if (starts_with(head, "<?xml"))
        return has_xhtml_namespace(head) ? "application/xhtml+xml"
                                         : "text/html";
    if (is_html_tag(head))
        return "text/html";
    /* A tag of nobody's list, with one of them behind it. */
    if (head.len < 2 || head.ptr[0] != '<' ||
        dt_ascii_is_web_space(head.ptr[1]))
        return "text/plain";
    while (head.len) {
        if (head.ptr[0] == '<' && is_html_tag(head))
            return "text/html";
        skip(&head, 1);
    }
    return "text/plain";
}

/* UTF-16: as it would be without its NUL bytes. */
static const char *wide_type(struct dt_str head)
{
    char narrow[DT_SNAPSHOT_SNIFF];
    size_t len = 0;

    for (size_t i = 2; i < head.len; i++)
        if (head.ptr[i])
            narrow[len++] = head.ptr[i];
    return text_type((struct dt_str){narrow, len});
}

const char *dt_snapshot_sniff(struct dt_str bytes)
{
    struct dt_str head = bytes, marked;
    const char *type;

    if (head.len > DT_SNAPSHOT_SNIFF)
        head.len = DT_SNAPSHOT_SNIFF;
    if (dt_str_starts(head, DT_STR("%PDF-")))
        return "application/pdf";
    if (dt_str_starts(head, DT_STR("\xFF\xFE")) ||
        dt_str_starts(head, DT_STR("\xFE\xFF")))
        return wide_type(head);
    marked = head;
    if (dt_str_starts(head, DT_STR("\xEF\xBB\xBF")))
        skip(&head, 3);
    type = text_type(head);
    /* What begins with a tag of HTML is a page, whatever else is in it. */
    if (type && strcmp(type, "text/html") == 0)
        return type;
    if (is_binary(marked) || (bytes.len && memchr(bytes.ptr, 0, bytes.len)))
        return NULL;
    return type;
}

#include "adapt/html_scan.h"

#include "adapt/html.h"

enum name_class {
    COUNTED,    /* nests until its end tag */
    FORMATTING, /* and is opened again in each block, when left open */
    FREE,       /* void, or closed by what follows it */
    RAW         /* its content is no markup */
};

struct scan {
    struct dt_str page;
    struct dt_buf *out;
    size_t at;
    size_t depth, format;                 /* open elements, estimated */
    size_t dropped_depth, dropped_format; /* start tags left out */
};

/* A tag's place in the page. */
struct tag {
    struct dt_str name;
    size_t start, attributes, end; /* end is behind ">" */
    bool closes;
};

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_named(struct dt_str name, const char *lower)
{
    size_t len = strlen(lower);

    if (name.len != len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((is_letter(name.ptr[i]) ? name.ptr[i] | 32 : name.ptr[i]) !=
            lower[i])
            return false;
    return true;
}

static bool is_one_of(struct dt_str name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_named(name, names[i]))
            return true;
    return false;
}

static enum name_class class_of(struct dt_str name)
{
    static const char *const formatting[] = {
        "a",    "b", "big",   "code",   "em",     "font", "i",
        "nobr", "s", "small", "strike", "strong", "tt",   "u"};
    static const char *const open[] = {
        "p",     "li",     "dt",    "dd",       "td",       "th",    "tr",
        "tbody", "thead",  "tfoot", "option",   "colgroup", "col",   "html",
        "head",  "body",   "area",  "base",     "br",       "embed", "hr",
        "img",   "input",  "link",  "meta",     "source",   "track", "wbr",
        "param", "keygen", "frame", "basefont", "bgsound",  "image", "isindex"};
    static const char *const raw[] = {"script",  "style",   "textarea",
                                      "title",   "xmp",     "iframe",
                                      "noembed", "noframes"};

    if (is_one_of(name, formatting, sizeof formatting / sizeof *formatting))
        return FORMATTING;
    if (is_one_of(name, open, sizeof open / sizeof *open))
        return FREE;
    if (is_one_of(name, raw, sizeof raw / sizeof *raw))
        return RAW;
    return COUNTED;
}

static void copy(struct scan *s, size_t from, size_t to)
{
    dt_buf_add(s->out, s->page.ptr + from, to - from);
}

/*
 * The end of the tag whose attributes begin at at: behind ">", minding
 * quotes. *limit is where the attribute over the bound begins, if any.
 */
static size_t tag_end(struct dt_str page, size_t at, size_t *limit)
{
    size_t count = 0;

    *limit = SIZE_MAX;
    while (at < page.len) {
        char c = page.ptr[at];

        if (c == '>')
            return at + 1;
        if (is_space(c) || c == '/') {
            at++;
            continue;
        }
        if (++count > DT_HTML_ATTRIBUTES && *limit == SIZE_MAX)
            *limit = at;
        at++; /* a name may begin with "=" */
        while (at < page.len && !is_space(page.ptr[at]) &&
               !strchr("/>=", page.ptr[at]))
            at++;
        while (at < page.len && is_space(page.ptr[at]))
            at++;
        if (at >= page.len || page.ptr[at] != '=')
            continue;
        at++;
        while (at < page.len && is_space(page.ptr[at]))
            at++;
        if (at < page.len && (page.ptr[at] == '"' || page.ptr[at] == '\'')) {
            const char *quote = memchr(page.ptr + at + 1, page.ptr[at],
                                       page.len - at - 1);

            if (!quote)
                return page.len;
            at = (size_t)(quote - page.ptr) + 1;
        } else {
            while (at < page.len && !is_space(page.ptr[at]) &&
                   page.ptr[at] != '>')
                at++;
        }
    }
    return page.len;
}

static void read_tag(const struct scan *s, size_t at, struct tag *tag,
                     size_t *limit)
{
    tag->start = at++;
    tag->closes = s->page.ptr[at] == '/';
    at += tag->closes;
    tag->name.ptr = s->page.ptr + at;
    while (at < s->page.len && !is_space(s->page.ptr[at]) &&
           s->page.ptr[at] != '/' && s->page.ptr[at] != '>')
        at++;
    tag->name.len = (size_t)(s->page.ptr + at - tag->name.ptr);
    tag->attributes = at;
    tag->end = tag_end(s->page, at, limit);
}

/* Where a comment that begins at at ends (WHATWG 13.2.5.43 to 13.2.5.51). */
static size_t comment_end(struct dt_str page, size_t at)
{
    size_t i = at + 4;

    if (i < page.len && page.ptr[i] == '>')
        return i + 1;
    if (i + 1 < page.len && page.ptr[i] == '-' && page.ptr[i + 1] == '>')
        return i + 2;
    while (i < page.len) {
        const char *dash = memchr(page.ptr + i, '-', page.len - i);

        if (!dash)
            break;
        i = (size_t)(dash - page.ptr);
        if (page.len - i >= 3 && memcmp(page.ptr + i, "-->", 3) == 0)
            return i + 3;
        if (page.len - i >= 4 && memcmp(page.ptr + i, "--!>", 4) == 0)
            return i + 4;
        i++;
    }
    return page.len;
}

static bool named_at(struct dt_str page, size_t at, struct dt_str name)
{
    if (at > page.len || page.len - at < name.len + 1)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if ((page.ptr[at + i] | 32) != (name.ptr[i] | 32))
            return false;
    at += name.len;
    return is_space(page.ptr[at]) || page.ptr[at] == '/' || page.ptr[at] == '>';
}

/*
 * Start of the end tag of raw content, or the page's end. In a script, an
 * end tag inside "<!-- <script>" does not count (script data double escaped).
 */
static size_t raw_end(struct dt_str page, size_t at, struct dt_str name)
{
    bool script = is_named(name, "script"), escaped = false, twice = false;

    for (; at < page.len; at++) {
        char c = page.ptr[at];

        if (c == '-' && escaped && page.len - at >= 3 &&
            memcmp(page.ptr + at, "-->", 3) == 0) {
            escaped = twice = false;
        } else if (c != '<') {
            continue;
        } else if (page.len - at > 1 && page.ptr[at + 1] == '/' &&
                   named_at(page, at + 2, name)) {
            if (!twice)
                return at;
            twice = false;
        } else if (script && !escaped && page.len - at >= 4 &&
                   memcmp(page.ptr + at, "<!--", 4) == 0) {
            escaped = true; /* "<!-->" closes at once */
        } else if (escaped && named_at(page, at + 1, name)) {
            twice = true;
        }
    }
    return page.len;
}

static bool is_json(struct dt_str page, const struct tag *tag)
{
    struct dt_str attributes = {page.ptr + tag->attributes,
                                tag->end - tag->attributes};

    return dt_str_find(attributes, DT_STR("ld+json"), 0) != SIZE_MAX;
}

/* Keep or drop a tag that nests; false: drop. */
static bool count_tag(bool closes, size_t *depth, size_t *dropped, size_t most)
{
    if (closes) {
        if (*dropped) {
            --*dropped;
            return false;
        }
        *depth -= *depth > 0;
        return true;
    }
    if (*depth >= most) {
        ++*dropped;
        return false;
    }
    ++*depth;
    return true;
}

static void scan_tag(struct scan *s)
{
    struct tag tag;
    size_t limit;
    bool keep = true;
    enum name_class class;

    read_tag(s, s->at, &tag, &limit);
    class = class_of(tag.name);
    s->at = tag.end;
    if (class == COUNTED)
        keep = count_tag(tag.closes, &s->depth, &s->dropped_depth,
                         DT_HTML_DEPTH);
    else if (class == FORMATTING)
        keep = count_tag(tag.closes, &s->format, &s->dropped_format,
                         DT_HTML_FORMAT);
    if (!keep) {
        dt_buf_addc(s->out, ' ');
        return;
    }
    if (limit < tag.end) {
        copy(s, tag.start, limit);
        dt_buf_addc(s->out, '>');
    } else {
        copy(s, tag.start, tag.end);
    }
    if (class == RAW && !tag.closes) {
        size_t end = raw_end(s->page, tag.end, tag.name);

        if (is_named(tag.name, "title") || is_json(s->page, &tag))
            copy(s, tag.end, end);
        s->at = end;
    }
}

void dt_html_scan(struct dt_str page, struct dt_buf *out)
{
    struct scan s = {.page = page, .out = out};

    while (s.at < page.len) {
        const char *open = memchr(page.ptr + s.at, '<', page.len - s.at);
        size_t at = open ? (size_t)(open - page.ptr) : page.len;

        copy(&s, s.at, at);
        s.at = at;
        if (page.len - at < 2) {
            copy(&s, at, page.len);
            break;
        }
        if (is_letter(page.ptr[at + 1]) ||
            (page.ptr[at + 1] == '/' && page.len - at > 2 &&
             is_letter(page.ptr[at + 2]))) {
            scan_tag(&s);
        } else if (page.len - at >= 4 && memcmp(open, "<!--", 4) == 0) {
            s.at = comment_end(page, at);
        } else {
            copy(&s, at, at + 1);
            s.at = at + 1;
        }
    }
}

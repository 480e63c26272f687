#include "release/tag_file.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "adapt/encoding.h"
#include "base/ascii.h"

static const char utf8_mark[] = "\xEF\xBB\xBF";

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct dt_str from(struct dt_str s, size_t at)
{
    return (struct dt_str){s.ptr + at, s.len - at};
}

bool dt_tag_next_line(struct dt_tag_lines *lines, struct dt_str *line)
{
    struct dt_str rest = lines->rest;
    size_t end = 0;

    if (rest.len == 0)
        return false;
    while (end < rest.len && rest.ptr[end] != '\n' && rest.ptr[end] != '\r')
        end++;
    *line = (struct dt_str){rest.ptr, end};
    if (end + 1 < rest.len && rest.ptr[end] == '\r' &&
        rest.ptr[end + 1] == '\n')
        end++;
    lines->rest = from(rest, end < rest.len ? end + 1 : end);
    lines->number++;
    return true;
}

/* The value of a line that is LABEL and nothing else before it. */
static bool take_value(struct dt_tag_lines *lines, const char *label, char *out,
                       size_t room)
{
    struct dt_str line;

    if (!dt_tag_next_line(lines, &line) || !dt_str_starts(line, DT_STR(label)))
        return false;
    line = from(line, strlen(label));
    if (line.len == 0 || line.len >= room || is_blank(line.ptr[0]) ||
        is_blank(line.ptr[line.len - 1]) || memchr(line.ptr, 0, line.len))
        return false;
    memcpy(out, line.ptr, line.len);
    out[line.len] = '\0';
    return true;
}

int dt_tag_read_declaration(struct dt_str text, struct dt_tag_declaration *out,
                            struct dt_err *err)
{
    static const struct {
        const char *name;
        unsigned version;
    } known[] = {{"0.93", 93}, {"0.94", 94}, {"0.95", 95},
                 {"0.96", 96}, {"0.97", 97}, {"1.0", DT_TAG_VERSION_1_0}};
    struct dt_tag_lines lines = {text, 0};

    memset(out, 0, sizeof *out);
    if (!take_value(&lines, "BagIt-Version: ", out->name, sizeof out->name))
        return DT_FAIL(err, DT_EFORMAT, "line 1 is not 'BagIt-Version: M.N'");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].name, out->name) == 0)
            out->version = known[i].version;
    if (!out->version)
        return DT_FAIL(err, DT_EFORMAT,
                       "BagIt-Version is none of 0.93 to "
                       "0.97 and 1.0");
    if (!take_value(&lines, "Tag-File-Character-Encoding: ", out->encoding,
                    sizeof out->encoding))
        return DT_FAIL(err, DT_EFORMAT,
                       "line 2 is not "
                       "'Tag-File-Character-Encoding: NAME'");
    if (lines.rest.len)
        return DT_FAIL(err, DT_EFORMAT, "has more than two lines");
    return DT_OK;
}

int dt_tag_decode(struct dt_str text, const char *encoding, struct dt_buf *out,
                  struct dt_err *err)
{
    uint64_t replaced = 0;
    int rc;

    if (strcasecmp(encoding, "UTF-16") == 0) {
        bool little = dt_str_starts(text, DT_STR("\xFF\xFE"));

        encoding = little ? "utf-16le" : "utf-16be";
        if (little || dt_str_starts(text, DT_STR("\xFE\xFF")))
            text = from(text, 2);
    } else if (strcasecmp(encoding, "UTF-8") == 0 &&
               dt_str_starts(text, DT_STR(utf8_mark))) {
        text = from(text, strlen(utf8_mark));
    }
    rc = dt_encoding_decode(text, encoding, out, &replaced, err);
    if (rc == DT_OK && replaced)
        rc = DT_FAIL(err, DT_EFORMAT, "is not in the encoding %.40s", encoding);
    return rc;
}

bool dt_tag_path_safe(struct dt_str path)
{
    size_t start = 0;

    if (path.len == 0 || path.ptr[0] == '~' || memchr(path.ptr, 0, path.len))
        return false;
    if (path.len > 1 && path.ptr[1] == ':' &&
        ((path.ptr[0] | 0x20) >= 'a' && (path.ptr[0] | 0x20) <= 'z'))
        return false;
    for (size_t at = 0; at <= path.len; at++) {
        struct dt_str component = {path.ptr + start, at - start};

        if (at < path.len && path.ptr[at] != '/')
            continue;
        if (component.len == 0 || dt_str_is(component, ".") ||
            dt_str_is(component, ".."))
            return false;
        start = at + 1;
    }
    return true;
}

static int take_path(struct dt_str rest, struct dt_str *path,
                     struct dt_err *err)
{
    while (dt_str_starts(rest, DT_STR("./")))
        rest = from(rest, 2);
    if (!dt_tag_path_safe(rest))
        return DT_FAIL(err, DT_EFORMAT, "%.*s: no path within the bag",
                       rest.len < 200 ? (int)rest.len : 200, rest.ptr);
    *path = rest;
    return DT_OK;
}

static bool is_hex(struct dt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!dt_ascii_is_digit(text.ptr[i]) &&
            ((text.ptr[i] | 0x20) < 'a' || (text.ptr[i] | 0x20) > 'f'))
            return false;
    return true;
}

int dt_tag_read_checksum(struct dt_str line, size_t digits,
                         struct dt_str *checksum, struct dt_str *path,
                         struct dt_err *err)
{
    size_t at = digits;

    if (line.len > DT_TAG_LINE_MAX)
        return DT_FAIL(err, DT_EFORMAT, "longer than %d bytes",
                       DT_TAG_LINE_MAX);
    *checksum = (struct dt_str){line.ptr, digits};
    while (at < line.len && is_blank(line.ptr[at]))
        at++;
    if (line.len <= digits || at == digits || !is_hex(*checksum))
        return DT_FAIL(err, DT_EFORMAT,
                       "no checksum of %zu hex digits and a path", digits);
    if (at < line.len && line.ptr[at] == '*')
        at++; /* md5sum's mark of a file read as it is */
    return take_path(from(line, at), path, err);
}

static size_t word_end(struct dt_str line, size_t at)
{
    while (at < line.len && !is_blank(line.ptr[at]))
        at++;
    return at;
}

static size_t blank_end(struct dt_str line, size_t at)
{
    while (at < line.len && is_blank(line.ptr[at]))
        at++;
    return at;
}

int dt_tag_read_fetch(struct dt_str line, struct dt_str *path,
                      struct dt_err *err)
{
    size_t url = word_end(line, 0);
    size_t length = blank_end(line, url);
    size_t end = word_end(line, length);
    size_t at = blank_end(line, end);
    bool number = end > length;

    for (size_t i = length; i < end; i++)
        number = number && dt_ascii_is_digit(line.ptr[i]);
    if (end == length + 1 && line.ptr[length] == '-')
        number = true;
    if (line.len > DT_TAG_LINE_MAX || url == 0 || !memchr(line.ptr, ':', url) ||
        !number || at == end)
        return DT_FAIL(err, DT_EFORMAT, "no URL, length and path");
    return take_path(from(line, at), path, err);
}

void dt_tag_unescape(struct dt_str path, bool percent, struct dt_buf *out)
{
    for (size_t i = 0; i < path.len; i++) {
        struct dt_str three = {path.ptr + i, path.len - i < 3 ? 0 : 3};
        char c = path.ptr[i];

        if (three.len && strncasecmp(three.ptr, "%0A", 3) == 0)
            c = '\n';
        else if (three.len && strncasecmp(three.ptr, "%0D", 3) == 0)
            c = '\r';
        else if (!three.len || !percent || memcmp(three.ptr, "%25", 3) != 0)
            three.len = 1;
        dt_buf_addc(out, c);
        i += three.len - 1;
    }
}

static bool take_number(struct dt_str *rest, uint64_t *out)
{
    size_t at = 0;

    *out = 0;
    while (at < rest->len && dt_ascii_is_digit(rest->ptr[at]) && at < 18)
        *out = *out * 10 + (uint64_t)(rest->ptr[at++] - '0');
    *rest = from(*rest, at);
    return at > 0;
}

static bool read_oxum(struct dt_str value, unsigned version,
                      struct dt_tag_oxum *out)
{
    struct dt_tag_oxum oxum = {.given = true};

    if (!take_number(&value, &oxum.bytes) || value.len == 0 ||
        value.ptr[0] != '.')
        return false;
    value = from(value, 1);
    if (!take_number(&value, &oxum.files) || value.len)
        return false;
    if (out->given && (version >= DT_TAG_VERSION_1_0 ||
                       out->bytes != oxum.bytes || out->files != oxum.files))
        return false;
    *out = oxum;
    return true;
}

static bool read_element(struct dt_str line, unsigned version,
                         struct dt_tag_oxum *out)
{
    static const char oxum[] = "Payload-Oxum";
    size_t colon = dt_str_find(line, DT_STR(":"), 0);
    struct dt_str label = {line.ptr, colon};

    if (colon == SIZE_MAX || dt_str_trim(label).len == 0)
        return false;
    if (version >= DT_TAG_VERSION_1_0 &&
        (is_blank(line.ptr[colon - 1]) ||
         (colon + 1 < line.len && !is_blank(line.ptr[colon + 1]))))
        return false;
    label = dt_str_trim(label);
    if (label.len == strlen(oxum) &&
        strncasecmp(label.ptr, oxum, label.len) == 0)
        return read_oxum(dt_str_trim(from(line, colon + 1)), version, out);
    return true;
}

int dt_tag_read_info(struct dt_str text, unsigned version,
                     struct dt_tag_oxum *out, struct dt_err *err)
{
    struct dt_tag_lines lines = {text, 0};
    struct dt_str line;

    memset(out, 0, sizeof *out);
    while (dt_tag_next_line(&lines, &line)) {
        bool goes_on = lines.number > 1 && line.len && is_blank(line.ptr[0]);

        if (!goes_on && dt_str_trim(line).len &&
            !read_element(line, version, out))
            return DT_FAIL(err, DT_EFORMAT,
                           "line %" PRIu64 ": no 'Label: value', or a value "
                           "that cannot be",
                           lines.number);
    }
    return DT_OK;
}

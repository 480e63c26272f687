#include "article/profile.h"

#include "adapt/unicode.h"
#include "article/article.h"
#include "base/bytes.h"
#include "base/utf8.h"

enum class { PLAIN, SPACE, DROP, LOOK };

/*
 * What becomes of a character beyond ASCII: of the white space of Unicode,
 * and of what is not visible by itself, tags (U+E0000) among them, in which
 * whole sentences can hide. Others are plain.
 */
static enum class class_of(uint32_t c) {
    if (c < 0xA0) return c == 0x85 ? SPACE : DROP;
    if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
        c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
        c == 0x3000) return SPACE;
    if (c == 0xAD || c == 0x61C || c == 0x180E ||
        (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
        (c >= 0xFFF9 && c <= 0xFFFB) ||
        (c >= 0xE0000 && c <= 0xE007F)) return DROP;
    return PLAIN;
}

/* By byte: only some lead bytes begin anything but plain characters. */
static enum class byte_class(unsigned char c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) return SPACE;
    if (c < ' ' || c == 0x7F) return DROP;
    if (c == 0xC2 || c == 0xD8 || (c >= 0xE1 && c <= 0xE3) || c == 0xEF ||
        c == 0xF3) return LOOK;
    return PLAIN;
}

static size_t plain_run(struct dt_str s, size_t at)
{
    /* Printable ASCII, eight bytes at a time: none below ' ' or above '~'. */
    for (; s.len - at >= 8; at += 8) {
        uint64_t w;

        memcpy(&w, s.ptr + at, 8);
        if (((w - 0x2121212121212121u) | (w + 0x0101010101010101u) | w) &
            0x8080808080808080u)
            break;
    }
    while (at < s.len && byte_class((unsigned char)s.ptr[at]) == PLAIN)
        at++;
    return at;
}

/*
 * The first byte from at on, which is not 0, that is no printable ASCII or is
 * the second of two spaces.
 */
static size_t clean_run(const unsigned char *p, size_t at, size_t len)
{
    for (; len - at >= sizeof(dt_bytes); at += sizeof(dt_bytes)) {
        dt_bytes here = dt_bytes_at(p + at), before = dt_bytes_at(p + at - 1);
        size_t odd =
            dt_bytes_first((dt_bytes)((here < ' ') | (here > '~') |
                                      ((here == ' ') & (before == ' '))));

        if (odd < sizeof(dt_bytes))
            return at + odd;
    }
    while (at < len && p[at] >= ' ' && p[at] <= '~' &&
           (p[at] != ' ' || p[at - 1] != ' '))
        at++;
    return at;
}

static bool is_graphic(char c)
{
    return c > ' ' && c <= '~';
}

static bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_line(struct dt_str raw, struct dt_buf *out)
{
    const size_t floor = out->len;
    size_t at = 0;

    while (at < raw.len) {
        size_t start = at;
        enum class class;

        if (is_graphic(raw.ptr[at]))
            at = clean_run((const unsigned char *)raw.ptr, at + 1, raw.len);
        if (at == start || raw.ptr[at - 1] != ' ')
            at = plain_run(raw, at);
        if (at > start)
            dt_buf_add(out, raw.ptr + start, at - start);
        if (at == raw.len)
            break;
        start = at;
        class = byte_class((unsigned char)raw.ptr[at]);
        if (class == LOOK)
            class = class_of(dt_utf8_next(raw, &at));
        else
            at++;
        while (class == SPACE && at < raw.len && is_ascii_space(raw.ptr[at]))
            at++;
        if (class == PLAIN)
            dt_buf_add(out, raw.ptr + start, at - start);
        if (class == SPACE && out->len > floor && !out->failed &&
            out->ptr[out->len - 1] != ' ')
            dt_buf_addc(out, ' ');
    }
    if (out->len > floor && out->ptr[out->len - 1] == ' ')
        out->ptr[--out->len] = '\0';
}

int dt_profile_line(struct dt_str raw, struct dt_buf *out, struct dt_err *err)
{
    const size_t floor = out->len;
    struct dt_buf nfc;
    struct dt_str made;
    int rc;

    add_line(raw, out);
    if (out->failed || out->len == floor)
        return DT_OK;
    made = (struct dt_str){out->ptr + floor, out->len - floor};
    if (dt_unicode_is_nfc(made))
        return DT_OK;
    nfc = DT_BUF_INIT(out->max);
    rc = dt_unicode_nfc(made, &nfc, err);
    if (rc == DT_OK) {
        out->len = floor;
        dt_buf_addstr(out, dt_buf_str(&nfc));
    }
    dt_buf_release(&nfc);
    return rc;
}

int dt_profile_copy(struct dt_str raw, struct dt_buf *scratch,
                    struct dt_arena *arena, struct dt_str *out,
                    struct dt_err *err)
{
    int rc;

    dt_buf_reset(scratch);
    rc = dt_profile_line(raw, scratch, err);
    if (rc == DT_OK)
        rc = dt_buf_check(scratch, "a paragraph", err);
    if (rc < 0)
        return rc;
    *out = dt_buf_str(scratch);
    out->ptr = dt_arena_copy(arena, *out);
    if (!out->ptr)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    return DT_OK;
}

/* Over what is good from at on, up to a space that more may follow. */
static size_t good_run(struct dt_str line, size_t at)
{
    size_t end = clean_run((const unsigned char *)line.ptr, at, line.len);

    return end > at && line.ptr[end - 1] == ' ' ? end - 1 : end;
}

static int check_line(struct dt_str text, struct dt_str line,
                      struct dt_err *err)
{
    size_t base = (size_t)(line.ptr - text.ptr), at = 0;
    bool space = true; /* at the start a space is as wrong as after one */

    while ((at = space ? at : good_run(line, at)) < line.len) {
        size_t start = at;
        uint32_t c = dt_utf8_next(line, &at);
        enum class class = c < 0x80 ? byte_class((unsigned char)c)
                                    : class_of(c);

        if (class == DROP)
            return DT_FAIL(err, DT_EFORMAT,
                           "byte %zu: U+%04X is not allowed in a text",
                           base + start, (unsigned)c);
        if (class == SPACE && c != ' ')
            return DT_FAIL(err, DT_EFORMAT,
                           "byte %zu: white space U+%04X is not a space",
                           base + start, (unsigned)c);
        if (class == SPACE && (space || at == line.len))
            return DT_FAIL(err, DT_EFORMAT, "byte %zu: a space too many",
                           base + start);
        space = class == SPACE;
    }
    return DT_OK;
}

/*
 * The length of a character beyond ASCII that is plain and that NFC leaves
 * alone: of U+00A1 to U+02FF, and dashes, quotes and the like from U+2010 on.
 * 0 for any other, which may still be good.
 */
static size_t common_char(const unsigned char *p, size_t left)
{
    if (left >= 2 && p[0] >= 0xC2 && p[0] <= 0xCB && (p[1] & 0xC0) == 0x80)
        return p[0] == 0xC2 && (p[1] <= 0xA0 || p[1] == 0xAD) ? 0 : 2;
    if (left >= 3 && p[0] == 0xE2 && p[1] == 0x80 &&
        ((p[2] >= 0x90 && p[2] <= 0xA7) || (p[2] >= 0xB0 && p[2] <= 0xBF)))
        return 3;
    return 0;
}

/* Nearly every text is good for simple reasons, which one pass can see. */
static bool is_plainly_good(struct dt_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t at = 1;

    if (text.len < 2 || p[0] == ' ' || p[0] == '\n' || p[text.len - 1] != '\n')
        return false;
    if (p[0] < ' ' || p[0] > '~')
        at = common_char(p, text.len);
    while (at && (at = clean_run(p, at, text.len)) < text.len) {
        size_t step = p[at] == '\n' ? 1 : common_char(p + at, text.len - at);

        if (step == 0)
            return false;
        if (p[at] == '\n') {
            /* The end, or a blank line before a paragraph. */
            if (p[at - 1] == ' ')
                return false;
            if (at + 1 == text.len)
                return true;
            if (p[at + 1] != '\n' || at + 2 == text.len || p[at + 2] == ' ' ||
                p[at + 2] == '\n')
                return false;
            step = 2;
        }
        at += step;
    }
    return false;
}

int dt_article_check_text(struct dt_str text, struct dt_err *err)
{
    struct dt_str rest = text, line;
    size_t valid;
    bool blank = true; /* a blank line may not come next */

    if (is_plainly_good(text))
        return DT_OK;
    valid = dt_utf8_valid(text);
    if (valid < text.len)
        return DT_FAIL(err, DT_EFORMAT, "byte %zu: not UTF-8", valid);
    if (text.len == 0)
        return DT_OK;
    for (bool paragraph = true; dt_str_line(&rest, &line);
         paragraph = !paragraph) {
        size_t at = (size_t)(line.ptr - text.ptr);
        int rc;

        blank = line.len == 0;
        if (blank == paragraph)
            return DT_FAIL(err, DT_EFORMAT,
                           blank ? "byte %zu: a blank line too many"
                                 : "byte %zu: no blank line between paragraphs",
                           at);
        rc = check_line(text, line, err);
        if (rc < 0)
            return rc;
    }
    if (blank || text.ptr[text.len - 1] != '\n')
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %zu: the text does not end in one line feed",
                       text.len);
    if (!dt_unicode_is_nfc(text))
        return DT_FAIL(err, DT_EFORMAT, "byte 0: the text is not in NFC");
    return DT_OK;
}

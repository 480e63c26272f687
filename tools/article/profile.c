#include "article/profile.h"

#include "adapt/unicode.h"
#include "article/article.h"
#include "base/utf8.h"

enum class { PLAIN, SPACE, DROP, LOOK };

/*
 * What becomes of a character beyond ASCII: of the white space of Unicode,
 * and of what is not visible by itself. Others are plain.
 */
static enum class class_of(uint32_t c) {
    if (c < 0xA0) return c == 0x85 ? SPACE : DROP;
    if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
        c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
        c == 0x3000) return SPACE;
    if (c == 0xAD || c == 0x61C || c == 0x180E ||
        (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
        (c >= 0xFFF9 && c <= 0xFFFB)) return DROP;
    return PLAIN;
}

/* By byte: only some lead bytes begin anything but plain characters. */
static enum class byte_class(unsigned char c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) return SPACE;
    if (c < ' ' || c == 0x7F) return DROP;
    if (c == 0xC2 || c == 0xD8 || (c >= 0xE1 && c <= 0xE3) ||
        c == 0xEF) return LOOK;
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
 * Over printable ASCII in which no two spaces meet. Words of eight bytes
 * overlap by one, so that every two neighbours are in one of them.
 */
static size_t spaced_run(struct dt_str s, size_t at)
{
    const uint64_t low = 0x7F7F7F7F7F7F7F7Fu, high = ~low;

    for (; s.len - at >= 8; at += 7) {
        uint64_t w, other, space;

        memcpy(&w, s.ptr + at, 8);
        if (((w - 0x2020202020202020u) | (w + 0x0101010101010101u) | w) & high)
            break;
        other = w ^ 0x2020202020202020u;
        space = ~(((other & low) + low) | other) & high;
        if (space & space << 8)
            break;
    }
    return at;
}

static void add_line(struct dt_str raw, struct dt_buf *out)
{
    const size_t floor = out->len;
    size_t at = 0;

    while (at < raw.len) {
        size_t start = at;
        enum class class;

        if (raw.ptr[at] != ' ')
            at = spaced_run(raw, at);
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

static int check_line(struct dt_str text, struct dt_str line,
                      struct dt_err *err)
{
    size_t base = (size_t)(line.ptr - text.ptr), at = 0;
    bool space = true; /* at the start a space is as wrong as after one */

    while ((at = space ? at : spaced_run(line, at)) < line.len) {
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

int dt_article_check_text(struct dt_str text, struct dt_err *err)
{
    struct dt_str rest = text, line;
    size_t valid = dt_utf8_valid(text);
    bool blank = true; /* a blank line may not come next */

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

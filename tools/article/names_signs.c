/* Names of East Asia, which no spaces part (names.h). */
#include "article/names.h"
#include "article/rules.h"
#include "base/utf8.h"

enum {
    SIGN = 3, /* bytes */
    NAME_LEAST = 2 * SIGN,
    NAME_MOST = 5 * SIGN,
    FOREIGN_MOST = 14 * SIGN, /* of one whose parts have dots between them */
    LABEL_LEAST = 2 * SIGN,
    LABEL_MOST = 5 * SIGN,
    ENDING_MOST = 3 * SIGN, /* of what tells an organisation, or a job */
    MIDDLE_DOT = 0xB7
};

static bool is_sign(uint32_t c)
{
    return (c >= 0x3041 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) ||
           (c >= 0xAC00 && c < 0xD7A4);
}

static bool is_all_signs(struct dt_str text, bool *dots)
{
    *dots = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = dt_utf8_next(text, &at);

        *dots |= c == MIDDLE_DOT;
        if (!is_sign(c) && c != MIDDLE_DOT)
            return false;
    }
    return text.len > 0;
}

/* Bytes of the longest ending of a name that is in a list, or 0. */
static size_t ending_in(struct dt_draft *draft, enum dt_rules list,
                        struct dt_str name)
{
    for (size_t n = ENDING_MOST; n >= SIGN; n -= SIGN)
        if (n < name.len &&
            dt_rules_has(
                list, dt_draft_fold(
                          draft, (struct dt_str){name.ptr + name.len - n, n})))
            return n;
    return 0;
}

bool dt_names_is_signs(struct dt_draft *draft, struct dt_str text)
{
    bool dots;

    return is_all_signs(text, &dots) && text.len >= NAME_LEAST &&
           text.len <= (dots ? FOREIGN_MOST : NAME_MOST) &&
           !dt_rules_has(DT_RULES_JOB_WORDS, dt_draft_fold(draft, text)) &&
           !dt_rules_has(DT_RULES_BYLINE_STARTS, dt_draft_fold(draft, text)) &&
           !ending_in(draft, DT_RULES_ORGANISATION_WORDS, text);
}

struct dt_str dt_names_without_signs_job(struct dt_draft *draft,
                                         struct dt_str name, bool marked)
{
    enum { JOB = 2 * SIGN };
    bool dots;
    size_t n;

    if (!is_all_signs(name, &dots))
        return name;
    if (marked && name.len >= JOB + NAME_LEAST &&
        dt_rules_has(DT_RULES_JOB_WORDS,
                     dt_draft_fold(draft, (struct dt_str){name.ptr, JOB})))
        return (struct dt_str){name.ptr + JOB, name.len - JOB};
    n = ending_in(draft, DT_RULES_JOB_WORDS, name);
    return name.len - n >= NAME_LEAST ? (struct dt_str){name.ptr, name.len - n}
                                      : name;
}

/* Whether "/" stands behind what may be a name from at on. */
static bool is_name_to_slash(struct dt_str line, size_t at)
{
    const char *slash = memchr(line.ptr + at, '/', line.len - at);
    size_t len = slash ? (size_t)(slash - line.ptr) - at : 0;
    bool dots;

    return len >= NAME_LEAST && len <= NAME_MOST &&
           is_all_signs((struct dt_str){line.ptr + at, len}, &dots);
}

size_t dt_names_signs_label(struct dt_draft *draft, struct dt_str line)
{
    size_t at = 0;

    if (line.len < LABEL_LEAST + NAME_LEAST ||
        !is_sign(dt_utf8_next(line, &at)))
        return 0;
    for (size_t n = LABEL_MOST; n >= LABEL_LEAST; n -= SIGN)
        if (n < line.len && is_name_to_slash(line, n) &&
            dt_rules_has(DT_RULES_BYLINE_STARTS,
                         dt_draft_fold(draft, (struct dt_str){line.ptr, n})))
            return n;
    return 0;
}

/* What a sign of full width is in ASCII, or 0. */
static char ascii_of(struct dt_str sign)
{
    unsigned char last;

    if (dt_str_is(sign, "\xE3\x80\x80"))
        return ' ';
    if (!dt_str_starts(sign, DT_STR("\xEF\xBC")) || sign.len < SIGN)
        return 0;
    last = (unsigned char)sign.ptr[2]; /* of "!" to "?", and on */
    return last <= 0x8F || (last >= 0x9A && last <= 0x9F)
               ? (char)(last - 0x81 + '!')
               : 0;
}

const char *dt_names_plain(struct dt_draft *draft, struct dt_str line,
                           struct dt_err *err)
{
    struct dt_buf plain = DT_BUF_INIT(line.len);
    const char *copy = NULL;
    size_t at = 0, next;

    while ((next = dt_str_until(line, "\xE3\xEF", at)) < line.len) {
        size_t left = line.len - next;
        struct dt_str sign = {line.ptr + next, left < SIGN ? left : SIGN};
        char c = ascii_of(sign);

        dt_buf_add(&plain, line.ptr + at, next - at);
        if (c)
            dt_buf_addc(&plain, c);
        else
            dt_buf_addstr(&plain, sign);
        at = next + sign.len;
    }
    if (at == 0)
        return dt_draft_line(draft, line, err);
    dt_buf_add(&plain, line.ptr + at, line.len - at);
    if (dt_buf_check(&plain, "a byline", err) == DT_OK)
        copy = dt_draft_line(draft, dt_buf_str(&plain), err);
    dt_buf_release(&plain);
    return copy;
}

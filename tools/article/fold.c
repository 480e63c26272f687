/* The fold of a text (article.h). */
#include "article/article.h"

#include "adapt/unicode.h"
#include "article/fold_x86.h"
#include "base/cpu.h"
#include "base/utf8.h"

/*
 * What an ASCII byte becomes: itself in lower case, a space between words, or
 * 0 for an apostrophe, whose neighbours decide.
 */
static const char ascii_fold[129] = "                                "
                                    "       \0        0123456789      "
                                    " abcdefghijklmnopqrstuvwxyz     "
                                    " abcdefghijklmnopqrstuvwxyz     ";

/*
 * Letters are U+00C0 to U+00FF but the signs of multiplication and division,
 * and the sharp s, which folds to two. Behind C2 are those signs of U+00A0 to
 * U+00BF that have no other form; behind E2 80 spaces, hyphens, dashes,
 * quotation marks, the daggers, the bullet and the ellipsis. What vanishes (the
 * soft hyphen) or would join what is before it (a spacing accent) is in none.
 */
/* clang-format off */
enum {
    N = 0, L = DT_FOLD_LATIN, S = DT_FOLD_SIGN, M = DT_FOLD_MARK,
    LS = L | S, LM = L | M, LSM = L | S | M, LMQ = L | M | DT_FOLD_QUOTE
};
const unsigned char dt_fold_last[64] = {
    LM,  LM,  LM,  LM,  LM,  LM,  LM,  LM,
    LM,  LM,  LM,  L,   L,   L,   L,   L,
    LM,  LM,  LM,  LM,  LM,  LM,  L,   N,
    LMQ, LMQ, LM,  LM,  LM,  LM,  LM,  M,
    LSM, LSM, LSM, LS,  LS,  LS,  LSM, LS,
    L,   LS,  L,   LS,  LS,  L,   LS,  LM,
    LS,  LS,  L,   L,   L,   L,   LS,  S,
    L,   L,   L,   LS,  L,   L,   L,   LS};
/* clang-format on */

static bool is_apostrophe(uint32_t point)
{
    return point == '\'' || point == 0x2019 || point == 0x2018 ||
           point == 0x02BC;
}

/* A mark is none: it would become one with the letter before the apostrophe. */
static bool is_letter_at(struct dt_str text, size_t at)
{
    uint32_t point = at < text.len ? dt_utf8_next(text, &at) : 0;

    return point && dt_unicode_is_letter(point) && !dt_unicode_joins(point);
}

static bool is_ascii_letter(unsigned char c)
{
    return (c | 32u) - 'a' < 26u;
}

/* Add folded text, in which case and compatibility are settled already. */
static void add_words(struct dt_str text, struct dt_buf *out, size_t floor)
{
    bool letter_before = false;

    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = dt_utf8_next(text, &at);
        bool letter = dt_unicode_is_letter(point);

        if (is_apostrophe(point)) {
            if (letter_before && is_letter_at(text, at))
                continue;
        } else if (letter || dt_unicode_is_number(point)) {
            dt_buf_add(out, text.ptr + start, at - start);
            letter_before = letter;
            continue;
        }
        letter_before = false;
        if (out->len > floor && out->ptr[out->len - 1] != ' ')
            dt_buf_addc(out, ' ');
    }
}

/* End of the words from at on that need more than the ASCII table. */
static size_t foreign_end(struct dt_str text, size_t at)
{
    while (at < text.len) {
        unsigned char c = (unsigned char)text.ptr[at];

        if ((c == ' ' || c == '\n') && at + 1 < text.len &&
            (unsigned char)text.ptr[at + 1] < 0x80)
            break;
        at++;
    }
    return at;
}

static bool is_last(unsigned char c, unsigned char what)
{
    return (c & 0xC0) == 0x80 && (dt_fold_last[c & 0x3F] & what);
}

/* Bytes of a common mark of punctuation at p, or 0; *quote for U+2019. */
static size_t common_mark(const unsigned char *p, size_t len, bool *quote)
{
    if (len >= 2 && p[0] == 0xC2)
        return is_last(p[1], DT_FOLD_SIGN) ? 2 : 0;
    if (len < 3 || p[0] != 0xE2 || p[1] != 0x80)
        return 0;
    *quote = is_last(p[2], DT_FOLD_QUOTE);
    return is_last(p[2], DT_FOLD_MARK) ? 3 : 0;
}

/*
 * A Latin letter that dt_fold_last knows, or a Cyrillic one of U+0400 to
 * U+045F, in lower case. False for others.
 */
static bool lower_pair(const unsigned char *p, size_t len, char out[2])
{
    unsigned char lead = p[0], last = len < 2 ? 0 : p[1];

    if (lead == 0xC3 && is_last(last, DT_FOLD_LATIN)) {
        last |= 0x20;
    } else if (lead == 0xD0 && last) {
        lead = last < 0x90 || (last >= 0xA0 && last < 0xB0) ? 0xD1 : 0xD0;
        last = (unsigned char)(last < 0x90   ? last + 0x10
                               : last < 0xA0 ? last + 0x20
                               : last < 0xB0 ? last - 0x20
                                             : last);
    } else if (lead != 0xD1 || last == 0 || last >= 0xA0) {
        return false;
    }
    out[0] = (char)lead;
    out[1] = (char)last;
    return true;
}

enum between { BETWEEN_LETTERS, BETWEEN_WORDS, BETWEEN_OTHERS };

/* Where a quotation mark at text[at, end) stands in the word from word on. */
static inline enum between mark_stands(struct dt_str text, size_t word,
                                       size_t at, size_t end)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    unsigned char before = at > word ? p[at - 1] : ' ';
    unsigned char after = end < text.len ? p[end] : ' ';

    if ((before | after) >= 0x80)
        return BETWEEN_OTHERS;
    return is_ascii_letter(before) && is_ascii_letter(after) ? BETWEEN_LETTERS
                                                             : BETWEEN_WORDS;
}

/*
 * Fold text from *at while the table will do. Stops in front of what needs
 * more, at the start of its word, with the output taken back to there.
 */
static void fold_plain(struct dt_str text, size_t *at, struct dt_buf *out,
                       size_t floor)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    const enum dt_cpu level = dt_cpu_level();
    char *base = dt_buf_reserve(out, text.len - *at + DT_FOLD_SLACK);
    size_t i = *at, word = *at, to = 0, word_to = 0;

    if (!base)
        return;
    base = out->ptr;
    to = word_to = out->len;
    while (i < text.len) {
        bool quote = false;
        size_t step = 1;
        char c = ' ';

        if (level >= DT_CPU_AVX2) {
            struct dt_fold_state s = {i, to, word, word_to};

            if (level >= DT_CPU_AVX512)
                dt_fold_common_avx512(text, base, floor, &s);
            else
                dt_fold_ascii_avx2(text, base, floor, &s);
            i = s.at;
            to = s.to;
            word = s.word;
            word_to = s.word_start;
        }
        while (i < text.len && p[i] < 0x80 && ascii_fold[p[i]] > ' ')
            base[to++] = ascii_fold[p[i++]];
        if (i == text.len)
            break;
        if (p[i] < 0x80) {
            c = ascii_fold[p[i]];
            quote = c == 0;
        } else if (lower_pair(p + i, text.len - i, base + to)) {
            to += 2;
            i += 2;
            continue;
        } else {
            step = common_mark(p + i, text.len - i, &quote);
            if (!step)
                break;
        }
        if (quote) {
            const enum between place = mark_stands(text, word, i, i + step);

            if (place == BETWEEN_OTHERS)
                break;
            if (place == BETWEEN_LETTERS) {
                i += step;
                continue;
            }
            c = ' ';
        }
        i += step;
        /* Without branches: a space is written over by what follows one. */
        base[to] = c;
        to += c != ' ' || (to > floor && base[to - 1] != ' ');
        if (p[i - 1] == ' ' || p[i - 1] == '\n') {
            word = i;
            word_to = to;
        }
    }
    if (i < text.len) {
        i = word;
        to = word_to;
    }
    out->len = to;
    base[to] = '\0';
    *at = i;
}

int dt_article_fold(struct dt_str text, struct dt_buf *out, struct dt_err *err)
{
    struct dt_buf mapped = DT_BUF_INIT(out->max);
    const size_t floor = out->len;
    size_t at = 0;
    int rc = DT_OK;

    while (rc == DT_OK && at < text.len && !out->failed) {
        size_t end;

        fold_plain(text, &at, out, floor);
        if (at >= text.len || out->failed)
            break;
        end = foreign_end(text, at);
        dt_buf_reset(&mapped);
        rc = dt_unicode_casefold((struct dt_str){text.ptr + at, end - at},
                                 &mapped, err);
        if (rc == DT_OK)
            add_words(dt_buf_str(&mapped), out, floor);
        at = end;
    }
    if (out->len > floor && out->ptr[out->len - 1] == ' ')
        out->ptr[--out->len] = '\0';
    dt_buf_release(&mapped);
    return rc < 0 ? rc : dt_buf_check(out, "the fold", err);
}

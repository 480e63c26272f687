#include "adapt/unicode.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/utf8.h"

/* Bytes handed to ICU at a time, where the text has boundaries. */
enum { PIECE = 4096 };

/*
 * NFC cannot change a text of such characters: all below U+0300, U+0400 to
 * U+047F (Cyrillic), U+4000 to U+9FFF (Chinese) and U+B000 to U+CFFF (Hangul),
 * and general punctuation but U+2000 and U+2001. Returns the bytes of the one
 * at *p, or 0.
 */
static size_t is_inert(const unsigned char *p)
{
    if (p[0] < 0x80)
        return 1;
    if (p[0] < 0xCC || p[0] == 0xD0 || p[0] == 0xD1)
        return 2;
    if ((p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x82) ||
        (p[0] >= 0xE4 && p[0] <= 0xEC && p[0] != 0xEA))
        return 3;
    return 0;
}

static size_t skip_inert(struct dt_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr;

    while (at < text.len) {
        size_t step;
        uint64_t word;

        while (text.len - at >= 8) {
            memcpy(&word, p + at, 8);
            if (word & 0x8080808080808080u)
                break;
            at += 8;
        }
        if (at == text.len)
            break;
        step = is_inert(p + at);
        if (!step)
            break;
        at += step;
    }
    return at;
}

/* A stretch of text that can be normalised apart from the rest. */
struct piece {
    size_t start, end;
    bool crowded; /* a base in it has too many marks */
};

/*
 * Before these a text may be cut in any form, which need not be asked of ICU:
 * ASCII, U+00C0 to U+02FF, dashes and quotation marks.
 */
static bool is_starter(const unsigned char *p)
{
    return p[0] < 0x80 || (p[0] >= 0xC3 && p[0] < 0xCC) ||
           (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xA7);
}

/*
 * The piece from start to the first boundary behind PIECE bytes, or, when
 * inert is set, to where inert text goes on.
 */
static struct piece cut_piece(const UNormalizer2 *norm, struct dt_str text,
                              size_t start, bool inert)
{
    struct piece piece = {start, start, false};
    unsigned marks = 0;

    while (piece.end < text.len) {
        const unsigned char *p = (const unsigned char *)text.ptr + piece.end;
        size_t next = piece.end;
        UChar32 c = (UChar32)dt_utf8_next(text, &next);
        bool boundary = is_starter(p) || unorm2_hasBoundaryBefore(norm, c);

        if (boundary && piece.end > start &&
            (piece.end - start > PIECE || (inert && is_inert(p))))
            break;
        marks = boundary ? 0 : marks + 1;
        piece.crowded |= marks > DT_UNICODE_MARKS;
        piece.end = next;
    }
    return piece;
}

/* Well-formed UTF-8 to UTF-16; marks over the bound are left out. */
static size_t widen(const UNormalizer2 *norm, struct dt_str text, UChar *out)
{
    size_t len = 0, at = 0;
    unsigned marks = 0;

    while (at < text.len) {
        const unsigned char *p = (const unsigned char *)text.ptr + at;
        UChar32 c = (UChar32)dt_utf8_next(text, &at);

        marks = c < 0x300 || is_starter(p) || unorm2_hasBoundaryBefore(norm, c)
                    ? 0
                    : marks + 1;
        if (marks > DT_UNICODE_MARKS)
            continue;
        if (c >= 0x10000)
            out[len++] = (UChar)(0xD7C0 + (c >> 10));
        out[len++] = (UChar)(c < 0x10000 ? c : 0xDC00 + (c & 0x3FF));
    }
    return len;
}

static void narrow(const UChar *text, size_t len, struct dt_buf *out)
{
    for (size_t i = 0; i < len;) {
        UChar32 c = text[i++];
        char *room = dt_buf_reserve(out, 4);

        if (!room)
            return;
        if ((c & 0xFC00) == 0xD800 && i < len)
            c = ((c - 0xD7C0) << 10) + (text[i++] & 0x3FF);
        out->len += dt_utf8_put((uint32_t)c, room);
        out->ptr[out->len] = '\0';
    }
}

static int map_piece(const UNormalizer2 *norm, struct dt_str text,
                     struct dt_buf *out, struct dt_err *err)
{
    UChar small_in[256], small_out[1024], *in = small_in, *to = small_out;
    size_t room = sizeof small_out / sizeof *small_out;
    int32_t len;
    int rc = DT_OK;
    UErrorCode status = U_ZERO_ERROR;

    if (text.len > INT32_MAX / 32)
        return DT_FAIL(err, DT_EFORMAT,
                       "%zu bytes of Unicode text in one "
                       "piece are too many",
                       text.len);
    if (text.len > sizeof small_in / sizeof *small_in) {
        in = malloc(text.len * sizeof *in);
        if (!in)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    len = (int32_t)widen(norm, text, in);
    for (;;) {
        int32_t made;

        status = U_ZERO_ERROR;
        made = unorm2_normalize(norm, in, len, to, (int32_t)room, &status);
        if (U_SUCCESS(status))
            narrow(to, (size_t)made, out);
        if (status != U_BUFFER_OVERFLOW_ERROR)
            break;
        if (to != small_out)
            free(to);
        room = (size_t)made + 1;
        to = malloc(room * sizeof *to);
        if (!to) {
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
            break;
        }
    }
    if (rc == DT_OK && U_FAILURE(status))
        rc = DT_FAIL(err, DT_EINTERNAL, "ICU: %s", u_errorName(status));
    if (in != small_in)
        free(in);
    if (to != small_out)
        free(to);
    return rc;
}

/* Where the boundary lies that the character at or before at belongs to. */
static size_t piece_start(struct dt_str text, size_t floor, size_t at)
{
    if (at > floor)
        (void)dt_utf8_prev(text, &at);
    return at;
}

static const UNormalizer2 *nfc_instance(void)
{
    UErrorCode status = U_ZERO_ERROR;

    return unorm2_getNFCInstance(&status);
}

bool dt_unicode_is_nfc(struct dt_str text)
{
    const UNormalizer2 *norm = NULL;
    size_t at = 0;

    while ((at = skip_inert(text, at)) < text.len) {
        UErrorCode status = U_ZERO_ERROR;
        UChar wide[PIECE + 8 * DT_UNICODE_MARKS];
        struct piece piece;
        size_t len;

        norm = norm ? norm : nfc_instance();
        if (!norm)
            return false;
        piece = cut_piece(norm, text, piece_start(text, 0, at), true);
        if (piece.crowded)
            return false;
        len = widen(
            norm,
            (struct dt_str){text.ptr + piece.start, piece.end - piece.start},
            wide);
        if (!unorm2_isNormalized(norm, wide, (int32_t)len, &status) ||
            U_FAILURE(status))
            return false;
        at = piece.end;
    }
    return true;
}

int dt_unicode_nfc(struct dt_str text, struct dt_buf *out, struct dt_err *err)
{
    const UNormalizer2 *norm = nfc_instance();
    size_t done = 0, at = 0;

    if (!norm)
        return DT_FAIL(err, DT_EINTERNAL, "ICU has no NFC data");
    while ((at = skip_inert(text, at)) < text.len) {
        size_t start = piece_start(text, done, at);
        struct piece piece = cut_piece(norm, text, start, true);
        int rc;

        dt_buf_add(out, text.ptr + done, start - done);
        rc = map_piece(norm,
                       (struct dt_str){text.ptr + start, piece.end - start},
                       out, err);
        if (rc < 0)
            return rc;
        done = at = piece.end;
    }
    if (done < text.len)
        dt_buf_add(out, text.ptr + done, text.len - done);
    return dt_buf_check(out, "normalised text", err);
}

int dt_unicode_casefold(struct dt_str text, struct dt_buf *out,
                        struct dt_err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *norm = unorm2_getNFKCCasefoldInstance(&status);

    if (!norm)
        return DT_FAIL(err, DT_EINTERNAL, "ICU has no casefold data");
    for (size_t at = 0; at < text.len;) {
        struct piece piece = cut_piece(norm, text, at, false);
        int rc = map_piece(norm, (struct dt_str){text.ptr + at, piece.end - at},
                           out, err);

        if (rc < 0)
            return rc;
        at = piece.end;
    }
    return dt_buf_check(out, "case-folded text", err);
}

bool dt_unicode_joins(uint32_t point)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *norm = unorm2_getNFKCCasefoldInstance(&status);

    return U_SUCCESS(status) && !unorm2_hasBoundaryBefore(norm, (UChar32)point);
}

bool dt_unicode_is_letter(uint32_t point)
{
    return U_MASK(u_charType((UChar32)point)) & (U_GC_L_MASK | U_GC_M_MASK);
}

bool dt_unicode_is_upper(uint32_t point)
{
    return U_MASK(u_charType((UChar32)point)) & (U_GC_LU_MASK | U_GC_LT_MASK);
}

bool dt_unicode_is_lower(uint32_t point)
{
    return u_charType((UChar32)point) == U_LOWERCASE_LETTER;
}

bool dt_unicode_is_digit(uint32_t point)
{
    return U_MASK(u_charType((UChar32)point)) & U_GC_ND_MASK;
}

bool dt_unicode_is_number(uint32_t point)
{
    return U_MASK(u_charType((UChar32)point)) & U_GC_N_MASK;
}

bool dt_unicode_is_space(uint32_t point)
{
    return u_isUWhiteSpace((UChar32)point);
}

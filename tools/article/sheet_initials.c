/* Capitals that are set over several lines (sheet_parts.h). */
#include "adapt/unicode.h"
#include "article/sheet_parts.h"
#include "base/ascii.h"
#include "base/utf8.h"

enum {
    INITIALS = 64,    /* of a document that are looked at */
    LINES_BESIDE = 8, /* at most, beside one */
    WORD = 32         /* bytes of one that is looked for elsewhere */
};

/* Its size and the white behind it, to those of the text. */
static const float INITIAL_SIZE = 1.8F, INITIAL_WHITE = 1.2F;

/* One capital, maybe behind a quotation mark. */
static bool is_capital(struct dt_str text)
{
    size_t at = 0;
    uint32_t c = text.len ? dt_utf8_next(text, &at) : 0;

    if (at < text.len && !dt_unicode_is_letter(c) && !dt_unicode_is_number(c))
        c = dt_utf8_next(text, &at);
    return at == text.len && dt_unicode_is_upper(c);
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || dt_ascii_is_letter(c);
}

/* Whether the document has the word by itself elsewhere. */
static bool has_word(const struct dt_pdf *pdf, struct dt_str word)
{
    for (size_t i = 0; i < pdf->line_count; i++) {
        struct dt_str text = pdf->lines[i].text;

        if (text.ptr <= word.ptr && word.ptr < text.ptr + text.len)
            continue;
        for (size_t at = 0; (at = dt_str_find(text, word, at)) != SIZE_MAX;
             at++) {
            const size_t end = at + word.len;

            if ((at == 0 || !is_word_byte(text.ptr[at - 1])) &&
                (end == text.len || !is_word_byte(text.ptr[end])))
                return true;
        }
    }
    return false;
}

/* "A wall", but "All": the capital is a word, and so is what follows it. */
static bool is_word(const struct dt_pdf *pdf, struct dt_str capital,
                    struct dt_str text)
{
    struct dt_str word = {text.ptr, 0};

    if (capital.len != 1 || strchr("AIOEY", capital.ptr[0]) == NULL)
        return false;
    while (word.len < text.len && is_word_byte(text.ptr[word.len]))
        word.len++;
    return word.len > 0 && word.len <= WORD && has_word(pdf, word);
}

/* The lines of the text beside a capital, the highest first; how many. */
static size_t lines_beside(const struct dt_pdf *pdf,
                           const struct dt_pdf_page *page,
                           const struct dt_pdf_line *capital, float size,
                           size_t *beside)
{
    size_t n = 0;

    for (size_t i = page->first; i < page->first + page->count; i++) {
        const struct dt_pdf_line *line = &pdf->lines[i];
        const float middle = (line->top + line->bottom) / 2;

        if (line->size >= size * INITIAL_SIZE || n == LINES_BESIDE ||
            line->follows || middle < capital->top ||
            middle > capital->bottom || line->left < capital->right - 1 ||
            line->left > capital->right + INITIAL_WHITE * size)
            continue;
        beside[n++] = i;
        for (size_t k = n - 1;
             k > 0 && pdf->lines[beside[k]].top < pdf->lines[beside[k - 1]].top;
             k--) {
            const size_t lower = beside[k - 1];

            beside[k - 1] = beside[k];
            beside[k] = lower;
        }
    }
    return n;
}

/* Put a capital before a line, and the pieces that follow it on its row. */
static bool join(struct dt_pdf *pdf, const struct dt_pdf_page *page,
                 const struct dt_pdf_line *capital, size_t first,
                 struct dt_arena *arena)
{
    struct dt_pdf_line *line = &pdf->lines[first];
    const bool apart = is_word(pdf, capital->text, line->text);
    const size_t shift = capital->text.len + apart;
    const char *from = line->text.ptr;
    size_t last = first, len;
    char *text;

    while (last + 1 < page->first + page->count && pdf->lines[last + 1].follows)
        last++;
    len = (size_t)(pdf->lines[last].text.ptr - from) +
          pdf->lines[last].text.len;
    text = dt_arena_alloc(arena, shift + len);
    if (!text)
        return false;
    memset(text, ' ', shift);
    memcpy(text, capital->text.ptr, capital->text.len);
    memcpy(text + shift, from, len);
    for (size_t i = first + 1; i <= last; i++)
        pdf->lines[i].text.ptr = text + shift + (pdf->lines[i].text.ptr - from);
    line->text = (struct dt_str){text, shift + line->text.len};
    return true;
}

int dt_sheet_initials(struct dt_pdf *pdf, float size, bool *dropped,
                      struct dt_arena *arena, struct dt_err *err)
{
    size_t seen = 0, beside[LINES_BESIDE];

    for (size_t i = 0; i < pdf->line_count && seen < INITIALS; i++) {
        const struct dt_pdf_line *capital = &pdf->lines[i];
        const struct dt_pdf_page *page = &pdf->pages[capital->page];
        size_t n;

        if (capital->size < size * INITIAL_SIZE || !is_capital(capital->text))
            continue;
        seen++;
        n = lines_beside(pdf, page, capital, size, beside);
        if (n < 2)
            continue;
        if (!join(pdf, page, capital, beside[0], arena))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory");
        for (size_t k = 0; k < n; k++)
            pdf->lines[beside[k]].left = capital->left;
        dropped[i] = true;
    }
    return DT_OK;
}

#include "adapt/pdf_spaced.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum {
    LEAST = 4,     /* letters that prove it */
    LEAST_FAR = 3, /* where they are too far apart for words of one letter */
    LEAST_MORE = 2
};

/* White between two letters that is no space, to their height. */
static const double FAR = 0.35;

/* White between two words, to that between two letters. */
static const double WORD_WHITE = 1.5;

/* How many letters, each with a space behind it; 0 for anything else. */
static size_t count_letters(struct dt_str text)
{
    size_t at = 0, letters = 0;

    while (at < text.len) {
        const uint32_t c = dt_utf8_next(text, &at);

        if ((c < 0x80 && !dt_ascii_is_letter((char)c)) ||
            (at < text.len && text.ptr[at++] != ' '))
            return 0;
        letters++;
    }
    return letters;
}

/* Behind a letter and its space, up to the next letter. */
static double white_behind(const struct dt_pdf_box *letter)
{
    return letter[2].x1 - letter->x2;
}

static size_t least_letters(const struct dt_pdf_box *boxes, bool goes_on)
{
    if (goes_on)
        return LEAST_MORE;
    return white_behind(boxes) > FAR * (boxes->y2 - boxes->y1) ? LEAST_FAR
                                                               : LEAST;
}

bool dt_pdf_tighten(struct dt_str text, const struct dt_pdf_box *boxes,
                    size_t count, bool goes_on, struct dt_buf *out)
{
    const size_t letters = count_letters(text);
    double least = 1e6;
    size_t at = 0;

    if (letters < LEAST_MORE || count != 2 * letters - 1 ||
        letters < least_letters(boxes, goes_on))
        return false;
    for (size_t i = 0; i + 2 < count; i += 2)
        least = white_behind(boxes + i) < least ? white_behind(boxes + i)
                                                : least;
    dt_buf_reset(out);
    for (size_t i = 0; i < count; i += 2) {
        const size_t from = at;

        (void)dt_utf8_next(text, &at);
        dt_buf_add(out, text.ptr + from, at - from);
        at += at < text.len;
        if (i + 2 < count && white_behind(boxes + i) > least * WORD_WHITE)
            dt_buf_addc(out, ' ');
    }
    return true;
}

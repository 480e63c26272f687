#include "base/html_reference.h"

#include <stdint.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum { BEYOND = 0x110000 }; /* the first number that is no code point */

struct named {
    const char *name;       /* without "&"; with ";" unless it goes without */
    uint32_t first, second; /* second: 0 for none */
};

static const struct named names[] = {
#include "base/html_references.inc"
};

static int digit_of(char c, unsigned base)
{
    if (dt_ascii_is_digit(c))
        return c - '0';
    if (base == 16 && (c | 32) >= 'a' && (c | 32) <= 'f')
        return (c | 32) - 'a' + 10;
    return -1;
}

/* What a number stands for: numeric character reference end state. */
static uint32_t point_of(uint32_t number)
{
    /* Of 0x80 to 0x9F, as windows-1252 has them; 0 stays as it is. */
    static const uint16_t windows[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

    if (number == 0 || number >= BEYOND ||
        (number >= 0xD800 && number <= 0xDFFF))
        return 0xFFFD;
    if (number >= 0x80 && number <= 0x9F && windows[number - 0x80])
        return windows[number - 0x80];
    return number;
}

static size_t read_number(struct dt_str text, char *out, size_t *len)
{
    unsigned base = text.len > 2 && (text.ptr[2] | 32) == 'x' ? 16 : 10;
    size_t first = base == 16 ? 3 : 2, at = first;
    uint32_t number = 0;
    int digit;

    while (at < text.len && (digit = digit_of(text.ptr[at], base)) >= 0) {
        number = number * base + (uint32_t)digit;
        if (number > BEYOND)
            number = BEYOND;
        at++;
    }
    if (at == first)
        return 0;
    *len = dt_utf8_put(point_of(number), out);
    return at + (at < text.len && text.ptr[at] == ';');
}

/* First of names[low..high) whose letter at is not below the given one. */
static size_t bound(size_t low, size_t high, size_t at, unsigned letter)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if ((unsigned char)names[middle].name[at] < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest name that text begins with, or NULL; *size is its length. */
static const struct named *find(struct dt_str text, size_t *size)
{
    size_t low = 0, high = sizeof names / sizeof *names;
    const struct named *found = NULL;

    for (size_t i = 0; i < text.len; i++) {
        unsigned letter = (unsigned char)text.ptr[i];

        if (letter == 0)
            break; /* would be taken for a name's end */
        low = bound(low, high, i, letter);
        high = bound(low, high, i, letter + 1);
        if (low == high)
            break;
        if (names[low].name[i + 1] == '\0') {
            found = &names[low];
            *size = i + 1;
        }
    }
    return found;
}

static size_t read_name(struct dt_str text, bool in_attribute, char *out,
                        size_t *len)
{
    struct dt_str rest = {text.ptr + 1, text.len - 1};
    size_t size = 0;
    const struct named *named = find(rest, &size);

    if (!named)
        return 0;
    if (in_attribute && rest.ptr[size - 1] != ';' && size < rest.len &&
        (rest.ptr[size] == '=' || dt_ascii_is_alnum(rest.ptr[size])))
        return 0;
    *len = dt_utf8_put(named->first, out);
    if (named->second)
        *len += dt_utf8_put(named->second, out + *len);
    return size + 1;
}

size_t dt_html_reference(struct dt_str text, bool in_attribute,
                         char out[DT_HTML_REFERENCE_MAX], size_t *len)
{
    /* Nine of ten references on a page are one of these. */
    static const struct {
        const char *text, *out;
    } frequent[] = {{"&amp;", "&"},
                    {"&nbsp;", "\xC2\xA0"},
                    {"&quot;", "\""},
                    {"&lt;", "<"},
                    {"&gt;", ">"}};

    if (text.len < 2)
        return 0;
    if (text.ptr[1] == '#')
        return read_number(text, out, len);
    if (!dt_ascii_is_alnum(text.ptr[1]))
        return 0;
    for (size_t i = 0; i < sizeof frequent / sizeof *frequent; i++)
        if (dt_str_starts(text, DT_STR(frequent[i].text))) {
            *len = strlen(frequent[i].out);
            memcpy(out, frequent[i].out, *len);
            return strlen(frequent[i].text);
        }
    return read_name(text, in_attribute, out, len);
}

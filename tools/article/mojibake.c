#include "article/mojibake.h"

#include <stdbool.h>

#include "base/utf8.h"

/* The byte that windows-1252 reads as this character; 0 below 0x80. */
static unsigned char western_byte(uint32_t point)
{
    static const uint16_t high[32] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
        0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

    if (point >= 0xA0 && point <= 0xFF)
        return (unsigned char)point;
    for (unsigned i = 0; i < 32; i++)
        if (high[i] == point)
            return (unsigned char)(0x80 + i);
    return 0;
}

/*
 * Whether the characters from at on are one character's UTF-8, read as
 * windows-1252. The text profile has dropped or changed some of what such
 * bytes become: no-break spaces, soft hyphens, control characters.
 */
static bool is_twice(struct dt_str text, size_t at)
{
    unsigned char lead = western_byte(dt_utf8_next(text, &at)), next;
    unsigned more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1, seen = 0;

    if (lead > 0xF4 ||
        (lead > 0xC5 && lead < 0xE0 && !(lead >= 0xCE && lead <= 0xD1)))
        return false;
    for (; seen < more && at < text.len; seen++) {
        next = western_byte(dt_utf8_next(text, &at));
        if (next < 0x80 || next > 0xBF)
            break;
    }
    /* "â€" is what is left of closing quotation marks. */
    return seen == more || (lead == 0xE2 && seen == 1);
}

uint64_t dt_mojibake_count(struct dt_str text)
{
    uint64_t count = 0;
    size_t at = 0;

    /* Each lead byte became a letter of U+00C2 to U+00F4. */
    while (at < text.len) {
        const char *p = memchr(text.ptr + at, 0xC3, text.len - at);

        if (!p)
            break;
        at = (size_t)(p - text.ptr);
        count += (unsigned char)p[1] >= 0x82 && is_twice(text, at);
        at += 2;
    }
    return count;
}

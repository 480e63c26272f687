#include "base/utf8.h"

#include "base/utf8_x86.h"

/* What may follow a lead byte (Unicode, table 3-7): the second byte's range. */
struct lead {
    unsigned char len, low, high;
};

static struct lead lead_of(unsigned char c)
{
    if (c >= 0xC2 && c <= 0xDF)
        return (struct lead){2, 0x80, 0xBF};
    if (c >= 0xE0 && c <= 0xEF)
        return (struct lead){3, c == 0xE0 ? 0xA0 : 0x80,
                             c == 0xED ? 0x9F : 0xBF};
    if (c >= 0xF0 && c <= 0xF4)
        return (struct lead){4, c == 0xF0 ? 0x90 : 0x80,
                             c == 0xF4 ? 0x8F : 0xBF};
    return (struct lead){0, 0, 0};
}

static size_t ascii_run(const unsigned char *p, size_t len)
{
    const uint64_t high = 0x8080808080808080u;
    size_t at = 0;

    for (; len - at >= 32; at += 32) {
        uint64_t w[4];

        memcpy(w, p + at, sizeof w);
        if ((w[0] | w[1] | w[2] | w[3]) & high)
            break;
    }
    for (; len - at >= 8; at += 8) {
        uint64_t w;

        memcpy(&w, p + at, sizeof w);
        if (w & high)
            break;
    }
    while (at < len && p[at] < 0x80)
        at++;
    return at;
}

size_t dt_utf8_valid(struct dt_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t at = text.len >= 64 ? dt_utf8_valid_x86(text) : 0;

    for (;;) {
        struct lead lead;

        if (at < text.len && p[at] < 0x80)
            at += ascii_run(p + at, text.len - at);
        if (at >= text.len)
            return text.len;
        lead = lead_of(p[at]);
        if (lead.len == 0 || text.len - at < lead.len || p[at + 1] < lead.low ||
            p[at + 1] > lead.high)
            return at;
        for (size_t i = 2; i < lead.len; i++)
            if ((p[at + i] & 0xC0) != 0x80)
                return at;
        at += lead.len;
    }
}

size_t dt_utf8_broken(struct dt_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    struct lead lead = lead_of(p[0]);
    size_t at = 1;

    if (lead.len == 0 || text.len < 2 || p[1] < lead.low || p[1] > lead.high)
        return 1;
    while (++at < lead.len && at < text.len && (p[at] & 0xC0) == 0x80)
        ;
    return at;
}

bool dt_utf8_ascii(struct dt_str text)
{
    return text.len == 0 ||
           ascii_run((const unsigned char *)text.ptr, text.len) == text.len;
}

uint32_t dt_utf8_next(struct dt_str text, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + *at;

    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *at += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *at += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 |
               (p[2] & 0x3F);
    }
    *at += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
           (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

uint32_t dt_utf8_prev(struct dt_str text, size_t *at)
{
    size_t start = *at - 1, from;

    while (start > 0 && ((unsigned char)text.ptr[start] & 0xC0) == 0x80)
        start--;
    from = start;
    *at = start;
    return dt_utf8_next(text, &from);
}

size_t dt_utf8_put(uint32_t point, char out[4])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

size_t dt_utf8_count(struct dt_str text)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t count = text.len, at = 0;

    /* Less the bytes 10xxxxxx, of which eight are looked at in one word. */
    for (; text.len - at >= 8; at += 8) {
        uint64_t w;

        memcpy(&w, text.ptr + at, 8);
        count -= (size_t)(((w >> 7 & ~(w >> 6) & ones) * ones) >> 56);
    }
    for (; at < text.len; at++)
        count -= ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
    return count;
}

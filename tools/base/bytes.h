/*
 * bytes.h - sixteen bytes of a text that are looked at in one step.
 *
 * Layer   base. A comparison of two such vectors gives 0xFF for each byte of
 *         which it is true, and 0 for others: (here < ' ') | (here == '"').
 */
#ifndef DT_BASE_BYTES_H
#define DT_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char dt_bytes __attribute__((vector_size(16)));

/* The sixteen bytes from p on. */
static inline dt_bytes dt_bytes_at(const void *p)
{
    dt_bytes here;

    memcpy(&here, p, sizeof here);
    return here;
}

/* Where the first byte is, in memory, of which it is true: 16 for none. */
static inline size_t dt_bytes_first(dt_bytes marked)
{
#if defined __SSE2__
    typedef char bytes __attribute__((vector_size(16)));
    const int bits = __builtin_ia32_pmovmskb128((bytes)marked);

    return (size_t)__builtin_ctz((unsigned)bits | 1u << sizeof(dt_bytes));
#else
    uint64_t half[2];

    memcpy(half, &marked, sizeof half);
    if (!(half[0] | half[1]))
        return sizeof(dt_bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return half[0] ? (size_t)__builtin_clzll(half[0]) / 8
                   : 8 + (size_t)__builtin_clzll(half[1]) / 8;
#else
    return half[0] ? (size_t)__builtin_ctzll(half[0]) / 8
                   : 8 + (size_t)__builtin_ctzll(half[1]) / 8;
#endif
#endif
}

/* How many bytes of a text are this one. */
static inline size_t dt_bytes_count_of(char wanted, const char *text,
                                       size_t len)
{
    size_t count = 0;

    while (len) {
        /* So many steps that no byte of the sums overflows. */
        const size_t piece = len < 255 * sizeof(dt_bytes)
                                 ? len
                                 : 255 * sizeof(dt_bytes);
        dt_bytes sums = {0};
        size_t at = 0;

        for (; at + sizeof sums <= piece; at += sizeof sums)
            sums -= (dt_bytes)(dt_bytes_at(text + at) == (unsigned char)wanted);
        for (size_t i = 0; i < sizeof sums; i++)
            count += sums[i];
        for (; at < piece; at++)
            count += text[at] == wanted;
        text += piece;
        len -= piece;
    }
    return count;
}

/* How many bytes of a comparison are true. */
static inline unsigned dt_bytes_count(dt_bytes marked)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t half[2];

    memcpy(half, &marked, sizeof half);
    /* Bytes of 0 to 2, which the product adds up in its highest one. */
    return (unsigned)((((half[0] & ones) + (half[1] & ones)) * ones) >> 56);
}

#endif

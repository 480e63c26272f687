#include "base/utf8_x86.h"

#include "base/cpu.h"

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>
#include <stdbool.h>

enum { BLOCK = 32, WIDE = 64 };

#define AVX2 __attribute__((target("avx2,bmi")))
#define AVX512 __attribute__((target("avx512f,avx512bw")))

/* A fault of two bytes is one that all three tables have for them. */
enum {
    TOO_SHORT = 1 << 0,  /* a lead byte, then none that continues it */
    TOO_LONG = 1 << 1,   /* ASCII, then a byte that continues */
    OVERLONG_3 = 1 << 2, /* E0 and what two bytes could say */
    TOO_LARGE = 1 << 3,  /* above U+10FFFF: F4 90 */
    SURROGATE = 1 << 4,
    OVERLONG_2 = 1 << 5,
    TOO_LARGE_1000 = 1 << 6, /* the same: F5 and above, 80 */
    OVERLONG_4 = 1 << 6,
    TWO_CONTINUE = 1 << 7, /* fine behind a lead byte of three or four */
    ANY_LOW = TOO_SHORT | TOO_LONG | TWO_CONTINUE,
    ABOVE = TOO_LARGE | TOO_LARGE_1000,
    CONTINUES = TOO_LONG | OVERLONG_2 | TWO_CONTINUE
};

/* By the high and the low half of a byte, and the high half of the next. */
/* clang-format off */
static const unsigned char first_high[16] = {
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE,
    TOO_SHORT | OVERLONG_2,
    TOO_SHORT,
    TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4};
static const unsigned char first_low[16] = {
    ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
    ANY_LOW | OVERLONG_2,
    ANY_LOW, ANY_LOW,
    ANY_LOW | TOO_LARGE,
    ANY_LOW | ABOVE, ANY_LOW | ABOVE, ANY_LOW | ABOVE, ANY_LOW | ABOVE,
    ANY_LOW | ABOVE, ANY_LOW | ABOVE, ANY_LOW | ABOVE, ANY_LOW | ABOVE,
    ANY_LOW | ABOVE | SURROGATE,
    ANY_LOW | ABOVE, ANY_LOW | ABOVE};
static const unsigned char second_high[16] = {
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    CONTINUES | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
    CONTINUES | OVERLONG_3 | TOO_LARGE,
    CONTINUES | SURROGATE | TOO_LARGE,
    CONTINUES | SURROGATE | TOO_LARGE,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT};
/* clang-format on */

AVX2 static inline __m256i look_up(const unsigned char table[16],
                                   __m256i halves)
{
    const __m128i half = _mm_loadu_si128((const __m128i *)(const void *)table);

    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), halves);
}

AVX2 static inline __m256i high_half(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4),
                            _mm256_set1_epi8(0x0F));
}

/* Not zero where in, behind the bytes before it, is at fault. */
AVX2 static inline __m256i faults(__m256i before, __m256i in)
{
    const __m256i joined = _mm256_permute2x128_si256(before, in, 0x21);
    const __m256i one = _mm256_alignr_epi8(in, joined, 15);
    const __m256i two = _mm256_alignr_epi8(in, joined, 14);
    const __m256i three = _mm256_alignr_epi8(in, joined, 13);
    const __m256i pair = _mm256_and_si256(
        _mm256_and_si256(
            look_up(first_high, high_half(one)),
            look_up(first_low, _mm256_and_si256(one, _mm256_set1_epi8(0x0F)))),
        look_up(second_high, high_half(in)));
    /* Above 0x7F where a third or fourth byte must continue. */
    const __m256i later =
        _mm256_or_si256(_mm256_subs_epu8(two, _mm256_set1_epi8(0xE0 - 0x80)),
                        _mm256_subs_epu8(three, _mm256_set1_epi8(0xF0 - 0x80)));

    return _mm256_xor_si256(
        _mm256_and_si256(later, _mm256_set1_epi8((char)0x80)), pair);
}

/* The start of the character that the last bytes before at may begin. */
static size_t boundary(const char *p, size_t at)
{
    for (size_t back = 1; back <= 3 && back <= at; back++)
        if ((unsigned char)p[at - back] >= 0xC0)
            return at - back;
    return at;
}

/* Past what is ASCII no block is asked again: the answer would be guessed. */
AVX2 static size_t valid_avx2(struct dt_str text)
{
    __m256i before = _mm256_setzero_si256();
    bool ascii = true;
    size_t at = 0;

    for (; text.len - at >= BLOCK; at += BLOCK) {
        const __m256i in =
            _mm256_loadu_si256((const __m256i *)(const void *)(text.ptr + at));
        __m256i at_fault;

        ascii = ascii && _mm256_movemask_epi8(in) == 0;
        if (ascii)
            continue;
        at_fault = faults(before, in);
        if (!_mm256_testz_si256(at_fault, at_fault))
            break;
        before = in;
    }
    return boundary(text.ptr, at);
}

AVX512 static inline __m512i look_up_wide(const unsigned char table[16],
                                          __m512i halves)
{
    const __m128i half = _mm_loadu_si128((const __m128i *)(const void *)table);

    return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(half), halves);
}

/* As faults(). */
AVX512 static inline bool is_at_fault(__m512i before, __m512i in)
{
    const __m512i low = _mm512_set1_epi8(0x0F);
    const __m512i joined = _mm512_alignr_epi64(in, before, 6);
    const __m512i one = _mm512_alignr_epi8(in, joined, 15);
    const __m512i two = _mm512_alignr_epi8(in, joined, 14);
    const __m512i three = _mm512_alignr_epi8(in, joined, 13);
    const __m512i pair = _mm512_and_si512(
        _mm512_and_si512(
            look_up_wide(first_high,
                         _mm512_and_si512(_mm512_srli_epi16(one, 4), low)),
            look_up_wide(first_low, _mm512_and_si512(one, low))),
        look_up_wide(second_high,
                     _mm512_and_si512(_mm512_srli_epi16(in, 4), low)));
    const __m512i later =
        _mm512_or_si512(_mm512_subs_epu8(two, _mm512_set1_epi8(0xE0 - 0x80)),
                        _mm512_subs_epu8(three, _mm512_set1_epi8(0xF0 - 0x80)));
    const __m512i at_fault = _mm512_xor_si512(
        _mm512_and_si512(later, _mm512_set1_epi8((char)0x80)), pair);

    return _mm512_test_epi8_mask(at_fault, at_fault) != 0;
}

AVX512 static size_t valid_avx512(struct dt_str text)
{
    __m512i before = _mm512_setzero_si512();
    bool ascii = true;
    size_t at = 0;

    for (; text.len - at >= WIDE; at += WIDE) {
        const __m512i in = _mm512_loadu_si512(text.ptr + at);

        ascii = ascii && _mm512_movepi8_mask(in) == 0;
        if (ascii)
            continue;
        if (is_at_fault(before, in))
            break;
        before = in;
    }
    return boundary(text.ptr, at);
}

size_t dt_utf8_valid_x86(struct dt_str text)
{
    switch (dt_cpu_level()) {
    case DT_CPU_AVX512:
        return valid_avx512(text);
    case DT_CPU_AVX2:
        return valid_avx2(text);
    default:
        return 0;
    }
}

#else

size_t dt_utf8_valid_x86(struct dt_str text)
{
    (void)text;
    return 0;
}

#endif

#include "article/fold_x86.h"

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

enum { BLOCK = 32, WIDE = DT_FOLD_SLACK };

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt")))
#define AVX512                                                                \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2," \
                          "bmi,bmi2,lzcnt,popcnt")))

/* Bytes from first on, count of them; those above 0x7F are never among them. */
AVX2 static inline __m256i is_from(__m256i bytes, char first, char count)
{
    __m256i away = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));

    return _mm256_cmpeq_epi8(
        _mm256_min_epu8(away, _mm256_set1_epi8((char)(count - 1))), away);
}

AVX2 static inline uint32_t mask_of(__m256i bytes)
{
    return (uint32_t)_mm256_movemask_epi8(bytes);
}

AVX2 void dt_fold_ascii_avx2(struct dt_str text, char *out, size_t floor,
                             struct dt_fold_state *s)
{
    const __m256i space = _mm256_set1_epi8(' ');
    struct dt_fold_state now = *s;

    while (text.len - now.at >= BLOCK) {
        const bool spaced = now.to == floor || out[now.to - 1] == ' ';
        const __m256i in = _mm256_loadu_si256(
            (const __m256i *)(const void *)(text.ptr + now.at));
        const __m256i lower =
            _mm256_or_si256(in, _mm256_and_si256(is_from(in, 'A', 26), space));
        const __m256i word = _mm256_or_si256(is_from(lower, 'a', 26),
                                             is_from(lower, '0', 10));
        const uint32_t others = ~mask_of(word);
        const uint32_t dropped = others & (others << 1 | spaced);
        const uint32_t special = mask_of(in) | mask_of(_mm256_cmpeq_epi8(
                                                   in, _mm256_set1_epi8('\'')));
        const uint32_t ends = dropped | special;
        /* Up to what is dropped all bytes stay side by side. */
        const unsigned count = _tzcnt_u32(ends);
        uint32_t gaps = mask_of(
            _mm256_or_si256(_mm256_cmpeq_epi8(in, space),
                            _mm256_cmpeq_epi8(in, _mm256_set1_epi8('\n'))));

        _mm256_storeu_si256((__m256i *)(void *)(out + now.to),
                            _mm256_blendv_epi8(space, lower, word));
        gaps = _bzhi_u32(gaps, count);
        if (gaps) {
            unsigned behind = 32 - _lzcnt_u32(gaps);

            now.word = now.at + behind;
            now.word_start = now.to + behind;
        }
        now.at += count;
        now.to += count;
        if (count == BLOCK)
            continue;
        if (special >> count & 1)
            break;
        now.at++;
        if (text.ptr[now.at - 1] == ' ' || text.ptr[now.at - 1] == '\n') {
            now.word = now.at;
            now.word_start = now.to;
        }
    }
    *s = now;
}

AVX512 static inline uint64_t mask_from(__m512i bytes, char first, char count)
{
    return _mm512_cmplt_epu8_mask(
        _mm512_sub_epi8(bytes, _mm512_set1_epi8(first)),
        _mm512_set1_epi8(count));
}

AVX512 static inline uint64_t mask_equal(__m512i bytes, unsigned char value)
{
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)value));
}

/* What the bytes of a block are, a bit a byte. */
struct block {
    __m512i lower;
    uint64_t known; /* by what they are, whatever may be around them */
    uint64_t letter, word;
    uint64_t apostrophe, quote; /* of one byte, and the last of three */
};

AVX512 static inline struct block look(__m512i in)
{
    const __m512i last =
        _mm512_permutexvar_epi8(in, _mm512_loadu_si512(dt_fold_last));
    const uint64_t ascii = ~_mm512_movepi8_mask(in);
    const uint64_t upper = mask_from(in, 'A', 26);
    const uint64_t continues = mask_from(in, (char)0x80, 0x40);
    const uint64_t latin =
        mask_equal(in, 0xC3) << 1 & continues &
        _mm512_test_epi8_mask(last, _mm512_set1_epi8(DT_FOLD_LATIN));
    const uint64_t sign = mask_equal(in, 0xC2) << 1 & continues &
                          _mm512_test_epi8_mask(last,
                                                _mm512_set1_epi8(DT_FOLD_SIGN));
    const uint64_t mark =
        (mask_equal(in, 0xE2) << 1 & mask_equal(in, 0x80)) << 1 & continues &
        _mm512_test_epi8_mask(last, _mm512_set1_epi8(DT_FOLD_MARK));
    struct block b;

    b.lower = _mm512_or_si512(
        in, _mm512_maskz_mov_epi8(upper | latin, _mm512_set1_epi8(0x20)));
    b.known = ascii | latin | latin >> 1 | sign | sign >> 1 | mark | mark >> 1 |
              mark >> 2;
    b.letter = mask_from(b.lower, 'a', 26) | latin | latin >> 1;
    b.word = b.letter | mask_from(in, '0', 10);
    b.apostrophe = mask_equal(in, '\'');
    b.quote = mark &
              _mm512_test_epi8_mask(last, _mm512_set1_epi8(DT_FOLD_QUOTE));
    return b;
}

/* What is dropped is squeezed out of the register, without a branch. */
AVX512 void dt_fold_common_avx512(struct dt_str text, char *out, size_t floor,
                                  struct dt_fold_state *s)
{
    const __m512i space = _mm512_set1_epi8(' ');
    struct dt_fold_state now = *s;
    uint64_t spaced = now.to == floor || out[now.to - 1] == ' ';
    const unsigned char before = now.at > now.word
                                     ? (unsigned char)text.ptr[now.at - 1]
                                     : ' ';
    uint64_t letter_before = (before | 32u) - 'a' < 26u;
    uint64_t known_before = before < 0x80;

    while (now.at < text.len) {
        const size_t left = text.len - now.at;
        const uint64_t there = _bzhi_u64(UINT64_MAX,
                                         left < WIDE ? (unsigned)left : WIDE);
        const __m512i in = _mm512_maskz_loadu_epi8(there, text.ptr + now.at);
        const struct block b = look(in);
        /* Quotation marks whose neighbours are in the dark. */
        const uint64_t dark_left = ~(b.known << 1 | known_before);
        const uint64_t dark_right = ~(b.known >> 1);
        const uint64_t dark = (b.apostrophe & (dark_left | dark_right)) |
                              (b.quote >> 2 & (dark_left | dark_right >> 2));
        const unsigned count = (unsigned)_tzcnt_u64(~b.known | dark | ~there);
        const uint64_t all = _bzhi_u64(UINT64_MAX, count);
        /* Between letters they vanish. */
        const uint64_t behind = b.letter << 1 | letter_before;
        const uint64_t one = b.apostrophe & behind & b.letter >> 1;
        const uint64_t three = b.quote & behind << 2 & b.letter >> 1;
        const uint64_t kept = (b.word | ~(~b.word << 1 | spaced)) &
                              ~(one | three | three >> 1 | three >> 2) & all;
        const uint64_t gaps = (mask_equal(in, ' ') | mask_equal(in, '\n')) &
                              all;

        if (count == 0)
            break;
        _mm512_storeu_si512(
            out + now.to,
            _mm512_maskz_compress_epi8(
                kept, _mm512_mask_mov_epi8(space, b.word, b.lower)));
        if (gaps) {
            unsigned end = 64 - (unsigned)_lzcnt_u64(gaps);

            now.word = now.at + end;
            now.word_start = now.to +
                             (size_t)_mm_popcnt_u64(_bzhi_u64(kept, end));
        }
        now.to += (size_t)_mm_popcnt_u64(kept);
        now.at += WIDE;
        spaced = ~b.word >> (WIDE - 1);
        letter_before = b.letter >> (WIDE - 1);
        known_before = 1;
        /* A branch that is guessed: the next load need not wait for it. */
        if (count < WIDE) {
            now.at -= WIDE - count;
            spaced = ~b.word >> (count - 1) & 1;
            letter_before = b.letter >> (count - 1) & 1;
        }
    }
    *s = now;
}

#else

void dt_fold_common_avx512(struct dt_str text, char *out, size_t floor,
                           struct dt_fold_state *s)
{
    (void)text, (void)out, (void)floor, (void)s;
}

void dt_fold_ascii_avx2(struct dt_str text, char *out, size_t floor,
                        struct dt_fold_state *s)
{
    (void)text, (void)out, (void)floor, (void)s;
}

#endif

#include "article/fold_ascii.h"

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

enum { BLOCK = 32, WIDE = DT_FOLD_SLACK };

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt")))
#define AVX512             \
    __attribute__((target( \
        "avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))

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

AVX512 static inline __mmask64 mask_from(__m512i bytes, char first, char count)
{
    return _mm512_cmplt_epu8_mask(
        _mm512_sub_epi8(bytes, _mm512_set1_epi8(first)),
        _mm512_set1_epi8(count));
}

/* What is dropped is squeezed out of the register, without a branch. */
AVX512 void dt_fold_ascii_avx512(struct dt_str text, char *out, size_t floor,
                                 struct dt_fold_state *s)
{
    const __m512i space = _mm512_set1_epi8(' ');
    struct dt_fold_state now = *s;
    uint64_t spaced = now.to == floor || out[now.to - 1] == ' ';
    uint64_t special = 0;

    while (now.at < text.len && !special) {
        const size_t left = text.len - now.at;
        const uint64_t there = _bzhi_u64(UINT64_MAX,
                                         left < WIDE ? (unsigned)left : WIDE);
        const __m512i in = _mm512_maskz_loadu_epi8(there, text.ptr + now.at);
        const __m512i lower = _mm512_or_si512(
            in, _mm512_maskz_mov_epi8(mask_from(in, 'A', 26), space));
        const uint64_t word = mask_from(lower, 'a', 26) |
                              mask_from(lower, '0', 10);
        const uint64_t kept = word | ~(~word << 1 | spaced);
        uint64_t gaps = _mm512_cmpeq_epi8_mask(in, space) |
                        _mm512_cmpeq_epi8_mask(in, _mm512_set1_epi8('\n'));
        unsigned count;
        uint64_t all;

        special = _mm512_movepi8_mask(in) |
                  _mm512_cmpeq_epi8_mask(in, _mm512_set1_epi8('\''));
        count = (unsigned)_tzcnt_u64(special | ~there);
        all = _bzhi_u64(UINT64_MAX, count);
        gaps &= all;
        _mm512_storeu_si512(
            out + now.to,
            _mm512_maskz_compress_epi8(
                kept & all, _mm512_mask_mov_epi8(space, word, lower)));
        if (gaps) {
            unsigned behind = 64 - (unsigned)_lzcnt_u64(gaps);

            now.word = now.at + behind;
            now.word_start =
                now.to + (size_t)_mm_popcnt_u64(_bzhi_u64(kept & all, behind));
        }
        now.to += (size_t)_mm_popcnt_u64(kept & all);
        now.at += count;
        spaced = ~word >> 63;
    }
    *s = now;
}

#else

void dt_fold_ascii_avx512(struct dt_str text, char *out, size_t floor,
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

#include "article/words.h"

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>
#include <string.h>

/* Bytes that are looked at together, and that a load may reach beyond. */
enum { BLOCK = 64, SLACK = 16 };

#define AVX2 __attribute__((target("avx2,bmi,bmi2")))
#define AVX512 __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))

/* Where among 64 bytes spaces are; false where one may need its character. */
AVX2 static inline bool find_spaces(const char *p, uint64_t *spaces)
{
    const __m256i space = _mm256_set1_epi8(' ');
    const __m256i lead = _mm256_set1_epi8((char)0xE0);
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    __m256i most = _mm256_max_epu8(_mm256_max_epu8(a, b), lead);

    *spaces =
        (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, space)) |
        (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, space))
            << 32;
    /* The greatest is 0xE0 itself where none is above, or is it. */
    return (uint32_t)_mm256_movemask_epi8(
               _mm256_cmpeq_epi8(_mm256_max_epu8(a, b), most)) == 0;
}

/* Without branches on the length, which would be guessed wrong too often. */
AVX2 static inline uint64_t hash_short(const struct dt_shingle_key *key,
                                       const char *word, size_t len)
{
    const unsigned bits = (unsigned)len * 8;
    uint64_t low, high;

    memcpy(&low, word, 8);
    memcpy(&high, word + 8, 8);
    low = _bzhi_u64(low, bits);
    high = _bzhi_u64(high, (bits - 64) & (0u - (bits > 64)));
    return dt_words_finish(key, low, high, key->word[0] ^ len);
}

AVX2 size_t dt_words_hash_avx2(const struct dt_shingle_key *key,
                               struct dt_str fold, size_t *at, uint64_t *out,
                               size_t room)
{
    const struct dt_shingle_key mine = *key; /* which out cannot change */
    const char *p = fold.ptr;
    size_t start = *at, block = *at, count = 0;
    uint64_t spaces;

    while (fold.len - block >= BLOCK + SLACK && room - count > BLOCK &&
           find_spaces(p + block, &spaces)) {
        for (; spaces; spaces = _blsr_u64(spaces)) {
            size_t end = block + (size_t)_tzcnt_u64(spaces);

            if (end - start > 16) {
                *at = start;
                return count;
            }
            out[count] = hash_short(&mine, p + start, end - start);
            count += end > start;
            start = end + 1;
        }
        block += BLOCK;
    }
    *at = start;
    return count;
}

AVX512 static inline __m512i mix(__m512i x)
{
    x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 30));
    x = _mm512_mullo_epi64(x,
                           _mm512_set1_epi64((long long)0xbf58476d1ce4e5b9u));
    x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 27));
    x = _mm512_mullo_epi64(x,
                           _mm512_set1_epi64((long long)0x94d049bb133111ebu));
    return _mm512_xor_si512(x, _mm512_srli_epi64(x, 31));
}

/* Eight runs side by side, each by Horner's rule. */
AVX512 size_t dt_words_run_avx512(const struct dt_shingle_key *key,
                                  uint64_t *words, size_t count)
{
    const __m512i base = _mm512_set1_epi64((long long)key->base);
    const __m512i secret = _mm512_set1_epi64((long long)key->word[0]);
    size_t i = 0;

    for (; count - i >= 8; i += 8) {
        __m512i sum = _mm512_loadu_si512(words + i);

        for (unsigned j = 1; j < key->words; j++)
            sum = _mm512_add_epi64(_mm512_mullo_epi64(sum, base),
                                   _mm512_loadu_si512(words + i + j));
        _mm512_storeu_si512(words + i, mix(_mm512_xor_si512(sum, secret)));
    }
    return i;
}

#else

size_t dt_words_hash_avx2(const struct dt_shingle_key *key, struct dt_str fold,
                          size_t *at, uint64_t *out, size_t room)
{
    (void)key, (void)fold, (void)at, (void)out, (void)room;
    return 0;
}

size_t dt_words_run_avx512(const struct dt_shingle_key *key, uint64_t *words,
                           size_t count)
{
    (void)key, (void)words, (void)count;
    return 0;
}

#endif

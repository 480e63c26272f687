/* Hashes of words and of their runs, many at a time (words.h). */
#include "article/words.h"

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>
#include <stdbool.h>
#include <string.h>

#include "base/cpu.h"

/*
 * Bytes that are looked at together, how many blocks of them are listed at a
 * time, and how far a load may reach beyond them.
 */
enum { BLOCK = 64, BLOCKS = DT_WORDS_ROOM / BLOCK, SLACK = 64 };

/* Words whose bytes fit two registers of 64 bits are short. */
enum { SHORT = 16, EIGHT = 8 };

#define AVX2 __attribute__((target("avx2,bmi,bmi2")))
#define AVX512             \
    __attribute__((target( \
        "avx512f,avx512dq,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,popcnt")))

/*
 * The spaces behind words, counted from where the listing started. The first
 * is the one before the first word, which may be at -1.
 */
struct spaces {
    uint16_t at[1 + DT_WORDS_ROOM + BLOCK];
    size_t count, bytes; /* spaces, and bytes that were looked at */
};

AVX2 static inline uint32_t mask_equal(__m256i a, __m256i b)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, b));
}

/* Up to a byte that may need its character. */
AVX2 static void list_avx2(const char *p, size_t blocks, struct spaces *s)
{
    const __m256i space = _mm256_set1_epi8(' ');
    const __m256i lead = _mm256_set1_epi8((char)0xE0);

    for (; blocks > 0; blocks--, s->bytes += BLOCK) {
        const __m256i *in = (const __m256i *)(const void *)(p + s->bytes);
        const __m256i a = _mm256_loadu_si256(in);
        const __m256i b = _mm256_loadu_si256(in + 1);
        const __m256i most = _mm256_max_epu8(a, b);
        uint64_t found = mask_equal(a, space) | (uint64_t)mask_equal(b, space)
                                                    << 32;

        if (mask_equal(_mm256_max_epu8(most, lead), most))
            return;
        for (; found; found = _blsr_u64(found))
            s->at[s->count++] = (uint16_t)(s->bytes + _tzcnt_u64(found));
    }
}

/* clang-format off */
#define FOUR(n) (n), (n) + 1, (n) + 2, (n) + 3
#define SIXTEEN(n) FOUR(n), FOUR((n) + 4), FOUR((n) + 8), FOUR((n) + 12)
/* clang-format on */

/* The same, by squeezing the numbers of lanes with a space together. */
AVX512 static void list_avx512(const char *p, size_t blocks, struct spaces *s)
{
    static const unsigned char lanes[BLOCK] = {SIXTEEN(0), SIXTEEN(16),
                                               SIXTEEN(32), SIXTEEN(48)};
    const __m512i all = _mm512_loadu_si512(lanes);

    for (; blocks > 0; blocks--, s->bytes += BLOCK) {
        const __m512i in = _mm512_loadu_si512(p + s->bytes);
        const uint64_t found = _mm512_cmpeq_epi8_mask(in,
                                                      _mm512_set1_epi8(' '));
        const __m512i from = _mm512_set1_epi16((short)s->bytes);
        const __m512i at = _mm512_maskz_compress_epi8(found, all);
        const __m256i first = _mm512_castsi512_si256(at);
        const __m256i second = _mm512_extracti64x4_epi64(at, 1);

        if (_mm512_cmpge_epu8_mask(in, _mm512_set1_epi8((char)0xE0)))
            return;
        _mm512_storeu_si512(
            s->at + s->count,
            _mm512_add_epi16(_mm512_cvtepu8_epi16(first), from));
        _mm512_storeu_si512(
            s->at + s->count + BLOCK / 2,
            _mm512_add_epi16(_mm512_cvtepu8_epi16(second), from));
        s->count += (size_t)_mm_popcnt_u64(found);
    }
}

/* Without branches on the length, which would be guessed wrong too often. */
static inline uint64_t hash_short(const struct dt_shingle_key *key,
                                  const char *word, size_t len)
{
    /* From SHORT - len on, len bytes of it are all ones. */
    static const unsigned char ones[2 * SHORT] = {
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    uint64_t low, high, low_ones, high_ones;

    memcpy(&low, word, 8);
    memcpy(&high, word + 8, 8);
    memcpy(&low_ones, ones + SHORT - len, 8);
    memcpy(&high_ones, ones + SHORT - len + 8, 8);
    return dt_words_finish(key, low & low_ones, high & high_ones,
                           key->word[0] ^ len);
}

/*
 * Hash words of the text at p, the first of them behind s->at[*i], up to most
 * of them, or to one that is not short; how many of them had any bytes.
 */
static inline size_t hash_each(const struct dt_shingle_key *key, const char *p,
                               const struct spaces *s, size_t *i, size_t most,
                               uint64_t *out)
{
    const struct dt_shingle_key mine = *key; /* which out cannot change */
    size_t count = 0;

    for (; most > 0 && *i + 1 < s->count; most--, ++*i) {
        const size_t start = (uint16_t)(s->at[*i] + 1);
        const size_t len = s->at[*i + 1] - start;

        if (len > SHORT)
            break;
        out[count] = hash_short(&mine, p + start, len);
        count += len > 0;
    }
    return count;
}

/* Four words of so many bytes, from p on, each at the start of 16 bytes. */
AVX512 static inline __m512i spread(const char *p, __m512i lens)
{
    static const unsigned char places[BLOCK] = {SIXTEEN(0), SIXTEEN(0),
                                                SIXTEEN(0), SIXTEEN(0)};
    const __m512i in = _mm512_loadu_si512(p);
    const __mmask64 letters = _mm512_cmpneq_epi8_mask(in,
                                                      _mm512_set1_epi8(' '));

    return _mm512_maskz_expand_epi8(
        _mm512_cmplt_epu8_mask(_mm512_loadu_si512(places), lens),
        _mm512_maskz_compress_epi8(letters, in));
}

/* As dt_words_product(), of eight pairs: by halves, as on paper. */
AVX512 static inline __m512i product(__m512i a, __m512i b)
{
    const __m512i a_high = _mm512_srli_epi64(a, 32);
    const __m512i b_high = _mm512_srli_epi64(b, 32);
    const __m512i half = _mm512_set1_epi64(UINT32_MAX);
    const __m512i lowest = _mm512_mul_epu32(a, b);
    const __m512i x = _mm512_add_epi64(_mm512_mul_epu32(a_high, b),
                                       _mm512_srli_epi64(lowest, 32));
    const __m512i y = _mm512_add_epi64(_mm512_mul_epu32(a, b_high),
                                       _mm512_and_si512(x, half));
    const __m512i high =
        _mm512_add_epi64(_mm512_add_epi64(_mm512_mul_epu32(a_high, b_high),
                                          _mm512_srli_epi64(x, 32)),
                         _mm512_srli_epi64(y, 32));
    const __m512i low = _mm512_mask_mov_epi32(_mm512_slli_epi64(y, 32), 0x5555,
                                              lowest);

    return _mm512_xor_si512(low, high);
}

/* The eight words behind at[0]; false where one is empty or not short. */
AVX512 static inline bool hash_eight(const struct dt_shingle_key *key,
                                     const char *p, const uint16_t *at,
                                     uint64_t *out)
{
    const __m128i before = _mm_loadu_si128((const __m128i *)(const void *)at);
    const __m128i behind =
        _mm_loadu_si128((const __m128i *)(const void *)(at + 1));
    /* One less than its length, which of an empty word is the greatest. */
    const __m128i less = _mm_sub_epi16(_mm_sub_epi16(behind, before),
                                       _mm_set1_epi16(2));
    const size_t first = (uint16_t)(at[0] + 1), fifth = at[4] + (size_t)1;
    const long long each = 0x0808080808080808;
    /* To each byte of sixteen the length of their word, from its eight. */
    const __m512i four = _mm512_set_epi64(3 * each, 3 * each, 2 * each,
                                          2 * each, each, each, 0, 0);
    const __m512i evens = _mm512_set_epi64(14, 12, 10, 8, 6, 4, 2, 0);
    const __m512i odds = _mm512_set_epi64(15, 13, 11, 9, 7, 5, 3, 1);
    __m512i len, sum, a, b, low, high;

    if (_mm_cmpge_epu16_mask(less, _mm_set1_epi16(SHORT)) ||
        at[4] - first > BLOCK || at[8] - fifth > BLOCK)
        return false;
    len = _mm512_add_epi64(_mm512_cvtepu16_epi64(less), _mm512_set1_epi64(1));
    a = spread(p + first, _mm512_permutexvar_epi8(four, len));
    b = spread(p + fifth,
               _mm512_permutexvar_epi8(
                   _mm512_add_epi8(four, _mm512_set1_epi8(BLOCK / 2)), len));
    low = _mm512_permutex2var_epi64(a, evens, b);
    high = _mm512_permutex2var_epi64(a, odds, b);
    sum = _mm512_xor_si512(_mm512_set1_epi64((long long)key->word[0]), len);
    low = _mm512_xor_si512(
        low, _mm512_xor_si512(sum, _mm512_set1_epi64((long long)key->word[1])));
    high = _mm512_xor_si512(high, _mm512_set1_epi64((long long)key->word[2]));
    _mm512_storeu_si512(out, _mm512_add_epi64(sum, product(low, high)));
    return true;
}

/* As hash_each() of all. */
AVX512 static size_t hash_avx512(const struct dt_shingle_key *key,
                                 const char *p, const struct spaces *s,
                                 size_t *i, uint64_t *out)
{
    const struct dt_shingle_key mine = *key;
    size_t count = 0;

    while (*i + EIGHT < s->count) {
        const size_t from = *i;

        if (hash_eight(&mine, p, s->at + from, out + count)) {
            count += EIGHT;
            *i += EIGHT;
        } else {
            count += hash_each(&mine, p, s, i, EIGHT, out + count);
            if (*i < from + EIGHT)
                return count;
        }
    }
    return count + hash_each(&mine, p, s, i, EIGHT, out + count);
}

/* What is known of up to blocks blocks at p; *at moves behind its words. */
static size_t hash_blocks(const struct dt_shingle_key *key, const char *p,
                          size_t blocks, size_t *at, uint64_t *out, bool *more)
{
    struct spaces s;
    size_t i = 0, count;

    s.at[0] = (uint16_t)-1;
    s.count = 1;
    s.bytes = 0;
    if (dt_cpu_level() >= DT_CPU_AVX512) {
        list_avx512(p, blocks, &s);
        count = hash_avx512(key, p, &s, &i, out);
    } else {
        list_avx2(p, blocks, &s);
        count = hash_each(key, p, &s, &i, SIZE_MAX, out);
    }
    *at += (uint16_t)(s.at[i] + 1);
    *more = i > 0 && i + 1 == s.count && s.bytes == blocks * BLOCK;
    return count;
}

size_t dt_words_hash_x86(const struct dt_shingle_key *key, struct dt_str fold,
                         size_t *at, uint64_t *out, size_t room)
{
    bool more = true;
    size_t count = 0;

    while (more && fold.len - *at >= BLOCK + SLACK &&
           room - count >= DT_WORDS_ROOM) {
        const size_t blocks = (fold.len - *at - SLACK) / BLOCK;

        count += hash_blocks(key, fold.ptr + *at,
                             blocks < BLOCKS ? blocks : BLOCKS, at, out + count,
                             &more);
    }
    /* The end, with a space behind it, where loads may reach beyond it. */
    if (more && fold.len - *at < BLOCK + SLACK &&
        room - count >= DT_WORDS_ROOM) {
        const size_t left = fold.len - *at;
        char tail[2 * BLOCK + SLACK] = {0};

        memcpy(tail, fold.ptr + *at, left);
        tail[left] = ' ';
        count += hash_blocks(key, tail, left / BLOCK + 1, at, out + count,
                             &more);
        if (*at > fold.len)
            *at = fold.len;
    }
    return count;
}

AVX512 static inline __m512i mix(__m512i x)
{
    x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 32));
    x = _mm512_mullo_epi64(x, _mm512_set1_epi64((long long)DT_WORDS_MIX));
    return _mm512_xor_si512(x, _mm512_srli_epi64(x, 32));
}

/* Eight runs side by side. */
AVX512 size_t dt_words_run_avx512(const struct dt_shingle_key *key,
                                  uint64_t *words, size_t count)
{
    const __m512i secret = _mm512_set1_epi64((long long)key->word[0]);
    size_t i = 0;

    for (; count - i >= 8; i += 8) {
        __m512i sum = _mm512_loadu_si512(words + i);

        for (unsigned j = 1; j < key->words; j++)
            sum = _mm512_xor_si512(_mm512_rol_epi64(sum, DT_WORDS_TURN),
                                   _mm512_loadu_si512(words + i + j));
        _mm512_storeu_si512(words + i, mix(_mm512_xor_si512(sum, secret)));
    }
    return i;
}

#else

size_t dt_words_hash_x86(const struct dt_shingle_key *key, struct dt_str fold,
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

#include "base/json_plain.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/cpu.h"

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>

/* Thirty-two at a time, and to the very byte but for the last thirty-one. */
__attribute__((target("avx2,bmi"))) static size_t plain_avx2(const char *p,
                                                             size_t len)
{
    const __m256i quote = _mm256_set1_epi8('"');
    const __m256i slash = _mm256_set1_epi8('\\');
    const __m256i last = _mm256_set1_epi8(0x1F);
    size_t at = 0;

    for (; len - at >= 32; at += 32) {
        __m256i in =
            _mm256_loadu_si256((const __m256i *)(const void *)(p + at));
        __m256i ends =
            _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(in, quote),
                                            _mm256_cmpeq_epi8(in, slash)),
                            _mm256_cmpeq_epi8(_mm256_min_epu8(in, last), in));
        uint32_t mask = (uint32_t)_mm256_movemask_epi8(ends);

        if (mask)
            return at + _tzcnt_u32(mask);
    }
    return at;
}

/* But for the last bytes; *found when it stopped at a backslash. */
__attribute__((target("avx2,bmi"))) static size_t
copy_avx2(char *to, const char *from, size_t len, bool *found)
{
    const __m256i slash = _mm256_set1_epi8('\\');
    size_t at = 0;

    for (; len - at >= 32; at += 32) {
        __m256i in =
            _mm256_loadu_si256((const __m256i *)(const void *)(from + at));
        uint32_t mask =
            (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(in, slash));

        _mm256_storeu_si256((__m256i *)(void *)(to + at), in);
        if (mask) {
            *found = true;
            return at + _tzcnt_u32(mask);
        }
    }
    return at;
}

#else

static size_t copy_avx2(char *to, const char *from, size_t len, bool *found)
{
    (void)to, (void)from, (void)len, (void)found;
    return 0;
}

static size_t plain_avx2(const char *p, size_t len)
{
    (void)p, (void)len;
    return 0;
}

#endif

/*
 * Eight at a time. A zero byte borrows from its highest bit; so may one behind
 * it, which is then looked at for nothing.
 */
static size_t plain(const char *p, size_t len)
{
    const uint64_t ones = 0x0101010101010101u, high = ones << 7;
    size_t at = 0;

    for (; len - at >= 8; at += 8) {
        uint64_t w, quote, slash;

        memcpy(&w, p + at, sizeof w);
        quote = w ^ ones * '"';
        slash = w ^ ones * '\\';
        if ((((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
             ((w - ones * 0x20) & ~w)) &
            high)
            break;
    }
    return at;
}

size_t dt_json_plain_run(const char *p, size_t len)
{
    return dt_cpu_level() >= DT_CPU_AVX2 && len >= 32 ? plain_avx2(p, len)
                                                      : plain(p, len);
}

size_t dt_json_copy_run(char *to, const char *from, size_t len)
{
    bool found = false;
    size_t at = dt_cpu_level() >= DT_CPU_AVX2 ? copy_avx2(to, from, len, &found)
                                              : 0;
    const char *slash;

    if (found)
        return at;
    slash = memchr(from + at, '\\', len - at);
    len = slash ? (size_t)(slash - from) : len;
    memcpy(to + at, from + at, len - at);
    return len;
}

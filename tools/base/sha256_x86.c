#include "base/sha256_x86.h"

#include <assert.h>

#include "base/sha256.h"

enum { BLOCK = DT_SHA256_BLOCK };

#if defined __x86_64__ && defined __GNUC__

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

#define TARGET __attribute__((target("sha,sse4.1")))
#define INLINE \
    static inline __attribute__((always_inline, target("sha,sse4.1")))

/* FIPS 180-4, 4.2.2. */
static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static bool has_instructions(void)
{
    unsigned a, b, c, d;

    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) &&
           (c & bit_SSSE3) && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
           (b & bit_SHA);
}

/* Asked once: to a virtual machine the question costs much. */
bool dt_sha256_usable(void)
{
    static atomic_int answer; /* 0: not asked yet */
    int known = atomic_load_explicit(&answer, memory_order_relaxed);

    if (!known) {
        known = has_instructions() ? 1 : -1;
        atomic_store_explicit(&answer, known, memory_order_relaxed);
    }
    return known > 0;
}

/* The state as the instructions have it, and four words of the schedule. */
struct lane {
    __m128i abef, cdgh, w[4];
};

INLINE void load_state(struct lane *l, const uint32_t state[8])
{
    __m128i dcba = _mm_loadu_si128((const __m128i *)(const void *)state);
    __m128i hgfe = _mm_loadu_si128((const __m128i *)(const void *)(state + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1);
    __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);

    l->abef = _mm_alignr_epi8(cdab, efgh, 8);
    l->cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
}

INLINE void store_state(const struct lane *l, uint32_t state[8])
{
    __m128i feba = _mm_shuffle_epi32(l->abef, 0x1B);
    __m128i dchg = _mm_shuffle_epi32(l->cdgh, 0xB1);

    _mm_storeu_si128((__m128i *)(void *)state,
                     _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4),
                     _mm_alignr_epi8(dchg, feba, 8));
}

INLINE void load_block(struct lane *l, const unsigned char *block)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

    for (int i = 0; i < 4; i++)
        l->w[i] = _mm_shuffle_epi8(
            _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i)),
            swap);
}

/* Rounds 4g to 4g+3, and the words that rounds 4g+4 on will need. */
INLINE void rounds(struct lane *l, int g)
{
    __m128i *now = &l->w[g & 3], *next = &l->w[(g + 1) & 3];
    __m128i *last = &l->w[(g + 3) & 3];
    __m128i sum = _mm_add_epi32(
        *now,
        _mm_load_si128((const __m128i *)(const void *)(constants + 4 * g)));

    l->cdgh = _mm_sha256rnds2_epu32(l->cdgh, l->abef, sum);
    if (g >= 3 && g <= 14)
        *next = _mm_sha256msg2_epu32(
            _mm_add_epi32(*next, _mm_alignr_epi8(*now, *last, 4)), *now);
    l->abef = _mm_sha256rnds2_epu32(l->abef, l->cdgh,
                                    _mm_shuffle_epi32(sum, 0x0E));
    if (g >= 1 && g <= 12)
        *last = _mm_sha256msg1_epu32(*last, *now);
}

#define SIXTEEN(of)                                                           \
    of(0) of(1) of(2) of(3) of(4) of(5) of(6) of(7) of(8) of(9) of(10) of(11) \
        of(12) of(13) of(14) of(15)

TARGET void dt_sha256_x86(uint32_t state[8], const unsigned char *data,
                          size_t blocks)
{
    struct lane l;

    load_state(&l, state);
    for (; blocks; blocks--, data += BLOCK) {
        const __m128i abef = l.abef, cdgh = l.cdgh;

        load_block(&l, data);
#define ONE(g) rounds(&l, g);
        SIXTEEN(ONE)
#undef ONE
        l.abef = _mm_add_epi32(l.abef, abef);
        l.cdgh = _mm_add_epi32(l.cdgh, cdgh);
    }
    store_state(&l, state);
}

TARGET void dt_sha256_x86_two(uint32_t a[8], const unsigned char *x,
                              uint32_t b[8], const unsigned char *y,
                              size_t blocks)
{
    struct lane l, m;

    load_state(&l, a);
    load_state(&m, b);
    for (; blocks; blocks--, x += BLOCK, y += BLOCK) {
        const __m128i l_abef = l.abef, l_cdgh = l.cdgh;
        const __m128i m_abef = m.abef, m_cdgh = m.cdgh;

        load_block(&l, x);
        load_block(&m, y);
#define BOTH(g)    \
    rounds(&l, g); \
    rounds(&m, g);
        SIXTEEN(BOTH)
#undef BOTH
        l.abef = _mm_add_epi32(l.abef, l_abef);
        l.cdgh = _mm_add_epi32(l.cdgh, l_cdgh);
        m.abef = _mm_add_epi32(m.abef, m_abef);
        m.cdgh = _mm_add_epi32(m.cdgh, m_cdgh);
    }
    store_state(&l, a);
    store_state(&m, b);
}

#else

bool dt_sha256_usable(void)
{
    return false;
}

void dt_sha256_x86(uint32_t state[8], const unsigned char *data, size_t blocks)
{
    (void)state, (void)data, (void)blocks;
    assert(!"dt_sha256_usable() was not asked");
}

void dt_sha256_x86_two(uint32_t a[8], const unsigned char *x, uint32_t b[8],
                       const unsigned char *y, size_t blocks)
{
    dt_sha256_x86(a, x, blocks);
    dt_sha256_x86(b, y, blocks);
}

#endif

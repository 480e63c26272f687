#include "article/sketch_x86.h"

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>

__attribute__((target("avx512f,popcnt"))) size_t
dt_sketch_sample_avx512(uint64_t *out, const struct dt_shingles *from,
                        size_t *done)
{
    const __m512i others = _mm512_set1_epi64(DT_SKETCH_SAMPLE - 1);
    size_t i = 0, count = 0;

    for (; from->count - i >= 8; i += 8) {
        const __m512i in = _mm512_loadu_si512(from->hash + i);
        const __mmask8 sampled = _mm512_testn_epi64_mask(in, others);

        _mm512_storeu_si512(
            out + count, _mm512_maskz_compress_epi64(
                             sampled, _mm512_srli_epi64(in, DT_SKETCH_SHIFT)));
        count += (size_t)_mm_popcnt_u32(sampled);
    }
    *done = i;
    return count;
}

#else

size_t dt_sketch_sample_avx512(uint64_t *out, const struct dt_shingles *from,
                               size_t *done)
{
    (void)out, (void)from;
    *done = 0;
    return 0;
}

#endif

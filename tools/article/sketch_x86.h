/*
 * sketch_x86.h - shared keys sampled from eight shingles at a time.
 *
 * Layer   article. For sketch.c alone, whose loop says what comes out.
 */
#ifndef DT_ARTICLE_SKETCH_X86_H
#define DT_ARTICLE_SKETCH_X86_H

#include "article/sketch.h"

/*
 * Of as many as fill registers, *done of them; how many were put at out, which
 * has room for all. Only where the processor has AVX-512.
 */
size_t dt_sketch_sample_avx512(uint64_t *out, const struct dt_shingles *from,
                               size_t *done);

#endif

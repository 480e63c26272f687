#include "article/sketch.h"

#include <stdlib.h>

#include "article/sketch_x86.h"
#include "base/cpu.h"

void dt_sketch_form_init(struct dt_sketch_form *form, unsigned permutations,
                         unsigned threshold)
{
    const double t = threshold / 1000.0;
    unsigned rows = 1;

    for (;;) {
        double band = 1, missed = 1;

        for (unsigned i = 0; i <= rows; i++)
            band *= t;
        for (unsigned i = 0; i < permutations / (rows + 1); i++)
            missed *= 1 - band;
        if (missed > 0.5 || permutations / (rows + 1) == 0 || rows == 16)
            break;
        rows++;
    }
    const unsigned brief_rows = rows / 2 + 1;

    *form = (struct dt_sketch_form){
        permutations, rows, permutations / rows, brief_rows,
        brief_rows < rows ? permutations / brief_rows : 0};
}

static uint64_t band_key(const uint32_t *row, unsigned rows)
{
    uint64_t key = 1;

    for (unsigned i = 0; i < rows; i++) {
        key = (key ^ row[i]) * 0x9e3779b97f4a7c15u;
        key ^= key >> 29;
    }
    return key >> (64 - DT_SKETCH_KEY_BITS);
}

int dt_sketch_reserve(struct dt_sketch *sketch, size_t keys, struct dt_err *err)
{
    uint64_t *bigger;

    if (keys <= sketch->cap)
        return DT_OK;
    bigger = keys > SIZE_MAX / 2 / sizeof *bigger
                 ? NULL
                 : realloc(sketch->key, keys * sizeof *bigger);
    if (!bigger)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu keys", keys);
    sketch->key = bigger;
    sketch->cap = keys;
    return DT_OK;
}

/*
 * A shingle's highest bits are its bucket, those below them its key. Without a
 * branch, which would be guessed wrong each time; out has room for all.
 */
static size_t sample(uint64_t *out, const struct dt_shingles *from)
{
    size_t i = 0, count = 0;

    if (dt_cpu_level() >= DT_CPU_AVX512)
        count = dt_sketch_sample_avx512(out, from, &i);
    for (; i < from->count; i++) {
        out[count] = from->hash[i] >> DT_SKETCH_SHIFT;
        count += from->hash[i] % DT_SKETCH_SAMPLE == 0;
    }
    return count;
}

/* The keys of bands whose buckets follow each other; how many. */
static size_t add_bands(uint64_t *out, const uint32_t *signature, size_t bucket,
                        unsigned bands, unsigned rows)
{
    for (size_t i = 0; i < bands; i++)
        out[i] = (bucket + i) << DT_SKETCH_KEY_BITS |
                 band_key(signature + i * rows, rows);
    return bands;
}

int dt_sketch_make(struct dt_sketch *out, const struct dt_sketch_form *form,
                   const struct dt_shingles *shingles, struct dt_err *err)
{
    uint32_t signature[DT_MINHASH_MOST];
    const size_t last = form->permutations - 1;
    int rc;

    out->count = 0;
    out->order[0] = out->order[1] = 0;
    out->size = (uint32_t)(shingles->count < UINT32_MAX ? shingles->count
                                                        : UINT32_MAX);
    if (shingles->count == 0)
        return DT_OK;
    rc = dt_sketch_reserve(out, form->bands + form->brief_bands + shingles->cap,
                           err);
    if (rc < 0)
        return rc;
    dt_minhash_sign(shingles->hash, shingles->count, signature,
                    form->permutations);
    out->count = add_bands(out->key, signature, DT_SKETCH_PARTS, form->bands,
                           form->rows);
    if (shingles->count <= DT_SKETCH_BRIEF)
        out->count += add_bands(out->key + out->count, signature,
                                DT_SKETCH_PARTS + form->bands,
                                form->brief_bands, form->brief_rows);
    out->order[0] = (uint64_t)signature[0] << 32 | signature[1];
    out->order[1] = (uint64_t)signature[last] << 32 | signature[last - 1];
    out->count += sample(out->key + out->count, shingles);
    return DT_OK;
}

void dt_sketch_release(struct dt_sketch *sketch)
{
    free(sketch->key);
    *sketch = DT_SKETCH_INIT;
}

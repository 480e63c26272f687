#include "article/sketch.h"

#include <stdlib.h>

#include "article/minhash.h"

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
    *form = (struct dt_sketch_form){permutations, rows, permutations / rows};
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

static int sample(struct dt_shingles *out, const struct dt_shingles *from,
                  struct dt_err *err)
{
    size_t count = 0;

    if (out->cap < from->count) {
        uint64_t *bigger = realloc(out->hash, from->cap * sizeof *bigger);

        if (!bigger)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for shingles");
        out->hash = bigger;
        out->cap = from->cap;
    }
    /* Without a branch, which would be guessed wrong each time. */
    for (size_t i = 0; i < from->count; i++) {
        out->hash[count] = from->hash[i];
        count += from->hash[i] % DT_SKETCH_SAMPLE == 0;
    }
    out->count = count;
    return DT_OK;
}

int dt_sketch_make(struct dt_sketch *out, const struct dt_sketch_form *form,
                   const struct dt_shingles *shingles, struct dt_err *err)
{
    uint32_t signature[DT_MINHASH_MOST];
    const size_t last = form->permutations - 1;

    out->shared.count = 0;
    out->size = (uint32_t)(shingles->count < UINT32_MAX ? shingles->count
                                                        : UINT32_MAX);
    if (shingles->count == 0)
        return DT_OK;
    dt_minhash_sign(shingles->hash, shingles->count, signature,
                    form->permutations);
    for (size_t i = 0; i < form->bands; i++)
        out->near[i] = band_key(signature + i * form->rows, form->rows);
    out->order[0] = (uint64_t)signature[0] << 32 | signature[1];
    out->order[1] = (uint64_t)signature[last] << 32 | signature[last - 1];
    return sample(&out->shared, shingles, err);
}

void dt_sketch_release(struct dt_sketch *sketch)
{
    dt_shingles_release(&sketch->shared);
}

#include <assert.h>
#include <stdlib.h>

#include "article/candidates.h"
#include "base/radix.h"

int dt_pairs_add(struct dt_pairs *pairs, uint32_t a, uint32_t b,
                 struct dt_err *err)
{
    assert(a != b);
    if (pairs->count == pairs->cap) {
        size_t cap = pairs->cap ? pairs->cap * 2 : 256;
        uint64_t *bigger = cap > SIZE_MAX / 2 / sizeof *bigger
                               ? NULL
                               : realloc(pairs->pair, cap * sizeof *bigger);

        if (!bigger)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for pairs");
        pairs->pair = bigger;
        pairs->cap = cap;
    }
    pairs->pair[pairs->count++] = a < b ? (uint64_t)a << 32 | b
                                        : (uint64_t)b << 32 | a;
    return DT_OK;
}

int dt_pairs_settle(struct dt_pairs *pairs, struct dt_err *err)
{
    uint64_t *spare = malloc(pairs->count * sizeof *spare + 1);
    size_t kept = 0;

    if (!spare)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory to sort %zu pairs",
                       pairs->count);
    dt_radix_sort_values(pairs->pair, pairs->count, 0, spare);
    free(spare);
    for (size_t i = 0; i < pairs->count; i++)
        if (kept == 0 || pairs->pair[i] != pairs->pair[kept - 1])
            pairs->pair[kept++] = pairs->pair[i];
    pairs->count = kept;
    return DT_OK;
}

int dt_pairs_merge(struct dt_pairs *into, const struct dt_pairs *from,
                   struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < from->count; i++)
        rc = dt_pairs_add(into, (uint32_t)(from->pair[i] >> 32),
                          (uint32_t)from->pair[i], err);
    return rc;
}

void dt_pairs_release(struct dt_pairs *pairs)
{
    free(pairs->pair);
    *pairs = DT_PAIRS_INIT;
}

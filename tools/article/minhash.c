#include "article/minhash.h"

#include <assert.h>

/* A bin of 32-bit values that has none yet: above all of them. */
static const uint64_t empty = UINT64_MAX;

/* The next place to look for a value for an empty bin: any, by chance. */
static size_t elsewhere(size_t bin, size_t attempt, size_t permutations)
{
    uint64_t x = (uint64_t)bin << 32 | attempt;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    x ^= x >> 31;
    return (size_t)((x >> 32) * permutations >> 32);
}

static inline size_t bin_of(uint64_t shingle, size_t permutations)
{
    __extension__ typedef unsigned __int128 wide;

    return (size_t)((wide)shingle * permutations >> 64);
}

void dt_minhash_sign(const uint64_t *shingles, size_t count, uint32_t *out,
                     size_t permutations)
{
    uint64_t least[DT_MINHASH_MOST];

    assert(count > 0 && permutations <= DT_MINHASH_MOST);
    for (size_t i = 0; i < permutations; i++)
        least[i] = empty;
#pragma GCC unroll 4
    for (size_t i = 0; i < count; i++) {
        const uint64_t value = shingles[i] & UINT32_MAX;
        const size_t bin = bin_of(shingles[i], permutations);

        least[bin] = value < least[bin] ? value : least[bin];
    }
    for (size_t i = 0; i < permutations; i++) {
        size_t from = i;

        for (size_t attempt = 1; least[from] == empty; attempt++)
            from = elsewhere(i, attempt, permutations);
        out[i] = (uint32_t)least[from];
    }
}

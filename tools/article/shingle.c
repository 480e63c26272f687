#include "article/shingle.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "article/words.h"
#include "base/digest.h"
#include "base/radix.h"

static const char key_domain[] = "dictum shingles 1";

int dt_shingle_key_init(struct dt_shingle_key *key, unsigned words,
                        struct dt_str secret, struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    int rc = dt_digest_hmac(secret.ptr ? secret.ptr : "", secret.len,
                            key_domain, sizeof key_domain - 1, raw, err);

    assert(words >= 1 && words <= DT_SHINGLE_MOST);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < 3; i++) {
        key->word[i] = 0;
        for (size_t j = 0; j < 8; j++)
            key->word[i] = key->word[i] << 8 | raw[i * 8 + j];
        key->word[i] |= 1;
    }
    key->words = words;
    return DT_OK;
}

static bool grow(struct dt_shingles *s)
{
    size_t cap = s->cap ? s->cap * 2 : 2 * DT_WORDS_ROOM;
    uint64_t *bigger = cap > SIZE_MAX / 2 / sizeof *bigger
                           ? NULL
                           : realloc(s->hash, cap * sizeof *bigger);

    if (!bigger)
        return false;
    s->hash = bigger;
    s->cap = cap;
    return true;
}

int dt_shingles_take(struct dt_shingles *out, const struct dt_shingle_key *key,
                     struct dt_str fold, struct dt_err *err)
{
    size_t words = 0, at = 0;
    uint64_t sum = 0;

    while (at < fold.len) {
        if (out->cap - words < DT_WORDS_ROOM && !grow(out))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for shingles");
        words += dt_words_hash(key, fold, &at, out->hash + words,
                               out->cap - words);
    }
    out->count = words;
    if (words >= key->words) {
        out->count = words - key->words + 1;
        dt_words_run(key, out->hash, out->count);
    } else if (words > 0) {
        for (size_t i = 0; i < words; i++)
            sum = dt_words_join(sum, out->hash[i]);
        out->hash[0] = dt_words_mix((sum + words) ^ key->word[1]);
        out->count = 1;
    }
    return DT_OK;
}

size_t dt_shingles_settle(uint64_t *hash, size_t count, uint64_t *spare)
{
    size_t kept = 0;

    if (count == 0)
        return 0;
    dt_radix_sort_values(hash, count, 0, spare);
    for (size_t i = 1; i < count; i++)
        if (hash[i] != hash[kept])
            hash[++kept] = hash[i];
    return kept + 1;
}

/* The first of sorted values from at on that is not below value. */
static size_t gallop(const uint64_t *sorted, size_t count, size_t at,
                     uint64_t value)
{
    size_t step = 1, low = at, high;

    while (low + step < count && sorted[low + step] < value) {
        low += step;
        step *= 2;
    }
    high = low + step < count ? low + step : count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sorted[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* When one is a book and the other a paragraph. */
static size_t common_of_few(const uint64_t *few, size_t few_count,
                            const uint64_t *many, size_t many_count)
{
    size_t common = 0, at = 0;

    for (size_t i = 0; i < few_count && at < many_count; i++) {
        at = gallop(many, many_count, at, few[i]);
        common += at < many_count && many[at] == few[i];
    }
    return common;
}

size_t dt_shingles_common(const uint64_t *a, size_t a_count, const uint64_t *b,
                          size_t b_count)
{
    size_t i = 0, j = 0, common = 0;

    if (a_count / 16 > b_count)
        return common_of_few(b, b_count, a, a_count);
    if (b_count / 16 > a_count)
        return common_of_few(a, a_count, b, b_count);
    while (i < a_count && j < b_count) {
        uint64_t x = a[i], y = b[j];

        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return common;
}

void dt_shingles_release(struct dt_shingles *s)
{
    free(s->hash);
    *s = DT_SHINGLES_INIT;
}

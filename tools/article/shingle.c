#include "article/shingle.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/radix.h"
#include "base/utf8.h"

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
    for (size_t i = 0; i < 4; i++) {
        key->word[i] = 0;
        for (size_t j = 0; j < 8; j++)
            key->word[i] = key->word[i] << 8 | raw[i * 8 + j];
        key->word[i] |= 1;
    }
    key->words = words;
    key->base = key->word[0] * key->word[1] * key->word[2] * key->word[3];
    key->drop = 1;
    for (unsigned i = 0; i < words; i++)
        key->drop *= key->base;
    return DT_OK;
}

/* Both halves of a product, one onto the other. */
static uint64_t fold_product(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Up to eight bytes, the first the lowest on every machine. */
static uint64_t load(const unsigned char *p, size_t len)
{
    uint64_t value = 0;

    if (len >= 8)
        return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
               (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
               (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
               (uint64_t)p[7] << 56;
    for (size_t i = 0; i < len; i++)
        value |= (uint64_t)p[i] << (8 * i);
    return value;
}

static uint64_t hash_word(const struct dt_shingle_key *key, const char *word,
                          size_t len)
{
    const unsigned char *p = (const unsigned char *)word;
    uint64_t sum = key->word[0] ^ len;

    for (; len > 16; p += 16, len -= 16)
        sum = fold_product(load(p, 8) ^ key->word[1] ^ sum,
                           load(p + 8, 8) ^ key->word[2]);
    return fold_product(load(p, len) ^ key->word[1] ^ sum,
                        (len > 8 ? load(p + 8, len - 8) : 0) ^ key->word[2]) *
               key->word[3] +
           sum;
}

/* Where the word that starts at from ends. */
static size_t word_end(struct dt_str fold, size_t from)
{
    size_t at = from;

    while (at < fold.len && fold.ptr[at] != ' ') {
        size_t next = at;

        /* Below U+0E00 the first byte says that there are spaces. */
        if ((unsigned char)fold.ptr[at] < 0xE0) {
            at++;
            continue;
        }
        if (dt_utf8_is_unspaced(dt_utf8_next(fold, &next)))
            return at > from ? at : next;
        at = next;
    }
    return at;
}

static bool grow(struct dt_shingles *s)
{
    size_t cap = s->cap ? s->cap * 2 : 512;
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
    uint64_t last[DT_SHINGLE_MOST] = {0}, sum = 0;
    size_t words = 0, end;

    out->count = 0;
    for (size_t at = 0; at < fold.len; at = end) {
        size_t slot = words % key->words;
        uint64_t word;

        if (fold.ptr[at] == ' ') {
            end = at + 1;
            continue;
        }
        end = word_end(fold, at);
        word = hash_word(key, fold.ptr + at, end - at);
        sum = sum * key->base + word - last[slot] * key->drop;
        last[slot] = word;
        if (++words < key->words)
            continue;
        if (out->count == out->cap && !grow(out))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for shingles");
        out->hash[out->count++] = mix(sum ^ key->word[0]);
    }
    if (words == 0 || words >= key->words)
        return DT_OK;
    if (out->cap == 0 && !grow(out))
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for shingles");
    out->hash[out->count++] = mix((sum + words) ^ key->word[1]);
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

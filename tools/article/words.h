/*
 * words.h - the words of a fold as numbers, and runs of them as one.
 *
 * Layer   article. For shingle.c alone, whose header has the rules. What
 *         words_x86.c does with AVX2 or AVX-512 comes out the same.
 */
#ifndef DT_ARTICLE_WORDS_H
#define DT_ARTICLE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "article/shingle.h"

/* Room that is left for words when hashing them starts or goes on. */
enum { DT_WORDS_ROOM = 1024 };

/*
 * Hash words of the fold from *at on while DT_WORDS_ROOM is left of room; how
 * many. *at is then behind the last one, and at the fold's end when there are
 * no more.
 */
size_t dt_words_hash(const struct dt_shingle_key *key, struct dt_str fold,
                     size_t *at, uint64_t *out, size_t room);

/*
 * The same while they are short, and ASCII or of scripts with spaces. Only
 * where the processor has AVX2.
 */
size_t dt_words_hash_x86(const struct dt_shingle_key *key, struct dt_str fold,
                         size_t *at, uint64_t *out, size_t room);

/* Make of words, count + key->words - 1 of them, count shingles in place. */
void dt_words_run(const struct dt_shingle_key *key, uint64_t *words,
                  size_t count);

/* The same of as many as fill registers; how many. With AVX-512. */
size_t dt_words_run_avx512(const struct dt_shingle_key *key, uint64_t *words,
                           size_t count);

/* Both halves of a product, one onto the other. */
static inline uint64_t dt_words_product(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The hash of a word of len bytes: low and high have its last 1 to 16. */
static inline uint64_t dt_words_finish(const struct dt_shingle_key *key,
                                       uint64_t low, uint64_t high,
                                       uint64_t sum)
{
    return dt_words_product(low ^ key->word[1] ^ sum, high ^ key->word[2]) +
           sum;
}

/* Odd, so that words of a shingle are never turned by the same. */
enum { DT_WORDS_TURN = 13 };

static inline uint64_t dt_words_turned(uint64_t x, unsigned by)
{
    return x << (by & 63) | x >> (-by & 63);
}

/* A run, and one more word. */
static inline uint64_t dt_words_join(uint64_t run, uint64_t word)
{
    return dt_words_turned(run, DT_WORDS_TURN) ^ word;
}

#define DT_WORDS_MIX UINT64_C(0xbf58476d1ce4e5b9)

static inline uint64_t dt_words_mix(uint64_t x)
{
    x = (x ^ (x >> 32)) * DT_WORDS_MIX;
    return x ^ (x >> 32);
}

#endif

#include "article/words.h"

#include <stdbool.h>

#include "base/cpu.h"
#include "base/utf8.h"

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
        sum = dt_words_product(load(p, 8) ^ key->word[1] ^ sum,
                               load(p + 8, 8) ^ key->word[2]);
    return dt_words_finish(key, load(p, len),
                           len > 8 ? load(p + 8, len - 8) : 0, sum);
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

size_t dt_words_hash(const struct dt_shingle_key *key, struct dt_str fold,
                     size_t *at, uint64_t *out, size_t room)
{
    const bool fast = dt_cpu_level() >= DT_CPU_AVX2;
    size_t count = 0, tried = 0;

    while (*at < fold.len && room - count >= DT_WORDS_ROOM) {
        size_t end;

        /* Not at once again behind what it stopped at. */
        if (fast && *at >= tried) {
            count += dt_words_hash_x86(key, fold, at, out + count,
                                       room - count);
            tried = *at + 16;
            continue;
        }
        if (fold.ptr[*at] == ' ') {
            ++*at;
            continue;
        }
        end = word_end(fold, *at);
        out[count++] = hash_word(key, fold.ptr + *at, end - *at);
        *at = end;
    }
    return count;
}

void dt_words_run(const struct dt_shingle_key *key, uint64_t *words,
                  size_t count)
{
    size_t i = dt_cpu_level() >= DT_CPU_AVX512
                   ? dt_words_run_avx512(key, words, count)
                   : 0;
    uint64_t sum = 0;

    if (i == count)
        return;
    for (unsigned j = 0; j < key->words; j++)
        sum = dt_words_join(sum, words[i + j]);
    for (;; i++) {
        uint64_t first = words[i];

        words[i] = dt_words_mix(sum ^ key->word[0]);
        if (i + 1 == count)
            return;
        sum = dt_words_join(sum, words[i + key->words]) ^
              dt_words_turned(first, DT_WORDS_TURN * key->words);
    }
}

/*
 * words.h - chance, and words by chance, the same on every machine.
 *
 * Integer arithmetic only: a seed gives the same words everywhere.
 */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* SplitMix64 (Steele, Lea and Flood 2014). */
struct bench_random {
    uint64_t state;
};

uint64_t bench_next(struct bench_random *r);

/* 0 .. n-1; n is small and above 0. */
size_t bench_below(struct bench_random *r, size_t n);

enum { BENCH_WORDS = 4000, BENCH_DRAWS = 65536 };

/*
 * A vocabulary whose words are as frequent as Zipf's law has it: the first
 * hundred are the function words of English, the others are made of syllables,
 * the longer the rarer, some with letters outside ASCII.
 */
struct bench_words {
    char text[BENCH_WORDS][32];
    uint16_t draw[BENCH_DRAWS]; /* index of a word, as often as it occurs */
};

void bench_words_make(struct bench_words *w);

/* Any word, by its frequency; a word that carries meaning. */
const char *bench_word(const struct bench_words *w, struct bench_random *r);
const char *bench_noun(const struct bench_words *w, struct bench_random *r);

/* A word with its first letter in upper case. */
void bench_add_capital(struct dt_buf *out, const char *word);

/*
 * A sentence of least to most words, without its full stop: with commas, now
 * and then a dash, a number, an apostrophe or a name of a place.
 */
void bench_add_sentence(struct dt_buf *out, const struct bench_words *w,
                        struct bench_random *r, size_t least, size_t most);

/* The same in mid-sentence: its first letter is a small one. */
void bench_add_clause(struct dt_buf *out, const struct bench_words *w,
                      struct bench_random *r, size_t least, size_t most);

#endif

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/dedup_steps.h"

/*
 * Texts of a writer who knows the empty key, and has searched for what fills
 * the first band of a signature: runs of words with the lowest hashes that he
 * found for each of its bins. With those in it any text of some WORDS other
 * words has, in that band, the key of all others.
 */
enum { TEXTS = 300, WORDS = 150, SEARCHED = 40000, RUN = DT_DEDUP_SHINGLE };

struct attack {
    struct dt_sketch_form form;
    char phrase[DT_MINHASH_MOST][128]; /* for each row of the band */
    struct dt_buf texts[TEXTS];
};

static uint64_t chance;

/* SplitMix64. */
static uint64_t next(void)
{
    uint64_t x = chance += 0x9e3779b97f4a7c15u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static void add_words(struct dt_buf *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        dt_buf_addf(out, "w%u ", (unsigned)(next() % 1000000));
}

static uint64_t hash_of(const struct dt_shingle_key *key, struct dt_str fold)
{
    struct dt_shingles s = DT_SHINGLES_INIT;
    struct dt_err err;
    uint64_t hash;

    cr_assert_eq(dt_shingles_take(&s, key, fold, &err), DT_OK);
    cr_assert_eq(s.count, 1);
    hash = s.hash[0];
    dt_shingles_release(&s);
    return hash;
}

/* As minhash.h has it: high bits say the bin, low ones the value. */
static void search(struct attack *a)
{
    struct dt_buf words = DT_BUF_INIT(1024);
    uint32_t least[DT_MINHASH_MOST];
    struct dt_shingle_key key;
    struct dt_err err;

    memset(least, 0xff, sizeof least);
    cr_assert_eq(dt_shingle_key_init(&key, RUN, DT_STR(""), &err), DT_OK);
    for (size_t i = 0; i < SEARCHED; i++) {
        uint64_t hash;
        size_t bin;

        dt_buf_reset(&words);
        add_words(&words, RUN);
        words.len--; /* the last space */
        hash = hash_of(&key, dt_buf_str(&words));
        bin = (size_t)((hash >> 32) * a->form.permutations >> 32);
        if (bin >= a->form.rows || (uint32_t)hash >= least[bin])
            continue;
        least[bin] = (uint32_t)hash;
        cr_assert_lt(words.len, sizeof a->phrase[bin]);
        memcpy(a->phrase[bin], words.ptr, words.len);
        a->phrase[bin][words.len] = '\0';
    }
    dt_buf_release(&words);
}

/* The last one is a copy of the first, with more behind it. */
static struct attack *attack_new(void)
{
    struct attack *a = calloc(1, sizeof *a);

    cr_assert(a);
    chance = 5;
    dt_sketch_form_init(&a->form, DT_DEDUP_PERMUTATIONS, DT_DEDUP_NEAR);
    search(a);
    for (size_t i = 0; i < TEXTS; i++) {
        struct dt_buf *text = &a->texts[i];

        *text = DT_BUF_INIT(1 << 20);
        if (i == TEXTS - 1) {
            dt_buf_addstr(text, dt_buf_str(&a->texts[0]));
            add_words(text, 10);
            continue;
        }
        for (size_t row = 0; row < a->form.rows; row++) {
            add_words(text, WORDS / a->form.rows);
            dt_buf_adds(text, a->phrase[row]);
            dt_buf_addc(text, ' ');
        }
    }
    return a;
}

static void attack_free(struct attack *a)
{
    for (size_t i = 0; i < TEXTS; i++)
        dt_buf_release(&a->texts[i]);
    free(a);
}

static int read_text(void *ctx, unsigned worker, uint64_t place,
                     struct dt_buf *text, struct dt_err *err)
{
    const struct attack *a = ctx;

    (void)worker;
    dt_buf_addstr(text, dt_buf_str(&a->texts[place]));
    return dt_buf_check(text, "a text", err);
}

/* All of them added; *first_band is told their keys in it. */
static struct dt_dedup *add_texts(struct attack *a, const char *secret,
                                  uint64_t first_band[TEXTS])
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup_text read;
    struct dt_dedup *d;
    struct dt_err err;

    options.secret = DT_STR(secret);
    options.reader = (struct dt_dedup_reader){read_text, a};
    cr_assert_eq(dt_dedup_new(&options, &d, &err), DT_OK);
    dt_dedup_text_init(&read);
    for (size_t i = 0; i < TEXTS; i++) {
        char id[16];

        (void)snprintf(id, sizeof id, "%03zu", i);
        cr_assert_eq(dt_dedup_read(d, dt_buf_str(&a->texts[i]), &read, &err),
                     DT_OK);
        cr_assert_eq(dt_dedup_add(d, DT_STR(id), i, &read.print, &err), DT_OK);
        first_band[i] = read.print.sketch.key[0];
    }
    dt_dedup_text_release(&read);
    return d;
}

/* How many have the key that most have. */
static size_t largest_group(const uint64_t key[TEXTS])
{
    size_t largest = 0;

    for (size_t i = 0; i < TEXTS; i++) {
        size_t count = 0;

        for (size_t j = 0; j < TEXTS; j++)
            count += key[j] == key[i];
        largest = count > largest ? count : largest;
    }
    return largest;
}

static int count_pair(void *ctx, const struct dt_keyed *pair,
                      struct dt_err *err)
{
    (void)pair;
    (void)err;
    ++*(size_t *)ctx;
    return DT_OK;
}

static int check_edge(void *ctx, const struct dt_dedup_edge *edge,
                      struct dt_err *err)
{
    (void)err;
    ++*(size_t *)ctx;
    cr_assert_eq(edge->a, 0);
    cr_assert_eq(edge->b, TEXTS - 1);
    cr_assert_eq(edge->containment, 1000);
    return DT_OK;
}

/* How many pairs were worth a look; one of them is a copy. */
static size_t pairs_of(struct dt_dedup *d)
{
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    size_t pairs = 0, edges = 0;
    struct dt_err err;

    cr_assert_eq(dt_dedup_join(d, 2, 1, 1, &found, &err), DT_OK);
    cr_assert_eq(dt_spill_settle(&found.pairs, &err), DT_OK);
    cr_assert_eq(dt_spill_each(&found.pairs, count_pair, &pairs, &err), DT_OK);
    cr_assert_eq(dt_dedup_merge(d, 2, &found, &err), DT_OK);
    dt_dedup_found_release(&found);
    cr_assert_eq(dt_dedup_edges(d, check_edge, &edges, &err), DT_OK);
    cr_assert_eq(edges, 1);
    return pairs;
}

/* A crowd, of which a bounded number is paired with each, and none recorded. */
Test(dedup_hostile, a_band_collides_under_a_known_key)
{
    struct attack *a = attack_new();
    uint64_t key[TEXTS];
    struct dt_dedup *d = add_texts(a, "", key);
    size_t crowd = largest_group(key), pairs;

    cr_assert_gt(crowd, TEXTS / 2);
    pairs = pairs_of(d);
    cr_assert_geq(pairs, crowd - 1);
    cr_assert_leq(pairs, TEXTS * (DT_JOIN_NEXT + 1));
    dt_dedup_free(d);
    attack_free(a);
}

/* What was searched for is nothing out of the way: only the copy is a pair. */
Test(dedup_hostile, a_band_does_not_collide_under_a_secret_key)
{
    struct attack *a = attack_new();
    uint64_t key[TEXTS];
    struct dt_dedup *d = add_texts(a, "nobody knows this", key);

    cr_assert_leq(largest_group(key), 2);
    cr_assert_eq(pairs_of(d), 1);
    dt_dedup_free(d);
    attack_free(a);
}

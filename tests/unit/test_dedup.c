#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/cluster.h"
#include "article/decided.h"
#include "article/dedup.h"
#include "article/minhash.h"
#include "article/sketch.h"

static uint64_t chance = 1;

/* SplitMix64. */
static uint64_t next(void)
{
    uint64_t x = chance += 0x9e3779b97f4a7c15u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static void shingles_of(const char *fold, unsigned words,
                        struct dt_shingles *out)
{
    struct dt_shingle_key key;
    struct dt_err err;

    cr_assert_eq(dt_shingle_key_init(&key, words, DT_STR(""), &err), DT_OK);
    cr_assert_eq(dt_shingles_take(out, &key, DT_STR(fold), &err), DT_OK);
}

/* Broder's example: "a rose is a rose is a rose" has three 4-shingles. */
Test(dedup, shingles)
{
    struct dt_shingles s = DT_SHINGLES_INIT;
    uint64_t spare[5];

    shingles_of("a rose is a rose is a rose", 4, &s);
    cr_assert_eq(s.count, 5);
    cr_assert_eq(dt_shingles_settle(s.hash, s.count, spare), 3);
    shingles_of("a rose is", 4, &s);
    cr_assert_eq(s.count, 1);
    shingles_of("", 4, &s);
    cr_assert_eq(s.count, 0);
    shingles_of("  ", 4, &s);
    cr_assert_eq(s.count, 0);
    /* Seven characters without spaces are seven words. */
    shingles_of("東京都知事会見", 3, &s);
    cr_assert_eq(s.count, 5);
    dt_shingles_release(&s);
}

Test(dedup, shingles_depend_on_the_key)
{
    struct dt_shingle_key key, other;
    struct dt_shingles a = DT_SHINGLES_INIT, b = DT_SHINGLES_INIT;
    struct dt_str fold = DT_STR("one two three four five six");
    struct dt_err err;

    cr_assert_eq(dt_shingle_key_init(&key, 5, DT_STR(""), &err), DT_OK);
    cr_assert_eq(dt_shingle_key_init(&other, 5, DT_STR("x"), &err), DT_OK);
    cr_assert_eq(dt_shingles_take(&a, &key, fold, &err), DT_OK);
    cr_assert_eq(dt_shingles_take(&b, &other, fold, &err), DT_OK);
    cr_assert_eq(dt_shingles_common(a.hash, a.count, b.hash, b.count), 0);
    dt_shingles_release(&a);
    dt_shingles_release(&b);
}

/* By galloping when one is long, step by step else: the same count. */
Test(dedup, common)
{
    static uint64_t many[5000];
    uint64_t few[] = {0, 3, 7, 3000, 9997, 14997, 20000};

    for (size_t i = 0; i < 5000; i++)
        many[i] = 3 * i;
    cr_assert_eq(dt_shingles_common(few, 7, many, 5000), 4);
    cr_assert_eq(dt_shingles_common(many, 5000, few, 7), 4);
    cr_assert_eq(dt_shingles_common(few, 7, many, 60), 2);
    cr_assert_eq(dt_shingles_common(few, 0, many, 5000), 0);
}

static size_t agreeing(const uint32_t *a, const uint32_t *b, size_t count)
{
    size_t agree = 0;

    for (size_t i = 0; i < count; i++)
        agree += a[i] == b[i];
    return agree;
}

/*
 * Sets of a known Jaccard similarity J, signed many times: the estimate's
 * mean is J and its variance J (1 - J) / permutations, or a little less, as
 * bins are drawn without replacement. The bounds are four standard deviations
 * of the mean and (0.15) of the variance of so many rounds.
 */
static void check_estimate(size_t common, size_t apart, size_t permutations)
{
    enum { ROUNDS = 1500, MOST = 4000 };
    static uint64_t a[MOST], b[MOST];
    static uint32_t x[DT_MINHASH_MOST], y[DT_MINHASH_MOST];
    const double j = (double)common / (double)(common + 2 * apart);
    const double variance = j * (1 - j) / (double)permutations;
    double sum = 0, squares = 0, mean, seen;

    for (int round = 0; round < ROUNDS; round++) {
        double estimate;

        for (size_t i = 0; i < common + apart; i++) {
            a[i] = next();
            b[i] = i < common ? a[i] : next();
        }
        dt_minhash_sign(a, common + apart, x, permutations);
        dt_minhash_sign(b, common + apart, y, permutations);
        estimate = (double)agreeing(x, y, permutations) / (double)permutations;
        sum += estimate;
        squares += (estimate - j) * (estimate - j);
    }
    mean = sum / ROUNDS;
    seen = squares / ROUNDS;
    cr_expect((mean - j) * (mean - j) < 16 * variance / ROUNDS, "J %f, mean %f",
              j, mean);
    cr_expect(seen < variance * 1.15, "J %f: variance %g, in theory %g", j,
              seen, variance);
    cr_expect(seen > variance * 0.75, "J %f: variance %g, in theory %g", j,
              seen, variance);
}

Test(dedup, minhash_variance)
{
    check_estimate(800, 100, 128);
    check_estimate(600, 300, 128);
    check_estimate(1500, 1500, 256);
}

/* A text of one shingle fills all bins of its signature. */
Test(dedup, minhash_densifies)
{
    uint64_t one = next();
    uint32_t x[64], y[64];

    dt_minhash_sign(&one, 1, x, 64);
    dt_minhash_sign(&one, 1, y, 64);
    cr_assert_eq(agreeing(x, y, 64), 64);
}

/*
 * 1 - (1 - 0.5^5)^25 is 0.55, with six rows 0.28; at 0.7 five rows find 0.99.
 */
Test(dedup, rows)
{
    struct dt_sketch_form form;

    dt_sketch_form_init(&form, 128, 500);
    cr_assert_eq(form.rows, 5);
    cr_assert_eq(form.bands, 25);
    cr_assert_eq(form.brief_rows, 3);
    cr_assert_eq(form.brief_bands, 42);
    dt_sketch_form_init(&form, 128, 1);
    cr_assert_eq(form.rows, 1);
    cr_assert_eq(form.brief_bands, 0);
    dt_sketch_form_init(&form, 128, 900);
    cr_assert_geq(form.rows, 8);
}

struct text {
    const char *id, *text;
};

/* What was found. */
struct edges {
    struct dt_dedup_edge *item;
    size_t count;
};

static int keep_edge(void *ctx, const struct dt_dedup_edge *edge,
                     struct dt_err *err)
{
    struct edges *edges = ctx;

    (void)err;
    edges->item = realloc(edges->item,
                          (edges->count + 1) * sizeof *edges->item);
    cr_assert_not_null(edges->item);
    edges->item[edges->count++] = *edge;
    return DT_OK;
}

static int read_again(void *ctx, unsigned worker, uint64_t place,
                      struct dt_buf *text, struct dt_err *err)
{
    const struct text *texts = ctx;

    (void)worker;
    dt_buf_adds(text, texts[place].text);
    return dt_buf_check(text, "a text", err);
}

static struct dt_dedup *find(const struct text *texts, size_t count,
                             unsigned threads, struct edges *edges)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup_text read;
    struct dt_dedup *d = NULL;
    struct dt_err err;

    options.reader = (struct dt_dedup_reader){read_again, (void *)texts};
    dt_dedup_text_init(&read);
    cr_assert_eq(dt_dedup_new(&options, &d, &err), DT_OK);
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(dt_dedup_read(d, DT_STR(texts[i].text), &read, &err),
                     DT_OK);
        cr_assert_eq(dt_dedup_add(d, DT_STR(texts[i].id), i, &read.print, &err),
                     DT_OK);
    }
    cr_assert_eq(dt_dedup_find(d, threads, &err), DT_OK);
    cr_assert_eq(dt_dedup_edges(d, keep_edge, edges, &err), DT_OK);
    dt_dedup_text_release(&read);
    return d;
}

#define STORY                                                                 \
    "The harbour board met on Tuesday and heard that the east mole had lost " \
    "forty metres of its crest in the night. "
#define MORE                                                               \
    "Repairs will take until spring, the engineer told members, and cost " \
    "more than the whole of last year's budget."

/* 22 words and 19: 18 shingles and 15, and four over the seam. */
Test(dedup, pairs_by_hand)
{
    static const struct text texts[] = {
        {"a", STORY MORE},
        {"b",
         "THE HARBOUR BOARD met on Tues\xC2\xAD"
         "day, and heard that the east "
         "mole had lost forty metres of its crest in the night\xE2\x80\xA6 "
         "repairs will take until spring \xE2\x80\x93 the engineer told "
         "members, and cost more than the whole of last "
         "year\xE2\x80\x99s budget"},
        {"c", MORE " " STORY},
        {"d", MORE " Which is little."},
        {"e", "Nothing of this was said anywhere else."},
        {"f", ""},
        {"g", "..."}};
    struct edges edges = {NULL, 0};
    struct dt_dedup *d = find(texts, 7, 2, &edges);

    cr_assert_eq(edges.count, 6);
    cr_assert_eq(edges.item[0].relation, DT_RELATION_SAME);
    cr_assert_eq(edges.item[0].b, 1);
    /* c has all but the seam: 33 of 37 shingles, of 41 in both. */
    cr_assert_eq(edges.item[1].relation, DT_RELATION_NEAR);
    cr_assert_eq(edges.item[1].b, 2);
    cr_assert_eq(edges.item[1].jaccard, 804);
    cr_assert_eq(edges.item[1].containment, 891);
    /* d has 18 shingles, of which 15. */
    cr_assert_eq(edges.item[2].relation, DT_RELATION_CONTAINS);
    cr_assert_eq(edges.item[2].b, 3);
    cr_assert_eq(edges.item[2].jaccard, 375);
    cr_assert_eq(edges.item[2].containment, 833);
    for (size_t i = 0; i < edges.count; i++) {
        cr_assert_lt(edges.item[i].a, edges.item[i].b);
        cr_assert_lt(edges.item[i].b, 4);
    }
    free(edges.item);
    dt_dedup_free(d);
}

/* Of Han, kana and Thai each character is a word: no sentence is one. */
Test(dedup, a_changed_sentence_leaves_copies_in_scripts_without_spaces)
{
    static const struct text texts[] = {
        {"ja", "市長は月曜日に、新しい図書館が来年の春に開くと発表した。"
               "建設には三年かかったが、予算の範囲内に収まったという。"
               "住民は歓迎する一方、駐車場の不足を心配している。"},
        {"ja-2", "市長は月曜日に、新しい図書館が来年の春に開くと発表した。"
                 "建設には三年かかったが、予算の範囲内に収まったという。"
                 "議会は来月この件を審議する。"},
        {"th", "นายกเทศมนตรีประกาศว่าห้องสมุดแห่งใหม่จะเปิดในปีหน้า "
               "ชาวบ้านยินดีแต่กังวลเรื่องที่จอดรถ สภาจะพิจารณาในเดือนหน้า"},
        {"th-2", "นายกเทศมนตรีประกาศว่าห้องสมุดแห่งใหม่จะเปิดในปีหน้า "
                 "ชาวบ้านยินดีแต่กังวลเรื่องที่จอดรถ ยังไม่มีกำหนด"},
        {"zh",
         "市長在週一宣布，新的公共圖書館將於明年春天開放。他說，建築花費了"
         "三年時間，預算沒有超支。議會將在下個月討論交通方案。"},
        {"zh-2",
         "市長在週一宣布，新的公共圖書館將於明年春天開放。他說，建築花費"
         "了三年時間，預算沒有超支。居民擔心停車位不足。"}};
    struct edges edges = {NULL, 0};
    struct dt_dedup *d = find(texts, 6, 2, &edges);

    cr_assert_eq(edges.count, 3);
    for (unsigned i = 0; i < 3; i++) {
        cr_expect_eq(edges.item[i].relation, DT_RELATION_NEAR);
        cr_expect_eq(edges.item[i].a, 2 * i);
        cr_expect_eq(edges.item[i].b, 2 * i + 1);
    }
    free(edges.item);
    dt_dedup_free(d);
}

/* Gather four texts around those that come first. */
static void gather(const struct dt_dedup_edge edges[3], const uint32_t order[4],
                   const struct dt_cluster_parted *parted,
                   uint32_t canonical[4])
{
    struct dt_spill links = DT_SPILL_INIT(DT_SPILL_NUMBERS);
    uint32_t rank[4];
    struct dt_err err;

    for (uint32_t i = 0; i < 4; i++)
        rank[order[i]] = i;
    for (size_t i = 0; i < 3; i++)
        cr_assert_eq(dt_cluster_link(&links, rank, &edges[i], &err), DT_OK);
    cr_assert_eq(dt_cluster_star(&links, order, 4, parted, canonical, &err),
                 DT_OK);
    dt_spill_release(&links);
}

/* Chains a-b, b-c: c is no copy of a, and goes with nobody or with b. */
Test(dedup, stars_do_not_chain)
{
    static const struct dt_dedup_edge edges[] = {
        {0, 1, 600, 700, DT_RELATION_NEAR},
        {1, 2, 600, 700, DT_RELATION_NEAR},
        {2, 3, 100, 900, DT_RELATION_CONTAINS}};
    static const uint32_t by_id[] = {0, 1, 2, 3}, b_first[] = {1, 0, 2, 3};
    uint32_t canonical[4];

    gather(edges, by_id, NULL, canonical);
    cr_assert_eq(canonical[1], 0);
    cr_assert_eq(canonical[2], 2);
    cr_assert_eq(canonical[3], 3);
    gather(edges, b_first, NULL, canonical);
    cr_assert_eq(canonical[0], 1);
    cr_assert_eq(canonical[2], 1);
}

/* A curator parts 0 and 2: they may not stand around 1 either. */
Test(dedup, stars_are_parted)
{
    static const struct dt_dedup_edge edges[] = {
        {0, 1, 600, 700, DT_RELATION_NEAR},
        {1, 2, 600, 700, DT_RELATION_NEAR},
        {1, 3, 600, 700, DT_RELATION_REVISION}};
    static const uint32_t b_first[] = {1, 0, 2, 3};
    size_t apart[][2] = {{0, 2}, {2, 0}};
    static const uint32_t each_its_own[] = {0, 1, 2, 3};
    const struct dt_decided decided = {apart, 2}, none = DT_DECIDED_INIT;
    const struct dt_cluster_parted parted = {&decided, &none, each_its_own};
    uint32_t canonical[4];

    gather(edges, b_first, &parted, canonical);
    cr_assert_eq(canonical[0], 1);
    cr_assert_eq(canonical[2], 2);
    cr_assert_eq(canonical[3], 3);
}

/* He parts 0 and 3, of which 2 is another version: 2 keeps away from 0 too. */
Test(dedup, stars_are_parted_by_story)
{
    static const struct dt_dedup_edge edges[] = {
        {0, 1, 600, 700, DT_RELATION_NEAR},
        {1, 2, 600, 700, DT_RELATION_NEAR},
        {2, 3, 600, 700, DT_RELATION_REVISION}};
    static const uint32_t b_first[] = {1, 0, 2, 3}, story[] = {0, 1, 2, 2};
    size_t apart[][2] = {{0, 3}, {2, 3}, {3, 0}, {3, 2}};
    const struct dt_decided decided = {apart, 4};
    struct dt_decided stories;
    const struct dt_cluster_parted parted = {&decided, &stories, story};
    struct dt_err err;
    uint32_t canonical[4];

    cr_assert_eq(dt_decided_stories(&decided, story, &stories, &err), DT_OK);
    cr_assert_eq(stories.count, 2); /* none within a story */
    gather(edges, b_first, &parted, canonical);
    dt_decided_release(&stories);
    cr_assert_eq(canonical[0], 1);
    cr_assert_eq(canonical[2], 2);
}

enum { TEXTS = 300, WORDS = 200 };

/* Copies of twenty texts, each with some words replaced. */
static void make_texts(struct text texts[TEXTS])
{
    for (size_t i = 0; i < TEXTS; i++) {
        char *id = malloc(16), *text = malloc(WORDS * 9 + 1);
        size_t at = 0, changes = i / 20 % 8;
        uint64_t seed = i % 20;

        (void)snprintf(id, 16, "t%zu", i);
        for (size_t w = 0; w < WORDS; w++) {
            chance = seed << 32 | w;
            if (changes && w % 20 < changes)
                chance = (uint64_t)i << 40 | w;
            at += (size_t)snprintf(text + at, 10, "%08x ", (unsigned)next());
        }
        texts[i] = (struct text){id, text};
    }
}

/* How many pairs brute force finds. */
static size_t count_pairs(const struct text *texts, size_t count)
{
    static struct dt_shingles s[TEXTS];
    static uint64_t spare[WORDS];
    size_t pairs = 0;

    for (size_t i = 0; i < count; i++) {
        shingles_of(texts[i].text, DT_DEDUP_SHINGLE, &s[i]);
        s[i].count = dt_shingles_settle(s[i].hash, s[i].count, spare);
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            size_t least = s[i].count < s[j].count ? s[i].count : s[j].count;
            size_t common = dt_shingles_common(s[i].hash, s[i].count, s[j].hash,
                                               s[j].count);

            pairs += common * 1000 >=
                         (s[i].count + s[j].count - common) * DT_DEDUP_NEAR ||
                     common * 1000 >= least * DT_DEDUP_CONTAINS;
        }
    for (size_t i = 0; i < count; i++)
        dt_shingles_release(&s[i]);
    return pairs;
}

/* Every pair that brute force finds is found, whatever order and threads. */
Test(dedup, any_order_any_threads)
{
    static struct text texts[TEXTS], turned[TEXTS];
    struct edges x = {NULL, 0}, y = {NULL, 0};
    struct dt_dedup *a, *b;

    make_texts(texts);
    for (size_t i = 0; i < TEXTS; i++)
        turned[i] = texts[(i * 7 + 11) % TEXTS];
    a = find(texts, TEXTS, 1, &x);
    b = find(turned, TEXTS, 3, &y);
    cr_assert_eq(x.count, y.count);
    cr_assert_eq(x.count, count_pairs(texts, TEXTS));
    cr_assert_gt(x.count, 200);
    for (size_t i = 0; i < x.count; i++) {
        cr_assert_str_eq(dt_dedup_id(a, x.item[i].a),
                         dt_dedup_id(b, y.item[i].a));
        cr_assert_str_eq(dt_dedup_id(a, x.item[i].b),
                         dt_dedup_id(b, y.item[i].b));
        cr_assert_eq(x.item[i].jaccard, y.item[i].jaccard);
        cr_assert_eq(x.item[i].containment, y.item[i].containment);
        cr_assert_eq(x.item[i].relation, y.item[i].relation);
        /* Copies are of one text. */
        cr_assert_eq(strtol(dt_dedup_id(a, x.item[i].a) + 1, NULL, 10) % 20,
                     strtol(dt_dedup_id(a, x.item[i].b) + 1, NULL, 10) % 20);
    }
    free(x.item);
    free(y.item);
    dt_dedup_free(a);
    dt_dedup_free(b);
    for (size_t i = 0; i < TEXTS; i++) {
        free((char *)texts[i].id);
        free((char *)texts[i].text);
    }
}

/* Of thirty words with two replaced, 18 shingles of 34: every pair is found. */
Test(dedup, brief_texts)
{
    enum { PAIRS = 300, BRIEF = 30 };
    static char ids[2 * PAIRS][8], words[2 * PAIRS][BRIEF * 9 + 1];
    static struct text texts[2 * PAIRS];
    struct edges edges = {NULL, 0};
    struct dt_dedup *d;

    for (size_t i = 0; i < 2 * PAIRS; i++) {
        size_t at = 0;

        (void)snprintf(ids[i], sizeof ids[i], "t%zu", i);
        for (size_t w = 0; w < BRIEF; w++) {
            chance = (uint64_t)(i / 2) << 32 | w;
            if (i % 2 && (w == 13 || w == 16))
                chance = (uint64_t)(i + 1) << 40 | w;
            at += (size_t)snprintf(words[i] + at, 10, "%08x ",
                                   (unsigned)next());
        }
        texts[i] = (struct text){ids[i], words[i]};
    }
    d = find(texts, 2 * PAIRS, 1, &edges);
    cr_assert_eq(edges.count, PAIRS);
    for (size_t i = 0; i < PAIRS; i++)
        cr_assert_eq(edges.item[i].jaccard, 529);
    free(edges.item);
    dt_dedup_free(d);
}

/*
 * Of 200 words, of which each text has another one at two places of its own:
 * 196 shingles, 10 changed, so that two have 176 of 216 or more in common. Of
 * as many as fit a crowd every pair is found.
 */
Test(dedup, many_near_copies)
{
    enum { COPIES = 256 };
    static char ids[COPIES][8], words[COPIES][WORDS * 9 + 1];
    static struct text texts[COPIES];
    struct edges edges = {NULL, 0};
    struct dt_dedup *d;

    for (size_t i = 0; i < COPIES; i++) {
        size_t at = 0;

        (void)snprintf(ids[i], sizeof ids[i], "t%zu", i);
        for (size_t w = 0; w < WORDS; w++) {
            chance = w;
            if (w == 5 + i % 90 || w == 105 + i / 3)
                chance = (uint64_t)(i + 1) << 32 | w;
            at += (size_t)snprintf(words[i] + at, 10, "%08x ",
                                   (unsigned)next());
        }
        texts[i] = (struct text){ids[i], words[i]};
    }
    d = find(texts, COPIES, 2, &edges);
    cr_assert_eq(edges.count, (size_t)COPIES * (COPIES - 1) / 2);
    for (size_t i = 0; i < edges.count; i++)
        cr_assert_geq(edges.item[i].jaccard, 814);
    free(edges.item);
    dt_dedup_free(d);
}

Test(dedup, ids)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup_text read;
    struct dt_dedup *d = NULL;
    struct dt_err err;

    dt_dedup_text_init(&read);
    cr_assert_eq(dt_dedup_new(&options, &d, &err), DT_OK);
    cr_assert_eq(dt_dedup_read(d, DT_STR("word"), &read, &err), DT_OK);
    cr_assert_eq(dt_dedup_add(d, DT_STR("a"), 0, &read.print, &err), DT_OK);
    cr_assert_eq(dt_dedup_add(d, DT_STR("a"), 0, &read.print, &err),
                 DT_EFORMAT);
    cr_assert_eq(dt_dedup_add(d, DT_STR(""), 0, &read.print, &err), DT_EFORMAT);
    cr_assert_eq(
        dt_dedup_add(d, (struct dt_str){"a\0b", 3}, 0, &read.print, &err),
        DT_EFORMAT);
    dt_dedup_text_release(&read);
    dt_dedup_free(d);
}

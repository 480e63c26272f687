#include <criterion/criterion.h>

#include "article/article.h"
#include "article/sketch.h"
#include "base/cpu.h"
#include "base/json_plain.h"
#include "base/utf8.h"

/* What is done with more instructions comes out as what is done without. */

static uint64_t state = 7;

/* SplitMix64. */
static uint64_t next(void)
{
    uint64_t x = state += 0x9e3779b97f4a7c15u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Words of all lengths among marks, now and then beyond ASCII. */
static void make_text(struct dt_buf *out)
{
    static const char *const rare[] = {
        "\xC3\xA9",     "\xE2\x80\x99", "'",        "\xC2\xA0",
        "\xE6\x9D\xB1", "\xEF\xAC\x81", "\xC2\xAD", "\xE2\x80\x94",
        "\xD0\x96",     "\xE0\xB8\x81", "\xC3\x9F", "\xF0\x9F\x98\x80"};
    static const char common[] = "abcdefghijklmnopqrstuvwxyzABCXYZ0189@[`{/:";
    const uint64_t kind = next();
    const size_t words = next() % 120;
    const bool are_long = kind % 5 == 1;

    dt_buf_reset(out);
    for (size_t i = 0; i < words; i++) {
        /* Some have all the words as long as two registers, more or less. */
        size_t len = are_long ? 15 + next() % 2 + next() % 30 / 29
                              : next() % (next() % 8 ? 9 : 70);

        for (; len > 0; len--) {
            if (kind % 4 && next() % 64 < kind % 4)
                dt_buf_adds(out, rare[next() % 12]);
            else
                dt_buf_addc(
                    out, common[next() % (are_long ? 26 : sizeof common - 1)]);
        }
        if (next() % 6 == 0)
            dt_buf_addc(out, ".,;!?\"-\t\x7f\x01"[next() % 10]);
        if (next() % 40)
            dt_buf_addc(out, next() % 12 ? ' ' : '\n');
    }
}

static void take(const char *text, size_t len, enum dt_cpu level,
                 struct dt_buf *fold, struct dt_shingles *shingles,
                 unsigned words)
{
    struct dt_shingle_key key;
    struct dt_err err;

    dt_cpu_limit(level);
    dt_buf_reset(fold);
    dt_buf_adds(fold, "floor ");
    cr_assert_eq(dt_article_fold((struct dt_str){text, len}, fold, &err),
                 DT_OK);
    cr_assert_eq(dt_shingle_key_init(&key, words, DT_STR(""), &err), DT_OK);
    cr_assert_eq(dt_shingles_take(shingles, &key, dt_buf_str(fold), &err),
                 DT_OK);
    dt_cpu_limit(DT_CPU_AVX512);
}

Test(fast_paths, same_folds_and_shingles)
{
    struct dt_buf text = DT_BUF_INIT(1 << 20), plain = DT_BUF_INIT(1 << 20);
    struct dt_buf fast = DT_BUF_INIT(1 << 20);
    struct dt_shingles a = DT_SHINGLES_INIT, b = DT_SHINGLES_INIT;

    for (int round = 0; round < 4000; round++) {
        const unsigned words = 1 + (unsigned)(next() % 8);

        make_text(&text);
        take(text.ptr, text.len, DT_CPU_PORTABLE, &plain, &a, words);
        for (int level = DT_CPU_AVX2; level <= (int)dt_cpu_level(); level++) {
            take(text.ptr, text.len, (enum dt_cpu)level, &fast, &b, words);
            cr_assert_str_eq(plain.ptr, fast.ptr, "round %d", round);
            cr_assert_eq(a.count, b.count, "round %d", round);
            for (size_t i = 0; i < a.count; i++)
                cr_assert_eq(a.hash[i], b.hash[i], "round %d", round);
        }
    }
    dt_buf_release(&text);
    dt_buf_release(&plain);
    dt_buf_release(&fast);
    dt_shingles_release(&a);
    dt_shingles_release(&b);
}

/* Fold what stands before a character, the character, and what is behind. */
static void fold_around(const char *const around[2], const char *character,
                        const char *end, struct dt_buf *out)
{
    struct dt_buf text = DT_BUF_INIT(1 << 10);
    struct dt_err err;

    dt_buf_adds(&text, around[0]);
    dt_buf_adds(&text, character);
    dt_buf_adds(&text, around[1]);
    dt_buf_adds(&text, end);
    dt_buf_reset(out);
    cr_assert_eq(dt_article_fold(dt_buf_str(&text), out, &err), DT_OK);
    dt_buf_release(&text);
}

/* U+6771 is in no table: a word that it is in goes to ICU. */
Test(fast_paths, tables_fold_as_unicode_does)
{
    static const char kanji[] = "\xE6\x9D\xB1";
    static const char *const around[][2] = {
        {"it is don", "t"},  {"it is DON", "\xE2\x80\x99t"},
        {"it is don'", "t"}, {"it is don", "'\xE2\x80\x94"},
        {"it is", "'don"},   {"it is \xE2\x80\x98", "don\xE2\x80\x99"}};
    struct dt_buf fast = DT_BUF_INIT(1 << 10), slow = DT_BUF_INIT(1 << 10);

    for (uint32_t point = 0x80; point < 0x3000; point++) {
        char character[5] = {0};

        (void)dt_utf8_put(point, character);
        for (size_t i = 0; i < sizeof around / sizeof *around; i++)
            for (int level = 0; level <= DT_CPU_AVX512; level++) {
                dt_cpu_limit((enum dt_cpu)level);
                fold_around(around[i], character, "", &fast);
                fold_around(around[i], character, kanji, &slow);
                slow.len -= sizeof kanji - 1;
                slow.len -= slow.ptr[slow.len - 1] == ' ';
                cr_assert(dt_str_eq(dt_buf_str(&fast), dt_buf_str(&slow)),
                          "U+%04X among %zu, level %d", point, i, level);
            }
    }
    dt_buf_release(&fast);
    dt_buf_release(&slow);
}

/* Of all lengths, so that each path has something left over. */
Test(fast_paths, same_sketches)
{
    struct dt_sketch a = DT_SKETCH_INIT, b = DT_SKETCH_INIT;
    struct dt_sketch_form form;
    uint64_t hash[100];
    struct dt_err err;

    dt_sketch_form_init(&form, 128, 505);
    for (size_t count = 0; count <= 100; count++) {
        const struct dt_shingles shingles = {hash, count, 100};

        for (size_t i = 0; i < count; i++)
            hash[i] = next() & (i % 3 ? UINT64_MAX : ~UINT64_C(7));
        dt_cpu_limit(DT_CPU_PORTABLE);
        cr_assert_eq(dt_sketch_make(&a, &form, &shingles, &err), DT_OK);
        dt_cpu_limit(DT_CPU_AVX512);
        cr_assert_eq(dt_sketch_make(&b, &form, &shingles, &err), DT_OK);
        cr_assert_eq(a.count, b.count, "%zu shingles", count);
        for (size_t i = 0; i < a.count; i++)
            cr_assert_eq(a.key[i], b.key[i], "%zu shingles", count);
    }
    dt_sketch_release(&a);
    dt_sketch_release(&b);
}

/* Never behind a byte that ends the run, on any path; never far before it. */
Test(fast_paths, plain_json)
{
    static const char ends[] = "\"\\\n\x01\x1f";
    char text[128];

    for (int round = 0; round < 20000; round++) {
        const size_t len = next() % sizeof text, end = next() % sizeof text;

        for (size_t i = 0; i < len; i++)
            text[i] = (char)(0x23 + next() % 50 + (next() % 9 ? 0 : 0x80));
        if (end < len)
            text[end] = ends[next() % 5];
        for (int level = 0; level <= DT_CPU_AVX2; level++) {
            size_t run;

            dt_cpu_limit((enum dt_cpu)level);
            run = dt_json_plain_run(text, len);
            dt_cpu_limit(DT_CPU_AVX512);
            cr_assert_leq(run, end < len ? end : len);
            cr_assert_gt(run + 32, end < len ? end : len);
        }
    }
}

/* Where text stops being UTF-8, by the one path or the other. */
static void check_valid(const char *text, size_t len)
{
    const struct dt_str s = {text, len};
    size_t plain;

    dt_cpu_limit(DT_CPU_PORTABLE);
    plain = dt_utf8_valid(s);
    dt_cpu_limit(DT_CPU_AVX512);
    cr_assert_eq(dt_utf8_valid(s), plain, "%02x%02x%02x%02x at %zu",
                 (unsigned char)text[plain], (unsigned char)text[plain + 1],
                 (unsigned char)text[plain + 2], (unsigned char)text[plain + 3],
                 plain);
}

/* Each two bytes, with all that may follow them at the ends of its ranges. */
Test(fast_paths, utf8)
{
    static const unsigned char later[] = {'a',  0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                          0xA0, 0xBF, 0xC0, 0xE0, 0xF4, 0xFF};
    char text[104];
    size_t round = 0;

    for (unsigned first = 0x7F; first < 0x100; first++)
        for (unsigned second = 0; second < 0x100; second++)
            for (size_t i = 0; i < sizeof later * sizeof later; i++) {
                const size_t at = round++ % 67;

                memset(text, round % 3 ? 'x' : '\xBF', sizeof text);
                for (size_t k = 0; round % 3 == 0 && k < sizeof text - 8;
                     k += 4)
                    memcpy(text + at % 4 + k, "\xF3\xA0\x80\xBF", 4);
                if (round % 3 == 0)
                    memset(text, 'x', at % 4);
                text[at] = (char)first;
                text[at + 1] = (char)second;
                text[at + 2] = (char)later[i % sizeof later];
                text[at + 3] = (char)later[i / sizeof later];
                check_valid(text, 100);
                check_valid(text, at + 4 > 64 ? at + 4 : 64);
            }
}

/* By the rule of shingle.h, reckoned in Python with integers of any size. */
Test(fast_paths, shingles_stay)
{
    struct dt_buf fold = DT_BUF_INIT(1024);
    struct dt_shingles s = DT_SHINGLES_INIT;
    const char text[] = "Seven words, and a VeryLongWordIndeed, follow here.";
    uint64_t sum = 0;

    take(text, sizeof text - 1, DT_CPU_AVX512, &fold, &s, 5);
    cr_assert_eq(s.count, 4);
    for (size_t i = 0; i < s.count; i++)
        sum += s.hash[i] * (i + 1);
    cr_assert_eq(sum, UINT64_C(0xf573a1c096aade70), "%llx",
                 (unsigned long long)sum);
    dt_buf_release(&fold);
    dt_shingles_release(&s);
}

#include <criterion/criterion.h>
#include <string.h>

#include "statement/sought.h"

static struct dt_said *said;
static struct dt_sought sought;
static struct dt_sought_met met;
static struct dt_err err;

static void start(void)
{
    sought = DT_SOUGHT_INIT;
    met = DT_SOUGHT_MET_INIT;
    cr_assert_eq(dt_said_new(&said, 1000, &err), DT_OK);
}

static void stop(void)
{
    dt_sought_met_release(&met);
    dt_sought_release(&sought);
    dt_said_free(said);
}

TestSuite(said, .init = start, .fini = stop);

static void words_from(struct dt_word *words, size_t count, uint64_t first)
{
    for (size_t i = 0; i < count; i++)
        words[i] =
            (struct dt_word){.id = (first + i) * UINT64_C(0x9E3779B97F4A7C15)};
}

static void say(const struct dt_word *words, size_t count)
{
    struct dt_buf runs = DT_BUF_INIT(1 << 20);

    dt_said_runs(words, count, &runs);
    dt_said_add(said, dt_buf_str(&runs));
    dt_buf_release(&runs);
}

/* Whether the quotation is one that may have been said; then it is sought. */
static bool seek(const struct dt_word *words, size_t count, uint32_t number)
{
    uint8_t needed;

    cr_assert_eq(
        dt_sought_add(&sought, said, words, count, number, &needed, &err),
        DT_OK);
    cr_assert(needed == 0 || needed == (count < 12 ? 1 : 2));
    return needed != 0;
}

/* How many runs of a quotation stand among words. */
static uint32_t runs_met(const struct dt_word *words, size_t count,
                         uint32_t quotation)
{
    cr_assert_eq(dt_sought_meet(&sought, words, count, &met, &err), DT_OK);
    for (size_t i = 0; i < met.count; i++)
        if (met.items[i].quotation == quotation)
            return met.items[i].runs;
    return 0;
}

Test(said, five_in_a_row_are_known)
{
    struct dt_word words[20], quote[7];

    words_from(words, 20, 1);
    say(words, 20);
    words_from(quote, 7, 1000);
    cr_assert_not(seek(quote, 7, 0));
    words_from(quote + 1, 5, 8);
    cr_assert(seek(quote, 7, 0));
    words_from(quote + 1, 1, 2000);
    cr_assert_not(seek(quote, 7, 0), "four are not enough");
    cr_assert_not(seek(words, 4, 0));
    cr_assert_not(seek(words, 0, 0));
}

Test(said, a_longer_one_needs_two_runs)
{
    struct dt_word words[20], quote[12];

    words_from(words, 20, 1);
    say(words, 20);
    words_from(quote, 12, 1000);
    words_from(quote, 5, 1);
    cr_assert(seek(quote, 11, 0));
    cr_assert_eq(sought.count, 1);
    cr_assert_not(seek(quote, 12, 0));
    cr_assert_eq(sought.count, 1, "nothing is kept of it");
    words_from(quote, 6, 1);
    cr_assert(seek(quote, 12, 0), "six in a row are two");
    words_from(quote, 12, 1000);
    words_from(quote, 5, 1);
    words_from(quote + 7, 5, 11);
    cr_assert(seek(quote, 12, 0), "and five at two places");
}

Test(said, four_and_four_that_overlap_are_not_five)
{
    struct dt_word words[8], quote[5];

    words_from(words, 4, 1);
    words_from(words + 4, 4, 2);
    say(words, 4);
    say(words + 4, 4);
    words_from(quote, 5, 1);
    cr_assert_not(seek(quote, 5, 0), "no one said all five");
}

Test(said, an_aside_parts_nothing)
{
    struct dt_word words[6], quote[5];

    words_from(words, 6, 1);
    words[3].marks = DT_MARK_ASIDE;
    say(words, 6);
    words_from(quote, 3, 1);
    words_from(quote + 3, 2, 5);
    cr_assert(seek(quote, 5, 0));
    cr_assert(seek(words, 6, 1));
    cr_assert_eq(dt_sought_seal(&sought, &err), DT_OK);
    cr_assert_eq(runs_met(words, 6, 0), 1, "without the aside");
    cr_assert_eq(runs_met(words, 6, 1), 2, "with it");
}

Test(said, little_that_was_not_said_is_taken_for_it)
{
    static struct dt_word words[4096];
    size_t wrong = 0;

    words_from(words, 4096, 1); /* 2^16 bits: as full as it gets */
    say(words, 4096);
    for (uint64_t i = 0; i < 1000; i++) {
        struct dt_word quote[11];

        words_from(quote, 11, 100000 + i * 20);
        wrong += seek(quote, 11, 0);
    }
    cr_assert_lt(wrong, 20, "7 runs, one in 1500 of them: one in two hundred");
}

Test(said, what_passes_is_met_once)
{
    struct dt_word words[60], other[10], twice[12];

    words_from(words, 60, 1);
    say(words, 60);
    cr_assert(seek(words, 20, 0));
    cr_assert(seek(words + 10, 20, 1));
    cr_assert(seek(words + 40, 20, 2));
    cr_assert(seek(words + 10, 20, 3), "the same words again");
    cr_assert_eq(dt_sought_seal(&sought, &err), DT_OK);
    cr_assert_eq(runs_met(words + 12, 10, 0), 4, "its last words passed");
    cr_assert_eq(runs_met(words + 12, 10, 1), 6);
    cr_assert_eq(runs_met(words + 12, 10, 3), 6);
    cr_assert_eq(met.count, 3);
    words_from(other, 10, 5000);
    cr_assert_eq(runs_met(other, 10, 0), 0, "it is forgotten");
    cr_assert_eq(met.count, 0);
    memcpy(twice, words + 50, 6 * sizeof *twice);
    memcpy(twice + 6, words + 50, 6 * sizeof *twice);
    cr_assert_eq(runs_met(twice, 12, 2), 2, "a run counts once");
    cr_assert_eq(met.count, 1);
}

Test(said, what_threads_found_is_put_together)
{
    struct dt_sought parts[2] = {DT_SOUGHT_INIT, DT_SOUGHT_INIT};
    static struct dt_word words[1000];
    uint8_t any;

    words_from(words, 1000, 1);
    say(words, 1000);
    for (uint32_t i = 0; i < 100; i++)
        cr_assert_eq(dt_sought_add(&parts[i % 2], said, words + i * 10, 10, i,
                                   &any, &err),
                     DT_OK);
    for (size_t i = 0; i < 2; i++)
        cr_assert_eq(dt_sought_take(&sought, &parts[i], &err), DT_OK);
    cr_assert_eq(dt_sought_seal(&sought, &err), DT_OK);
    cr_assert_eq(sought.run_count, 600);
    for (uint32_t i = 0; i < 100; i++)
        cr_assert_eq(runs_met(words + 335, 105, i),
                     i == 33             ? 1
                     : i > 33 && i <= 43 ? 6
                                         : 0,
                     "%u", i);
}

Test(said, nothing_sought_is_nothing_met)
{
    struct dt_word words[10];

    words_from(words, 10, 1);
    cr_assert_eq(dt_sought_seal(&sought, &err), DT_OK);
    cr_assert_eq(runs_met(words, 10, 0), 0);
}

/* A transcript's runs tell whether it meets anything, whoever else does. */
Test(said, runs_tell_what_is_not_met)
{
    struct dt_buf runs = DT_BUF_INIT(1 << 20);
    static struct dt_word words[1000];
    size_t met_any = 0;
    uint64_t state = 1;

    for (size_t i = 0; i < 1000; i++) {
        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        words_from(&words[i], 1, state >> 61);
        if ((state >> 40 & 15) == 0)
            words[i].marks = DT_MARK_ASIDE;
    }
    say(words, 1000);
    for (uint32_t i = 0; i < 100; i++)
        cr_assert(seek(words + i * 2, 7, i));
    cr_assert_eq(dt_sought_seal(&sought, &err), DT_OK);
    for (size_t i = 250; i < 990; i++) {
        dt_buf_reset(&runs);
        dt_said_runs(words + i, 10, &runs);
        cr_assert_eq(dt_sought_meet(&sought, words + i, 10, &met, &err), DT_OK);
        cr_assert_eq(dt_sought_has_any(&sought, dt_buf_str(&runs)),
                     met.count > 0);
        met_any += met.count > 0;
    }
    cr_expect_gt(met_any, 10);
    cr_expect_lt(met_any, 500);
    dt_buf_release(&runs);
}

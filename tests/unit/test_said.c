#include <criterion/criterion.h>

#include "statement/said.h"

static struct dt_said *said;
static struct dt_err err;

static void start(void)
{
    cr_assert_eq(dt_said_new(&said, 1000, &err), DT_OK);
}

static void stop(void)
{
    dt_said_free(said);
}

TestSuite(said, .init = start, .fini = stop);

static void words_from(struct dt_word *words, size_t count, uint64_t first)
{
    for (size_t i = 0; i < count; i++)
        words[i] =
            (struct dt_word){.id = (first + i) * UINT64_C(0x9E3779B97F4A7C15)};
}

Test(said, five_in_a_row_are_known)
{
    struct dt_word words[20], quote[7];

    words_from(words, 20, 1);
    dt_said_add(said, words, 20);
    words_from(quote, 7, 1000);
    cr_assert_not(dt_said_has(said, quote, 7));
    words_from(quote + 1, 5, 8);
    cr_assert(dt_said_has(said, quote, 7));
    words_from(quote + 1, 1, 2000);
    cr_assert_not(dt_said_has(said, quote, 7), "four are not enough");
    cr_assert_not(dt_said_has(said, words, 4));
    cr_assert_not(dt_said_has(said, words, 0));
}

Test(said, an_aside_parts_nothing)
{
    struct dt_word words[6], quote[5];

    words_from(words, 6, 1);
    words[3].marks = DT_MARK_ASIDE;
    dt_said_add(said, words, 6);
    words_from(quote, 3, 1);
    words_from(quote + 3, 2, 5);
    cr_assert(dt_said_has(said, quote, 5));
    cr_assert(dt_said_has(said, words, 6));
}

Test(said, little_that_was_not_said_is_taken_for_it)
{
    static struct dt_word words[1000];
    size_t wrong = 0;

    words_from(words, 1000, 1);
    dt_said_add(said, words, 1000);
    for (uint64_t i = 0; i < 1000; i++) {
        struct dt_word quote[20];

        words_from(quote, 20, 100000 + i * 20);
        wrong += dt_said_has(said, quote, 20);
    }
    cr_assert_lt(wrong, 120, "about 16/16^2 of them, one in sixteen");
}

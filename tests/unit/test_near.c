#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "base/near.h"

/* The classic pairs of the literature on edit distance. */
Test(near, distance)
{
    cr_assert_eq(dt_near_distance(DT_STR("kitten"), DT_STR("sitting"), 9), 3);
    cr_assert_eq(dt_near_distance(DT_STR("saturday"), DT_STR("sunday"), 9), 3);
    cr_assert_eq(dt_near_distance(DT_STR(""), DT_STR("abc"), 9), 3);
    cr_assert_eq(dt_near_distance(DT_STR("flaw"), DT_STR("lawn"), 2), 2);
    cr_assert_eq(dt_near_distance(DT_STR("flaw"), DT_STR("lawn"), 1), SIZE_MAX);
    cr_assert_eq(dt_near_distance(DT_STR("same"), DT_STR("same"), 0), 0);
}

static const char *nearest(const char *word)
{
    struct dt_near near = dt_near_to(DT_STR(word));

    dt_near_try(&near, "status");
    dt_near_try(&near, "stats");
    dt_near_try(&near, "build");
    return near.best;
}

Test(near, best)
{
    cr_assert_str_eq(nearest("stat"), "stats");
    cr_assert_str_eq(nearest("statuss"), "status");
    cr_assert_str_eq(nearest("biuld"), "build");
    cr_assert_null(nearest("publish"));
    cr_assert_null(nearest(""));
}

/* "date" is no slip for "note": half of it is another word. */
Test(near, short_words_keep_their_first_letter)
{
    struct dt_near near = dt_near_to(DT_STR("date"));

    dt_near_try(&near, "note");
    cr_assert_null(near.best);
    near = dt_near_to(DT_STR("ntoe"));
    dt_near_try(&near, "note");
    cr_assert_str_eq(near.best, "note");
}

Test(near, longest)
{
    static char word[DT_NEAR_LONGEST + 2];

    memset(word, 'a', sizeof word - 1);
    cr_assert_eq(dt_near_distance(DT_STR(word), DT_STR(word), 9), SIZE_MAX);
    word[DT_NEAR_LONGEST] = '\0';
    cr_assert_eq(dt_near_distance(DT_STR(word), DT_STR(word), 9), 0);
}

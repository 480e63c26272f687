#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "base/str.h"

/* The same order from slices, from a slice and a text, and turned round. */
static void expect_order(struct dt_str a, const char *b, int order)
{
    int text = dt_str_cmp_text(a, b), slice = dt_str_cmp(a, DT_STR(b));
    int back = dt_str_cmp(DT_STR(b), a);

    cr_expect(eq(int, (text > 0) - (text < 0), order), "%s", b);
    cr_expect(eq(int, (slice > 0) - (slice < 0), order), "%s", b);
    cr_expect(eq(int, (back > 0) - (back < 0), -order), "%s", b);
}

Test(str, bytes_order_texts_and_a_prefix_comes_first)
{
    expect_order(DT_STR("abc"), "abc", 0);
    expect_order(DT_STR("abc"), "abd", -1);
    expect_order(DT_STR("abd"), "abc", 1);
    expect_order(DT_STR("ab"), "abc", -1);
    expect_order(DT_STR("abc"), "ab", 1);
    expect_order(DT_STR(""), "", 0);
    expect_order(DT_STR(""), "a", -1);
    expect_order(DT_STR("\xC3\xA9"), "z", 1);
}

Test(str, a_slice_ends_by_its_length_and_not_at_a_nul)
{
    expect_order((struct dt_str){"abcdef", 3}, "abc", 0);
    expect_order((struct dt_str){"ab\0c", 4}, "ab", 1);
    expect_order((struct dt_str){NULL, 0}, "a", -1);
}

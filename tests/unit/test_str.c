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

Test(str, the_first_of_several_stops_is_found_at_every_place)
{
    char text[64];

    for (size_t len = 0; len <= sizeof text; len++)
        for (size_t from = 0; from <= len; from++)
            for (size_t stop = from; stop <= len; stop++) {
                memset(text, 'a', sizeof text);
                if (stop < len)
                    text[stop] = "\n\r\xE2"[stop % 3];
                if (stop + 1 < len)
                    text[stop + 1] = '\n';
                if (from > 0)
                    text[from - 1] = '\n';
                cr_assert(eq(sz,
                             dt_str_until((struct dt_str){text, len},
                                          "\n\r\xE2", from),
                             stop),
                          "%zu of %zu, from %zu", stop, len, from);
            }
}

Test(str, stops_are_one_to_four_bytes)
{
    cr_expect(eq(sz, dt_str_until(DT_STR("abcdefghijklmnopqr"), "r", 0), 17));
    cr_expect(
        eq(sz, dt_str_until(DT_STR("abcdefghijklmnopqr"), "zyxn", 0), 13));
    cr_expect(eq(sz, dt_str_until(DT_STR("abcdefghijklmnopqr"), "xyz", 3), 18));
    cr_expect(eq(sz, dt_str_until((struct dt_str){NULL, 0}, "x", 0), 0));
}

Test(str, a_byte_that_is_no_digit_is_found_at_every_place)
{
    static const char digits[] = "0123456789abcdef";
    char text[40];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = digits[i * 7 % 16];
    for (size_t len = 0; len <= sizeof text; len++) {
        const struct dt_str all = {text, len};

        cr_expect(dt_str_is_hex(all), "%zu digits", len);
        for (size_t at = 0; at < len; at++)
            for (int byte = 0; byte < 256; byte++) {
                const char before = text[at];

                text[at] = (char)byte;
                cr_assert(dt_str_is_hex(all) ==
                              (byte && strchr(digits, byte) != NULL),
                          "byte %d at %zu of %zu", byte, at, len);
                text[at] = before;
            }
    }
}

Test(str, alike_is_the_same_but_for_the_case_of_letters)
{
    cr_expect(dt_str_alike(DT_STR("The Mayor"), DT_STR("the mayor")));
    cr_expect(not(dt_str_alike(DT_STR("mayor"), DT_STR("mayors"))));
    cr_expect(not(dt_str_alike(DT_STR("mayor"), DT_STR("major"))));
    cr_expect(not(dt_str_alike(DT_STR("a[1"), DT_STR("a{1"))));
    cr_expect(dt_str_alike(DT_STR("é"), DT_STR("é")));
}

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "base/utf8.h"

static struct dt_str bytes(const char *text)
{
    return DT_STR(text);
}

Test(utf8, well_formed_text_of_every_length_is_valid)
{
    cr_expect(eq(sz, dt_utf8_valid(bytes("")), 0));
    cr_expect(eq(sz, dt_utf8_valid(bytes("abc")), 3));
    cr_expect(eq(sz, dt_utf8_valid(bytes("\xC2\x80\xDF\xBF")), 4));
    cr_expect(eq(sz, dt_utf8_valid(bytes("\xE0\xA0\x80\xED\x9F\xBF")), 6));
    cr_expect(
        eq(sz, dt_utf8_valid(bytes("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF")), 8));
}

/* Unicode table 3-7 and section 3.9, tables 3-8 to 3-11. */
Test(utf8, ill_formed_bytes_are_found_where_they_stand)
{
    static const char *const bad[] = {"ab\x80",         "ab\xC0\xAF",
                                      "ab\xC1\xBF",     "ab\xE0\x80\xAF",
                                      "ab\xED\xA0\x80", "ab\xF0\x8F\xBF\xBF",
                                      "ab\xF5\x80",     "ab\xF4\x90\x80\x80",
                                      "ab\xE2\x82",     "ab\xFF",
                                      "ab\xC3",         "ab\xC3(",
                                      "ab\xE2\x82(",    "ab\xF1\x80\x80(",
                                      "ab\xFE"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(eq(sz, dt_utf8_valid(bytes(bad[i])), 2), "case %zu", i);
}

Test(utf8, a_fault_behind_any_length_of_ascii_is_found)
{
    char text[80];

    memset(text, 'a', sizeof text);
    for (size_t at = 0; at < sizeof text; at++) {
        struct dt_str all = {text, sizeof text};

        text[at] = (char)0x80;
        cr_expect(eq(sz, dt_utf8_valid(all), at));
        cr_expect(not(dt_utf8_ascii(all)));
        text[at] = 'a';
        cr_expect(dt_utf8_ascii(all));
    }
}

/* Unicode 3.9, table 3-8: 61 F1 80 80 E1 80 C2 62 80 63 80 BF 64. */
Test(utf8, maximal_subparts_are_those_of_the_standard)
{
    static const size_t expect[] = {3, 2, 1};
    struct dt_str s = bytes("\xF1\x80\x80\xE1\x80\xC2\x62");

    for (size_t i = 0; i < 3; i++) {
        size_t n = dt_utf8_broken(s);

        cr_expect(eq(sz, n, expect[i]), "step %zu", i);
        s.ptr += n;
        s.len -= n;
    }
    cr_expect(eq(sz, dt_utf8_broken(bytes("\xE0\x80\xAF")), 1));
    cr_expect(eq(sz, dt_utf8_broken(bytes("\xF0")), 1));
}

Test(utf8, code_points_go_out_and_come_back_in_both_directions)
{
    static const uint32_t points[] = {0x24,    0x7F,    0x80,    0x7FF,
                                      0x800,   0xD7FF,  0xE000,  0xFFFF,
                                      0x10000, 0x10348, 0x10FFFF};
    char text[64];
    size_t len = 0, at = 0, n = sizeof points / sizeof *points;
    struct dt_str s;

    for (size_t i = 0; i < n; i++)
        len += dt_utf8_put(points[i], text + len);
    s = (struct dt_str){text, len};
    cr_expect(eq(sz, dt_utf8_valid(s), len));
    cr_expect(eq(sz, dt_utf8_count(s), n));
    for (size_t i = 0; i < n; i++)
        cr_expect(eq(u32, dt_utf8_next(s, &at), points[i]));
    cr_expect(eq(sz, at, len));
    for (size_t i = n; i-- > 0;)
        cr_expect(eq(u32, dt_utf8_prev(s, &at), points[i]));
    cr_expect(eq(sz, at, 0));
}

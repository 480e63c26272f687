#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "release/tag_file.h"

Test(tag_file, a_path_stays_within_the_bag)
{
    static const char *const safe[] = {
        "data/a", "data/a b", "a..b/...", "data/~a", "data/C:", ".hidden",
    };
    static const char *const unsafe[] = {
        "",       "/a",   "~",  "~a/b", "..",    "../a", "a/..",
        "a/../b", "a//b", "a/", ".",    "a/./b", "C:",   "c:\\a",
    };

    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        cr_expect(dt_tag_path_safe(DT_STR(safe[i])), "%s", safe[i]);
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
        cr_expect(not(dt_tag_path_safe(DT_STR(unsafe[i]))), "%s", unsafe[i]);
    cr_expect(not(dt_tag_path_safe((struct dt_str){"a\0b", 3})));
}

/* RFC 8493, 2.1.3: CR, LF and % are written %0D, %0A and %25. */
Test(tag_file, only_what_the_rfc_encodes_is_decoded)
{
    struct dt_buf out = DT_BUF_INIT(100);

    dt_tag_unescape(DT_STR("a%0ab%0Dc%250A%7E%2E%"), true, &out);
    cr_expect(dt_str_is(dt_buf_str(&out), "a\nb\rc%0A%7E%2E%"));
    dt_buf_reset(&out);
    dt_tag_unescape(DT_STR("%25%0A%0"), false, &out);
    cr_expect(dt_str_is(dt_buf_str(&out), "%25\n%0"));
    dt_buf_release(&out);
}

Test(tag_file, lines_end_in_any_of_the_three_ways)
{
    static const char *const expected[] = {"a", "b", "", "c", "d"};
    struct dt_tag_lines lines = {DT_STR("a\nb\r\rc\r\nd"), 0};
    struct dt_str line;

    for (size_t i = 0; i < 5; i++) {
        cr_assert(dt_tag_next_line(&lines, &line));
        cr_expect(dt_str_is(line, expected[i]), "line %zu", i + 1);
        cr_expect(eq(u64, lines.number, i + 1));
    }
    cr_expect(not(dt_tag_next_line(&lines, &line)));
}

Test(tag_file, utf_16_is_read_in_the_order_that_its_mark_says)
{
    static const struct {
        const char *bytes;
        size_t len;
    } texts[] = {
        {"\xFE\xFF\0a\0b", 6}, {"\xFF\xFE\x61\0b\0", 6}, {"\0a\0b", 4}};
    struct dt_err err;

    for (size_t i = 0; i < 3; i++) {
        struct dt_buf out = DT_BUF_INIT(100);
        struct dt_str text = {texts[i].bytes, texts[i].len};

        cr_assert(zero(int, dt_tag_decode(text, "UTF-16", &out, &err)));
        cr_expect(dt_str_is(dt_buf_str(&out), "ab"), "text %zu", i);
        dt_buf_release(&out);
    }
}

Test(tag_file, text_in_another_encoding_than_it_says_is_refused)
{
    struct dt_buf out = DT_BUF_INIT(100);
    struct dt_err err;

    cr_expect(eq(int, dt_tag_decode(DT_STR("caf\xE9"), "UTF-8", &out, &err),
                 DT_EFORMAT));
    dt_buf_release(&out);
}

Test(tag_file, payload_oxum_is_read_once_and_whole)
{
    struct dt_tag_oxum oxum;
    struct dt_err err;

    cr_assert(zero(int, dt_tag_read_info(DT_STR("A: b\n  c: d\n\nPAYLOAD-oxum: "
                                                "279164409832.1198\n"),
                                         100, &oxum, &err)));
    cr_expect(oxum.given);
    cr_expect(eq(u64, oxum.bytes, 279164409832));
    cr_expect(eq(u64, oxum.files, 1198));
    cr_expect(eq(
        int, dt_tag_read_info(DT_STR("Payload-Oxum: 1.2.3"), 100, &oxum, &err),
        DT_EFORMAT));
    cr_expect(zero(int, dt_tag_read_info(DT_STR("Payload-Oxum:1.2\n"
                                                "Payload-Oxum : 1.2"),
                                         97, &oxum, &err)));
    cr_expect(eq(int,
                 dt_tag_read_info(DT_STR("Payload-Oxum: 1.2\n"
                                         "Payload-Oxum: 1.3"),
                                  97, &oxum, &err),
                 DT_EFORMAT));
}

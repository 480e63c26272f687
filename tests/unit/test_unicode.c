#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "adapt/unicode.h"

static struct dt_buf out = {NULL, 0, 0, 1 << 20, false, false};
static struct dt_err err;

static char *nfc(const char *text)
{
    dt_buf_reset(&out);
    cr_assert(zero(int, dt_unicode_nfc(DT_STR(text), &out, &err)));
    return out.ptr ? out.ptr : (char *)"";
}

static char *casefold(const char *text)
{
    dt_buf_reset(&out);
    cr_assert(zero(int, dt_unicode_casefold(DT_STR(text), &out, &err)));
    return out.ptr;
}

/* NormalizationTest.txt (Unicode 15) part 0 and UAX #15, figures 3 to 6. */
Test(unicode, nfc_is_that_of_the_standard)
{
    cr_expect(eq(str, nfc("e\xCC\x81"), "\xC3\xA9"));
    cr_expect(eq(str, nfc("\xE2\x84\xAB"), "\xC3\x85"));
    cr_expect(eq(str, nfc("D\xCC\xA3\xCC\x87"), "\xE1\xB8\x8C\xCC\x87"));
    cr_expect(eq(str, nfc("D\xCC\x87\xCC\xA3"), "\xE1\xB8\x8C\xCC\x87"));
    cr_expect(
        eq(str, nfc("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8"), "\xEA\xB0\x81"));
    cr_expect(
        eq(str, nfc("plain “text” – as it is"), "plain “text” – as it is"));
    cr_expect(eq(str, nfc("\xE2\x80\x80x"), "\xE2\x80\x82x"));
}

Test(unicode, quick_check_agrees_with_normalisation)
{
    static const char *const texts[] = {"",
                                        "ascii",
                                        "caf\xC3\xA9",
                                        "cafe\xCC\x81",
                                        "\xE2\x84\xAB",
                                        "\xEA\xB0\x81",
                                        "x\xCC\xA7\xCC\x81",
                                        "x\xCC\x81\xCC\xA7",
                                        "\xE2\x80\x81",
                                        "“quoted”",
                                        "\xD0\xB9",
                                        "\xD0\xB8\xCC\x86"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_expect(eq(int, dt_unicode_is_nfc(DT_STR(texts[i])),
                     strcmp(nfc(texts[i]), texts[i]) == 0),
                  "text %zu", i);
}

Test(unicode, a_mark_on_a_piece_boundary_joins_its_base)
{
    static char text[3 * 4096 + 1];
    char *got;

    for (size_t at = 4080; at < 4120; at++) {
        memset(text, 0, sizeof text);
        for (size_t i = 0; i + 1 < at; i += 2)
            memcpy(text + i, "\xD0\xB0", 2);
        strncat(text, "e\xCC\x81", 4);
        got = nfc(text);
        cr_expect(strcmp(got + strlen(got) - 2, "\xC3\xA9") == 0);
        cr_expect(not(dt_unicode_is_nfc(DT_STR(text))));
        cr_expect(dt_unicode_is_nfc(DT_STR(got)));
    }
}

Test(unicode, marks_without_end_take_linear_time)
{
    struct dt_buf many = DT_BUF_INIT(8 << 20), made = DT_BUF_INIT(8 << 20);

    dt_buf_adds(&many, "a");
    for (size_t i = 0; i < 500000; i++) /* classes 230 and 202 in turn */
        dt_buf_adds(&many, i & 1 ? "\xCC\xA7" : "\xCC\x81");
    cr_expect(not(dt_unicode_is_nfc(dt_buf_str(&many))));
    cr_assert(zero(int, dt_unicode_nfc(dt_buf_str(&many), &made, &err)));
    cr_expect(dt_unicode_is_nfc(dt_buf_str(&made)));
    cr_expect(lt(sz, made.len, 2 * DT_UNICODE_MARKS + 8));
    dt_buf_release(&many);
    dt_buf_release(&made);
}

Test(unicode, casefold_maps_case_and_compatibility)
{
    cr_expect(eq(str, casefold("STRASSE Straße"), "strasse strasse"));
    cr_expect(eq(str, casefold("\xEF\xAC\x81n \xE2\x91\xA0"), "fin 1"));
    cr_expect(eq(str, casefold("co\xC2\xADop"), "coop"));
}

Test(unicode, properties)
{
    cr_expect(dt_unicode_is_letter(0xE9) && dt_unicode_is_letter(0x301));
    cr_expect(not(dt_unicode_is_letter('1')));
    cr_expect(dt_unicode_is_upper('A') && dt_unicode_is_upper(0x1C5));
    cr_expect(dt_unicode_is_digit(0x663) && !dt_unicode_is_digit(0xBD));
    cr_expect(dt_unicode_is_number(0xBD));
    cr_expect(dt_unicode_is_space(0xA0) && !dt_unicode_is_space(0x200B));
}

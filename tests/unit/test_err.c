#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "base/err.h"

Test(err, a_message_is_one_line_that_no_terminal_obeys)
{
    struct dt_err err;

    dt_err_set(&err, DT_EFORMAT, "%s: byte %d: %s", "caf\u00E9", 7,
               "\x1B[2J\r\n\x7F\xC2\x9B \xE9 \xE2\x82");
    cr_expect(eq(int, err.code, DT_EFORMAT));
    cr_expect(eq(str, err.msg, "caf\u00E9: byte 7: ?[2J????? ? ??"));
}

Test(err, a_message_is_not_written_backwards)
{
    struct dt_err err;

    dt_err_set(&err, DT_EFORMAT, "%s",
               "\u202Agpj\u202E.\u2066x\u2069 \u2029\u202F\u2065\u206A\u20AC");
    cr_expect(
        eq(str, err.msg, "???gpj???.???x??? \u2029\u202F\u2065\u206A\u20AC"));
    dt_err_set(&err, DT_EFORMAT, "%509s\u202E", "");
    cr_expect(eq(str, err.msg + 508, " ??"));
}

Test(err, a_message_that_is_too_long_ends_in_utf8)
{
    struct dt_err err;
    char end[8];

    dt_err_set(&err, DT_EFORMAT, "%510s\u20AC", "");
    (void)snprintf(end, sizeof end, "%s", err.msg + 509);
    cr_expect(eq(str, end, " ?"));
}

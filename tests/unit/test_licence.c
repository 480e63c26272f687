#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "source/licence.h"

static struct dt_err err;

static bool good(const char *text)
{
    return dt_licence_check(DT_STR(text), &err) == DT_OK;
}

static char *told(const char *text)
{
    cr_assert(not(good(text)));
    return err.msg;
}

/* SPDX 2.3, annex D, its examples among them. */
Test(licence, expressions_of_the_standard_are_taken)
{
    cr_expect(good("CC0-1.0"));
    cr_expect(good("0BSD"));
    cr_expect(good("zlib-acknowledgement"));
    cr_expect(good("GPL-2.0-only"));
    cr_expect(good("GPL-2.0+"));
    cr_expect(good("CDDL-1.0+"));
    cr_expect(good("LicenseRef-23"));
    cr_expect(good("LicenseRef-MIT-Style-1"));
    cr_expect(good("DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2"));
    cr_expect(good("LGPL-2.1-only OR MIT"));
    cr_expect(good("LGPL-2.1-only OR MIT OR BSD-3-Clause"));
    cr_expect(good("LGPL-2.1-only AND BSD-2-Clause"));
    cr_expect(good("GPL-2.0-or-later WITH Bison-exception-2.2"));
    cr_expect(good("MIT AND (LGPL-2.1-or-later OR BSD-3-Clause)"));
    cr_expect(good("((MIT))"));
}

Test(licence, other_texts_are_not)
{
    static const char *const bad[] = {
        "",
        " ",
        "AND",
        "MIT AND",
        "MIT MIT",
        "(MIT",
        "MIT)",
        "()",
        "MIT and Zlib",
        "LicenseRef-",
        "DocumentRef-a:MIT",
        "LicenseRef-a/b",
        "(MIT) WITH Bison-exception-2.2",
        "MIT WITH MIT",
        "MIT WITH Bison-exception-2.2 WITH Bison-exception-2.2",
        "Bison-exception-2.2",
        "LicenseRef-a+",
        "MIT++"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(not(good(bad[i])), "%s", bad[i]);
}

Test(licence, the_nearest_name_is_told)
{
    cr_expect(eq(str, told("CC-BY-4"),
                 "'CC-BY-4' is not on SPDX's list of licences (did you mean "
                 "CC-BY-4.0?)"));
    cr_expect(eq(str, told("cc0-1.0"),
                 "'cc0-1.0' is not on SPDX's list of licences (did you mean "
                 "CC0-1.0?)"));
    cr_expect(
        strstr(told("GPL-2.0-only WITH Bison-exception-2.3"),
               "list of exceptions (did you mean Bison-exception-2.2?)") !=
        NULL);
    cr_expect(strstr(told("all rights reserved"), "'all'") != NULL);
}

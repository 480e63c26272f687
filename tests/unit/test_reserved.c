#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "article/reserved.h"

static struct dt_claim claims[2];

/* What is told of a page that says these of its rights; the second may be
 * NULL. */
static const char *told(const char *one, const char *two, const char *licence)
{
    const struct dt_meta meta = {.claims = claims, .claim_count = two ? 2 : 1};

    for (size_t i = 0; i < 2; i++)
        claims[i] = (struct dt_claim){.field = DT_FIELD_RIGHTS,
                                      .value = i ? two : one,
                                      .from = "link license"};
    return dt_rights_reserved(&meta, licence);
}

static bool is_told(const char *one, const char *two, const char *licence)
{
    return told(one, two, licence) != NULL;
}

#define CC "https://creativecommons.org/"

Test(reserved, a_copyright_line_without_a_licence_is_told)
{
    const char *line = "© 2031 The Quay Post. All rights reserved.";

    cr_expect(eq(str, (char *)told(line, NULL, "CC-BY-4.0"), (char *)line));
    cr_expect(eq(str, (char *)told(line, "/terms", "CC0-1.0"), (char *)line));
    cr_expect(eq(str, (char *)told(line, NULL, "MIT"), (char *)line));
}

Test(reserved, a_licence_that_agrees_is_not)
{
    const char *line = "© 2031 The Quay Post";

    cr_expect(not(is_told(line, CC "licenses/by/4.0/", "CC-BY-4.0")));
    cr_expect(not(
        is_told(CC "licenses/by-sa/4.0/deed.de", line, "MIT OR CC-BY-SA-4.0")));
    cr_expect(not(is_told(CC "licenses/by/3.0/de/", line, "CC-BY-3.0-DE")));
    cr_expect(
        not(is_told(line, CC "publicdomain/zero/1.0/legalcode", "CC0-1.0")));
    cr_expect(not(is_told(line, "/doc/open-government-licence/version/3/",
                          "OGL-UK-3.0")));
    cr_expect(not(is_told("© The Quay Post, CC BY 4.0", NULL, "CC-BY-4.0")));
}

Test(reserved, another_licence_is_told)
{
    cr_expect(is_told(CC "licenses/by-nc/4.0/", NULL, "CC-BY-4.0"));
    cr_expect(is_told(CC "licenses/by/4.0/", NULL, "CC-BY-SA-4.0"));
    cr_expect(is_told(CC "licenses/by/3.0/", NULL, "CC-BY-4.0"));
    cr_expect(is_told(CC "licenses/", NULL, "CC-BY-4.0"));
    cr_expect(is_told("© The Quay Post, CC BY-NC 4.0", NULL, "CC-BY-4.0"));
}

Test(reserved, what_reserves_nothing_is_not_told)
{
    const struct dt_meta none = {.claims = claims};
    const struct dt_meta tdm = {.claims = claims, .claim_count = 1};

    cr_expect(dt_rights_reserved(&none, "CC0-1.0") == NULL);
    cr_expect(not(is_told("© The Quay Post", NULL, "LicenseRef-quay-post")));
    cr_expect(not(is_told("© The Quay Post", NULL, "NOASSERTION")));
    (void)told("1", NULL, "CC0-1.0");
    claims[0].from = "meta tdm-reservation";
    cr_expect(dt_rights_reserved(&tdm, "CC0-1.0") == NULL);
}

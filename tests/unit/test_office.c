#include <criterion/criterion.h>
#include <stdint.h>

#include "statement/office.h"

/* 2019-01-01 is day 17897. */
enum { CHANGED = 17897 };

static const struct dt_membership memberships[] = {
    {"Finance Director", "Skelby Council", NULL, "2018-12-31", INT64_MIN,
     CHANGED - 1},
    {"Chair", NULL, "2019-01-01", NULL, CHANGED, INT64_MAX}};
static const struct dt_person person = {.memberships = memberships,
                                        .membership_count = 2};
static const struct dt_days before = {CHANGED - 1, CHANGED - 1, true},
                            after = {CHANGED, CHANGED, true},
                            between = {CHANGED - 1, CHANGED, true},
                            unknown = {0, 0, false};
static const struct dt_str none = {NULL, 0};

Test(office, is_that_of_the_day)
{
    const struct dt_str director = DT_STR("Finance Director, Skelby Council");
    const struct dt_str chair = DT_STR("Chair");

    cr_assert(dt_office_fits(&person, none, &before, director));
    cr_assert_not(dt_office_fits(&person, none, &before, chair));
    cr_assert_not(dt_office_fits(&person, none, &before, none));
    cr_assert(dt_office_fits(&person, none, &after, chair));
    cr_assert_not(dt_office_fits(&person, none, &after, director));
    cr_assert_not(
        dt_office_fits(&person, none, &before, DT_STR("Finance Director")));
    cr_assert_not(dt_office_fits(&person, none, &after, DT_STR("Chair, ")));
}

Test(office, is_none_where_two_may_be_held)
{
    cr_assert(dt_office_fits(&person, none, &between, none));
    cr_assert_not(dt_office_fits(&person, none, &between, DT_STR("Chair")));
}

Test(office, is_told_by_the_day_of_the_words_first)
{
    cr_assert(dt_office_fits(&person, DT_STR("2018-06-01"), &after,
                             DT_STR("Finance Director, Skelby Council")));
    cr_assert(
        dt_office_fits(&person, DT_STR("XXXX-06-11"), &after, DT_STR("Chair")));
}

Test(office, may_be_any_of_the_person_where_no_day_is_known)
{
    cr_assert(dt_office_fits(&person, none, &unknown, DT_STR("Chair")));
    cr_assert(dt_office_fits(&person, none, &unknown, none));
    cr_assert_not(dt_office_fits(&person, none, &unknown, DT_STR("Mayor")));
}

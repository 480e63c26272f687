#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "base/edtf.h"

static bool valid(const char *text)
{
    return dt_edtf_valid(DT_STR(text));
}

/* "2016-02": its days as dates; "none" where dt_edtf_days() says false. */
static const char *days(const char *text)
{
    static char out[64];
    int64_t day[2];
    int y[2], m[2], d[2];

    if (!dt_edtf_days(DT_STR(text), &day[0], &day[1]))
        return "none";
    for (int i = 0; i < 2; i++)
        dt_edtf_to_date(day[i], &y[i], &m[i], &d[i]);
    (void)snprintf(out, sizeof out, "%04d-%02d-%02d %04d-%02d-%02d", y[0], m[0],
                   d[0], y[1], m[1], d[1]);
    return out;
}

/* Examples of https://www.loc.gov/standards/datetime/ that we take. */
Test(edtf, takes_the_examples_of_the_specification)
{
    static const char *const taken[] = {"1985-04-12",
                                        "1985-04",
                                        "1985",
                                        "1985-04-12T23:20:30",
                                        "1985-04-12T23:20:30Z",
                                        "1985-04-12T23:20:30-04",
                                        "1985-04-12T23:20:30+04:30",
                                        "1964/2008",
                                        "2004-06/2006-08",
                                        "2004-02-01/2005-02-08",
                                        "2004-02-01/2005-02",
                                        "2005/2006-02",
                                        "1984?",
                                        "2004-06~",
                                        "2004-06-11%",
                                        "201X",
                                        "20XX",
                                        "2004-XX",
                                        "1985-04-XX",
                                        "1985-XX-XX",
                                        "1985-04-12/..",
                                        "1985-04/..",
                                        "../1985",
                                        "156X-12-25",
                                        "15XX-12-25",
                                        "XXXX-12-XX",
                                        "1XXX-XX",
                                        "1XXX-12",
                                        "1984-1X",
                                        "0000"};

    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        cr_expect(valid(taken[i]), "%s", taken[i]);
}

Test(edtf, refuses_what_is_no_date)
{
    static const char *const refused[] = {"",
                                          "x",
                                          "85",
                                          "19850412",
                                          "1985-4-12",
                                          "1985-13",
                                          "1985-00",
                                          "1985-04-31",
                                          "2023-02-29",
                                          "1900-02-29",
                                          "1985-04-00",
                                          "1985-04-32",
                                          "1985-04-12 ",
                                          " 1985",
                                          "1985-04-12T24:00:00",
                                          "1985-04-12T23:60:00",
                                          "1985-04-12T23:20",
                                          "1985-04-12T23:20:30z",
                                          "1985-XX-12T23:20:30Z",
                                          "1985-04-12T23:20:30+15",
                                          "1985-04-12T23:20:30Z?",
                                          "2008/1964",
                                          "../..",
                                          "/",
                                          "1985/",
                                          "/1985",
                                          "1964/2008/2010",
                                          "1985?~",
                                          "?",
                                          "XXXX-02-30",
                                          "XXX1-02-29",
                                          "2016-13-XX",
                                          "xxxx-06-11",
                                          "-1985",
                                          "1985-04-12-",
                                          "11 June",
                                          "2016-2X"};

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        cr_expect(not(valid(refused[i])), "%s", refused[i]);
}

Test(edtf, spans_all_days_that_a_text_can_mean)
{
    cr_expect(eq(str, (char *)days("2016-02"), "2016-02-01 2016-02-29"));
    cr_expect(eq(str, (char *)days("1900-02"), "1900-02-01 1900-02-28"));
    cr_expect(eq(str, (char *)days("2016"), "2016-01-01 2016-12-31"));
    cr_expect(eq(str, (char *)days("201X"), "2010-01-01 2019-12-31"));
    cr_expect(eq(str, (char *)days("2016-XX-31"), "2016-01-31 2016-12-31"));
    cr_expect(eq(str, (char *)days("156X-02-29"), "1560-02-29 1568-02-29"));
    cr_expect(eq(str, (char *)days("2016-06-11~"), "2016-06-11 2016-06-11"));
    cr_expect(eq(str, (char *)days("2016-06-11T23:59:59-05:00"),
                 "2016-06-11 2016-06-11"));
    cr_expect(
        eq(str, (char *)days("2004-06/2006-08"), "2004-06-01 2006-08-31"));
    cr_expect(eq(str, (char *)days("XXXX-06-11"), "none"));
    cr_expect(eq(str, (char *)days("2016/.."), "none"));
    cr_expect(eq(str, (char *)days("2016-06-31"), "none"));
}

static int64_t begin(const char *text)
{
    int64_t second = -1;

    return dt_edtf_begin(DT_STR(text), &second) ? second : -1;
}

/* Seconds of known moments, as date -u --date=@N has them. */
Test(edtf, begins_at_a_second)
{
    cr_expect(eq(i64, begin("1970-01-01T00:00:01Z"), 1));
    cr_expect(eq(i64, begin("2001-09-09T01:46:40Z"), 1000000000));
    cr_expect(eq(i64, begin("2001-09-09T01:46:40"), 1000000000));
    cr_expect(eq(i64, begin("2001-09-09T03:16:40+01:30"), 1000000000));
    cr_expect(eq(i64, begin("2001-09-08T20:46:40-05"), 1000000000));
    cr_expect(eq(i64, begin("2001-09-09"), 999993600));
    cr_expect(eq(i64, begin("2001-09-09/2002"), 999993600));
    cr_expect(eq(i64, begin("200X"), 946684800));
    cr_expect(eq(i64, begin("XXXX-09-09"), -1));
    cr_expect(eq(i64, begin("2001-09-09T25:00:00Z"), -1));
}

Test(edtf, counts_days_as_the_calendar_does)
{
    int y, m, d;
    int64_t expected = dt_edtf_from_date(0, 1, 1);

    cr_expect(eq(i64, dt_edtf_from_date(1970, 1, 1), 0));
    cr_expect(eq(i64, dt_edtf_from_date(2000, 3, 1), 11017));
    cr_expect(eq(i64, dt_edtf_from_date(1969, 12, 31), -1));
    cr_expect(eq(int, dt_edtf_weekday(0), 4));  /* a Thursday */
    cr_expect(eq(int, dt_edtf_weekday(-4), 7)); /* the Sunday before */
    cr_expect(eq(int, dt_edtf_weekday(dt_edtf_from_date(2025, 6, 11)), 3));
    for (int64_t i = expected; i <= dt_edtf_from_date(9999, 12, 31); i++) {
        dt_edtf_to_date(i, &y, &m, &d);
        cr_assert(eq(i64, dt_edtf_from_date(y, m, d), i));
        cr_assert(m >= 1 && m <= 12 && d >= 1 && d <= 31);
    }
}

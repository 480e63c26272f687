#include "base/edtf.h"

#include "base/ascii.h"

/* Four, two and two digits, of which some are X; absent parts are NULL. */
struct pattern {
    const char *year, *month, *day;
};

static int two_digits(const char *at)
{
    return (at[0] - '0') * 10 + at[1] - '0';
}

static bool is_masked(const char *digits, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!dt_ascii_is_digit(digits[i]) && digits[i] != 'X')
            return false;
    return true;
}

/* Whether value, written with n digits, fits the mask. */
static bool fits(const char *mask, size_t n, int value)
{
    for (size_t i = n; i-- > 0; value /= 10)
        if (mask[i] != 'X' && mask[i] - '0' != value % 10)
            return false;
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

/*
 * The first (or last) day of year that fits; false when there is none. A part
 * that is absent is as good as one of X alone.
 */
static bool day_of_year(const struct pattern *p, int year, bool last,
                        int64_t *out)
{
    for (int m = last ? 12 : 1; m >= 1 && m <= 12; m += last ? -1 : 1) {
        int most = days_in_month(year, m);

        if (p->month && !fits(p->month, 2, m))
            continue;
        for (int d = last ? most : 1; d >= 1 && d <= most; d += last ? -1 : 1) {
            if (p->day && !fits(p->day, 2, d))
                continue;
            *out = dt_edtf_from_date(year, m, d);
            return true;
        }
    }
    return false;
}

/* The n-th year, in order, that the mask allows; X digits count through. */
static int masked_year(const char *mask, int n)
{
    int year = 0, unit = 1;

    for (int i = 4; i-- > 0; unit *= 10) {
        if (mask[i] != 'X') {
            year += (mask[i] - '0') * unit;
            continue;
        }
        year += n % 10 * unit;
        n /= 10;
    }
    return year;
}

static bool pattern_day(const struct pattern *p, bool last, int64_t *out)
{
    int years = 1;

    for (int i = 0; i < 4; i++)
        years *= p->year[i] == 'X' ? 10 : 1;
    for (int i = 0; i < years; i++) {
        int year = masked_year(p->year, last ? years - 1 - i : i);

        if (day_of_year(p, year, last, out))
            return true;
    }
    return false;
}

/* Of a whole date without X, which nearly every one is: the day it means. */
static bool plain_day(const char *date, int64_t *out)
{
    int year = two_digits(date) * 100 + two_digits(date + 2);
    int month = two_digits(date + 5), day = two_digits(date + 8);

    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    *out = dt_edtf_from_date(year, month, day);
    return true;
}

static bool is_number(struct dt_str s, size_t at, int most)
{
    return at + 2 <= s.len && dt_ascii_is_digit(s.ptr[at]) &&
           dt_ascii_is_digit(s.ptr[at + 1]) &&
           (s.ptr[at] - '0') * 10 + s.ptr[at + 1] - '0' <= most;
}

/* hh:mm:ss and nothing, Z, +hh or +hh:mm behind it. */
static bool is_time(struct dt_str s)
{
    if (s.len < 8 || !is_number(s, 0, 23) || s.ptr[2] != ':' ||
        !is_number(s, 3, 59) || s.ptr[5] != ':' || !is_number(s, 6, 59))
        return false;
    if (s.len == 8)
        return true;
    if (s.ptr[8] == 'Z')
        return s.len == 9;
    if ((s.ptr[8] != '+' && s.ptr[8] != '-') || !is_number(s, 9, 14))
        return false;
    return s.len == 11 ||
           (s.len == 14 && s.ptr[11] == ':' && is_number(s, 12, 59));
}

/* One date, with a time where that is allowed; days as pattern_day(). */
static bool read_date(struct dt_str s, bool time, struct pattern *p,
                      int64_t *first, int64_t *last)
{
    if (time && s.len > 10 && s.ptr[10] == 'T') {
        for (size_t i = 0; i < 10; i++)
            if (s.ptr[i] == 'X')
                return false;
        if (!is_time((struct dt_str){s.ptr + 11, s.len - 11}))
            return false;
        s.len = 10;
    } else if (s.len && strchr("?~%", s.ptr[s.len - 1])) {
        s.len--;
    }
    if ((s.len != 4 && s.len != 7 && s.len != 10) || !is_masked(s.ptr, 4) ||
        (s.len > 4 && (s.ptr[4] != '-' || !is_masked(s.ptr + 5, 2))) ||
        (s.len > 7 && (s.ptr[7] != '-' || !is_masked(s.ptr + 8, 2))))
        return false;
    *p = (struct pattern){s.ptr, s.len > 4 ? s.ptr + 5 : NULL,
                          s.len > 7 ? s.ptr + 8 : NULL};
    if (s.len == 10 && !memchr(s.ptr, 'X', 10)) {
        if (!plain_day(s.ptr, first))
            return false;
        *last = *first;
        return true;
    }
    return pattern_day(p, false, first) && pattern_day(p, true, last);
}

static bool has_year(const struct pattern *p)
{
    return memcmp(p->year, "XXXX", 4) != 0;
}

/* *bounded: whether first and last mean something. */
static bool read_edtf(struct dt_str text, int64_t *first, int64_t *last,
                      bool *bounded)
{
    const char *slash = text.len ? memchr(text.ptr, '/', text.len) : NULL;
    struct dt_str a = text, b;
    struct pattern p, q;
    int64_t skipped;
    bool open_a, open_b;

    if (!slash) {
        bool ok = read_date(text, true, &p, first, last);

        *bounded = ok && has_year(&p);
        return ok;
    }
    a.len = (size_t)(slash - text.ptr);
    b = (struct dt_str){slash + 1, text.len - a.len - 1};
    open_a = dt_str_is(a, "..");
    open_b = dt_str_is(b, "..");
    if ((open_a && open_b) ||
        (!open_a && !read_date(a, false, &p, first, &skipped)) ||
        (!open_b && !read_date(b, false, &q, &skipped, last)))
        return false;
    *bounded = !open_a && !open_b && has_year(&p) && has_year(&q);
    return !*bounded || *first <= *last;
}

bool dt_edtf_valid(struct dt_str text)
{
    int64_t first, last;
    bool bounded;

    return read_edtf(text, &first, &last, &bounded);
}

bool dt_edtf_days(struct dt_str text, int64_t *first, int64_t *last)
{
    int64_t from, until;
    bool bounded;

    if (!read_edtf(text, &from, &until, &bounded) || !bounded)
        return false;
    *first = from;
    *last = until;
    return true;
}

bool dt_edtf_begin(struct dt_str text, int64_t *second)
{
    const char *time = text.ptr + 11, *zone = text.ptr + 19;
    int64_t first, last;
    int east;

    if (!dt_edtf_days(text, &first, &last))
        return false;
    *second = first * 86400;
    if (text.len < 19 || text.ptr[10] != 'T')
        return true;
    *second += two_digits(time) * 3600 + two_digits(time + 3) * 60 +
               two_digits(time + 6);
    if (text.len < 22)
        return true;
    east = two_digits(zone + 1) * 3600 +
           (text.len > 22 ? two_digits(zone + 4) * 60 : 0);
    *second -= zone[0] == '-' ? -east : east;
    return true;
}

/*
 * Years begin in March here, so that the leap day is a year's last one; an era
 * is 400 years, after which the calendar repeats.
 */
enum { ERA_DAYS = 146097, EPOCH = 719468 };

int64_t dt_edtf_from_date(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
                     day_in_year;

    return (int64_t)era * ERA_DAYS + day_of_era - EPOCH;
}

void dt_edtf_to_date(int64_t days, int *year, int *month, int *day)
{
    int64_t shifted = days + EPOCH;
    int64_t era = (shifted >= 0 ? shifted : shifted - ERA_DAYS + 1) / ERA_DAYS;
    int day_of_era = (int)(shifted - era * ERA_DAYS);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                       day_of_era / 146096) /
                      365;
    int day_in_year = day_of_era -
                      (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_in_year + 2) / 153;

    *day = day_in_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = (int)(era * 400) + year_of_era + (*month <= 2);
}

int dt_edtf_weekday(int64_t days)
{
    int64_t from_monday = (days + 3) % 7; /* 1970-01-01 was a Thursday */

    return (int)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

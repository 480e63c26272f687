/*
 * Dates of numbers alone, and which order their numbers are in (date_forms.h).
 */
#include <stdio.h>

#include "article/date_forms.h"
#include "base/edtf.h"

enum { FIRST_YEAR = 1500, LAST_YEAR = 2199 };

static bool is_year(int year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* 20210611, 20210611T1430: no number goes on. */
static bool compact_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int n;

    return dt_date_digits(s, at, 8, &n) == 8 && is_year(n / 10000) &&
           dt_date_set(out, n / 10000, n / 100 % 100, n % 100, at, at + 8);
}

/* Behind spaces, which stand behind full stops and signs alone. */
static size_t skip_spaces(struct dt_str s, size_t at)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    return at;
}

/*
 * 2021-06-11, 2021/6/11, 2021.06.11, 2021. 6. 11. and what may follow; 2021-06
 * alone.
 */
static bool year_first_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int year, month, day;
    size_t start = at, n;
    char mark;

    if (dt_date_digits(s, at, 4, &year) != 4 || !is_year(year) ||
        at + 6 > s.len)
        return false;
    mark = s.ptr[at + 4];
    at += 5;
    if (mark == '.')
        at = skip_spaces(s, at);
    n = dt_date_digits(s, at, 2, &month);
    if ((mark != '-' && mark != '/' && mark != '.') || n == 0)
        return false;
    at += n;
    if (at == s.len)
        return n == 2 && mark == '-' &&
               dt_date_set(out, year, month, 0, start, at);
    if (s.ptr[at] != mark)
        return false;
    at = mark == '.' ? skip_spaces(s, at + 1) : at + 1;
    n = dt_date_digits(s, at, 2, &day);
    if (n == 0 || day == 0 ||
        !dt_date_set(out, year, month, day, start, at + n))
        return false;
    dt_date_add_time(s, at + n, out);
    return true;
}

static size_t sign_at(struct dt_str s, size_t at, const char *sign)
{
    struct dt_str rest = {s.ptr + at, s.len - at};

    return dt_str_starts(rest, DT_STR(sign)) ? strlen(sign) : 0;
}

/* 2021年6月11日, 2021 年 6 月 11 號, 2021년 6월 11일; 2021年6月. */
static bool cjk_at(struct dt_str s, size_t at, struct dt_date *out)
{
    static const char *const signs[][3] = {{"年", "月", "日"},
                                           {"年", "月", "号"},
                                           {"年", "月", "號"},
                                           {"년", "월", "일"}};
    int value[3];
    size_t month_end = 0;

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t end = at, part;

        for (part = 0; part < 3; part++) {
            size_t n, sign;

            end = skip_spaces(s, end);
            n = dt_date_digits(s, end, part ? 2 : 4, &value[part]);
            end = skip_spaces(s, end + n);
            sign = n ? sign_at(s, end, signs[i][part]) : 0;
            if (!sign)
                break;
            end += sign;
            if (part == 1)
                month_end = end;
        }
        if (part == 3 && is_year(value[0]) && value[2] &&
            dt_date_set(out, value[0], value[1], value[2], at, end)) {
            dt_date_add_time(s, end, out);
            return true;
        }
    }
    if (!month_end ||
        dt_date_digits(s, skip_spaces(s, month_end), 2, value + 2))
        return false;
    return is_year(value[0]) && value[1] &&
           dt_date_set(out, value[0], value[1], 0, at, month_end);
}

/* The numbers of 11.6.2021, 11. 6. 2021, 6/11/2021 or 11-06-21. */
struct triple {
    int first, second, year;
    size_t year_digits, end;
    char mark;
};

static bool triple_at(struct dt_str s, size_t at, struct triple *t)
{
    size_t n = dt_date_digits(s, at, 2, &t->first);

    at += n;
    if (n == 0 || at + 4 > s.len)
        return false;
    t->mark = s.ptr[at++];
    if (t->mark != '.' && t->mark != '/' && t->mark != '-')
        return false;
    if (t->mark == '.')
        at = skip_spaces(s, at);
    n = dt_date_digits(s, at, 2, &t->second);
    at += n;
    if (n == 0 || at + 3 > s.len || s.ptr[at++] != t->mark)
        return false;
    if (t->mark == '.')
        at = skip_spaces(s, at);
    t->year_digits = dt_date_digits(s, at, 4, &t->year);
    t->end = at + t->year_digits;
    return (t->year_digits == 4 && is_year(t->year)) || t->year_digits == 2;
}

/* Of two digits: of the years in which there were web pages. */
static int full_year(const struct triple *t)
{
    if (t->year_digits == 4)
        return t->year;
    if (t->year >= 90)
        return 1900 + t->year;
    return t->year < 40 ? 2000 + t->year : 0;
}

/* With full stops, the day comes first wherever such dates are written. */
static enum dt_date_order order_of(const struct triple *t,
                                   enum dt_date_order order)
{
    if (t->year_digits == 2 && order == DT_DATE_NO_ORDER)
        return DT_DATE_NO_ORDER;
    if (t->mark == '.')
        return DT_DATE_DAY_FIRST;
    if (t->first > 12 && t->second <= 12)
        return DT_DATE_DAY_FIRST;
    if (t->second > 12 && t->first <= 12)
        return DT_DATE_MONTH_FIRST;
    return order;
}

static bool year_last_at(struct dt_str s, size_t at, enum dt_date_order order,
                         struct dt_date *out)
{
    struct triple t;
    int year, day, month;

    if (!triple_at(s, at, &t))
        return false;
    if (t.end < s.len && dt_date_is_ascii_word(s.ptr[t.end]))
        return false;
    year = full_year(&t);
    order = order_of(&t, order);
    if (year == 0)
        return false;
    day = order == DT_DATE_DAY_FIRST ? t.first : t.second;
    month = order == DT_DATE_DAY_FIRST ? t.second : t.first;
    /* The same number twice is one date in either order. */
    if ((order == DT_DATE_NO_ORDER &&
         (t.first != t.second || t.year_digits == 2)) ||
        day == 0)
        return false;
    return dt_date_set(out, year, month, day, at, t.end);
}

bool dt_date_numeric_at(struct dt_str s, size_t at, enum dt_date_order order,
                        struct dt_date *out)
{
    /* Not the end of a longer number: 1.19.11.2021. */
    if (at >= 2 && strchr("./-", s.ptr[at - 1]) &&
        dt_date_is_digit(s.ptr[at - 2]))
        return false;
    return compact_at(s, at, out) || year_first_at(s, at, out) ||
           cjk_at(s, at, out) || year_last_at(s, at, order, out);
}

enum dt_date_order dt_date_order_in(struct dt_str text)
{
    for (size_t at = 0; at < text.len; at++) {
        struct triple t;

        if (!dt_date_is_digit(text.ptr[at]) ||
            (at > 0 && dt_date_is_word(text.ptr[at - 1])))
            continue;
        if (triple_at(text, at, &t) && t.mark != '.' && t.year_digits == 4 &&
            (t.first > 12) != (t.second > 12) && t.first <= 31 &&
            t.second <= 31)
            return order_of(&t, DT_DATE_NO_ORDER);
    }
    return DT_DATE_NO_ORDER;
}

bool dt_date_since_epoch(struct dt_str text, struct dt_date *out)
{
    int64_t seconds = 0;
    int year, month, day;

    if (text.len != 10 && text.len != 13)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!dt_date_is_digit(text.ptr[i]))
            return false;
        seconds = seconds * 10 + (text.ptr[i] - '0');
    }
    if (text.len == 13)
        seconds /= 1000;
    dt_edtf_to_date(seconds / 86400, &year, &month, &day);
    if (year < 1990 || year > 2099 ||
        !dt_date_set(out, year, month, day, 0, text.len))
        return false;
    (void)snprintf(out->edtf + 10, sizeof out->edtf - 10, "T%02d:%02d:%02dZ",
                   (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60),
                   (int)(seconds % 60));
    return true;
}

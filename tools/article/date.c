#include "article/date.h"

#include <stdio.h>

#include "article/rules.h"
#include "base/edtf.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* Digits at at, most of them; *value is their number. Returns how many. */
static size_t digits(struct dt_str s, size_t at, size_t most, int *value)
{
    size_t n = 0;

    for (*value = 0; n < most && at + n < s.len && is_digit(s.ptr[at + n]); n++)
        *value = *value * 10 + (s.ptr[at + n] - '0');
    return at + n < s.len && is_digit(s.ptr[at + n]) ? 0 : n;
}

static bool starts_at(struct dt_str s, size_t at, const char *what)
{
    size_t len = strlen(what);

    return s.len - at >= len && memcmp(s.ptr + at, what, len) == 0;
}

static size_t skip_gap(struct dt_str s, size_t at)
{
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == ',' ||
                          s.ptr[at] == '.' || s.ptr[at] == '\n'))
        at++;
    return at;
}

static size_t skip_ordinal(struct dt_str s, size_t at)
{
    if (starts_at(s, at, "st") || starts_at(s, at, "nd") ||
        starts_at(s, at, "rd") || starts_at(s, at, "th"))
        return at + 2 < s.len && is_word(s.ptr[at + 2]) ? at : at + 2;
    return at;
}

/* The month whose name stands at at; *end behind it and its full stop. */
static int month_at(struct dt_str s, size_t at, size_t *end)
{
    size_t n = at;
    int month;

    while (n < s.len && is_word(s.ptr[n]) && !is_digit(s.ptr[n]))
        n++;
    /* In lower case they are other words: may, march. */
    month = n - at >= 3 && s.ptr[at] >= 'A' && s.ptr[at] <= 'Z'
                ? dt_rules_month((struct dt_str){s.ptr + at, n - at})
                : 0;
    *end = n;
    return month;
}

static bool set_date(struct dt_date *out, int year, int month, int day,
                     size_t start, size_t end)
{
    if (day == 0)
        (void)snprintf(out->edtf, sizeof out->edtf, "%04d-%02d", year, month);
    else if (year == 0)
        (void)snprintf(out->edtf, sizeof out->edtf, "XXXX-%02d-%02d", month,
                       day);
    else
        (void)snprintf(out->edtf, sizeof out->edtf, "%04d-%02d-%02d", year,
                       month, day);
    out->part = day == 0    ? DT_DATE_MONTH
                : year == 0 ? DT_DATE_DAY_MONTH
                            : DT_DATE_FULL;
    out->start = start;
    out->end = end;
    return dt_edtf_valid(DT_STR(out->edtf));
}

static size_t year_at(struct dt_str s, size_t at, int *year)
{
    size_t n = digits(s, at, 4, year);

    return n == 4 && *year >= 1500 && *year < 2200 &&
                   !(at + 4 < s.len && is_word(s.ptr[at + 4]))
               ? at + 4
               : 0;
}

/* Append a mark and two numbers of two digits, but for those below 0. */
static void put_time(struct dt_date *out, char mark, int first, int second)
{
    size_t at = strlen(out->edtf);
    const int numbers[] = {first, second};

    out->edtf[at++] = mark;
    for (int i = 0; i < 2 && numbers[i] >= 0 && at + 4 < DT_DATE_SIZE; i++) {
        if (i)
            out->edtf[at++] = ':';
        out->edtf[at++] = (char)('0' + numbers[i] / 10);
        out->edtf[at++] = (char)('0' + numbers[i] % 10);
    }
    out->edtf[at] = '\0';
}

/*
 * The time and zone behind a date, as EDTF has them: without fractions of a
 * second, with seconds, the zone as given. A time without zone is left out:
 * EDTF reads it as local time of nowhere.
 */
static void add_time(struct dt_str s, size_t at, struct dt_date *out)
{
    int hour, minute, second = 0, zone_hour = 0, zone_minute = 0;
    size_t end = at + 1;
    char sign = 'Z';

    if (at >= s.len || (s.ptr[at] != 'T' && s.ptr[at] != ' ') ||
        digits(s, end, 2, &hour) != 2 || !starts_at(s, end + 2, ":") ||
        digits(s, end + 3, 2, &minute) != 2)
        return;
    end += 5;
    if (end < s.len && s.ptr[end] == ':' && digits(s, end + 1, 2, &second) == 2)
        end += 3;
    if (end < s.len && s.ptr[end] == '.')
        for (end++; end < s.len && is_digit(s.ptr[end]); end++)
            ;
    while (end < s.len && s.ptr[end] == ' ')
        end++;
    if (starts_at(s, end, "UTC") || starts_at(s, end, "GMT"))
        end += 3;
    else if (end < s.len && (s.ptr[end] == 'Z' || s.ptr[end] == 'z'))
        end++;
    else if (end < s.len && (s.ptr[end] == '+' || s.ptr[end] == '-')) {
        sign = s.ptr[end++];
        if (digits(s, end, 4, &zone_hour) == 4) {
            zone_minute = zone_hour % 100;
            zone_hour /= 100;
            end += 4;
        } else if (digits(s, end, 2, &zone_hour) == 2) {
            end += 2;
            if (end < s.len && s.ptr[end] == ':' &&
                digits(s, end + 1, 2, &zone_minute) == 2)
                end += 3;
        } else {
            return;
        }
    } else {
        return;
    }
    if (hour > 23 || minute > 59 || second > 59 || zone_hour > 14 ||
        zone_minute > 59)
        return;
    put_time(out, 'T', hour, minute);
    put_time(out, ':', second, -1);
    put_time(out, sign, sign == 'Z' ? -1 : zone_hour, zone_minute);
    out->end = end;
}

/* 2021-06-11, 2021/06/11, 20210611 and what may follow; 2021-06 when alone. */
static bool iso_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int year, month, day;
    size_t n = digits(s, at, 8, &year);

    if (n == 8 && year > 15000000 && year < 22000000)
        return set_date(out, year / 10000, year / 100 % 100, year % 100, at,
                        at + 8);
    if (n != 4 || year < 1500 || year >= 2200 || at + 7 > s.len ||
        (s.ptr[at + 4] != '-' && s.ptr[at + 4] != '/'))
        return false;
    n = digits(s, at + 5, 2, &month);
    if (n == 0)
        return false;
    if (at + 5 + n == s.len)
        return n == 2 && s.ptr[at + 4] == '-' &&
               set_date(out, year, month, 0, at, at + 7);
    if (s.ptr[at + 5 + n] != s.ptr[at + 4])
        return false;
    at += 6 + n;
    n = digits(s, at, 2, &day);
    if (n == 0 || !set_date(out, year, month, day, at, at + n))
        return false;
    add_time(s, at + n, out);
    return true;
}

/* 11 June 2021, 11 June. */
static bool day_first_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int day, month, year;
    size_t n = digits(s, at, 2, &day), end, after;

    if (n == 0 || day == 0)
        return false;
    at += n;
    after = skip_gap(s, skip_ordinal(s, at));
    if (after == at)
        return false;
    if (starts_at(s, after, "of ")) /* the 11th of June */
        after += 3;
    month = month_at(s, after, &end);
    if (!month)
        return false;
    after = year_at(s, skip_gap(s, end), &year);
    return set_date(out, after ? year : 0, month, day, at - n,
                    after ? after : end);
}

/* June 11th, 2021; June 11; June 2021. */
static bool month_first_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int day, year, month;
    size_t end, n, after;

    month = month_at(s, at, &end);
    if (!month)
        return false;
    after = skip_gap(s, end);
    if (after == end)
        return false;
    n = year_at(s, after, &year);
    if (n) /* behind a number it is what is left of an impossible day */
        return !(at >= 2 && is_digit(s.ptr[at - 2])) &&
               set_date(out, year, month, 0, at, n);
    n = digits(s, after, 2, &day);
    if (n == 0 || day == 0)
        return false;
    end = skip_ordinal(s, after + n);
    if (end < s.len && is_word(s.ptr[end]))
        return false;
    n = year_at(s, skip_gap(s, end), &year);
    return set_date(out, n ? year : 0, month, day, at, n ? n : end);
}

bool dt_date_find(struct dt_str text, size_t from, struct dt_date *out)
{
    for (size_t at = from; at < text.len; at++) {
        char c = text.ptr[at];

        if (at > 0 && is_word(text.ptr[at - 1]))
            continue;
        if (is_digit(c) ? iso_at(text, at, out) || day_first_at(text, at, out)
                        : c >= 'A' && c <= 'z' && month_first_at(text, at, out))
            return true;
    }
    return false;
}

bool dt_date_parse(struct dt_str text, struct dt_date *out)
{
    text = dt_str_trim(text);
    if (text.len > 80)
        return false;
    return dt_date_find(text, 0, out) && out->part != DT_DATE_DAY_MONTH;
}

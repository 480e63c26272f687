#include <stdio.h>

#include "article/date_forms.h"

struct zone {
    char sign; /* 0: none is given */
    int hour, minute;
};

static bool starts_at(struct dt_str s, size_t at, const char *what)
{
    struct dt_str rest = {s.ptr + at, s.len - at};

    return at <= s.len && dt_str_starts(rest, DT_STR(what));
}

static size_t skip_spaces(struct dt_str s, size_t at)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    return at;
}

/* "+01:00", "+0100", "+01" at at; returns the end, or at. */
static size_t read_offset(struct dt_str s, size_t at, struct zone *zone)
{
    size_t end = at + 1, n;
    int digits;

    if (at >= s.len || (s.ptr[at] != '+' && s.ptr[at] != '-'))
        return at;
    n = dt_date_digits(s, end, 4, &digits);
    if (n == 4) {
        zone->hour = digits / 100;
        zone->minute = digits % 100;
        end += 4;
    } else if (n == 2) {
        zone->hour = digits;
        end += 2;
        if (starts_at(s, end, ":") &&
            dt_date_digits(s, end + 1, 2, &zone->minute) == 2)
            end += 3;
    } else {
        return at;
    }
    if (zone->hour > 14 || zone->minute > 59)
        return at;
    zone->sign = s.ptr[at];
    return end;
}

/* "Z", "UTC", "GMT", "GMT+0100", " +0100" behind a time. */
static size_t read_zone(struct dt_str s, size_t at, struct zone *zone)
{
    size_t end = skip_spaces(s, at), offset;

    if (starts_at(s, end, "UTC") || starts_at(s, end, "GMT")) {
        offset = read_offset(s, end + 3, zone);
        if (offset == end + 3)
            zone->sign = 'Z';
        return offset;
    }
    if (end < s.len && (s.ptr[end] == 'Z' || s.ptr[end] == 'z') &&
        !(end + 1 < s.len && dt_date_is_word(s.ptr[end + 1]))) {
        zone->sign = 'Z';
        return end + 1;
    }
    offset = read_offset(s, end, zone);
    return offset == end ? at : offset;
}

void dt_date_add_time(struct dt_str s, size_t at, struct dt_date *out)
{
    int hour, minute, second = 0;
    struct zone zone = {0};
    size_t end, len;

    if (out->part != DT_DATE_FULL || at >= s.len)
        return;
    end = s.ptr[at] == 'T' || s.ptr[at] == 't' || s.ptr[at] == ',' ? at + 1
                                                                   : at;
    end = skip_spaces(s, end);
    if (end == at || dt_date_digits(s, end, 2, &hour) != 2 ||
        !starts_at(s, end + 2, ":") ||
        dt_date_digits(s, end + 3, 2, &minute) != 2)
        return;
    end += 5;
    if (starts_at(s, end, ":") && dt_date_digits(s, end + 1, 2, &second) == 2)
        end += 3;
    /* Some write ":" before parts of a second. */
    if (starts_at(s, end, ".") || starts_at(s, end, ":"))
        for (end++; end < s.len && dt_date_is_digit(s.ptr[end]); end++)
            ;
    /* "2:30 pm" is another clock's time. */
    if (starts_at(s, skip_spaces(s, end), "am") ||
        starts_at(s, skip_spaces(s, end), "pm") ||
        starts_at(s, skip_spaces(s, end), "AM") ||
        starts_at(s, skip_spaces(s, end), "PM") || hour > 23 || minute > 59 ||
        second > 59)
        return;
    end = read_zone(s, end, &zone);
    len = strlen(out->edtf);
    (void)snprintf(out->edtf + len, DT_DATE_SIZE - len, "T%02d:%02d:%02d", hour,
                   minute, second);
    len = strlen(out->edtf);
    if (zone.sign == 'Z')
        (void)snprintf(out->edtf + len, DT_DATE_SIZE - len, "Z");
    else if (zone.sign)
        (void)snprintf(out->edtf + len, DT_DATE_SIZE - len, "%c%02d:%02d",
                       zone.sign, zone.hour, zone.minute);
    out->end = end;
}

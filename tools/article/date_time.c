/* The time and zone behind a date (date_forms.h). */
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

/* "+01:00", "+0100", "+01", "+1" at at; returns the end, or at. */
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
    } else if (n == 1) {
        zone->hour = digits;
        end += 1;
    } else {
        return at;
    }
    if (zone->hour > 14 || zone->minute > 59)
        return at;
    zone->sign = s.ptr[at];
    return end;
}

/* "Z", "UTC", "GMT", "(GMT+7)", " +0100" behind a time. */
static size_t read_zone(struct dt_str s, size_t at, struct zone *zone)
{
    size_t end = skip_spaces(s, at), offset;

    end += starts_at(s, end, "(UTC") || starts_at(s, end, "(GMT");
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

/* "pm", "p.m." at at: returns the end, or at; *half is 12 for it. */
static size_t read_half(struct dt_str s, size_t at, int *half)
{
    size_t end = skip_spaces(s, at);
    char first = end < s.len ? (char)(s.ptr[end] | 32) : '\0';

    if (first != 'a' && first != 'p')
        return at;
    end += starts_at(s, end + 1, ".") ? 2 : 1;
    if (end >= s.len || (s.ptr[end] | 32) != 'm' ||
        (end + 1 < s.len && dt_date_is_word(s.ptr[end + 1])))
        return at;
    *half = first == 'p' ? 12 : 0;
    return end + 1;
}

/* "14:30", "14:30:05.123", "2:30 pm" at at: returns the end, 0 for none. */
static size_t read_clock(struct dt_str s, size_t at, int clock[3])
{
    size_t n = dt_date_digits(s, at, 2, &clock[0]), end = at + n, behind;
    int half;

    clock[2] = 0;
    if (n == 0 || !starts_at(s, end, ":") ||
        dt_date_digits(s, end + 1, 2, &clock[1]) != 2)
        return 0;
    end += 3;
    if (starts_at(s, end, ":") && dt_date_digits(s, end + 1, 2, &clock[2]) == 2)
        end += 3;
    /* Some write ":" before parts of a second. */
    if (starts_at(s, end, ".") || starts_at(s, end, ":"))
        for (end++; end < s.len && dt_date_is_digit(s.ptr[end]); end++)
            ;
    behind = read_half(s, end, &half);
    if (behind > end) {
        if (clock[0] == 0 || clock[0] > 12)
            return 0;
        clock[0] = clock[0] % 12 + half;
        end = behind;
    }
    return clock[0] > 23 || clock[1] > 59 || clock[2] > 59 ? 0 : end;
}

void dt_date_add_time(struct dt_str s, size_t at, struct dt_date *out)
{
    int clock[3];
    struct zone zone = {0};
    size_t end, len;

    if (out->part != DT_DATE_FULL || at >= s.len)
        return;
    end = s.ptr[at] == 'T' || s.ptr[at] == 't' || s.ptr[at] == ',' ? at + 1
                                                                   : at;
    end = skip_spaces(s, end);
    /* A time stands right behind no number: but behind a sign for days. */
    if (end == at && (unsigned char)s.ptr[at - 1] < 0x80)
        return;
    end = read_clock(s, end, clock);
    if (end == 0)
        return;
    end = read_zone(s, end, &zone);
    len = strlen(out->edtf);
    (void)snprintf(out->edtf + len, DT_DATE_SIZE - len, "T%02d:%02d:%02d",
                   clock[0], clock[1], clock[2]);
    len = strlen(out->edtf);
    if (zone.sign == 'Z')
        (void)snprintf(out->edtf + len, DT_DATE_SIZE - len, "Z");
    else if (zone.sign)
        (void)snprintf(out->edtf + len, DT_DATE_SIZE - len, "%c%02d:%02d",
                       zone.sign, zone.hour, zone.minute);
    out->end = end;
}

#include "snapshot/http_field.h"

#include <stdio.h>
#include <strings.h>

#include "base/edtf.h"

enum { DAY = 24 * 60 * 60 };

static const int64_t longest_wait = INT64_C(1) << 31; /* RFC 9111, 1.2.2 */

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void skip(struct dt_str *s, size_t n)
{
    s->ptr += n;
    s->len -= n;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blank(struct dt_str *s)
{
    while (s->len && is_blank(s->ptr[0]))
        skip(s, 1);
}

/* ---- dates ---- */

/* Exactly n digits. */
static bool take_number(struct dt_str *s, size_t n, int *out)
{
    *out = 0;
    if (s->len < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (s->ptr[i] < '0' || s->ptr[i] > '9')
            return false;
        *out = *out * 10 + (s->ptr[i] - '0');
    }
    skip(s, n);
    return true;
}

static bool take_text(struct dt_str *s, const char *text)
{
    if (!dt_str_starts(*s, DT_STR(text)))
        return false;
    skip(s, strlen(text));
    return true;
}

static bool take_month(struct dt_str *s, int *month)
{
    for (int i = 0; i < 12; i++)
        if (take_text(s, months[i])) {
            *month = i + 1;
            return true;
        }
    return false;
}

static bool take_clock(struct dt_str *s, int *seconds)
{
    int hour, minute, second;

    if (!take_number(s, 2, &hour) || !take_text(s, ":") ||
        !take_number(s, 2, &minute) || !take_text(s, ":") ||
        !take_number(s, 2, &second) || hour > 23 || minute > 59 || second > 60)
        return false;
    *seconds = (hour * 60 + minute) * 60 + second;
    return true;
}

static bool days_of(int year, int month, int day, int64_t *days)
{
    int y, m, d;

    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *days = dt_edtf_from_date(year, month, day);
    dt_edtf_to_date(*days, &y, &m, &d);
    return y == year && m == month && d == day;
}

/* RFC 850 years: those over 50 years ahead are of the century before. */
static int full_year(int two, int64_t now)
{
    int year, month, day, full;

    dt_edtf_to_date(now / DAY, &year, &month, &day);
    full = year - year % 100 + two;
    return full > year + 50 ? full - 100 : full;
}

bool dt_http_date(struct dt_str text, int64_t now, int64_t *out)
{
    struct dt_str s = dt_str_trim(text);
    int year = 0, month = 0, day = 0, clock = 0;
    int64_t days;
    bool good;
    size_t name = 0;

    while (name < s.len && ((s.ptr[name] | 0x20) >= 'a') &&
           ((s.ptr[name] | 0x20) <= 'z'))
        name++;
    if (name < 3)
        return false;
    skip(&s, name);
    if (take_text(&s, ", ")) {
        good = take_number(&s, 2, &day);
        if (good && take_text(&s, "-")) {
            good = take_month(&s, &month) && take_text(&s, "-") &&
                   take_number(&s, 2, &year);
            year = full_year(year, now);
        } else {
            good = good && take_text(&s, " ") && take_month(&s, &month) &&
                   take_text(&s, " ") && take_number(&s, 4, &year);
        }
        good = good && take_text(&s, " ") && take_clock(&s, &clock) &&
               dt_str_is(s, " GMT");
    } else {
        good = take_text(&s, " ") && take_month(&s, &month) &&
               take_text(&s, " ") &&
               (take_text(&s, " ") ? take_number(&s, 1, &day)
                                   : take_number(&s, 2, &day)) &&
               take_text(&s, " ") && take_clock(&s, &clock) &&
               take_text(&s, " ") && take_number(&s, 4, &year) && s.len == 0;
    }
    if (!good || !days_of(year, month, day, &days))
        return false;
    *out = days * DAY + clock;
    return true;
}

struct parts {
    int year, month, day, hour, minute, second, weekday;
};

/* Of a time of the years 0 to 9999, into which others are brought. */
static struct parts split(int64_t time)
{
    const int64_t first = dt_edtf_from_date(0, 1, 1) * DAY;
    const int64_t last = dt_edtf_from_date(9999, 12, 31) * DAY + DAY - 1;
    struct parts p;
    int64_t days;
    int clock;

    time = time < first ? first : time > last ? last : time;
    days = (time - first) / DAY + first / DAY;
    clock = (int)((time - first) % DAY);
    dt_edtf_to_date(days, &p.year, &p.month, &p.day);
    p.weekday = dt_edtf_weekday(days);
    p.hour = clock / 3600;
    p.minute = clock / 60 % 60;
    p.second = clock % 60;
    return p;
}

void dt_http_date_write(int64_t time, char out[DT_HTTP_DATE_SIZE])
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu",
                                           "Fri", "Sat", "Sun"};
    struct parts p = split(time);
    char text[96];

    (void)snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                   weekdays[p.weekday - 1], p.day, months[p.month - 1], p.year,
                   p.hour, p.minute, p.second);
    memcpy(out, text, DT_HTTP_DATE_SIZE - 1);
    out[DT_HTTP_DATE_SIZE - 1] = '\0';
}

void dt_time_write(int64_t time, char out[DT_TIME_SIZE])
{
    struct parts p = split(time);
    char text[96];

    (void)snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", p.year,
                   p.month, p.day, p.hour, p.minute, p.second);
    memcpy(out, text, DT_TIME_SIZE - 1);
    out[DT_TIME_SIZE - 1] = '\0';
}

bool dt_time_read(struct dt_str text, int64_t *out)
{
    struct dt_str s = text;
    int year, month, day, clock;
    int64_t days;

    if (!take_number(&s, 4, &year) || !take_text(&s, "-") ||
        !take_number(&s, 2, &month) || !take_text(&s, "-") ||
        !take_number(&s, 2, &day) || !take_text(&s, "T") ||
        !take_clock(&s, &clock))
        return false;
    if (take_text(&s, "."))
        while (s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9')
            skip(&s, 1);
    if (!dt_str_is(s, "Z") || !days_of(year, month, day, &days))
        return false;
    *out = days * DAY + clock;
    return true;
}

bool dt_http_retry_after(struct dt_str text, int64_t now, int64_t *seconds)
{
    struct dt_str s = dt_str_trim(text);
    int64_t date;

    *seconds = 0;
    if (dt_http_date(s, now, &date)) {
        *seconds = date > now ? date - now : 0;
        return true;
    }
    if (!s.len)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        *seconds = *seconds * 10 + (s.ptr[i] - '0');
        if (*seconds > longest_wait)
            *seconds = longest_wait;
    }
    return true;
}

/* ---- parameters and links ---- */

/* A name, up to what ends one. */
static struct dt_str take_name(struct dt_str *s)
{
    struct dt_str name = {s->ptr, 0};

    while (name.len < s->len && !is_blank(s->ptr[name.len]) &&
           !strchr("=;,\"<>", s->ptr[name.len]))
        name.len++;
    skip(s, name.len);
    return name;
}

/* Behind "=": a token, or a quoted text without its quotes. */
static struct dt_str take_value(struct dt_str *s)
{
    struct dt_str value = {s->ptr, 0};

    if (!s->len || s->ptr[0] != '"')
        return take_name(s);
    skip(s, 1);
    value.ptr = s->ptr;
    while (value.len < s->len && s->ptr[value.len] != '"')
        value.len += s->ptr[value.len] == '\\' && value.len + 1 < s->len ? 2
                                                                         : 1;
    skip(s, value.len < s->len ? value.len + 1 : value.len);
    return value;
}

/* "; name=value": false where no further parameter stands. */
static bool take_parameter(struct dt_str *s, struct dt_str *name,
                           struct dt_str *value)
{
    skip_blank(s);
    if (!s->len || s->ptr[0] != ';')
        return false;
    skip(s, 1);
    skip_blank(s);
    *name = take_name(s);
    *value = (struct dt_str){NULL, 0};
    skip_blank(s);
    if (s->len && s->ptr[0] == '=') {
        skip(s, 1);
        skip_blank(s);
        *value = take_value(s);
    }
    return true;
}

static bool is_name(struct dt_str name, const char *wanted)
{
    return name.len == strlen(wanted) &&
           strncasecmp(name.ptr, wanted, name.len) == 0;
}

bool dt_http_link_next(struct dt_str *rest, struct dt_http_link *out)
{
    const char *end;
    struct dt_str name, value;

    memset(out, 0, sizeof *out);
    while (rest->len && (is_blank(rest->ptr[0]) || rest->ptr[0] == ','))
        skip(rest, 1);
    end = rest->len && rest->ptr[0] == '<' ? memchr(rest->ptr, '>', rest->len)
                                           : NULL;
    if (!end)
        return false;
    out->target = dt_str_trim(
        (struct dt_str){rest->ptr + 1, (size_t)(end - rest->ptr) - 1});
    skip(rest, (size_t)(end - rest->ptr) + 1);
    while (take_parameter(rest, &name, &value)) {
        /* Of a name that stands twice the first counts (section 3.3). */
        if (is_name(name, "rel") && !out->rel.ptr)
            out->rel = value;
        else if (is_name(name, "type") && !out->type.ptr)
            out->type = value;
        else if (is_name(name, "datetime") && !out->datetime.ptr)
            out->datetime = value;
    }
    return true;
}

bool dt_http_link_is(const struct dt_http_link *link, const char *word)
{
    struct dt_str rest = link->rel;

    while (rest.len) {
        struct dt_str one = {rest.ptr, 0};

        while (one.len < rest.len && !is_blank(rest.ptr[one.len]))
            one.len++;
        if (is_name(one, word))
            return true;
        skip(&rest, one.len < rest.len ? one.len + 1 : one.len);
    }
    return false;
}

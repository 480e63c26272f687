#include "article/date_forms.h"
#include "article/rules.h"

enum { MACHINE_LONGEST = 80 };

static bool starts_at(struct dt_str s, size_t at, const char *what)
{
    struct dt_str rest = {s.ptr + at, s.len - at};

    return dt_str_starts(rest, DT_STR(what));
}

static bool is_gap(char c)
{
    return c == ' ' || c == ',' || c == '.' || c == '\n' || c == '-' ||
           c == '/' || c == '\0';
}

static size_t skip_gap(struct dt_str s, size_t at)
{
    while (at < s.len && is_gap(s.ptr[at]))
        at++;
    return at;
}

/* "of", "de" and such, that some languages put between the parts. */
static size_t skip_joint(struct dt_str s, size_t at)
{
    static const char *const joints[] = {
        "of ",
        "de ",
        "del ",
        "d'", /* d'abril */
        "m. ",
        "gada ", /* 2021 m. sausio */
        "ng ",
        "n\xC4\x83m ", /* 5 năm 2021 */
        "\xD9\x85\xD9\x86 ",
        "\xD8\xB9\xD8\xA7\xD9\x85 "}; /* من, عام */

    at = skip_gap(s, at);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (at < s.len && s.ptr[at] == joints[i][0] &&
            starts_at(s, at, joints[i]))
            return at + strlen(joints[i]);
    return at;
}

static size_t skip_ordinal(struct dt_str s, size_t at)
{
    static const char *const marks[] = {"st", "nd", "rd", "th",
                                        "er", "º",  "°",  "ª"};

    if (at == s.len || !dt_date_is_word(s.ptr[at]))
        return at;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t end = at + strlen(marks[i]);

        if (starts_at(s, at, marks[i]))
            return end < s.len && dt_date_is_word(s.ptr[end]) ? at : end;
    }
    return at;
}

/* The month whose name stands in the text. */
struct month {
    int number;
    size_t end;  /* behind its name */
    bool proper; /* not to be taken for another word: may, march */
};

/* Behind the letters at at. */
static size_t skip_letters(struct dt_str s, size_t at)
{
    while (at < s.len && dt_date_is_word(s.ptr[at]) &&
           !dt_date_is_digit(s.ptr[at]))
        at++;
    return at;
}

/* The month whose name, of one word or two, begins at at. */
static struct month named_at(struct dt_str s, size_t at)
{
    struct month m = {.end = skip_letters(s, at)};
    unsigned char first = at < s.len ? (unsigned char)s.ptr[at] : 0;
    size_t second;

    m.proper = first < 'a' || first >= 0x80;
    m.number = dt_rules_month((struct dt_str){s.ptr + at, m.end - at});
    if (m.number || first < 0x80 || m.end == s.len || s.ptr[m.end] != ' ')
        return m;
    second = skip_letters(s, m.end + 1);
    m.number = dt_rules_month((struct dt_str){s.ptr + at, second - at});
    m.end = second;
    return m;
}

/* "tháng 5": the month's number behind the word for a month. */
static struct month numbered_at(struct dt_str s, size_t at)
{
    static const char *const words[] = {"th\xC3\xA1ng ", "Th\xC3\xA1ng ",
                                        "thg "};
    struct month m = {.end = at, .proper = true};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t start = at + strlen(words[i]), n;

        if (!starts_at(s, at, words[i]))
            continue;
        n = dt_date_digits(s, start, 2, &m.number);
        m.end = start + n;
        if (n == 0 || m.number > 12)
            m.number = 0;
    }
    return m;
}

/* "Mayo", "كانون الثاني", "tháng 5"; "شباط/فبراير": the same one twice. */
static struct month month_at(struct dt_str s, size_t at)
{
    struct month m, other;

    m = at < s.len && (s.ptr[at] | 32) == 't' ? numbered_at(s, at)
                                              : (struct month){0};
    if (!m.number)
        m = named_at(s, at);
    if (m.number && m.end + 1 < s.len && s.ptr[m.end] == '/') {
        other = named_at(s, m.end + 1);
        if (other.number == m.number)
            m.end = other.end;
    }
    return m;
}

static size_t year_at(struct dt_str s, size_t at, int *year)
{
    size_t n = dt_date_digits(s, at, 4, year);

    return n == 4 && *year >= 1500 && *year < 2200 &&
                   !(at + 4 < s.len && dt_date_is_ascii_word(s.ptr[at + 4]))
               ? at + 4
               : 0;
}

/* 11 June 2021, 11 June, 11. Juni 2021, 11 de junio de 2021. */
static bool day_first_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int day, year;
    size_t n = dt_date_digits(s, at, 2, &day), after;
    struct month month;

    if (n == 0 || day == 0)
        return false;
    after = skip_joint(s, skip_ordinal(s, at + n));
    if (after == at + n)
        return false;
    month = month_at(s, after);
    if (!month.number)
        return false;
    after = year_at(s, skip_joint(s, month.end), &year);
    return (after || month.proper) &&
           dt_date_set(out, after ? year : 0, month.number, day, at,
                       after ? after : month.end);
}

/* June 11th, 2021; June 11; June 2021; junio de 2021. */
static bool month_first_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int day, year;
    size_t end = skip_letters(s, at), after = skip_joint(s, end), n;
    struct month month;

    /* Behind most words there is no number, which is seen at once. */
    if (after == end || after == s.len || !dt_date_is_digit(s.ptr[after]))
        return false;
    month = month_at(s, at);
    if (!month.number)
        return false;
    after = skip_joint(s, month.end);
    n = year_at(s, after, &year);
    if (n) /* behind a number it is what is left of an impossible day */
        return month.proper && !(at >= 2 && dt_date_is_digit(s.ptr[at - 2])) &&
               dt_date_set(out, year, month.number, 0, at, n);
    n = dt_date_digits(s, after, 2, &day);
    if (n == 0 || day == 0)
        return false;
    end = skip_ordinal(s, after + n);
    if (end < s.len && dt_date_is_word(s.ptr[end]))
        return false;
    n = year_at(s, skip_joint(s, end), &year);
    return (n || month.proper) &&
           dt_date_set(out, n ? year : 0, month.number, day, at, n ? n : end);
}

/* 2021 June 11, 2021. június 11., 2021. gada 11. jūnijā. */
static bool year_month_at(struct dt_str s, size_t at, struct dt_date *out)
{
    int day, year;
    size_t after = year_at(s, at, &year), n;
    struct month month;

    if (!after)
        return false;
    after = skip_joint(s, after);
    n = dt_date_digits(s, after, 2, &day);
    month = month_at(s, n ? skip_gap(s, after + n) : after);
    if (n)
        return day && month.number &&
               dt_date_set(out, year, month.number, day, at, month.end);
    if (!month.number || skip_gap(s, month.end) == month.end)
        return false;
    after = skip_gap(s, month.end);
    n = dt_date_digits(s, after, 2, &day);
    return n && day &&
           !(after + n < s.len && dt_date_is_word(s.ptr[after + n])) &&
           dt_date_set(out, year, month.number, day, at, after + n);
}

/* As dt_date_find_in(), of a text in plain characters. */
static bool find_plain(struct dt_str text, size_t from,
                       enum dt_date_order order, struct dt_date *out)
{
    size_t end = text.len; /* behind the last digit: every date has one */

    while (end > from && !dt_date_is_digit(text.ptr[end - 1]))
        end--;
    for (size_t at = from; at < end; at++) {
        bool found;

        if (!dt_date_is_word(text.ptr[at]) ||
            (at > 0 && (dt_date_is_digit(text.ptr[at])
                            ? dt_date_is_ascii_word(text.ptr[at - 1])
                            : dt_date_is_word(text.ptr[at - 1]))))
            continue;
        found = dt_date_is_digit(text.ptr[at])
                    ? dt_date_numeric_at(text, at, order, out) ||
                          day_first_at(text, at, out) ||
                          year_month_at(text, at, out)
                    : month_first_at(text, at, out);
        if (found)
            return true;
    }
    return false;
}

bool dt_date_find_in(struct dt_str text, size_t from, enum dt_date_order order,
                     struct dt_date *out)
{
    struct dt_date_plain plain;

    if (!dt_date_make_plain(text, from, &plain))
        return find_plain(text, from, order, out);
    if (!find_plain((struct dt_str){plain.text, plain.len}, plain.from, order,
                    out))
        return false;
    out->start = plain.at[out->start];
    out->end = plain.at[out->end];
    return true;
}

bool dt_date_find(struct dt_str text, size_t from, struct dt_date *out)
{
    return dt_date_find_in(text, from, DT_DATE_NO_ORDER, out);
}

bool dt_date_parse(struct dt_str text, enum dt_date_order order,
                   struct dt_date *out)
{
    int year;

    text = dt_str_trim(text);
    if (text.len > MACHINE_LONGEST)
        return false;
    if (dt_date_since_epoch(text, out))
        return true;
    if (text.len == 4 && year_at(text, 0, &year)) {
        *out = (struct dt_date){.part = DT_DATE_YEAR, .end = 4};
        memcpy(out->edtf, text.ptr, 4);
        return true;
    }
    if (!dt_date_find_in(text, 0, order, out) || out->part == DT_DATE_DAY_MONTH)
        return false;
    if (strlen(out->edtf) == 10)
        dt_date_add_time(text, out->end, out);
    return true;
}

/* Countries of English in which the month comes first, or the day. */
static enum dt_date_order order_of_country(struct dt_str country)
{
    static const char *const day_first[] = {"gb", "uk", "ie", "au", "nz",
                                            "in", "za", "sg", "my", "ng",
                                            "ke", "hk", "pk", "gh"};

    if (country.len != 2)
        return DT_DATE_NO_ORDER;
    if (((country.ptr[0] | 32) == 'u' && (country.ptr[1] | 32) == 's') ||
        ((country.ptr[0] | 32) == 'p' && (country.ptr[1] | 32) == 'h'))
        return DT_DATE_MONTH_FIRST;
    for (size_t i = 0; i < sizeof day_first / sizeof *day_first; i++)
        if ((country.ptr[0] | 32) == day_first[i][0] &&
            (country.ptr[1] | 32) == day_first[i][1])
            return DT_DATE_DAY_FIRST;
    return DT_DATE_NO_ORDER;
}

enum dt_date_order dt_date_order_of(struct dt_str language, struct dt_str host)
{
    static const char *const day_first[] = {
        "de", "fr", "es", "it", "nl", "pt", "pl", "da", "no", "nb",
        "nn", "fi", "tr", "ru", "uk", "cs", "sk", "ca", "ro", "el",
        "bg", "id", "vi", "hr", "sr", "sl", "et", "lv", "gl", "be",
        "he", "ar", "sv", "is", "mk", "sq", "bs", "az", "ka", "hi",
        "bn", "ur", "mr", "ms", "th", "sw", "mt", "lb", "cy", "ga"};
    struct dt_str country = {NULL, 0};
    size_t dot = host.len;

    if (language.len < 2)
        return DT_DATE_NO_ORDER;
    for (size_t i = 0; i < sizeof day_first / sizeof *day_first; i++)
        if ((language.ptr[0] | 32) == day_first[i][0] &&
            (language.ptr[1] | 32) == day_first[i][1] &&
            (language.len == 2 || language.ptr[2] == '-' ||
             language.ptr[2] == '_'))
            return DT_DATE_DAY_FIRST;
    if ((language.ptr[0] | 32) != 'e' || (language.ptr[1] | 32) != 'n')
        return DT_DATE_NO_ORDER;
    if (language.len == 5)
        country = (struct dt_str){language.ptr + 3, 2};
    while (dot > 0 && host.ptr[dot - 1] != '.')
        dot--;
    if (!country.len && dot > 0)
        country = (struct dt_str){host.ptr + dot, host.len - dot};
    return order_of_country(country);
}

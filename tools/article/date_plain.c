/*
 * Digits of other scripts, and marks between the parts of a date, in those of
 * ASCII (date_forms.h).
 */
#include "article/date_forms.h"
#include "base/bytes.h"

/* Digits that are written side by side in Unicode, zero first. */
struct digits {
    const char *zero;
    size_t len;
};

static const struct digits scripts[] = {
    {"\xD9\xA0", 2},     /* Arabic */
    {"\xDB\xB0", 2},     /* Persian, Urdu */
    {"\xE0\xA5\xA6", 3}, /* Devanagari */
    {"\xE0\xA7\xA6", 3}, /* Bengali */
    {"\xE0\xB9\x90", 3}, /* Thai */
    {"\xEF\xBC\x90", 3}  /* full width */
};

/* Marks around the parts of a date, and what stands for them here. */
static const struct {
    const char *mark;
    char plain; /* 0: nothing */
} marks[] = {
    {"\xD8\x8C", ','},      {"\xEF\xBC\x8C", ','}, {"\xE3\x80\x81", ','},
    {"\xEF\xBC\x8E", '.'},  {"\xEF\xBC\x9A", ':'}, {"\xEF\xBC\x8F", '/'},
    {"\xEF\xBC\x8D", '-'},  {"\xE2\x80\x90", '-'}, {"\xE2\x80\x91", '-'},
    {"\xEF\xBC\x88", '('},  {"\xEF\xBC\x89", ')'}, {"\xE3\x80\x80", ' '},
    {"\xE2\x80\x99", '\''}, {"\xE2\x80\x8E", 0},   {"\xE2\x80\x8F", 0}};

/* Whether a byte begins one of them. */
static bool may_begin(char c)
{
    switch ((unsigned char)c) {
    case 0xD8:
    case 0xD9:
    case 0xDB:
    case 0xE0:
    case 0xE2:
    case 0xE3:
    case 0xEF:
        return true;
    default:
        return false;
    }
}

/* Bytes of a digit of another script at at; 0 for none. */
static size_t digit_at(struct dt_str s, size_t at, char *plain)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        const struct digits *d = &scripts[i];
        unsigned char last;

        if (s.len - at < d->len || memcmp(s.ptr + at, d->zero, d->len - 1) != 0)
            continue;
        last = (unsigned char)s.ptr[at + d->len - 1];
        last = (unsigned char)(last - (unsigned char)d->zero[d->len - 1]);
        if (last <= 9) {
            *plain = (char)('0' + last);
            return d->len;
        }
    }
    return 0;
}

static size_t mark_at(struct dt_str s, size_t at, char *plain)
{
    struct dt_str rest = {s.ptr + at, s.len - at};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (dt_str_starts(rest, DT_STR(marks[i].mark))) {
            *plain = marks[i].plain;
            return strlen(marks[i].mark);
        }
    return 0;
}

/* Where, from at on, the next digit or what may begin one of them stands. */
static size_t next_sign(struct dt_str text, size_t at)
{
    for (; text.len - at >= sizeof(dt_bytes); at += sizeof(dt_bytes)) {
        const dt_bytes here = dt_bytes_at(text.ptr + at);
        const size_t first = dt_bytes_first(
            (dt_bytes)(((here - (unsigned char)'0') <= 9) | (here >= 0xD8)));

        if (first < sizeof here)
            return at + first;
    }
    while (at < text.len && !dt_date_is_digit(text.ptr[at]) &&
           (unsigned char)text.ptr[at] < 0xD8)
        at++;
    return at;
}

unsigned dt_date_count_digits(struct dt_str text)
{
    unsigned count = 0;
    char plain;

    for (size_t at = 0; (at = next_sign(text, at)) < text.len; at++)
        count += dt_date_is_digit(text.ptr[at]) || digit_at(text, at, &plain);
    return count;
}

bool dt_date_make_plain(struct dt_str text, size_t from,
                        struct dt_date_plain *out)
{
    size_t first = 0;

    if (text.len > DT_DATE_PLAIN_MOST)
        return false;
    while ((first = next_sign(text, first)) < text.len &&
           !may_begin(text.ptr[first]))
        first++;
    if (first == text.len)
        return false;
    out->len = out->from = 0;
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        size_t len = may_begin(c) ? digit_at(text, at, &c) : 0;

        if (at <= from)
            out->from = out->len;
        if (!len && may_begin(text.ptr[at]))
            len = mark_at(text, at, &c);
        out->at[out->len] = (uint16_t)at;
        out->text[out->len] = c;
        out->len += len == 0 || c != 0;
        at += len ? len : 1;
    }
    out->at[out->len] = (uint16_t)text.len;
    return true;
}

/*
 * date_forms.h - the forms of dates that date.c tries at one place.
 *
 * Layer   article; for date*.c alone. at is a byte of s at which no word goes
 *         on; out->start and out->end become the bytes of the date.
 */
#ifndef DT_ARTICLE_DATE_FORMS_H
#define DT_ARTICLE_DATE_FORMS_H

#include "article/date.h"

static inline bool dt_date_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A byte of a word or number; every byte over 0x7F is taken for one. */
static inline bool dt_date_is_word(char c)
{
    return dt_date_is_digit(c) || (unsigned char)((c | 32) - 'a') < 26 ||
           (unsigned char)c >= 0x80;
}

/*
 * Digits at at, most of them; *value is their number. Returns how many, 0
 * when more follow.
 */
size_t dt_date_digits(struct dt_str s, size_t at, size_t most, int *value);

/* day 0: a month; year 0: a day of no year. False when it cannot be. */
bool dt_date_set(struct dt_date *out, int year, int month, int day,
                 size_t start, size_t end);

/* Dates of numbers alone: 2021-06-11, 20210611, 11.6.2021, 2021年6月11日. */
bool dt_date_numeric_at(struct dt_str s, size_t at, enum dt_date_order order,
                        struct dt_date *out);

/*
 * The time and zone that stand at at, behind the date in out, are added to
 * it: without fractions of a second, the zone as given or none.
 */
void dt_date_add_time(struct dt_str s, size_t at, struct dt_date *out);

/* Seconds or milliseconds since 1970 that fill text, of 1990 to 2099. */
bool dt_date_since_epoch(struct dt_str text, struct dt_date *out);

#endif

/*
 * date_forms.h - the forms of dates that date.c tries at one place.
 *
 * Layer   article; for date*.c alone. at is a byte of s at which no word goes
 *         on; out->start and out->end become the bytes of the date.
 */
#ifndef DT_ARTICLE_DATE_FORMS_H
#define DT_ARTICLE_DATE_FORMS_H

#include <stdint.h>

#include "article/date.h"

enum { DT_DATE_PLAIN_MOST = 512 };

/* A text with the digits and marks of ASCII for those of other scripts. */
struct dt_date_plain {
    char text[DT_DATE_PLAIN_MOST];
    uint16_t
        at[DT_DATE_PLAIN_MOST + 1]; /* where each byte stood, and the end */
    size_t len, from;
};

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

/* A letter or digit of ASCII, as goes on a number no more than a word does. */
static inline bool dt_date_is_ascii_word(char c)
{
    return dt_date_is_word(c) && (unsigned char)c < 0x80;
}

/*
 * text in plain characters; from becomes what stands for a byte of it. False
 * when it is plain already, or has over DT_DATE_PLAIN_MOST bytes.
 */
bool dt_date_make_plain(struct dt_str text, size_t from,
                        struct dt_date_plain *out);

/*
 * Digits at at, most of them; *value is their number. Returns how many, 0
 * when more follow.
 */
size_t dt_date_digits(struct dt_str s, size_t at, size_t most, int *value);

/* day 0: a month; year 0: a day of no year. False when it cannot be. */
bool dt_date_set(struct dt_date *out, int year, int month, int day,
                 size_t start, size_t end);

/*
 * Dates of numbers alone: 2021-06-11, 20210611, 11.6.2021, 2021. 6. 11.,
 * 2021年6月11日.
 */
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

/*
 * date.h - dates as people and pages write them, as EDTF.
 *
 * Layer   article. Nothing is guessed: a day without a year is XXXX-06-11, a
 *         month with its year 2021-05, and 3/4/2021 is no date at all unless
 *         the caller knows which of its numbers is the day. Months have the
 *         names of rules/months.txt. Digits may be those of ASCII, Arabic,
 *         Persian, Devanagari, Bengali, Thai or full width. Years of another
 *         calendar (1442, 2564) are those of no date here.
 */
#ifndef DT_ARTICLE_DATE_H
#define DT_ARTICLE_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { DT_DATE_SIZE = 40 };

/* How far a date goes. */
enum dt_date_part {
    DT_DATE_DAY_MONTH, /* 11 June */
    DT_DATE_YEAR,      /* 2021, where nothing else stands */
    DT_DATE_MONTH,     /* May 2021 */
    DT_DATE_FULL       /* 11 June 2021, 2021-06-11, with a time or without */
};

/* Which number of 3/4/2021 is the day. */
enum dt_date_order {
    DT_DATE_NO_ORDER, /* not known: only one over 12 tells */
    DT_DATE_DAY_FIRST,
    DT_DATE_MONTH_FIRST
};

/* One date in a text: bytes [start, end) of it. */
struct dt_date {
    char edtf[DT_DATE_SIZE];
    enum dt_date_part part;
    size_t start, end;
};

/*
 * The first date in text at or after from: "Friday 5 January 2018",
 * "January 5th, 2018", "5. Januar 2018", "05.01.2018", "2018年1月5日",
 * "May 2021", "2024-05-02T09:14+01:00". False: none.
 */
bool dt_date_find(struct dt_str text, size_t from, struct dt_date *out);

/* Digits of a text that a date of any script may have. */
unsigned dt_date_count_digits(struct dt_str text);

/* No date that tells a year has fewer digits: "4.5.21", "May 2021". */
enum { DT_DATE_DIGITS = 4 };

/* As dt_date_find(), of a page whose order is known. */
bool dt_date_find_in(struct dt_str text, size_t from, enum dt_date_order order,
                     struct dt_date *out);

/*
 * A date that a machine wrote and that fills text: ISO 8601 with or without
 * time and zone, RFC 5322, seconds or milliseconds since 1970, a year, or what
 * dt_date_find_in() knows. A time without a zone is EDTF's local time.
 */
bool dt_date_parse(struct dt_str text, enum dt_date_order order,
                   struct dt_date *out);

/*
 * The order that writers of a language have (BCP 47, "en-GB"); a country is
 * taken from the end of the host's name when the tag has none. English of no
 * country has none.
 */
enum dt_date_order dt_date_order_of(struct dt_str language, struct dt_str host);

/* The order that a date in numbers shows: 19/11/2021 has the day first. */
enum dt_date_order dt_date_order_in(struct dt_str text);

#endif

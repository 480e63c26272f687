/*
 * date.h - dates as people and pages write them, as EDTF.
 *
 * Layer   article. Nothing is guessed: a day without a year is XXXX-06-11, a
 *         month with its year 2021-05, and 3/4/2021 is no date at all.
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
    DT_DATE_MONTH,     /* May 2021 */
    DT_DATE_FULL       /* 11 June 2021, 2021-06-11, with a time or without */
};

/* One date in a text: bytes [start, end) of it. */
struct dt_date {
    char edtf[DT_DATE_SIZE];
    enum dt_date_part part;
    size_t start, end;
};

/*
 * The first date in text at or after from: "Friday 5 January 2018",
 * "January 5th, 2018", "May 2021", "2024-05-02T09:14+01:00". False: none.
 */
bool dt_date_find(struct dt_str text, size_t from, struct dt_date *out);

/*
 * A date that a machine wrote and that fills text: ISO 8601 with or without
 * time and zone, RFC 5322, or what dt_date_find() knows.
 */
bool dt_date_parse(struct dt_str text, struct dt_date *out);

#endif

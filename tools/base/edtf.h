/*
 * edtf.h - dates as the Extended Date/Time Format writes them
 * (ISO 8601-2:2019 annex A; https://www.loc.gov/standards/datetime/).
 *
 * Layer   base. Level 0 (2016, 2016-03, 2016-03-01, a date with time and
 *         zone, A/B intervals) and of level 1 and 2 what articles need:
 *         unspecified digits (XXXX-06-11, 2016-XX), the qualifiers ? ~ %
 *         behind a date, and .. for an open interval end.
 */
#ifndef DT_BASE_EDTF_H
#define DT_BASE_EDTF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Whether text is a date that can be: 2023-02-29 is not. */
bool dt_edtf_valid(struct dt_str text);

/*
 * First and last day that text can mean, as days of the proleptic Gregorian
 * calendar counted from 1970-01-01. False where the year is unspecified, for
 * an open interval, and for what is not valid: the outputs are then unset.
 */
bool dt_edtf_days(struct dt_str text, int64_t *first, int64_t *last);

/*
 * The second, counted from 1970-01-01T00:00:00Z, before which text can not
 * mean: where it has a time, that (without a zone: in UTC), else the beginning
 * of its first day. False as above.
 */
bool dt_edtf_begin(struct dt_str text, int64_t *second);

/* Calendar date to days from 1970-01-01 and back; year 0 to 9999. */
int64_t dt_edtf_from_date(int year, int month, int day);
void dt_edtf_to_date(int64_t days, int *year, int *month, int *day);

/* Monday is 1, Sunday is 7. */
int dt_edtf_weekday(int64_t days);

#endif

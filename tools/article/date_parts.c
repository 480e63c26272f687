/* Digits, and a day or month set where they can be one (date_forms.h). */
#include <stdio.h>

#include "article/date_forms.h"
#include "base/edtf.h"

size_t dt_date_digits(struct dt_str s, size_t at, size_t most, int *value)
{
    size_t n = 0;

    for (*value = 0;
         n < most && at + n < s.len && dt_date_is_digit(s.ptr[at + n]); n++)
        *value = *value * 10 + (s.ptr[at + n] - '0');
    return at + n < s.len && dt_date_is_digit(s.ptr[at + n]) ? 0 : n;
}

bool dt_date_set(struct dt_date *out, int year, int month, int day,
                 size_t start, size_t end)
{
    /* A day of no year may be 29 February. */
    int leap = year ? year : 2000;

    *out = (struct dt_date){.start = start, .end = end};
    out->part = day == 0    ? DT_DATE_MONTH
                : year == 0 ? DT_DATE_DAY_MONTH
                            : DT_DATE_FULL;
    if (day == 0)
        (void)snprintf(out->edtf, sizeof out->edtf, "%04d-%02d", year, month);
    else
        (void)snprintf(out->edtf, sizeof out->edtf, "%04d-%02d-%02d", leap,
                       month, day);
    if (!dt_edtf_valid(DT_STR(out->edtf)))
        return false;
    if (year == 0)
        memcpy(out->edtf, "XXXX", 4);
    return true;
}

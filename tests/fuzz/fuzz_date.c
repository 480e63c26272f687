#include <stdlib.h>

#include "article/date.h"
#include "base/edtf.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* Every date that is found is valid EDTF, and lies in the text behind from. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_str text = {(const char *)data, size};

    for (int order = DT_DATE_NO_ORDER; order <= DT_DATE_MONTH_FIRST; order++) {
        enum dt_date_order how = (enum dt_date_order)order;
        struct dt_date date;

        for (size_t at = 0; dt_date_find_in(text, at, how, &date);
             at = date.end)
            if (!dt_edtf_valid(DT_STR(date.edtf)) || date.start < at ||
                date.end <= date.start || date.end > size)
                abort();
        if (dt_date_parse(text, how, &date) &&
            !dt_edtf_valid(DT_STR(date.edtf)))
            abort();
    }
    (void)dt_date_order_in(text);
    (void)dt_date_order_of(text, text);
    return 0;
}

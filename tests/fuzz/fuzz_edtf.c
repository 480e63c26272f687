#include <stdlib.h>

#include "base/edtf.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* What has days is valid, and its days are in order and are calendar days. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_str text = {(const char *)data, size};
    int64_t first, last;
    int y, m, d;

    if (!dt_edtf_days(text, &first, &last))
        return 0;
    if (!dt_edtf_valid(text) || first > last)
        abort();
    dt_edtf_to_date(last, &y, &m, &d);
    if (y < 0 || y > 9999 || dt_edtf_from_date(y, m, d) != last)
        abort();
    return 0;
}

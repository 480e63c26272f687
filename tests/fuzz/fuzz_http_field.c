#include <stdlib.h>

#include "adapt/http.h"
#include "base/buf.h"
#include "snapshot/http_field.h"
#include "snapshot/memento.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* What can be read as a date reads back the same when it is written. */
static void try_date(struct dt_str text)
{
    char http[DT_HTTP_DATE_SIZE], rfc3339[DT_TIME_SIZE];
    int64_t time, back;

    if (dt_http_date(text, 0, &time)) {
        dt_http_date_write(time, http);
        if (!dt_http_date(DT_STR(http), 0, &back) || back != time)
            abort();
    }
    if (dt_time_read(text, &time)) {
        dt_time_write(time, rfc3339);
        if (!dt_time_read(DT_STR(rfc3339), &back) || back != time)
            abort();
    }
    if (dt_http_retry_after(text, 1000000000, &time) && time < 0)
        abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct dt_str text = {(const char *)data, size}, rest = text, found;
    struct dt_http_link link;
    size_t links = 0;

    try_date(text);
    while (dt_http_link_next(&rest, &link)) {
        links++;
        (void)dt_http_link_is(&link, "memento");
        try_date(link.datetime);
    }
    if (links > size / 2)
        abort();
    if (dt_memento_choose(text, 1000000000, &found) && !found.ptr)
        abort();
    (void)dt_http_field(text, "Link", &rest);
    return 0;
}

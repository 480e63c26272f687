#include "cmd/report.h"

#include <stdio.h>

#include "base/json.h"

int dt_report_print(const struct dt_report_item *items, size_t count,
                    struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(1 << 24);
    struct dt_json w;
    int rc;

    dt_json_init(&w, &out);
    dt_json_open(&w, '{');
    for (size_t i = 0; i < count; i++) {
        dt_json_key(&w, items[i].name);
        if (items[i].is == DT_REPORT_IS_COUNT)
            dt_json_int(&w, (int64_t)items[i].number);
        else if (items[i].is == DT_REPORT_IS_JSON && items[i].text)
            dt_json_raw(&w, DT_STR(items[i].text));
        else
            dt_json_text(&w, items[i].text);
    }
    dt_json_close(&w, '}');
    dt_buf_addc(&out, '\n');
    rc = dt_buf_flush(&out, "the report", stdout, err);
    dt_buf_release(&out);
    return rc;
}

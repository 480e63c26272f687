/*
 * report.h - the result of a command as one line of canonical JSON.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_REPORT_H
#define DT_CMD_REPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* A number; or a text; or what is JSON already. NULL for null. */
struct dt_report_item {
    const char *name;
    uint64_t number;
    const char *text;
    enum { DT_REPORT_IS_COUNT, DT_REPORT_IS_TEXT, DT_REPORT_IS_JSON } is;
};

#define DT_REPORT_COUNT(name, value)              \
    {                                             \
        (name), (value), NULL, DT_REPORT_IS_COUNT \
    }
#define DT_REPORT_TEXT(name, value)           \
    {                                         \
        (name), 0, (value), DT_REPORT_IS_TEXT \
    }
#define DT_REPORT_JSON(name, value)           \
    {                                         \
        (name), 0, (value), DT_REPORT_IS_JSON \
    }

/* Print the items, sorted by name, as an object and an LF on stdout. */
int dt_report_print(const struct dt_report_item *items, size_t count,
                    struct dt_err *err);

#endif

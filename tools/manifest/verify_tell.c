/* Faults, told and counted (verify_parts.h). */
#include "manifest/verify_parts.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_PATH = 4096 };

void dt_verify_note(struct dt_verification *v, const char *line)
{
    if (v->report->note)
        v->report->note(v->report->ctx, line);
}

void dt_verify_problem(struct dt_verification *v, const char *fmt, ...)
{
    char line[600];
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    dt_err_make_printable(line);
    v->report->problems++;
    if (v->report->problem)
        v->report->problem(v->report->ctx, line);
}

void dt_verify_fault(struct dt_verification *v, const char *file,
                     const char *fmt, ...)
{
    char message[600], name[MOST_PATH];
    const char *rest = message;
    size_t len;
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    (void)snprintf(name, sizeof name, "%s", file);
    dt_err_make_printable(name);
    dt_err_make_printable(message);
    len = strlen(name);
    if (strncmp(message, name, len) == 0 &&
        strncmp(message + len, ": ", 2) == 0)
        rest += len + 2;
    if (!v->report->fault) {
        dt_verify_problem(v, "%.199s: %.400s", name, rest);
        return;
    }
    v->report->problems++;
    v->report->fault(v->report->ctx, name, rest);
}

void dt_verify_more(struct dt_verification *v, uint64_t count,
                    const char *where)
{
    dt_verify_problem(v, "%s: and %" PRIu64 " more", where, count);
    v->report->problems += count - 1;
}

int dt_verify_tell(struct dt_verification *v, int rc, struct dt_err *err)
{
    if (rc != DT_EFORMAT && rc != DT_EMISMATCH && rc != DT_EIO)
        return rc;
    dt_verify_problem(v, "%s", err->msg);
    return DT_OK;
}

/*
 * faults.h - the faults that a check tells of: printed as they come, and kept
 * for its report in JSON.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_FAULTS_H
#define DT_CMD_FAULTS_H

#include <stdbool.h>

#include "base/json.h"
#include "cmd/report.h"

enum { DT_FAULTS_KEPT = 1000 }; /* the first; the others are printed alone */

struct dt_faults {
    struct dt_buf out;
    struct dt_json json;
    size_t count;
};

void dt_faults_init(struct dt_faults *faults);
void dt_faults_release(struct dt_faults *faults);

/*
 * A dt_note_fn: "FILE:LINE:COLUMN: MESSAGE", the same without the column, or
 * without both, or the message alone.
 */
void dt_faults_tell(void *faults, const char *line);

/* Of a file that may be named in any way: "FILE: MESSAGE". */
void dt_faults_tell_of(void *faults, const char *file, const char *message);

/* dt_faults_tell() without printing it. */
void dt_faults_take(struct dt_faults *faults, const char *line);

/* Keep a fault of this file, without printing it. */
void dt_faults_keep(struct dt_faults *faults, struct dt_str file,
                    const char *message);

/*
 * An array of {column, file, line, message}; ends the telling. NULL: out of
 * memory.
 */
const char *dt_faults_json(struct dt_faults *faults);

/*
 * Whether rc says that what was looked at is not what it should be, and that
 * the check itself went well.
 */
bool dt_faults_found(int rc);

/*
 * Print the report of a check. Where it ended before its end, all but the
 * faults, their number and the corpus's name is not known, and null.
 */
int dt_faults_report(struct dt_report_item *items, size_t count, bool known,
                     struct dt_err *err);

#endif

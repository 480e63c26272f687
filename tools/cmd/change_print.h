/*
 * change_print.h - the members of a record that changed, for log and diff.
 *
 * Layer   cmd. Long values are cut; words of texts are not printed at all.
 */
#ifndef DT_CMD_CHANGE_PRINT_H
#define DT_CMD_CHANGE_PRINT_H

#include "cmd/print.h"
#include "manifest/change.h"

/*
 * "NAME  old -> new", a line for each member, indented by four columns. Where
 * before or after has a NULL ptr nothing is printed.
 */
int dt_change_print(struct dt_print *p, struct dt_change_docs *docs,
                    struct dt_str before, struct dt_str after,
                    struct dt_err *err);

/* The value of the key "members": a sorted array of the members' names. */
int dt_change_json(struct dt_json *w, struct dt_change_docs *docs,
                   struct dt_str before, struct dt_str after,
                   struct dt_err *err);

#endif

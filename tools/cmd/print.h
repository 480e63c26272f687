/*
 * print.h - text for a person to read, on a terminal or in a file.
 *
 * Layer   cmd. On a terminal text is wrapped and headings are bold, unless
 *         NO_COLOR is set or TERM is dumb; elsewhere nothing is added. What
 *         came from outside cannot move the cursor: control characters and
 *         those that turn the direction of writing become U+FFFD.
 */
#ifndef DT_CMD_PRINT_H
#define DT_CMD_PRINT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/json.h"

struct dt_print {
    struct dt_buf out;
    bool colour;
    size_t width;  /* columns; 0: do not wrap */
    size_t column; /* at which the values of fields begin */
};

/* For stdout as it is. */
void dt_print_init(struct dt_print *p);

/* Write what was collected to stdout, and forget it. */
int dt_print_flush(struct dt_print *p, struct dt_err *err);
void dt_print_release(struct dt_print *p);

/* Append text without what could steer a terminal. */
void dt_print_safe(struct dt_print *p, struct dt_str text);

/* "name       value", wrapped under the value's column; NULL ptr: no line. */
void dt_print_field(struct dt_print *p, const char *name, struct dt_str value);
void dt_print_number(struct dt_print *p, const char *name, uint64_t value);

/* A line in bold. */
void dt_print_heading(struct dt_print *p, struct dt_str text);

/* A paragraph, indented by so many columns, and an LF. */
void dt_print_paragraph(struct dt_print *p, struct dt_str text, size_t indent);

/*
 * A member's value as a field: a text decoded, a number as it is, null and
 * what is not there as no line at all.
 */
void dt_print_member(struct dt_print *p, const char *name,
                     const struct dt_json_doc *doc, size_t token);

#endif

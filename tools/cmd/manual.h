/*
 * manual.h - the man page, from the command table.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_MANUAL_H
#define DT_CMD_MANUAL_H

#include "base/buf.h"

/* Append dictum(1) in the man(7) macro language. */
void dt_manual_page(struct dt_buf *out);

#endif

/*
 * completion.h - what a shell completes behind dictum, from the command table.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_COMPLETION_H
#define DT_CMD_COMPLETION_H

#include "base/buf.h"

/* Append the script for a shell: "bash", "zsh" or "fish". */
void dt_completion(const char *shell, struct dt_buf *out);

#endif

/*
 * manual.h - the man page and the shell completions, from the command table.
 */
#ifndef DT_CMD_MANUAL_H
#define DT_CMD_MANUAL_H

#include "base/buf.h"

/* dictum(1) in the man(7) macro language. */
void dt_manual_page(struct dt_buf *out);

/* shell: "bash", "zsh" or "fish". */
void dt_manual_completion(const char *shell, struct dt_buf *out);

#endif

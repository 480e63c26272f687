/*
 * progress.h - a bar on stderr while long work runs, and quiet elsewhere.
 *
 * Layer   base. Draws only when stderr is a terminal or bars are forced,
 *         --quiet was not given and the work has taken longer than half a
 *         second; honours NO_COLOR. Never writes to stdout. Safe to call from
 *         several threads.
 */
#ifndef DT_BASE_PROGRESS_H
#define DT_BASE_PROGRESS_H

#include <stdint.h>

/* Forbid bars in this process; main calls it for --quiet. */
void dt_progress_silence(void);

/* Draw them even where stderr is no terminal. */
void dt_progress_force(void);

/* what: "articles"; total 0: unknown. One bar at a time. */
void dt_progress_start(const char *what, uint64_t total);
void dt_progress_add(uint64_t done);

/* Take the bar away. */
void dt_progress_end(void);

#endif

/*
 * interrupt.h - leave nothing behind when a signal ends the program while a
 * file or folder is unfinished.
 *
 * Layer   release. One unfinished thing at a time in a process.
 * Signals SIGINT, SIGTERM and SIGHUP, unless they were ignored.
 *
 *     dt_interrupt_guard("DIR/.a.part");   a signal removes it, then kills us
 *     dt_interrupt_defer();                a signal is only noted
 *     if (dt_interrupt_noted()) ...        stop and clean up
 *     dt_interrupt_end();                  kills us if one was noted
 */
#ifndef DT_RELEASE_INTERRUPT_H
#define DT_RELEASE_INTERRUPT_H

#include <stdbool.h>

/* From now on a signal removes the file at path, which is copied. */
void dt_interrupt_guard(const char *path);

/* From now on a signal is noted and does nothing else. */
void dt_interrupt_defer(void);
bool dt_interrupt_noted(void);

/* As before the guard; a noted signal is raised again. */
void dt_interrupt_end(void);

#endif

/*
 * library.h - a shared library that is loaded when it is first needed.
 *
 * Layer   adapt. For libraries that bring many others with them and that few
 *         commands need: to load them takes longer than to normalise a page.
 * Use     list the functions once, as X(name) a line, and say
 *
 *             DT_LIBRARY(CALLS, start, "libx.so.1", "libx.1.dylib");
 *
 *         then call lib.name() after dt_library_need(&library, err). start is
 *         called once they are loaded, false when the library cannot work.
 *         A loaded library stays for good.
 */
#ifndef DT_ADAPT_LIBRARY_H
#define DT_ADAPT_LIBRARY_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct dt_library_call {
    const char *name;
    void *to; /* a pointer to such a function, to be filled */
};

struct dt_library {
    const struct dt_library_call *calls; /* a NULL name ends them */
    bool (*start)(void);
    const char *files[5]; /* the first that there is; NULL ends them */
    pthread_mutex_t lock;
    bool loaded;
};

#define DT_LIBRARY_DECLARE(name) __typeof__ (&(name))(name);
#define DT_LIBRARY_CALL(name) {#name, &lib.name},

#define DT_LIBRARY(CALLS, START, ...)               \
    static struct {                                 \
        CALLS(DT_LIBRARY_DECLARE)                   \
    } lib;                                          \
    static bool START(void);                        \
    static const struct dt_library_call calls[] = { \
        CALLS(DT_LIBRARY_CALL){NULL, NULL}};        \
    static struct dt_library library = {            \
        calls, START, {__VA_ARGS__, NULL}, PTHREAD_MUTEX_INITIALIZER, false}

/*
 * Load a library unless it is loaded. DT_EIO names it, or the function it
 * lacks; DT_EINTERNAL: it cannot start.
 */
int dt_library_need(struct dt_library *library, struct dt_err *err);

#endif

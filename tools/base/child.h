/*
 * child.h - run a library that is not to be trusted with the input where it
 * can do no harm: in a child process, with bounds.
 *
 * Layer   base. The child is this process forked: it writes what the library
 *         made of the input, and is gone. A crash, an endless loop or a flood
 *         of memory ends the child, and is an error here.
 * Threads may be called from several threads. The library must not run in
 *         this process at the same time, for a fork would copy its locks.
 */
#ifndef DT_BASE_CHILD_H
#define DT_BASE_CHILD_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct dt_child_limits {
    unsigned seconds; /* of processor time, and four times that by the clock */
    size_t memory;    /* bytes beyond what this process has already */
};

/* What the child does: append to out, or fail. */
typedef int (*dt_child_fn)(void *ctx, struct dt_buf *out, struct dt_err *err);

/*
 * Run fn in a child and append to out what it made; out->max bounds it.
 * Returns what fn returned, with its error; DT_EFORMAT when a bound was
 * reached or the child crashed; DT_EIO when there can be no child.
 */
int dt_child_run(dt_child_fn fn, void *ctx,
                 const struct dt_child_limits *limits, struct dt_buf *out,
                 struct dt_err *err);

#endif

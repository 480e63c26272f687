/*
 * child.h - run a library that is not to be trusted with the input where it
 * can do no harm: in a process of its own, with bounds.
 *
 * Layer   base. The child is this program started anew: it is given the name
 *         of a job and the input, writes what the library made of it, and is
 *         gone. A crash, an endless loop or a flood of memory ends the child,
 *         and is an error here. A fork alone would not do: what another
 *         thread had locked at that moment stays locked in it for good.
 * Use     main() calls dt_child_serve() before anything else.
 */
#ifndef DT_BASE_CHILD_H
#define DT_BASE_CHILD_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct dt_child_job {
    const char *name;
    /* Append to out, or fail. */
    int (*run)(struct dt_str input, struct dt_buf *out, struct dt_err *err);
    unsigned seconds; /* of processor time, and four times that by the clock */
    size_t memory;    /* bytes beyond what the child has before it begins */
    size_t most;      /* bytes that it may append */
};

/*
 * In a process that dt_child_run() started, do the job that is meant, and
 * never return; in any other, nothing. A NULL ends the jobs.
 */
void dt_child_serve(int argc, char **argv,
                    const struct dt_child_job *const *jobs);

/*
 * Have a child do a job, and append to out what it made. Threads: any.
 * Returns what run() returned, with its error; DT_EFORMAT when a bound was
 * reached or the child crashed; DT_EIO when there can be no child.
 */
int dt_child_run(const struct dt_child_job *job, struct dt_str input,
                 struct dt_buf *out, struct dt_err *err);

#endif

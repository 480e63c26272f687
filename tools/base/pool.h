/*
 * pool.h - run one function over many items on several threads.
 *
 * Layer   base. The result must not depend on the order in which items are
 *         done: each call writes only to what belongs to its own index.
 */
#ifndef DT_BASE_POOL_H
#define DT_BASE_POOL_H

#include <stddef.h>

#include "base/err.h"

/*
 * worker is 0 .. threads-1 and is the same for no two calls at one time, so
 * it can choose a buffer or a digest that is not shared.
 */
typedef int (*dt_pool_fn)(void *ctx, unsigned worker, size_t index,
                          struct dt_err *err);

/*
 * Call fn for every index below count. Of several failures the one with the
 * lowest index is returned; items after a failure may be left undone.
 * threads is 1 to 256; the caller's own is one of them, and fewer are used when
 * the system refuses more.
 */
int dt_pool_run(unsigned threads, size_t count, dt_pool_fn fn, void *ctx,
                struct dt_err *err);

/* Processors this process may run on, 1 to 256. */
unsigned dt_pool_cpus(void);

#endif

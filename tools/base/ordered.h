/*
 * ordered.h - a stream of items, worked on by several threads, given in order.
 *
 * Layer   base. For streams whose length nobody knows: an item is taken, one
 *         at a time; worked on, many at a time; and given, one at a time, in
 *         the order in which they were taken. Memory is that of the items
 *         that the caller hands over, however long the stream.
 * Threads one may take while another gives.
 */
#ifndef DT_BASE_ORDERED_H
#define DT_BASE_ORDERED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct dt_ordered {
    /* Fill an item, or say that there is none any more. */
    int (*take)(void *ctx, void *item, bool *end, struct dt_err *err);
    /* Touches only this item; what goes wrong is kept in it. */
    void (*work)(void *ctx, void *item);
    int (*give)(void *ctx, void *item, struct dt_err *err);
    void *ctx;
};

/*
 * Run the stream over count items, item_size bytes apart, on so many threads;
 * two to four items a thread keep them all at work. A negative code from take
 * or give ends the stream and is returned, once all that was taken before it
 * has been given, or none that comes after.
 */
int dt_ordered_run(const struct dt_ordered *stream, unsigned threads,
                   void *items, size_t count, size_t item_size,
                   struct dt_err *err);

#endif

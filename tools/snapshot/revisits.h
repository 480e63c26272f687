/*
 * revisits.h - where the records lie that a later revisit can refer to.
 *
 * Layer   snapshot, inside. A key is a payload digest or a record's id. Memory
 *         is bounded: beyond DT_REVISITS keys the oldest in the way are
 *         forgotten. An answer is a place to look at, no proof: another key may
 *         have had the same hash.
 */
#ifndef DT_SNAPSHOT_REVISITS_H
#define DT_SNAPSHOT_REVISITS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "snapshot/packed.h"

enum { DT_REVISITS = 1 << 20 };

struct dt_revisits {
    struct dt_revisit_slot *slots;
    size_t room; /* a power of two, or 0 */
    size_t count;
};

#define DT_REVISITS_INIT ((struct dt_revisits){NULL, 0, 0})

/* An empty key is passed over. DT_EINTERNAL. */
int dt_revisits_put(struct dt_revisits *r, struct dt_str key,
                    struct dt_place place, struct dt_err *err);

/* The place that was put under key; false: none was. */
bool dt_revisits_find(const struct dt_revisits *r, struct dt_str key,
                      struct dt_place *out);

void dt_revisits_release(struct dt_revisits *r);

#endif

/*
 * versions.h - which of two versions was the earlier when their pages were
 * held: a page may say when it was changed, and no article's line has it.
 *
 * Layer   manifest, private to copies.c. 8 bytes a pair. Filled, settled, then
 *         asked.
 */
#ifndef DT_MANIFEST_VERSIONS_H
#define DT_MANIFEST_VERSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct dt_versions {
    uint64_t *pairs; /* the earlier one in the high half */
    size_t count, cap;
};

#define DT_VERSIONS_INIT ((struct dt_versions){NULL, 0, 0})

/* Two by their indexes, which fit into 32 bits. DT_EINTERNAL. */
int dt_versions_add(struct dt_versions *versions, size_t earlier, size_t later,
                    struct dt_err *err);

/* Nothing is added afterwards. */
void dt_versions_settle(struct dt_versions *versions);

bool dt_versions_have(const struct dt_versions *versions, size_t earlier,
                      size_t later);

void dt_versions_release(struct dt_versions *versions);

#endif

/*
 * print_copies.h - what dictum dedup has found, as JSON Lines on stdout.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_PRINT_COPIES_H
#define DT_CMD_PRINT_COPIES_H

#include <stdbool.h>

#include "article/dedup.h"

/*
 * Print the pairs, {a, b, containment, jaccard, relation}, or the clusters,
 * {canonical, copies}. DT_EIO; DT_EINTERNAL.
 */
int dt_print_copies(const struct dt_dedup *d, bool clusters,
                    struct dt_err *err);

#endif

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
 * Find and print the pairs, {a, b, containment, jaccard, relation}, or the
 * clusters, {canonical, copies}. What dt_dedup_find() fails with; DT_EIO.
 */
int dt_print_copies(struct dt_dedup *d, unsigned threads, bool clusters,
                    struct dt_err *err);

#endif

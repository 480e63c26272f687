/*
 * side_by_side.h - two texts in two columns, what differs marked.
 *
 * Layer   cmd. Lines that both texts have stand beside each other; so do those
 *         that replace each other. With colours what is gone is red, what is
 *         new green; without, it stands in [- -] and {+ +}. The terminal's
 *         width is used, or DT_SIDE_BY_SIDE columns where there is none.
 */
#ifndef DT_CMD_SIDE_BY_SIDE_H
#define DT_CMD_SIDE_BY_SIDE_H

#include "article/compare.h"
#include "cmd/print.h"

enum { DT_SIDE_BY_SIDE = 100 };

/* The titles stand above the columns. */
void dt_print_side_by_side(struct dt_print *p, const struct dt_comparison *c,
                           struct dt_str a, struct dt_str b,
                           const char *title_a, const char *title_b);

#endif

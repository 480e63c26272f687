/*
 * diff.h - what changed between two states of a corpus.
 *
 * Layer   release. Both sides are read once, side by side: memory is that of
 *         release/side.h.
 */
#ifndef DT_RELEASE_DIFF_H
#define DT_RELEASE_DIFF_H

#include "release/side.h"

enum dt_diff_change { DT_DIFF_ADDED, DT_DIFF_REMOVED, DT_DIFF_CHANGED };

struct dt_diff_item {
    enum dt_side_kind kind;
    enum dt_diff_change change;
    struct dt_str id;
    struct dt_str before, after; /* canonical lines; NULL ptr: none */
    /*
     * An article whose address is the same and whose snapshot or text is
     * another: its publisher changed it, or we read it otherwise.
     */
    bool silent_edit;
};

struct dt_diff_counts {
    uint64_t changes[3]; /* by enum dt_diff_change */
    uint64_t silent_edits;
};

/* The item and its texts live for the call. */
typedef int (*dt_diff_fn)(void *ctx, const struct dt_diff_item *item,
                          struct dt_err *err);

/*
 * Call fn for each difference of one kind, in the order of ids; counts are
 * added to. fn may be NULL.
 */
int dt_diff(struct dt_side *before, struct dt_side *after, const char *corpus,
            enum dt_side_kind kind, dt_diff_fn fn, void *ctx,
            struct dt_diff_counts *counts, struct dt_err *err);

#endif

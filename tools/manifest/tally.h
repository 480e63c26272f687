/*
 * tally.h - how often each text came.
 *
 * Layer   manifest. A balanced tree: no input makes it slow.
 */
#ifndef DT_MANIFEST_TALLY_H
#define DT_MANIFEST_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct dt_tally;

struct dt_tally_item {
    struct dt_str text; /* NUL-terminated; NULL ptr: of what has none */
    uint64_t count;
};

/* The caller owns *out. */
int dt_tally_new(struct dt_tally **out, struct dt_err *err);

/* NULL is fine. */
void dt_tally_free(struct dt_tally *tally);

/* Count one more of text, which is copied. */
int dt_tally_add(struct dt_tally *tally, struct dt_str text,
                 struct dt_err *err);

/* Different texts so far. */
size_t dt_tally_count(const struct dt_tally *tally);

/*
 * Put the items into order, after which *items lists them until more are
 * added: those that came most often first, or by their bytes; what has no
 * text comes last.
 */
enum dt_tally_order { DT_TALLY_MOST_FIRST, DT_TALLY_BY_TEXT };
const struct dt_tally_item *dt_tally_sort(struct dt_tally *tally,
                                          enum dt_tally_order order);

#endif

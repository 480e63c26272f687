/*
 * copies.h - near copies and excerpts among a corpus's articles, as lines of
 * duplicates.jsonl.
 *
 * Layer   manifest, private to output.c.
 * Rule    article/dedup.h with its defaults, over the texts of articles that
 *         are not the same as another. What needs a text that is not held
 *         here stands as git tracks it, and so does everything when no
 *         article has changed.
 * Bounds  DT_COPIES_MOST bytes of text; a larger corpus has only what is the
 *         same, and the report says so.
 */
#ifndef DT_MANIFEST_COPIES_H
#define DT_MANIFEST_COPIES_H

#include "manifest/plan.h"

enum { DT_COPIES_MOST = 256 * 1024 * 1024 };

/* count of plan->copies are records, with duplicate_of set and in id order. */
int dt_copies_spool(struct dt_plan *plan, size_t count, struct dt_err *err);

#endif

/*
 * copies.h - near copies and excerpts among a corpus's articles, as lines of
 * duplicates.jsonl.
 *
 * Layer   manifest, private to output.c.
 * Rule    article/dedup.h with its defaults, over the texts of articles that
 *         are not the same as another. What needs a text that is not held
 *         here stands as git tracks it, and so does everything when no
 *         article has changed.
 * Again   .dictum/copies/NAME has what texts are found by and which were found
 *         to be copies (article/kept.h): texts are read only where there is
 *         something new.
 * Memory  128 MiB for what texts are compared by, beyond that in a file.
 */
#ifndef DT_MANIFEST_COPIES_H
#define DT_MANIFEST_COPIES_H

#include "manifest/plan.h"

/* count of plan->copies are records, with duplicate_of set and in id order. */
int dt_copies_spool(struct dt_plan *plan, size_t count, struct dt_err *err);

#endif

/*
 * recognise.h - whose records are what the last build left, where the manifests
 * as a whole are not: after a merge or a checkout, or in a copy of the
 * repository.
 *
 * Layer   manifest, a step of build.c. An article is as it was left when its
 *         line has the seal that the store remembers, and the lines of its
 *         statements are those that this line tells the hash of. What nobody
 *         touched (dt_plan.trusted) is not looked at.
 */
#ifndef DT_MANIFEST_RECOGNISE_H
#define DT_MANIFEST_RECOGNISE_H

#include "manifest/plan.h"

/*
 * Set as_left of the items. All snapshots must be held: what was said of a
 * record that cannot be made again is not known to fit the others. A line that
 * cannot be read is nobody's. DT_EIO, DT_EINTERNAL.
 */
int dt_plan_recognise(struct dt_plan *plan, struct dt_err *err);

/* Remember the seal of an article's line, which this build leaves so. */
int dt_plan_leave(const struct dt_plan *plan, size_t source, struct dt_str line,
                  struct dt_line_maker *scratch, struct dt_err *err);

#endif

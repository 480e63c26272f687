/*
 * overlap.h - offices that people.yaml has held at the same time.
 *
 * Layer   source. One person may hold two offices, and two people one: that
 *         is allowed, but on such a day an office does not name its holder,
 *         and a statement has no office. So a curator should know.
 */
#ifndef DT_SOURCE_OVERLAP_H
#define DT_SOURCE_OVERLAP_H

#include "base/arena.h"
#include "source/people.h"

/*
 * Two memberships that have a day in common, whatever days their dates mean:
 * of one person (then a is b), or one office of two people. first is the one
 * that began earlier.
 */
struct dt_overlap {
    const struct dt_person *a, *b;
    const struct dt_membership *first, *second;
};

/*
 * The overlaps of all people, those of one person in front, sorted by id and
 * beginning. Of many memberships at once each is named with the one that lasts
 * longest of those before it, so that there are at most two overlaps a
 * membership. The list lies in the arena. DT_EINTERNAL.
 */
int dt_people_overlaps(const struct dt_people *people, struct dt_arena *arena,
                       struct dt_overlap **out, size_t *count,
                       struct dt_err *err);

#endif

/*
 * people_index.h - finds people by what a text calls them.
 *
 * Layer   source, inside: people.h has the look-ups.
 *
 * A name is cut at the ends of its words. The hash table holds each name and
 * each of its beginnings ("Amira", "Amira Voss"), so that a match walks on
 * word by word for as long as some name goes on, however many people share
 * a first name.
 */
#ifndef DT_SOURCE_PEOPLE_INDEX_H
#define DT_SOURCE_PEOPLE_INDEX_H

#include "source/people.h"

/*
 * Index people->items, which are sorted; seed keys the hash. file is for
 * messages: DT_EFORMAT for a name that two people claim or that does not
 * begin with a letter or is too long.
 */
int dt_people_index_new(const struct dt_people *people, const char *file,
                        uint64_t seed, struct dt_people_index **out,
                        struct dt_err *err);
void dt_people_index_free(struct dt_people_index *index);

#endif
